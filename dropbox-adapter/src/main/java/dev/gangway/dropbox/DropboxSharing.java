package dev.gangway.dropbox;

import com.dropbox.core.v2.sharing.AclUpdatePolicy;
import com.dropbox.core.v2.sharing.MemberPolicy;
import com.dropbox.core.v2.sharing.SharedFolderMetadata;
import com.dropbox.core.v2.sharing.SharedLinkPolicy;
import com.dropbox.core.v2.sharing.UpdateFolderPolicyBuilder;
import com.dropbox.core.v2.sharing.ViewerInfoPolicy;
import com.dropbox.core.v2.team.SharingAllowlistAddBuilder;
import com.dropbox.core.v2.team.SharingAllowlistListResponse;
import com.dropbox.core.v2.team.SharingAllowlistRemoveBuilder;
import dev.gangway.connector.Capability;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.TeamPolicy;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.FolderPolicy;
import dev.gangway.sharing.FolderPolicy.Joining;
import dev.gangway.sharing.FolderPolicy.Links;
import dev.gangway.sharing.FolderPolicy.Managing;
import dev.gangway.sharing.FolderPolicyChange;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.sharing.SharingData;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sharing controls at Dropbox. Thread-safe. */
final class DropboxSharing implements SharingData {

    /** Any other text can't be the id of a folder; the SDK doesn't even send it. Specified. */
    private static final Pattern ID = Pattern.compile("[-_0-9a-zA-Z:]+");

    /** The most that a page has. Specified. */
    private static final long PAGE = 1000;

    private static final String UNKNOWN = "Dropbox said something that this version doesn't know";

    private final Calls calls;
    private final Scopes scopes;
    private final ActingAdmin admin;

    DropboxSharing(Calls calls, Scopes scopes) {
        this.calls = calls;
        this.scopes = scopes;
        this.admin = new ActingAdmin(calls);
    }

    @Override
    public List<TeamPolicy> policies() {
        return TeamRules.ofSharing(
                calls.read(dropbox -> dropbox.team().getInfo()).getPolicies());
    }

    /** Newest first (specified). Needs no scope on demand. */
    @Override
    public Page<AllowListEntry> allowList(Cursor cursor) {
        SharingAllowlistListResponse page;
        try {
            page = calls.ask(dropbox -> cursor.isStart()
                    ? dropbox.team().sharingAllowlistList(PAGE)
                    : dropbox.team().sharingAllowlistListContinue(cursor.value()));
        } catch (RouteError error) {
            throw error.unexpected("List the entries again from the start.");
        }
        return new Page<>(
                Stream.concat(
                                page.getDomains().stream().map(it -> entry(AllowListEntry::domain, it)),
                                page.getEmails().stream().map(it -> entry(AllowListEntry::email, it)))
                        .toList(),
                Optional.of(page)
                        .filter(SharingAllowlistListResponse::getHasMore)
                        .map(it -> new Cursor(it.getCursor())));
    }

    private static AllowListEntry entry(Function<String, AllowListEntry> kind, String told) {
        try {
            return kind.apply(told);
        } catch (IllegalArgumentException odd) {
            throw new ProviderProtocolException(
                    "team/sharing_allowlist/list: Dropbox told of an entry that can't be understood. "
                            + odd.getMessage(),
                    Optional.empty());
        }
    }

    /** Dropbox takes all or none, and none if one is on the list (specified), so only those are sent that aren't. */
    @Override
    public Outcome<Set<AllowListEntry>> allow(Set<AllowListEntry> entries) {
        onDemand();
        Set<AllowListEntry> missing = missing(entries);
        return change(
                entries,
                missing,
                () -> calls.ask(dropbox -> {
                    SharingAllowlistAddBuilder add = dropbox.team().sharingAllowlistAddBuilder();
                    values(missing, AllowListEntry.Domain.class).ifPresent(add::withDomains);
                    values(missing, AllowListEntry.Email.class).ifPresent(add::withEmails);
                    return add.start();
                }));
    }

    /** Dropbox takes all off or none, and none if one isn't on the list (specified), so only those are sent that are. */
    @Override
    public Outcome<Set<AllowListEntry>> disallow(Set<AllowListEntry> entries) {
        onDemand();
        Set<AllowListEntry> listed = new HashSet<>(entries);
        listed.removeAll(missing(entries));
        return change(
                entries,
                listed,
                () -> calls.ask(dropbox -> {
                    SharingAllowlistRemoveBuilder remove = dropbox.team().sharingAllowlistRemoveBuilder();
                    values(listed, AllowListEntry.Domain.class).ifPresent(remove::withDomains);
                    values(listed, AllowListEntry.Email.class).ifPresent(remove::withEmails);
                    return remove.start();
                }));
    }

    /** A request that changes the list. */
    private interface Change {
        Object send() throws RouteError;
    }

    private static Outcome<Set<AllowListEntry>> change(
            Set<AllowListEntry> asked, Set<AllowListEntry> left, Change change) {
        if (left.isEmpty()) {
            return Outcome.alreadyDone(asked);
        }
        try {
            change.send();
            return Outcome.done(asked);
        } catch (RouteError error) {
            return Refusals.refused(error.code());
        }
    }

    /** Those of the entries that the list doesn't have. */
    private Set<AllowListEntry> missing(Set<AllowListEntry> entries) {
        Set<AllowListEntry> missing = new HashSet<>(entries);
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (!missing.isEmpty() && next.isPresent()) {
            Page<AllowListEntry> page = allowList(next.get());
            page.items().forEach(missing::remove);
            next = page.next();
        }
        return missing;
    }

