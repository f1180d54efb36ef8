package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Session;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.StoreException;
import dev.gangway.http.Time;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Row;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import dev.gangway.testkit.ForwardingConnector.ForwardingLicenses;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.user.NewUser;
import dev.gangway.user.Onboarded;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The provider of this team counts licenses and has no limit of its own: what is right here is right by Gangway. */
class LicenseCheckTest {

    private final World world = new World();
    private int purchased = 1; // the admin's

    @AfterEach
    void close() {
        world.close();
    }

    /** A connector that says how many licenses were bought, whatever the provider allows. */
    private Connector counting() {
        world.team.licenses(InMemoryConnector.FULL, 1000);
        return new ForwardingConnector(world.team) {
            @Override
            public Session open(ConnectorContext context) {
                return new ForwardingSession(super.open(context)) {
                    @Override
                    public Optional<LicenseData> licenses() {
                        return super.licenses().map(it -> new ForwardingLicenses(it) {
                            @Override
                            public List<LicensePool> pools() {
                                return super.pools().stream()
                                        .map(pool -> new LicensePool(pool.type(), Fact.of(purchased), pool.assigned()))
                                        .toList();
                            }
                        });
                    }
                };
            }
        };
    }

    private Users users() {
        return world.through(counting());
    }

    private static NewUser ana() {
        return NewUser.of("ana@example.com");
    }

    @Test
    void theFirstGetWhatIsLeftAndNothingIsSentForTheRest() {
        purchased = 4;

        List<Row<NewUser, Onboarded>> rows = users().onboardAll(BulkOnboardingTest.people(5));

        assertThat(BulkOnboardingTest.words(rows))
                .containsExactly("done", "done", "done", "NO_LICENSE_AVAILABLE", "NO_LICENSE_AVAILABLE");
        assertThat(World.refusal(BulkOnboardingTest.outcome(rows.get(4))).explanation())
                .contains("3 free licenses")
                .contains("5 here need one");
        assertThat(world.team.writes())
                .extracting(InMemoryConnector.Write::about)
                .containsExactly("p1@example.com p2@example.com p3@example.com");
    }

    @Test
    void whoIsOnTheTeamNeedsNone() {
        world.joins("leo");
        purchased = 2;

        List<Row<NewUser, Onboarded>> rows = users().onboardAll(List.of(ana(), NewUser.of("leo@example.com")));

        assertThat(BulkOnboardingTest.words(rows)).containsExactly("NO_LICENSE_AVAILABLE", "already");
    }

    @Test
    void recoveringTakesOne() {
        UserId leo = world.joins("leo");
        world.team.personLeaves(leo, true);

        assertThat(World.reason(users().recover(UserRef.id(leo)))).isEqualTo(Reason.NO_LICENSE_AVAILABLE);
        assertThat(World.reason(users().onboard(NewUser.of("leo@example.com").recoveringLeaver())))
                .isEqualTo(Reason.NO_LICENSE_AVAILABLE);
        assertThat(world.writes()).isEmpty();
        purchased = 2;
        assertThat(World.done(users().recover(UserRef.id(leo))).id()).isEqualTo(leo);
    }

    @Test
    void anOnboardingWhoseEndIsNotKnownHoldsItsLicense() {
        purchased = 2;
        world.team.holdJobs();
        JobHandle handle = World.unsettled(users().onboard(ana())).handle();

        Outcome<Onboarded> meanwhile = users().onboard(NewUser.of("ben@example.com"));
        assertThat(World.reason(meanwhile)).isEqualTo(Reason.NO_LICENSE_AVAILABLE);
        assertThat(World.refusal(meanwhile).explanation())
                .contains("1 free license,")
                .contains("openRequests()");

        world.team.forgetJobs();
        world.team.releaseJobs();
        world.clock.advance(Duration.ofMinutes(20));
        assertThat(World.reason(users().settle(handle))).isEqualTo(Reason.TRY_LATER);
        World.done(users().onboard(NewUser.of("ben@example.com")));
    }

    @Test
    void whoIsAskedForAgainHoldsOneLicenseAndNotTwo() {
        purchased = 2;
        world.team.holdJobs();
        World.unsettled(users().onboard(ana()));

        assertThat(users().onboard(ana())).isInstanceOf(Outcome.Unsettled.class);
    }

    @Test
    void whoIsShownOnTheTeamIsNotCountedTwice() {
        purchased = 3;
        world.team.failNextAfter(new CallInterruptedException("Interrupted on the way."));
        assertThatThrownBy(() -> users().onboard(ana())).isInstanceOf(CallInterruptedException.class);

        World.done(users().onboard(NewUser.of("ben@example.com")));
    }

    @Test
    void anOnboardingThatNobodySettledHoldsItsLicenseForADay() {
        purchased = 2;
        world.team.holdJobs();
        World.unsettled(users().onboard(ana()));
        world.team.forgetJobs();
        world.team.jobsTake(0);
        world.clock.advance(Duration.ofHours(25));

        assertThat(World.unsettled(users().onboard(NewUser.of("ben@example.com")))
                        .why())
                .contains("not finished");
    }

