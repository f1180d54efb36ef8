package dev.gangway.dropbox;

import com.dropbox.core.v2.DbxClientV2;
import com.dropbox.core.v2.common.PathRoot;
import com.dropbox.core.v2.files.FolderMetadata;
import com.dropbox.core.v2.files.ListFolderResult;
import com.dropbox.core.v2.files.Metadata;
import com.dropbox.core.v2.sharing.AccessInheritance;
import com.dropbox.core.v2.sharing.ShareFolderJobStatus;
import com.dropbox.core.v2.sharing.ShareFolderLaunch;
import com.dropbox.core.v2.team.NamespaceMetadata;
import com.dropbox.core.v2.team.NamespaceType;
import com.dropbox.core.v2.team.TeamMemberProfile;
import com.dropbox.core.v2.team.TeamNamespacesListResult;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolder.Status;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.teamfolder.TeamFolderId;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Folders of a team that has a team space with one root for everybody. Dropbox's routes for team folders make and archive none there
 * (specified), so the admin who consented acts in that root: a folder is made by sharing it (specified: what isn't there is created), and
 * renamed by moving it. What is mounted in the root and is nobody's own folder is a folder of the team (assumed). Thread-safe.
 */
final class TeamSpaceFolders implements TeamFolderData {

    private static final String JOB = "share-folder/";
    private static final long ON_A_PAGE = 1000;
    static final String NO_FOLDER = "/.gangway-no-such-folder";
    private static final String CONSOLE =
            " in a team space with one root for everybody. Have a team admin do it in Dropbox's Admin console, https://www.dropbox.com/team/admin.";

    /** That a folder of the team can't be moved is one of Dropbox's refusals (specified); of which kinds of folder isn't told. */
    static final String NOT_MOVED = "Dropbox doesn't let this folder be renamed through its API" + CONSOLE;

    private final Calls calls;

    TeamSpaceFolders(Calls calls) {
        this.calls = calls;
    }

    /** In whose name it is asked, and where paths begin. */
    private record Root(String admin, String namespace) {}

    private Root root() {
        TeamMemberProfile admin;
        try {
            admin = calls.ask(dropbox -> dropbox.team().tokenGetAuthenticatedAdmin())
                    .getAdminProfile();
        } catch (RouteError error) {
            throw error.unexpected(
                    "The admin who connected isn't one any more. Have an admin of the team connect again.");
        }
        return new Root(admin.getTeamMemberId(), admin.getRootFolderId());
    }

    private <T> T ask(Root root, Calls.Ask<DbxClientV2, T> ask) throws RouteError {
        return calls.ask(
                dropbox -> ask.to(dropbox.asAdmin(root.admin()).withPathRoot(PathRoot.root(root.namespace()))));
    }

    @Override
    public Page<TeamFolder> list(Cursor cursor) {
        ListFolderResult page = page(root(), cursor);
        Set<String> own = ownFolders();
        return new Page<>(
                page.getEntries().stream()
                        .flatMap(TeamSpaceFolders::mounted)
                        .filter(it -> !own.contains(it.id().value()))
                        .toList(),
                next(page));
    }

    private ListFolderResult page(Root root, Cursor cursor) {
        try {
            return ask(
                    root,
                    dropbox -> cursor.isStart()
                            ? dropbox.files()
                                    .listFolderBuilder("")
                                    .withLimit(ON_A_PAGE)
                                    .start()
                            : dropbox.files().listFolderContinue(cursor.value()));
        } catch (RouteError error) {
            throw error.unexpected("List the team folders again from the start.");
        }
    }

    private static Optional<Cursor> next(ListFolderResult page) {
        return page.getHasMore() ? Optional.of(new Cursor(page.getCursor())) : Optional.empty();
    }

    private static Stream<TeamFolder> mounted(Metadata entry) {
        return entry instanceof FolderMetadata folder
                        && folder.getSharingInfo() != null
                        && folder.getSharingInfo().getSharedFolderId() != null
                ? Stream.of(new TeamFolder(
                        new TeamFolderId(folder.getSharingInfo().getSharedFolderId()),
                        folder.getName(),
                        Status.ACTIVE,
                        Fact.unknown("Dropbox doesn't tell it of a team space")))
                : Stream.empty();
    }

    /** The namespaces of members' own folders, which lie in the root, too. */
    private Set<String> ownFolders() {
        Set<String> own = new HashSet<>();
        try {
            TeamNamespacesListResult page = calls.ask(dropbox -> dropbox.team().namespacesList());
            while (true) {
                page.getNamespaces().stream()
                        .filter(it -> it.getNamespaceType() == NamespaceType.TEAM_MEMBER_FOLDER)
                        .map(NamespaceMetadata::getNamespaceId)
                        .forEach(own::add);
                if (!page.getHasMore()) {
                    return own;
                }
                String cursor = page.getCursor();
                page = calls.ask(dropbox -> dropbox.team().namespacesListContinue(cursor));
            }
        } catch (RouteError error) {
            throw error.unexpected("List the team folders again from the start.");
        }
    }

    @Override
    public Optional<TeamFolder> find(TeamFolderId folder) {
        Optional<Cursor> cursor = Optional.of(Cursor.START);
        while (cursor.isPresent()) {
            Page<TeamFolder> page = list(cursor.get());
            Optional<TeamFolder> found =
                    page.items().stream().filter(it -> it.id().equals(folder)).findFirst();
            if (found.isPresent()) {
                return found;
            }
            cursor = page.next();
        }
        return Optional.empty();
    }

    /** Whether anything in the root has the name, a person's own folder or a file, too; sharing would take what is there. */
    private boolean isTaken(Root root, Predicate<Metadata> by) {
        Optional<Cursor> cursor = Optional.of(Cursor.START);
        while (cursor.isPresent()) {
            ListFolderResult page = page(root, cursor.get());
            if (page.getEntries().stream().anyMatch(by)) {
                return true;
            }
            cursor = next(page);
        }
        return false;
    }

    /** In whatever way the letters are put together. */
    private static boolean isSame(String one, String other) {
        return Normalizer.normalize(one, Normalizer.Form.NFC)
                .equalsIgnoreCase(Normalizer.normalize(other, Normalizer.Form.NFC));
    }

    /** Nobody but the admin gets in until somebody shares it; Dropbox's default lets everybody in who is in the root. */
    @Override
    public Outcome<TeamFolderId> create(String name) {
        Root root = root();
        if (isTaken(root, it -> isSame(it.getName(), name))) {
            return Outcome.refused(Reason.FOLDER_NAME_TAKEN, Reason.FOLDER_NAME_TAKEN.advice());
        }
        ShareFolderLaunch launched;
        try {
            launched = ask(
                    root,
                    dropbox -> dropbox.sharing()
                            .shareFolderBuilder("/" + name)
                            .withAccessInheritance(AccessInheritance.NO_INHERIT)
                            .start());
        } catch (RouteError error) {
            return Refusals.refused(error.code());
        }
        return launched.isComplete()
                ? Outcome.done(new TeamFolderId(launched.getCompleteValue().getSharedFolderId()))
                : Outcome.unsettled(new JobHandle(JOB + launched.getAsyncJobIdValue()), Lost.AT_WORK);
    }

    @Override
    public Outcome<TeamFolderId> rename(TeamFolderId folder, String name) {
        Optional<TeamFolder> now = find(folder);
        if (now.isEmpty()) {
            return Outcome.refused(Reason.FOLDER_NOT_FOUND, Reason.FOLDER_NOT_FOUND.advice());
        }
        if (now.get().name().equals(name)) {
            return Outcome.alreadyDone(folder);
        }
        Root root = root();
        boolean otherCase = now.get().name().equalsIgnoreCase(name);
        if (!otherCase && isTaken(root, it -> isSame(it.getName(), name))) {
            return Outcome.refused(Reason.FOLDER_NAME_TAKEN, Reason.FOLDER_NAME_TAKEN.advice());
        }
        try {
            Metadata moved = ask(
                            root,
                            dropbox -> dropbox.files().moveV2("/" + now.get().name(), "/" + name))
                    .getMetadata();
            if (mounted(moved).noneMatch(it -> it.id().equals(folder))) {
                throw Lost.answer("Dropbox moved something else, which had taken the folder's name meanwhile");
            }
            return Outcome.done(folder);
        } catch (RouteError error) {
            if (error.code().equals("internal_error")) { // asks to look whether it was done (specified)
                throw Lost.answer("Dropbox did not say what became of it (" + error.code() + ")");
            }
            return Refusals.refused(error.code());
        }
    }

    /** Specified. */
    @Override
    public Outcome<TeamFolderId> archive(TeamFolderId folder) {
        return Outcome.refused(Reason.NOT_SUPPORTED, "Dropbox's API doesn't archive folders" + CONSOLE);
    }

    /** That the route for sync settings takes team folders only, and none of a team space, is assumed. */
    @Override
    public Outcome<TeamFolderId> changeSync(TeamFolderId folder, SyncSetting sync) {
        return Outcome.refused(Reason.NOT_SUPPORTED, "Dropbox's API doesn't change what is synced" + CONSOLE);
    }

    static boolean isOurs(JobHandle job) {
        return job.value().startsWith(JOB) && job.value().length() > JOB.length();
    }

    @Override
    public Outcome<TeamFolderId> poll(JobHandle job) {
        ShareFolderJobStatus status;
        try {
            status = ask(
                    root(),
                    dropbox -> dropbox.sharing().checkShareJobStatus(job.value().substring(JOB.length())));
        } catch (RouteError error) {
            throw Lost.answer("Dropbox did not say what became of it (" + error.code() + ")");
        }
        if (status.isFailed()) {
            return Refusals.refused(status.getFailedValue().tag().name().toLowerCase(Locale.ROOT));
        }
        return status.isComplete()
                ? Outcome.done(new TeamFolderId(status.getCompleteValue().getSharedFolderId()))
                : Outcome.unsettled(job, Lost.AT_WORK);
    }

    /** Proves each of its scopes: by listing and moving what there is not, and by a job that there is not, which changes nothing. */
    void probe(String noJob) throws RouteError {
        Root root = root();
        missed(root, "path", dropbox -> dropbox.files().listFolder(NO_FOLDER));
        missed(root, "invalid_async_job_id", dropbox -> dropbox.sharing().checkShareJobStatus(noJob));
        missed(root, "from_lookup", dropbox -> dropbox.files().moveV2(NO_FOLDER, NO_FOLDER + "-either"));
    }

    private <T> void missed(Root root, String code, Calls.Ask<DbxClientV2, T> ask) throws RouteError {
        try {
            calls.ask(dropbox -> ask.to(dropbox.asAdmin(root.admin())));
        } catch (RouteError error) {
            if (!error.code().equals(code)) {
                throw error;
            }
        }
    }
}
