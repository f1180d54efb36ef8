package dev.gangway.testkit;

import dev.gangway.connector.Capability;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Text;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import dev.gangway.userdata.DataEntry;
import dev.gangway.userdata.FolderRef;
import dev.gangway.userdata.Reach;
import dev.gangway.userdata.SharedFolder;
import dev.gangway.userdata.SharedLink;
import dev.gangway.userdata.UserDataAccess;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Acting as somebody on the team in memory. Thread-safe. */
final class InMemoryUserData implements UserDataAccess {

    private static final Reach REACH = new Reach(
            new Text(
                    "Reads the files and folders of somebody on the team in memory, as they see them.",
                    "Lit les fichiers et dossiers d'une personne de l'équipe en mémoire, tels qu'elle les voit."),
            new Text("It is no sign-in, and it writes nothing.", "Ce n'est pas une connexion, et rien n'est écrit."),
            new Text("Nobody is told of it.", "Personne n'en est averti."),
            Optional.empty());

    private final InMemorySession session;
    private final FrontDoor door;

    InMemoryUserData(InMemorySession session, FrontDoor door) {
        this.session = session;
        this.door = door;
    }

    @Override
    public Reach reach() {
        return REACH;
    }

    @Override
    public Outcome<dev.gangway.userdata.Person> begin(UserId who) {
        return as(who, (team, it) -> {
            User shown = it.shown(team.now());
            return Outcome.alreadyDone(new dev.gangway.userdata.Person(who, shown.email(), shown.displayName()));
        });
    }

    @Override
    public Outcome<Page<DataEntry>> list(UserId who, FolderRef folder, Cursor cursor) {
        return as(
                who,
                (team, it) -> it.drive
                        .in(folder)
                        .map(found -> Outcome.alreadyDone(Pages.page(found, cursor, team.pageSize)))
                        .orElseGet(() -> Outcome.refusedByProvider(Reason.PATH_NOT_FOUND, "no_such_folder")));
    }

    @Override
    public Outcome<Page<SharedLink>> sharedLinks(UserId who, Cursor cursor) {
        return as(who, (team, it) -> page(team, it.drive.links, cursor));
    }

    @Override
    public Outcome<Page<SharedFolder>> sharedFolders(UserId who, Cursor cursor) {
        return as(who, (team, it) -> page(team, it.drive.folders, cursor));
    }

    private static <T> Outcome<Page<T>> page(Team team, List<T> all, Cursor cursor) {
        SortedMap<Integer, T> numbered = new TreeMap<>();
        all.forEach(it -> numbered.put(numbered.size() + 1, it));
        return Outcome.alreadyDone(Pages.page(numbered, cursor, team.pageSize));
    }

    @Override
    public Fact<Long> storage(UserId who) {
        return as(who, (team, it) -> Outcome.alreadyDone(it.storedBytes()))
                .match(
                        done -> Fact.of(done.value()),
                        refused -> Fact.unknown(refused.refusal().explanation()),
                        unsettled -> Fact.unknown(unsettled.why()));
    }

    private <T> Outcome<T> as(UserId who, BiFunction<Team, Person, Outcome<T>> read) {
        return door.read(
                session.header(),
                Capability.ACT_AS_USERS,
                () -> door.with(team -> {
                    Optional<Person> person = team.person(who);
                    if (person.isEmpty()) {
                        return Outcome.refusedByProvider(Reason.USER_NOT_FOUND, "no_such_user");
                    }
                    UserStatus status = person.get().shown(team.now()).status();
                    if (!status.isOnTeam()) {
                        return Outcome.refusedByProvider(Reason.NOT_ON_TEAM, "not_on_team");
                    }
                    return status == UserStatus.SUSPENDED
                            ? Outcome.refusedByProvider(Reason.WRONG_STATUS, "suspended")
                            : read.apply(team, person.get());
                }));
    }
}
