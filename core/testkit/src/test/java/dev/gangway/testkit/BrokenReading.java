package dev.gangway.testkit;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.license.HolderSink;
import dev.gangway.license.LicenseData;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.PageEnd;
import dev.gangway.testkit.ForwardingConnector.ForwardingLicenses;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Holdings;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** For each rule about finding and listing, a connector that violates it. */
final class BrokenReading {

    private BrokenReading() {}

    static List<Broken> all() {
        return List.of(
                finds(
                        "U-01",
                        "Mia, by id",
                        (ref, found) -> ref instanceof UserRef.Id
                                ? found.filter(it -> !it.email().startsWith("mia@") || it.status() != UserStatus.ACTIVE)
                                : found),
                finds(
                        "U-02",
                        "in capitals",
                        (ref, found) -> ref instanceof UserRef.Email it
                                ? found.filter(user -> user.email().equals(it.address()))
                                : found),
                finds(
                        "U-03",
                        "found by external id",
                        (ref, found) -> ref instanceof UserRef.ExternalId ? Optional.empty() : found),
                finds("U-04", "Who is nobody?", (ref, found) -> {
                    if (ref instanceof UserRef.ExternalId && found.isEmpty()) {
                        throw new ProviderProtocolException("Who is nobody?", Optional.empty());
                    }
                    return found;
                }),
                finds(
                        "U-05",
                        "found by id",
                        (ref, found) -> ref instanceof UserRef.Id
                                ? found.filter(it -> it.status() != UserStatus.REMOVED_RECOVERABLE)
                                : found),
                lists(
                        "U-06",
                        "each once",
                        page -> new Page<>(
                                page.items().stream()
                                        .filter(it -> it.status() != UserStatus.INVITED)
                                        .toList(),
                                page.next())),
                leaversListed(),
                finds(
                        "U-08",
                        "don't show an admin",
                        (ref, found) -> found.map(it -> it.withRoles(List.of()))
                                .filter(it -> it.email().startsWith("admin@"))
                                .or(() -> found)),
                devices("U-09", "Linked devices", it -> it instanceof Fact.Known ? Fact.of(0) : it),
                devices("U-10", "may not be read", it -> it instanceof Fact.Unknown ? Fact.of(0) : it),
                Broken.users("U-11", "in the order given", inner -> new ForwardingUsers(inner) {
                    @Override
                    public List<Optional<User>> findAll(List<UserRef> people) {
                        return super.findAll(people).stream()
                                .filter(Optional::isPresent)
                                .toList();
                    }
                }),
                Broken.users("U-12", "The team's size", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Fact<Integer> size() {
                        return super.size().map(it -> it + 1);
                    }
                }),
                Broken.users("U-13", "Somebody on the team", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Optional<User> findLeaver(UserRef.Email address) {
                        return super.find(address);
                    }
                }));
    }

    private interface View {
        Optional<User> of(UserRef ref, Optional<User> found);
    }

    private static Broken finds(String rule, String reason, View view) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Optional<User> find(UserRef user) {
                return view.of(user, super.find(user));
            }
        });
    }

    private static Broken lists(String rule, String reason, UnaryOperator<Page<User>> change) {
        return Broken.session(rule, reason, (session, context) -> new ForwardingSession(session) {
            @Override
            public Optional<UserLifecycle> users() {
                return super.users().map(it -> new ForwardingUsers(it) {
                    @Override
                    public Page<User> list(Cursor cursor) {
                        return change.apply(super.list(cursor));
                    }

                    @Override
                    public Fact<Integer> size() {
                        return Fact.unknown("not told, so that nobody notices");
                    }
                });
            }

            @Override
            public Optional<LicenseData> licenses() {
                return super.licenses().map(it -> new ForwardingLicenses(it) {
                    @Override
                    public Optional<PageEnd> people(Cursor cursor, HolderSink people) {
                        return Optional.empty(); // else the difference would show
                    }
                });
            }
        });
    }

    private static Broken leaversListed() {
        return Broken.users("U-07", "who left is listed", inner -> new ForwardingUsers(inner) {
            private final List<UserId> left = new ArrayList<>();

            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                left.add(leaver);
                return super.remove(leaver, handling);
            }

            @Override
            public Page<User> list(Cursor cursor) {
                Page<User> page = super.list(cursor);
                List<User> more = new ArrayList<>(page.items());
                left.forEach(id -> inner.find(UserRef.id(id)).ifPresent(more::add));
                return page.next().isPresent() ? page : Page.last(more);
            }

            @Override
            public Fact<Integer> size() {
                return Fact.unknown("not told, so that nobody notices");
            }
        });
    }

    private static Broken devices(String rule, String reason, UnaryOperator<Fact<Integer>> change) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Holdings inspect(UserId user) {
                Holdings it = super.inspect(user);
                return new Holdings(
                        change.apply(it.devices()),
                        it.webSessions(),
                        it.linkedApps(),
                        it.groups(),
                        it.legalHold(),
                        it.storedBytes(),
                        it.quota());
            }
        });
    }
}
