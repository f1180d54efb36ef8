package dev.gangway.testkit;

import dev.gangway.connector.Capability;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.TeamPolicy;
import dev.gangway.result.Text;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.FolderPolicy;
import dev.gangway.sharing.FolderPolicyChange;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.sharing.SharingData;
import dev.gangway.user.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Sharing controls of the team in memory. Thread-safe. */
final class InMemorySharing implements SharingData {

    private final InMemorySession session;
    private final FrontDoor door;

    InMemorySharing(InMemorySession session, FrontDoor door) {
        this.session = session;
        this.door = door;
    }

    @Override
    public List<TeamPolicy> policies() {
        return door.read(
                session.header(),
                Capability.READ_TEAM,
                () -> List.of(new TeamPolicy(
                        "joining",
                        new Text("Who can join shared folders", "Qui peut rejoindre les dossiers partagés"),
                        Fact.of(door.with(team -> team.sharing.most.name().toLowerCase(Locale.ROOT))),
                        Optional.empty(),
                        Optional.of(InMemorySecurity.BY_HAND))));
    }

    @Override
    public Page<AllowListEntry> allowList(Cursor cursor) {
        return read(team -> Pages.page(team.sharing.allowed(), cursor, team.pageSize));
    }

    @Override
    public Outcome<Set<AllowListEntry>> allow(Set<AllowListEntry> entries) {
        return write("allow", entries.toString(), sharing -> sharing.allow(entries))
                .map(it -> entries);
    }

    @Override
    public Outcome<Set<AllowListEntry>> disallow(Set<AllowListEntry> entries) {
        return write("disallow", entries.toString(), sharing -> sharing.disallow(entries))
                .map(it -> entries);
    }

    @Override
    public Optional<FolderPolicy> folder(SharedFolderId folder) {
        return read(team -> team.sharing.find(folder));
    }

    @Override
    public Outcome<FolderPolicy> changeFolder(SharedFolderId folder, FolderPolicyChange change) {
        return write("change-folder-policy", folder.value(), sharing -> sharing.change(folder, change))
                .map(it -> door.with(team -> team.sharing.find(folder)).orElseThrow());
    }

    private <T> T read(Function<Team, T> what) {
        return door.read(session.header(), Capability.READ_SHARING, () -> door.with(what));
    }

    private Outcome<UserId> write(String operation, String about, Function<Sharing, Change> decide) {
        return door.write(
                session.header(),
                Capability.CHANGE_SHARING,
                door.arriving(operation, about),
                false,
                () -> door.with(team -> decide.apply(team.sharing)));
    }
}
