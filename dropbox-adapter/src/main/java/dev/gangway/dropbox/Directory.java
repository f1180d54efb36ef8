package dev.gangway.dropbox;

import com.dropbox.core.v2.team.MembersGetInfoItemV2;
import com.dropbox.core.v2.team.MembersListV2Result;
import com.dropbox.core.v2.team.UserSelectorArg;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Page;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Who is on the team, and who was. Thread-safe. */
final class Directory {

    /** The largest page. Specified. */
    private static final long PAGE = 1000;

    private final Calls calls;

    Directory(Calls calls) {
        this.calls = calls;
    }

    /**
     * Whether {@code get_info_v2} tells of people who left isn't documented; the list with {@code include_removed} does (specified). It
     * is read for an id only: what address it shows of somebody who left isn't known.
     */
    Optional<User> find(UserRef ref) {
        if (!Inputs.isPossible(ref)) {
            return Optional.empty();
        }
        Optional<User> known = lookUp(selector(ref));
        return known.isPresent()
                ? known
                : ref.asId().flatMap(id -> first(user -> user.id().equals(id)));
    }

    Optional<User> find(UserId id) {
        return find(UserRef.id(id));
    }

    /** The first person, among those on the team and those who left, of whom it is true. */
    Optional<User> first(Predicate<User> wanted) {
        Set<Cursor> visited = new HashSet<>();
        Optional<Cursor> cursor = Optional.of(Cursor.START);
        while (cursor.isPresent()) {
            if (!visited.add(cursor.get())) {
                throw new ProviderProtocolException(
                        "team/members/list/continue_v2: the list came back to a place where it was before.",
                        Optional.empty());
            }
            Page<User> page = page(cursor.get(), true);
            Optional<User> found = page.items().stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found;
            }
            cursor = page.next();
        }
        return Optional.empty();
    }

    Page<User> list(Cursor cursor) {
        Page<User> page = page(cursor, false);
        return new Page<>(
                page.items().stream().filter(it -> !it.status().isRemoved()).toList(), page.next());
    }

    /** One page; whether people who left are in it is decided by the first call (specified). */
    private Page<User> page(Cursor cursor, boolean withLeavers) {
        MembersListV2Result result;
        try {
            result = calls.ask(dropbox -> cursor.isStart()
                    ? dropbox.team()
                            .membersListV2Builder()
                            .withLimit(PAGE)
                            .withIncludeRemoved(withLeavers)
                            .start()
                    : dropbox.team().membersListContinueV2(cursor.value()));
        } catch (RouteError error) {
            throw error.unexpected("The list can't be read on from there: read it again from the start.");
        }
        List<User> users = result.getMembers().stream().map(Members::user).toList();
        return new Page<>(users, result.getHasMore() ? Optional.of(next(result.getCursor())) : Optional.empty());
    }

    static Cursor next(String cursor) {
        if (cursor.isBlank()) {
            throw new ProviderProtocolException(
                    "Dropbox says that there is more, and not where; the list is not complete.", Optional.empty());
        }
        return new Cursor(cursor);
    }

    private Optional<User> lookUp(UserSelectorArg selector) {
        List<MembersGetInfoItemV2> items = calls.read(dropbox -> dropbox.team().membersGetInfoV2(List.of(selector)))
                .getMembersInfo();
        if (items.size() != 1 || items.get(0).isOther()) {
            throw new ProviderProtocolException(
                    "team/members/get_info_v2: Dropbox did not say exactly one thing about the one person asked for.",
                    Optional.empty());
        }
        return items.get(0).isMemberInfo()
                ? Optional.of(Members.user(items.get(0).getMemberInfoValue()))
                : Optional.empty();
    }

    static UserSelectorArg selector(UserId id) {
        return UserSelectorArg.teamMemberId(id.value());
    }

    private static UserSelectorArg selector(UserRef ref) {
        if (ref instanceof UserRef.Id it) {
            return selector(it.id());
        }
        return ref instanceof UserRef.Email it
                ? UserSelectorArg.email(it.address())
                : UserSelectorArg.externalId(((UserRef.ExternalId) ref).externalId());
    }
}
