package dev.gangway.dropbox;

import com.dropbox.core.v2.files.SyncSettingArg;
import com.dropbox.core.v2.team.TeamFolderArchiveJobStatus;
import com.dropbox.core.v2.team.TeamFolderArchiveLaunch;
import com.dropbox.core.v2.team.TeamFolderGetInfoItem;
import com.dropbox.core.v2.team.TeamFolderListResult;
import com.dropbox.core.v2.team.TeamFolderMetadata;
import dev.gangway.connector.Capability;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolder.Status;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.teamfolder.TeamFolderId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Team folders at Dropbox. Thread-safe. */
final class DropboxTeamFolders implements TeamFolderData {

    private static final String JOB = "archive-folder/";

    /** Any other text can't be the id of a folder; the SDK doesn't even send it. Specified. */
    private static final Pattern ID = Pattern.compile("[-_0-9a-zA-Z:]+");

    private final Calls calls;
    private final Scopes scopes;
    private final TeamSpace space;

    DropboxTeamFolders(Calls calls, Scopes scopes) {
        this.calls = calls;
        this.scopes = scopes;
        this.space = new TeamSpace(calls);
    }

    @Override
    public Optional<Refusal> objection() {
        calls();
        return space.objection();
    }

    /** The root of a team space is in Dropbox's list, too, and is no team folder. */
    @Override
    public Page<TeamFolder> list(Cursor cursor) {
        TeamFolderListResult page;
        try {
            page = calls().ask(dropbox -> cursor.isStart()
                    ? dropbox.team().teamFolderList()
                    : dropbox.team().teamFolderListContinue(cursor.value()));
        } catch (RouteError error) {
            throw error.unexpected("List the team folders again from the start.");
        }
        return new Page<>(
                page.getTeamFolders().stream()
                        .filter(it -> !it.getIsTeamSharedDropbox())
                        .map(DropboxTeamFolders::folder)
                        .toList(),
                page.getHasMore() ? Optional.of(new Cursor(page.getCursor())) : Optional.empty());
    }

    @Override
    public Optional<TeamFolder> find(TeamFolderId folder) {
        Calls asked = calls();
        if (!ID.matcher(folder.value()).matches()) {
            return Optional.empty();
        }
        List<TeamFolderGetInfoItem> items =
                asked.read(dropbox -> dropbox.team().teamFolderGetInfo(List.of(folder.value())));
        if (items.size() != 1) {
            throw new ProviderProtocolException(
                    "team/team_folder/get_info: Dropbox told of " + items.size() + " folders and not of one.",
                    Optional.empty());
        }
        return items.stream()
                .filter(TeamFolderGetInfoItem::isTeamFolderMetadata)
                .map(TeamFolderGetInfoItem::getTeamFolderMetadataValue)
                .filter(it -> !it.getIsTeamSharedDropbox())
                .map(DropboxTeamFolders::folder)
                .findFirst();
    }

    @Override
    public Outcome<TeamFolderId> create(String name) {
        Calls asked = calls();
        try {
            return Outcome.done(id(asked.ask(dropbox -> dropbox.team().teamFolderCreate(name))));
        } catch (RouteError error) {
            return Refusals.refused(error.code());
        }
    }

    @Override
    public Outcome<TeamFolderId> rename(TeamFolderId folder, String name) {
        return unlessSo(
                folder,
                now -> now.name().equals(name),
                () -> Outcome.done(id(calls.ask(dropbox -> dropbox.team().teamFolderRename(folder.value(), name)))));
    }

    /** Dropbox calls a job complete whose folder is still on its way (specified), so core looks at the folder afterwards. */
    @Override
    public Outcome<TeamFolderId> archive(TeamFolderId folder) {
        return unlessSo(folder, now -> now.status() == Status.ARCHIVED, () -> {
            TeamFolderArchiveLaunch launched =
                    calls.ask(dropbox -> dropbox.team().teamFolderArchive(folder.value()));
            return launched.isComplete()
                    ? Outcome.done(id(launched.getCompleteValue()))
                    : Outcome.unsettled(handle(launched.getAsyncJobIdValue()), Lost.AT_WORK);
        });
    }

