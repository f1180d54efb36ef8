package dev.gangway.testkit;

import dev.gangway.connector.Capability;
import dev.gangway.result.Cursor;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.teamfolder.TeamFolderId;
import java.util.Optional;
import java.util.function.Function;

/** Team folders of the team in memory. Thread-safe. */
final class InMemoryTeamFolders implements TeamFolderData {

    private final InMemorySession session;
    private final FrontDoor door;

    InMemoryTeamFolders(InMemorySession session, FrontDoor door) {
        this.session = session;
        this.door = door;
    }

    @Override
    public Page<TeamFolder> list(Cursor cursor) {
        return read(team -> Pages.page(team.cabinet.all(), cursor, team.pageSize));
    }

    @Override
    public Optional<TeamFolder> find(TeamFolderId folder) {
        return read(team -> team.cabinet.find(folder));
    }

    private <T> T read(Function<Team, T> what) {
        return door.read(session.header(), Capability.READ_TEAM_FOLDERS, () -> door.with(what));
    }

    @Override
    public Outcome<TeamFolderId> create(String name) {
        return write("create-team-folder", name, false, cabinet -> cabinet.create(name));
    }

    @Override
    public Outcome<TeamFolderId> rename(TeamFolderId folder, String name) {
        return write("rename-team-folder", folder.value(), false, cabinet -> cabinet.rename(folder, name));
    }

    @Override
    public Outcome<TeamFolderId> archive(TeamFolderId folder) {
        return write("archive-team-folder", folder.value(), true, cabinet -> cabinet.archive(folder));
    }

    @Override
    public Outcome<TeamFolderId> changeSync(TeamFolderId folder, SyncSetting sync) {
        return write("change-sync", folder.value(), false, cabinet -> cabinet.changeSync(folder, sync));
    }

    private Outcome<TeamFolderId> write(
            String operation, String about, boolean inBackground, Function<Cabinet, Change> decide) {
        return door.write(
                        session.header(),
                        Capability.CHANGE_TEAM_FOLDERS,
                        door.arriving(operation, about),
                        inBackground,
                        () -> door.with(team -> decide.apply(team.cabinet)))
                .map(it -> new TeamFolderId(it.value()));
    }

    @Override
    public Outcome<TeamFolderId> poll(JobHandle job) {
        return door.poll(session.header(), job).map(it -> new TeamFolderId(it.value()));
    }
}