    private static Optional<List<String>> values(Set<AllowListEntry> entries, Class<? extends AllowListEntry> kind) {
        return Optional.of(entries.stream()
                        .filter(kind::isInstance)
                        .map(AllowListEntry::value)
                        .toList())
                .filter(it -> !it.isEmpty());
    }

    /** A folder of which the admin is no member, and can't be made to see it, is none of this team's (assumed). */
    @Override
    public Optional<FolderPolicy> folder(SharedFolderId folder) {
        onDemand();
        if (!ID.matcher(folder.value()).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(policy(admin.ask(dropbox -> dropbox.sharing().getFolderMetadata(folder.value()))));
        } catch (RouteError error) {
            return switch (error.code()) {
                case "invalid_id", "not_a_member" -> Optional.empty();
                default -> throw error.unexpected("Look at the folder in Dropbox's Admin console, under Content.");
            };
        }
    }

    /** Dropbox doesn't tell whether anything changed, so the folder is read first. */
    @Override
    public Outcome<FolderPolicy> changeFolder(SharedFolderId folder, FolderPolicyChange change) {
        Optional<FolderPolicy> now = folder(folder);
        if (now.isEmpty()) {
            return Outcome.refused(
                    Reason.FOLDER_NOT_FOUND, Refusals.of("access_error").explanation());
        }
        if (change.isSo(now.get())) {
            return Outcome.alreadyDone(now.get());
        }
        try {
            return Outcome.done(policy(admin.ask(dropbox -> {
                UpdateFolderPolicyBuilder update = dropbox.sharing().updateFolderPolicyBuilder(folder.value());
                change.joining().map(DropboxSharing::sent).ifPresent(update::withMemberPolicy);
                change.links().map(DropboxSharing::sent).ifPresent(update::withSharedLinkPolicy);
                change.managing().map(DropboxSharing::sent).ifPresent(update::withAclUpdatePolicy);
                change.viewers()
                        .map(it -> it ? ViewerInfoPolicy.ENABLED : ViewerInfoPolicy.DISABLED)
                        .ifPresent(update::withViewerInfoPolicy);
                return update.start();
            })));
        } catch (RouteError error) {
            return Refusals.refused(error.code());
        }
    }

    private void onDemand() {
        if (!scopes.wants(Capability.READ_SHARING)) {
            throw new UnsupportedCapabilityException(
                    "Sharing controls need four more scopes, which this connector doesn't ask for. Register it with "
                            + "DropboxConnector's managingSharing(), and have an admin of the team connect again.");
        }
    }

    private static FolderPolicy policy(SharedFolderMetadata folder) {
        return new FolderPolicy(
                new SharedFolderId(folder.getSharedFolderId()),
                folder.getName(),
                Fact.of(folder.getIsTeamFolder() || folder.getIsInsideTeamFolder()),
                told(folder.getPolicy().getMemberPolicy(), DropboxSharing::joining),
                told(folder.getPolicy().getResolvedMemberPolicy(), DropboxSharing::joining),
                told(folder.getPolicy().getSharedLinkPolicy(), DropboxSharing::links),
                told(folder.getPolicy().getAclUpdatePolicy(), DropboxSharing::managing),
                told(folder.getPolicy().getViewerInfoPolicy(), DropboxSharing::viewers));
    }

    private static <S, T> Fact<T> told(@Nullable S said, Function<S, Fact<T>> meaning) {
        return said == null ? Fact.unknown("Dropbox doesn't tell it of this folder") : meaning.apply(said);
    }

    private static Fact<Joining> joining(MemberPolicy said) {
        return switch (said) {
            case TEAM -> Fact.of(Joining.TEAM);
            case TEAM_AND_APPROVED -> Fact.of(Joining.TEAM_AND_ALLOWED);
            case ANYONE -> Fact.of(Joining.ANYONE);
            case OTHER -> Fact.unknown(UNKNOWN);
        };
    }

    private static MemberPolicy sent(Joining wanted) {
        return switch (wanted) {
            case TEAM -> MemberPolicy.TEAM;
            case TEAM_AND_ALLOWED -> MemberPolicy.TEAM_AND_APPROVED;
            case ANYONE -> MemberPolicy.ANYONE;
        };
    }

    private static Fact<Links> links(SharedLinkPolicy said) {
        return switch (said) {
            case MEMBERS -> Fact.of(Links.MEMBERS);
            case TEAM -> Fact.of(Links.TEAM);
            case ANYONE -> Fact.of(Links.ANYONE);
            case OTHER -> Fact.unknown(UNKNOWN);
        };
    }

    /** The one for the team is deprecated (specified); Dropbox says itself whether it takes it. */
    private static SharedLinkPolicy sent(Links wanted) {
        return switch (wanted) {
            case MEMBERS -> SharedLinkPolicy.MEMBERS;
            case TEAM -> SharedLinkPolicy.TEAM;
            case ANYONE -> SharedLinkPolicy.ANYONE;
        };
    }

    private static Fact<Managing> managing(AclUpdatePolicy said) {
        return switch (said) {
            case OWNER -> Fact.of(Managing.OWNER);
            case EDITORS -> Fact.of(Managing.EDITORS);
            case OTHER -> Fact.unknown(UNKNOWN);
        };
    }

    private static AclUpdatePolicy sent(Managing wanted) {
        return switch (wanted) {
            case OWNER -> AclUpdatePolicy.OWNER;
            case EDITORS -> AclUpdatePolicy.EDITORS;
        };
    }

    private static Fact<Boolean> viewers(ViewerInfoPolicy said) {
        return switch (said) {
            case ENABLED -> Fact.of(true);
            case DISABLED -> Fact.of(false);
            case OTHER -> Fact.unknown(UNKNOWN);
        };
    }
}