    @Test
    void whoWaitsForALeaseThatADeadNodeHoldsIsToldToTryLater() {
        Users dead = world.gangway(counting(), new ForwardingStore(world.store) {
                    @Override
                    public Optional<Lease> lease(String name, Duration duration) {
                        return super.lease(name, duration).map(it -> new ForwardingStore.ForwardingLease(it) {
                            @Override
                            public void close() {}
                        });
                    }
                })
                .connection(world.id)
                .users();
        purchased = 10;
        World.done(dead.onboard(ana()));

        Outcome<Onboarded> single = users().onboard(NewUser.of("ben@example.com"));
        List<Row<NewUser, Onboarded>> rows = users().onboardAll(List.of(ana(), NewUser.of("ben@example.com")));

        assertThat(World.reason(single)).isEqualTo(Reason.TRY_LATER);
        assertThat(BulkOnboardingTest.words(rows)).containsExactly("already", "not attempted");
        world.clock.advance(Duration.ofMinutes(7));
        World.done(users().onboard(NewUser.of("ben@example.com")));
    }

    @Test
    void aNodeThatWasPausedUntilItsTurnWasOverSendsNothing() {
        purchased = 10;
        Connector slow = new ForwardingConnector(counting()) {
            @Override
            public Session open(ConnectorContext context) {
                return new ForwardingSession(super.open(context)) {
                    private int asked;

                    @Override
                    public Optional<LicenseData> licenses() {
                        asked++;
                        if (asked == 2) {
                            world.clock.advance(Duration.ofMinutes(10));
                        }
                        return super.licenses();
                    }
                };
            }
        };

        assertThatThrownBy(() -> world.through(slow).onboard(ana())).isInstanceOf(StoreException.class);
        assertThat(world.writes()).isEmpty();
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void whereTheCountCanNotBeReadTheProviderDecidesAndNobodyWaits() {
        purchased = 1;
        Connector unreadable = new ForwardingConnector(counting()) {
            @Override
            public Session open(ConnectorContext context) {
                return new ForwardingSession(super.open(context)) {
                    @Override
                    public Optional<LicenseData> licenses() {
                        return super.licenses().map(it -> new ForwardingLicenses(it) {
                            @Override
                            public List<LicensePool> pools() {
                                throw new PermissionMissingException(
                                        "The token lacks a scope.", Set.of("team"), Optional.empty());
                            }
                        });
                    }
                };
            }
        };
        Store.Lease held = world.store
                .lease("journal/" + world.id + "/licenses/turn", Duration.ofHours(1))
                .orElseThrow();

        World.done(world.through(unreadable).onboard(ana()));
        held.close();
    }

    /** Time that passes as it does, and waits that only let others go first. */
    private static final Time IMPATIENT = new Time() {
        @Override
        public Instant instant() {
            return Time.system().instant();
        }

        @Override
        public void sleep(Duration duration) {
            Thread.yield();
        }
    };

    @Test
    void ofManyThreadsOnTwoNodesExactlyAsManyComeAboardAsThereAreLicenses() {
        int threads = 12;
        purchased = 1 + 5;
        Connector connector = counting();
        InMemoryStore store = new InMemoryStore();
        Keyring keyring = Keyring.random();
        try (Gangway one = impatient(connector, store, keyring);
                Gangway other = impatient(connector, store, keyring)) {
            ConnectionId id = one.connections()
                    .connect(InMemoryConnector.ID, "Acme", world.team.credential())
                    .id();
            List<Users> nodes =
                    List.of(one.connection(id).users(), other.connection(id).users());

            List<Outcome<Onboarded>> outcomes =
                    Race.of(threads, thread -> () -> nodes.get(thread % 2).onboard(BulkOnboardingTest.person(thread)));

            assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(5);
            assertThat(outcomes.stream()
                            .filter(Outcome.Refused.class::isInstance)
                            .map(World::reason))
                    .hasSize(threads - 5)
                    .containsOnly(Reason.NO_LICENSE_AVAILABLE);
            assertThat(world.writes()).hasSize(5);
        }
    }

    @Test
    void batchesOnTwoNodesShareTheLicensesAsWell() {
        purchased = 1 + 25;
        world.team.onboardingBatch(4);
        Connector connector = counting();
        InMemoryStore store = new InMemoryStore();
        Keyring keyring = Keyring.random();
        try (Gangway one = impatient(connector, store, keyring);
                Gangway other = impatient(connector, store, keyring)) {
            ConnectionId id = one.connections()
                    .connect(InMemoryConnector.ID, "Acme", world.team.credential())
                    .id();
            List<Users> nodes =
                    List.of(one.connection(id).users(), other.connection(id).users());

            List<String> words = Race.of(
                            4,
                            thread -> () -> nodes.get(thread % 2)
                                    .onboardAll(IntStream.range(thread * 10, thread * 10 + 10)
                                            .mapToObj(BulkOnboardingTest::person)
                                            .toList()))
                    .stream()
                    .flatMap(rows -> BulkOnboardingTest.words(rows).stream())
                    .toList();

            assertThat(words.stream().filter("done"::equals)).hasSize(25);
            assertThat(words.stream().filter(Reason.NO_LICENSE_AVAILABLE.name()::equals))
                    .hasSize(15);
        }
    }

    private static Gangway impatient(Connector connector, Store store, Keyring keyring) {
        return Gangway.builder()
                .connector(connector)
                .time(IMPATIENT)
                .maxWait(Duration.ofDays(10))
                .store(store, keyring)
                .build();
    }
}
