package dev.gangway.testkit;

import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.http.Time;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.SignIn;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.testkit.ForwardingConnector.ForwardingLicenses;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Holdings;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** For each rule about finding, listing and license data, a connector that violates it. */
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
                }),
                pools("L-01", "One pool for a type", it -> {
                    List<LicensePool> twice = new ArrayList<>(it);
                    twice.add(new LicensePool(it.get(0).type(), it.get(0).purchased(), Fact.of(1)));
                    return twice;
                }),
                pools(
                        "L-02",
                        "after one invitation",
                        it -> it.stream()
                                .map(pool -> new LicensePool(pool.type(), pool.purchased(), Fact.of(1)))
                                .toList()),
                pools(
                        "L-03",
                        "and people with",
                        it -> it.stream()
                                .map(pool -> new LicensePool(
                                        pool.type().toUpperCase(Locale.ROOT), pool.purchased(), pool.assigned()))
                                .toList()),
                pools(
                        "L-04",
                        "can be zero",
                        it -> it.stream()
                                .map(pool -> new LicensePool(pool.type(), Fact.of(0), pool.assigned()))
                                .toList()),
                signIns(
                        "L-05",
                        "When it was",
                        page -> new Page<>(
                                page.items().stream()
                                        .map(it -> new SignIn(
                                                it.who(), it.address(), it.at().plus(Duration.ofHours(1)), it.source()))
                                        .toList(),
                                page.next())),
                Broken.licenses("L-06", "Sign-ins from before", inner -> new ForwardingLicenses(inner) {
                    @Override
                    public Page<SignIn> signIns(Instant since, Cursor cursor) {
                        return super.signIns(Instant.EPOCH, cursor);
                    }
                }),
                signIns("L-07", "over several pages", page -> Page.last(page.items())),
                Broken.licenses("L-08", "without the right to read them", inner -> new ForwardingLicenses(inner) {
                    @Override
                    public Page<SignIn> signIns(Instant since, Cursor cursor) {
                        try {
                            return super.signIns(since, cursor);
                        } catch (PermissionMissingException missing) {
                            return Page.last(List.of());
                        }
                    }
                }),
                Broken.session(
                        "L-09", "while license data was read", (session, context) -> new ForwardingSession(session) {
                            @Override
                            public Optional<LicenseData> licenses() {
                                return super.licenses().map(it -> new ForwardingLicenses(it) {
                                    @Override
                                    public List<LicensePool> pools() {
                                        session.users().orElseThrow().recover(new UserId("user-1"));
                                        return super.pools();
                                    }
                                });
                            }
                        }),
                Broken.session("L-10", "as old as the lag", (session, context) -> new ForwardingSession(session) {
                    @Override
                    public Optional<LicenseData> licenses() {
                        return super.licenses().map(it -> forgetful(it, context.time()));
                    }
                }),
                signIns(
                        "L-11",
                        "of who signed in",
                        page -> new Page<>(
                                page.items().stream()
                                        .map(it -> new SignIn(Optional.empty(), it.address(), it.at(), it.source()))
                                        .toList(),
                                page.next())));
    }

    /** Tells sign-ins only as long as they are younger than the lag. */
    private static LicenseData forgetful(LicenseData inner, Time time) {
        return new ForwardingLicenses(inner) {
            @Override
            public Page<SignIn> signIns(Instant since, Cursor cursor) {
                Instant gone = time.instant().minus(signInLag());
                Page<SignIn> page = super.signIns(since, cursor);
                return new Page<>(
                        page.items().stream()
                                .filter(it -> it.at().isAfter(gone))
                                .toList(),
                        page.next());
            }

            @Override
            public Duration signInLag() {
                return Duration.ofHours(1);
            }
        };
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
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
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

    private static Broken pools(String rule, String reason, UnaryOperator<List<LicensePool>> change) {
        return Broken.licenses(rule, reason, inner -> new ForwardingLicenses(inner) {
            @Override
            public List<LicensePool> pools() {
                return change.apply(super.pools());
            }
        });
    }

    private static Broken signIns(String rule, String reason, UnaryOperator<Page<SignIn>> change) {
        return Broken.licenses(rule, reason, inner -> new ForwardingLicenses(inner) {
            @Override
            public Page<SignIn> signIns(Instant since, Cursor cursor) {
                return change.apply(super.signIns(since, cursor));
            }
        });
    }
}