    private static JobHandle handle(String job) {
        if (job.isBlank() || job.length() > 400) {
            throw Lost.answer("Dropbox works on it in the background, and the id that it gave the job can't be used");
        }
        return new JobHandle(JOB + job);
    }

    @Override
    public Outcome<TeamFolderId> changeSync(TeamFolderId folder, SyncSetting sync) {
        SyncSettingArg wanted = sync == SyncSetting.SYNCED ? SyncSettingArg.DEFAULT : SyncSettingArg.NOT_SYNCED;
        return unlessSo(
                folder,
                now -> now.sync()
                        .toOptional()
                        .map(it -> it == SyncSetting.SYNCED)
                        .equals(Optional.of(sync == SyncSetting.SYNCED)),
                () -> Outcome.done(id(calls.ask(dropbox -> dropbox.team()
                        .teamFolderUpdateSyncSettingsBuilder(folder.value())
                        .withSyncSetting(wanted)
                        .start()))));
    }

    /** A request that changes a folder. */
    private interface Change {
        Outcome<TeamFolderId> send() throws RouteError;
    }

    /** Dropbox doesn't tell whether anything changed, so the folder is read first. */
    private Outcome<TeamFolderId> unlessSo(TeamFolderId folder, Predicate<TeamFolder> isSo, Change change) {
        Optional<TeamFolder> now = find(folder);
        if (now.isEmpty()) {
            return Outcome.refused(Reason.FOLDER_NOT_FOUND, Reason.FOLDER_NOT_FOUND.advice());
        }
        if (isSo.test(now.get())) {
            return Outcome.alreadyDone(folder);
        }
        try {
            return change.send();
        } catch (RouteError error) {
            return Refusals.refused(error.code());
        }
    }

    /** A job that Dropbox doesn't know, or of which it says {@code internal_error}, which asks to look (specified), is a lost answer. */
    @Override
    public Outcome<TeamFolderId> poll(JobHandle job) {
        if (!job.value().startsWith(JOB) || job.value().length() == JOB.length()) {
            throw new IllegalArgumentException("This handle is not one of a team folder at Dropbox: " + job);
        }
        TeamFolderArchiveJobStatus status;
        try {
            status = calls().ask(dropbox ->
                    dropbox.team().teamFolderArchiveCheck(job.value().substring(JOB.length())));
        } catch (RouteError error) {
            throw Lost.answer("Dropbox did not say what became of it (" + error.code() + ")");
        }
        if (status.isFailed()) {
            return Refusals.refused(status.getFailedValue().tag().name().toLowerCase(Locale.ROOT));
        }
        return status.isComplete() ? Outcome.done(id(status.getCompleteValue())) : Outcome.unsettled(job, Lost.AT_WORK);
    }

    private Calls calls() {
        if (!scopes.wants(Capability.READ_TEAM_FOLDERS)) {
            throw new UnsupportedCapabilityException(
                    "Team folders need two more scopes, which this connector doesn't ask for. Register it with "
                            + "DropboxConnector's managingTeamFolders(), and have an admin of the team connect again.");
        }
        return calls;
    }

    private static TeamFolderId id(TeamFolderMetadata folder) {
        return new TeamFolderId(folder.getTeamFolderId());
    }

    private static TeamFolder folder(TeamFolderMetadata folder) {
        return new TeamFolder(id(folder), folder.getName(), status(folder), sync(folder));
    }

    /** {@code inactive} is unmounted, and neither in use nor in the archive (specified). */
    private static Status status(TeamFolderMetadata folder) {
        return switch (folder.getStatus()) {
            case ACTIVE -> Status.ACTIVE;
            case ARCHIVE_IN_PROGRESS -> Status.ARCHIVING;
            case ARCHIVED -> Status.ARCHIVED;
            case INACTIVE, OTHER -> Status.OTHER;
        };
    }

    private static Fact<SyncSetting> sync(TeamFolderMetadata folder) {
        return switch (folder.getSyncSetting()) {
            case DEFAULT -> Fact.of(SyncSetting.SYNCED);
            case NOT_SYNCED -> Fact.of(SyncSetting.NOT_SYNCED);
            case NOT_SYNCED_INACTIVE -> Fact.of(SyncSetting.NOT_SYNCED_OVERRULED);
            case OTHER -> Fact.unknown("Dropbox said something that this version doesn't know");
        };
    }
}
