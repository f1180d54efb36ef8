package dev.gangway.dropbox;

import dev.gangway.connector.Capability;
import dev.gangway.result.Cursor;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.teamfolder.TeamFolderId;
import java.util.Optional;

/**
 * Team folders of whichever kind the team is. It is asked each time, since Dropbox moves teams from one kind to another, and only by a
 * connector that manages team spaces. Thread-safe.
 */
final class FoldersOfEitherKind implements TeamFolderData {

    private final DropboxTeamFolders classic;
    private final TeamSpaceFolders inSpace;
    private final TeamSpace space;
    private final Scopes scopes;

    FoldersOfEitherKind(Calls calls, Scopes scopes) {
        this.classic = new DropboxTeamFolders(calls, scopes);
        this.inSpace = new TeamSpaceFolders(calls);
        this.space = new TeamSpace(calls);
        this.scopes = scopes;
    }

    private TeamFolderData now() {
        return scopes.asks(Capability.CHANGE_TEAM_SPACE) && space.hasSharedRoot() ? inSpace : classic;
    }

    @Override
    public Optional<Refusal> objection() {
        return scopes.asks(Capability.CHANGE_TEAM_SPACE) ? Optional.empty() : classic.objection();
    }

    @Override
    public Page<TeamFolder> list(Cursor cursor) {
        return now().list(cursor);
    }

    @Override
    public Optional<TeamFolder> find(TeamFolderId folder) {
        return now().find(folder);
    }

    @Override
    public Outcome<TeamFolderId> create(String name) {
        return now().create(name);
    }

    @Override
    public Outcome<TeamFolderId> rename(TeamFolderId folder, String name) {
        return now().rename(folder, name);
    }

    @Override
    public Outcome<TeamFolderId> archive(TeamFolderId folder) {
        return now().archive(folder);
    }

    @Override
    public Outcome<TeamFolderId> changeSync(TeamFolderId folder, SyncSetting sync) {
        return now().changeSync(folder, sync);
    }

    /** A handle tells which kind the team was when the job began. */
    @Override
    public Outcome<TeamFolderId> poll(JobHandle job) {
        return (TeamSpaceFolders.isOurs(job) ? inSpace : classic).poll(job);
    }
}
