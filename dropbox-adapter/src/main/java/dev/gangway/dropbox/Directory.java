package dev.gangway.dropbox;

import com.dropbox.core.v2.team.MembersGetInfoItemV2;
import com.dropbox.core.v2.team.MembersListV2Result;
import com.dropbox.core.v2.team.TeamMemberProfile;
import com.dropbox.core.v2.team.UserSelectorArg;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Page;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who is on the team, and who was. Thread-safe. */
final class Directory {

    /** The largest page. Specified. */
    static final long PAGE = 1000;

    /** No maximum is published; assumed to be taken. */
    private static final int LOOKED_UP_AT_ONCE = 100;

    private final Calls calls;

    Directory(Calls calls) {
        this.calls = calls;
    }

    Optional<User> find(UserRef ref) {
        return findAll(List.of(ref)).get(0);
    }

    Optional<User> find(UserId id) {
        return find(UserRef.id(id));
    }

    /**
     * Whether {@code get_info_v2} tells of people who left isn't documented; the list with {@code include_removed} does (specified). It
     * is read for ids only, and once for all of them: what address it shows of somebody who left isn't known.
     */
    List<Optional<User>> findAll(List<? extends UserRef> refs) {
        List<UserRef> possible = refs.stream()
                .<UserRef>map(it -> it)
                .filter(Inputs::isPossible)
                .distinct()
                .toList();
        Map<UserRef, User> found = new HashMap<>();
        for (int from = 0; from < possible.size(); from += LOOKED_UP_AT_ONCE) {
            lookUp(possible.subList(from, Math.min(from + LOOKED_UP_AT_ONCE, possible.size())), found);
        }
        Set<UserId> missing = possible.stream()
                .filter(it -> !found.containsKey(it))
                .flatMap(it -> it.asId().stream())
                .collect(Collectors.toCollection(HashSet::new));
        if (!missing.isEmpty()) {
            first(user -> {
                if (missing.remove(user.id())) {
                    found.put(UserRef.id(user.id()), user);
                }
                return missing.isEmpty();
            });
        }
        return refs.stream().map(it -> Optional.ofNullable(found.get(it))).toList();
    }

    /** Those who left, can be recovered and had one of these addresses; at most one has each, since it isn't free until then (specified). */
    Map<UserRef.Email, User> leavers(List<UserRef.Email> addresses) {
        Map<UserRef.Email, User> leavers = new HashMap<>();
        if (!addresses.isEmpty()) {
            first(user -> {
                if (user.status() == UserStatus.REMOVED_RECOVERABLE) {
                    addresses.stream().filter(it -> it.names(user)).forEach(it -> leavers.put(it, user));
                }
                return leavers.size() == Set.copyOf(addresses).size();
            });
        }
        return leavers;
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

    /** Somebody on the team as Dropbox shows them, for what core has no word for. */
    Optional<TeamMemberProfile> profile(UserId id) {
        MembersGetInfoItemV2 item = items(List.of(UserRef.id(id))).get(0);
        return item.isMemberInfo() ? Optional.of(item.getMemberInfoValue().getProfile()) : Optional.empty();
    }

    private void lookUp(List<UserRef> refs, Map<UserRef, User> found) {
        List<MembersGetInfoItemV2> items = items(refs);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).isMemberInfo()) {
                User user = Members.user(items.get(i).getMemberInfoValue());
                if (!refs.get(i).names(user) && refs.stream().anyMatch(it -> it.names(user))) {
                    throw notAsAsked();
                }
                found.put(refs.get(i), user);
            }
        }
    }

    private List<MembersGetInfoItemV2> items(List<UserRef> refs) {
        List<UserSelectorArg> selectors = refs.stream().map(Directory::selector).toList();
        List<MembersGetInfoItemV2> items = calls.read(dropbox -> dropbox.team().membersGetInfoV2(selectors))
                .getMembersInfo();
        if (items.size() != refs.size() || items.stream().anyMatch(MembersGetInfoItemV2::isOther)) {
            throw notAsAsked();
        }
        return items;
    }

    private static ProviderProtocolException notAsAsked() {
        return new ProviderProtocolException(
                "team/members/get_info_v2: Dropbox did not say exactly one thing about each person asked for, in that order.",
                Optional.empty());
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
