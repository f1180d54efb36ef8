package dev.gangway.testkit;

import dev.gangway.connector.Session;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.testkit.ForwardingConnector.ForwardingUserData;
import dev.gangway.user.UserId;
import dev.gangway.userdata.DataEntry;
import dev.gangway.userdata.FolderRef;
import dev.gangway.userdata.UserDataAccess;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** For each rule about acting as a user, a connector that violates it. */
final class BrokenUserData {

    private BrokenUserData() {}

    static List<Broken> all() {
        return List.of(
                Broken.userData("D-01", "Who is acted as", (team, inner) -> new ForwardingUserData(inner) {
                    @Override
                    public Outcome<dev.gangway.userdata.Person> begin(UserId who) {
                        return super.begin(who)
                                .map(it -> new dev.gangway.userdata.Person(
                                        team.admin().id(), it.email(), it.name()));
                    }
                }),
                lists(
                        "D-02",
                        "What is listed",
                        page -> page.next().isPresent() ? new Page<>(List.of(), page.next()) : page),
                Broken.userData("D-03", "by its id", (team, inner) -> new ForwardingUserData(inner) {
                    @Override
                    public Outcome<Page<DataEntry>> list(UserId who, FolderRef folder, Cursor cursor) {
                        return super.list(who, folder, cursor).map(it -> folder.isPath() ? it : Page.last(List.of()));
                    }
                }),
                refuses("D-04", "A refusal was expected", Reason.PATH_NOT_FOUND),
                Broken.userData("D-05", "What somebody sees", (team, inner) -> new ForwardingUserData(inner) {
                    @Override
                    public Outcome<Page<DataEntry>> list(UserId who, FolderRef folder, Cursor cursor) {
                        boolean isMia = team.people().stream()
                                .anyMatch(
                                        it -> it.id().equals(who) && it.email().startsWith("mia"));
                        return super.list(isMia ? leo(team) : who, folder, cursor);
                    }
                }),
                refuses("D-06", "A refusal was expected", Reason.WRONG_STATUS),
                refuses("D-07", "A refusal was expected", Reason.USER_NOT_FOUND),
                Broken.session("D-08", "change something", (inner, context) -> new ForwardingSession(inner) {
                    @Override
                    public Optional<UserDataAccess> userData() {
                        return inner.userData().map(data -> new ForwardingUserData(data) {
                            @Override
                            public Fact<Long> storage(UserId who) {
                                session().teamFolders().orElseThrow().create("Marketing");
                                return super.storage(who);
                            }
                        });
                    }

                    private Session session() {
                        return inner;
                    }
                }),
                Broken.userData("D-09", "without the right to read", (team, inner) -> new ForwardingUserData(inner) {
                    @Override
                    public Outcome<Page<DataEntry>> list(UserId who, FolderRef folder, Cursor cursor) {
                        try {
                            return super.list(who, folder, cursor);
                        } catch (PermissionMissingException missing) {
                            return Outcome.alreadyDone(Page.last(List.of()));
                        }
                    }
                }),
                lists(
                        "D-10",
                        "The size of",
                        page -> new Page<>(
                                page.items().stream().map(BrokenUserData::empty).toList(), page.next())),
                Broken.userData("D-11", "stores", (team, inner) -> new ForwardingUserData(inner) {
                    @Override
                    public Fact<Long> storage(UserId who) {
                        return Fact.of(0L);
                    }
                }));
    }

    private static UserId leo(InMemoryConnector team) {
        return team.people().stream()
                .filter(it -> it.email().startsWith("leo"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static DataEntry empty(DataEntry entry) {
        return new DataEntry(entry.id(), entry.name(), entry.path(), entry.kind(), Fact.of(0L), entry.modified());
    }

    private static Broken lists(String rule, String reason, UnaryOperator<Page<DataEntry>> view) {
        return Broken.userData(rule, reason, (team, inner) -> new ForwardingUserData(inner) {
            @Override
            public Outcome<Page<DataEntry>> list(UserId who, FolderRef folder, Cursor cursor) {
                return super.list(who, folder, cursor).map(view);
            }
        });
    }

    /** Takes that refusal for an empty folder. */
    private static Broken refuses(String rule, String reason, Reason refusal) {
        return Broken.userData(rule, reason, (team, inner) -> new ForwardingUserData(inner) {
            @Override
            public Outcome<Page<DataEntry>> list(UserId who, FolderRef folder, Cursor cursor) {
                Outcome<Page<DataEntry>> outcome = super.list(who, folder, cursor);
                return outcome instanceof Outcome.Refused<Page<DataEntry>> it
                                && it.refusal().reason() == refusal
                        ? Outcome.alreadyDone(Page.last(List.of()))
                        : outcome;
            }
        });
    }
}
