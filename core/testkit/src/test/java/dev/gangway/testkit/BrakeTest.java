package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.Brake;
import dev.gangway.user.BrakeRelease;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.Consequence;
import dev.gangway.user.DataHandling;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Receipt;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More people than a few, or a share of the team, are not seen off within a day unless somebody answers for it by name. */
class BrakeTest {

    private static final DataHandling RECOVERABLE =
            DataHandling.keepRecoverable().keepingDevices();

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private List<UserId> people(int number) {
        return IntStream.range(0, number).mapToObj(it -> world.joins("p" + it)).toList();
    }

    private ConfirmedPlan confirmed(UserId leaver) {
        return plan(leaver).confirmedBy(World.ACTOR);
    }

    private OffboardingPlan plan(UserId leaver) {
        return world.users().planOffboarding(UserRef.id(leaver), RECOVERABLE);
    }

    private void go(List<UserId> leavers) {
        leavers.forEach(it -> World.done(world.seeOff(it)));
    }

    private String key() {
        return "journal/" + world.id + "/guards/brake";
    }

    @Test
    void threeOfASmallTeamGoAndTheFourthDoesNot() {
        List<UserId> people = people(5);
        go(people.subList(0, 3));
        OffboardingPlan plan = plan(people.get(3));
        int sent = world.writes().size();

        Refusal refusal = World.refusal(world.users().execute(plan.confirmedBy(World.ACTOR)));

        assertThat(refusal.reason()).isEqualTo(Reason.MASS_OFFBOARDING);
        assertThat(refusal.explanation())
                .startsWith("1 more of 6 people would go, after 3 within 24 hours; the brake allows 3.");
        assertThat(plan.consequences()).contains(new Consequence(Consequence.Kind.BRAKE, refusal.explanation()));
        assertThat(world.writes()).hasSize(sent);
        assertThat(world.team.user(people.get(3)).status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(world.users().openRequests()).isEmpty();
    }

    @Test
    void fiveOfAHundredGoAndTheSixthDoesNot() {
        List<UserId> people = people(99);
        go(people.subList(0, 5));

        assertThat(World.reason(world.seeOff(people.get(5)))).isEqualTo(Reason.MASS_OFFBOARDING);
    }

    @Test
    void whereTheProviderTellsNoSizeItsListIsCounted() {
        List<UserId> people = people(99);
        world.team.sizeIsSaidToBe(Fact.unknown("not told"));
        go(people.subList(0, 5));

        assertThat(World.reason(world.seeOff(people.get(5)))).isEqualTo(Reason.MASS_OFFBOARDING);
    }

    @Test
    void theNarrowestAndTheWidestBrakeCanBeSet() {
        assertThat(new Brake(0, 0, Duration.ofMinutes(1)).limit(1_000)).isZero();
        assertThat(new Brake(0, 100, Duration.ofDays(7)).limit(1_000)).isEqualTo(1_000);
    }

    /** The other is counted after this node has read how many went, and before it writes that one more goes. */
    @Test
    void whoIsCountedByAnotherNodeInTheSameMomentIsCounted() {
        List<UserId> people = people(4);
        go(people.subList(0, 2));
        ConfirmedPlan plan = confirmed(people.get(3));
        HookedStore store = new HookedStore(world.store);
        store.afterReading(key(), () -> World.done(world.seeOff(people.get(2)))); // how many went

        Reason reason = World.reason(
                world.gangway(world.team, store).connection(world.id).users().execute(plan));

        assertThat(reason).isEqualTo(Reason.MASS_OFFBOARDING);
        assertThat(store.allHooksRan()).isTrue();
        assertThat(world.team.user(people.get(3)).status()).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void otherNodesAreCounted() {
        List<UserId> people = people(4);
        go(people.subList(0, 2));
        World.done(world.otherNode().execute(confirmed(people.get(2))));

        assertThat(World.reason(world.otherNode().execute(confirmed(people.get(3)))))
                .isEqualTo(Reason.MASS_OFFBOARDING);
    }

    @Test
    void aDayLaterThereIsRoomAgain() {
        List<UserId> people = people(5);
        go(people.subList(0, 3));
        world.clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(World.reason(world.seeOff(people.get(3)))).isEqualTo(Reason.MASS_OFFBOARDING);
        world.clock.advance(Duration.ofMinutes(7));

        World.done(world.seeOff(people.get(4)));
    }

    @Test
    void theApplicationSetsItsOwn() {
        try (World strict = new World(builder -> builder.offboardingBrake(new Brake(0, 0, Duration.ofMinutes(90))))) {
            Refusal refusal = World.refusal(strict.seeOff(strict.joins("leo")));

            assertThat(refusal.explanation())
                    .startsWith("1 more of 2 people would go, after 0 within 90 minutes; the brake allows 0.");
        }
    }

    @Test
    void aReleaseStandsInTheReceiptAndIsCounted() {
        List<UserId> people = people(5);
        go(people.subList(0, 3));
        BrakeRelease release = new BrakeRelease("eva@example.com", "The office in Lyon closes.");

        Receipt receipt = World.done(world.users()
                .execute(confirmed(people.get(3)).releasingBrake(" eva@example.com", "The office in Lyon closes. ")));

        assertThat(receipt.release()).contains(release);
        assertThat(World.done(world.otherNode().receipt(receipt.planId()).orElseThrow()))
                .isEqualTo(receipt);
        assertThat(World.refusal(world.seeOff(people.get(4))).explanation()).contains("after 4 within 24 hours");
    }

    @Test
    void aReleaseNamesWhoAndWhy() {
        ConfirmedPlan plan = confirmed(world.joins("leo"));

        assertThatThrownBy(() -> plan.releasingBrake(" ", "The office closes."))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan.releasingBrake("eva@example.com", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(plan.release()).isEmpty();
    }

    @Test
    void aPlanThatOnlyTheBrakeRefusedIsCarriedOutOnceItIsReleased() {
        List<UserId> people = people(4);
        go(people.subList(0, 3));
        ConfirmedPlan plan = confirmed(people.get(3));
        Outcome<Receipt> refused = world.users().execute(plan);

        assertThat(World.reason(refused)).isEqualTo(Reason.MASS_OFFBOARDING);
        assertThat(world.users().execute(plan)).isEqualTo(refused);
        Receipt receipt =
                World.done(world.otherNode().execute(plan.releasingBrake("eva@example.com", "The office closes.")));

        assertThat(receipt.release().orElseThrow().by()).isEqualTo("eva@example.com");
    }

    @Test
    void noReleaseRevivesAPlanThatWasRefusedForAnotherReason() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo);
        world.team.legalHold(leo, true);
        Outcome<Receipt> refused = world.users().execute(plan);
        world.team.legalHold(leo, false);

        assertThat(world.users().execute(plan.releasingBrake("eva@example.com", "The office closes.")))
                .isEqualTo(refused);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aReleaseCountsForARunThatHadFailedBefore() {
        List<UserId> people = people(4);
        go(people.subList(0, 3));
        ConfirmedPlan plan = confirmed(people.get(3));
        world.team.failNextRead(new ProviderUnavailableException("The provider is down.", Optional.empty()));
        assertThatThrownBy(() -> world.users().execute(plan)).isInstanceOf(ProviderUnavailableException.class);

        Receipt receipt =
                World.done(world.users().execute(plan.releasingBrake("eva@example.com", "The office closes.")));

        assertThat(receipt.release()).isPresent();
    }

    @Test
    void aRefusedRunGivesItsCountBack() {
        List<UserId> people = people(4);
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                return Outcome.refusedByProvider(Reason.OTHER, "not_today");
            }
        }));
        go(people.subList(1, 3));
        assertThat(World.reason(users.execute(confirmed(people.get(0))))).isEqualTo(Reason.OTHER);

        go(people.subList(3, 4));

        assertThat(World.reason(world.seeOff(people.get(0)))).isEqualTo(Reason.MASS_OFFBOARDING);
    }

    /** Each crash may count one too many, and none gives back what is not its own. */
    @Test
    void noCrashMakesRoomForMoreThanTheLimit() {
        boolean survived = false;
        for (int moment = 1; !survived; moment++) {
            try (World one = new World()) {
                UserId first = one.joins("first");
                UserId second = one.joins("second");
                UserId held = one.joinsSuspended("held");
                List<UserId> others = List.of(one.joins("third"), one.joins("fourth"));
                World.done(one.seeOff(first));
                World.done(one.seeOff(second));
                ConfirmedPlan plan = one.users()
                        .planOffboarding(UserRef.id(held), RECOVERABLE)
                        .confirmedBy(World.ACTOR);
                survived = CrashTest.survives(one, moment, refusing(one), users -> users.execute(plan));
                Users other = one.through(refusing(one));
                one.clock.advance(Duration.ofMinutes(7));
                for (int i = 0; i < 3 && other.execute(plan) instanceof Outcome.Unsettled; i++) {
                    one.clock.advance(Duration.ofHours(2));
                }

                assertThat(others.stream()
                                .filter(it -> one.seeOff(it) instanceof Outcome.Done)
                                .count())
                        .as("gone after a crash at moment " + moment)
                        .isLessThanOrEqualTo(1);
                assertThat(one.users().openRequests()).isEmpty();
            }
        }
    }

    private static ForwardingConnector refusing(World world) {
        return ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                return Outcome.refusedByProvider(Reason.OTHER, "not_today");
            }
        });
    }

    @Test
    void ofManyAtOnceNoMoreGoThanTheLimit() throws InterruptedException, ExecutionException {
        List<ConfirmedPlan> plans = people(12).stream().map(this::confirmed).toList();
        List<Users> nodes =
                Stream.generate(world::otherNode).limit(plans.size()).toList();
        ExecutorService threads = Executors.newFixedThreadPool(plans.size());
        CountDownLatch start = new CountDownLatch(1);

        List<Future<Outcome<Receipt>>> futures = IntStream.range(0, plans.size())
                .mapToObj(it -> threads.submit(() -> {
                    start.await();
                    return nodes.get(it).execute(plans.get(it));
                }))
                .toList();
        start.countDown();

        int done = 0;
        for (Future<Outcome<Receipt>> future : futures) {
            Outcome<Receipt> outcome = future.get();
            if (outcome instanceof Outcome.Done) {
                done++;
            } else {
                assertThat(World.reason(outcome)).isEqualTo(Reason.MASS_OFFBOARDING);
            }
        }
        threads.shutdown();
        assertThat(done).isEqualTo(3);
        assertThat(world.writes()).hasSize(6);
    }

    @Test
    void theRecordStaysSmallHoweverManyGo() {
        for (UserId leaver : people(40)) {
            world.team.personIsSuspended(leaver);
            World.done(
                    world.users().execute(confirmed(leaver).releasingBrake("eva@example.com", "The office closes.")));
            world.clock.advance(Duration.ofHours(3));
        }

        assertThat(world.store.get(key()).orElseThrow().data().length).isLessThan(1_200);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE})
    void aSizeThatCannotBeTrueLetsTheFewGoAndFailsNothing(int size) {
        List<UserId> people = people(4);
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Fact<Integer> size() {
                return Fact.of(size);
            }
        }));
        people.subList(0, 3).forEach(it -> World.done(users.execute(confirmed(it))));

        Outcome<Receipt> fourth = users.execute(confirmed(people.get(3)));

        if (size > 0) {
            World.done(fourth);
        } else {
            assertThat(World.refusal(fourth).explanation()).startsWith("1 more of 0 people would go, after 3 within");
        }
    }

    @Test
    void aTeamWhoseSizeTheProviderDoesNotTellIsCounted() {
        List<UserId> people = people(5);
        world.team.sizeIsSaidToBe(Fact.unknown("it isn't told"));
        go(people.subList(0, 3));

        assertThat(World.refusal(world.seeOff(people.get(3))).explanation())
                .startsWith("1 more of 6 people would go, after 3 within");
    }

    private void counted(int people) {
        world.clock.advance(Duration.ofMinutes(2)); // what was counted before is forgotten
        world.team.sizeIsSaidToBe(Fact.of(people));
    }

    @Test
    void theShareIsOfTheTeamAsItWasBeforeTheFirstWent() {
        List<UserId> people = people(6);
        counted(100);
        go(people.subList(0, 1));
        World.reason(world.through(refusing(world)).execute(confirmed(people.get(5)))); // and is given back
        counted(40);

        go(people.subList(1, 5));

        assertThat(World.refusal(world.seeOff(people.get(5))).explanation())
                .startsWith("1 more of 100 people would go, after 5 within");
    }

    @Test
    void whoDidNotGoLeavesNoSizeOfTheTeamBehind() {
        List<UserId> people = people(5);
        World.reason(world.through(refusing(world)).execute(confirmed(people.get(4))));
        counted(100);

        go(people);
    }

    @Test
    void whoWentBeforeTheWindowLeavesNoSizeOfTheTeamBehind() {
        List<UserId> people = people(6);
        go(people.subList(0, 1));
        world.clock.advance(Duration.ofHours(25));
        counted(100);

        go(people.subList(1, 6));
    }

    @Test
    void aReleaseNotesNoSizeAndTheNextWhoGoesDoes() {
        List<UserId> people = people(5);
        counted(100);
        World.done(world.users()
                .execute(confirmed(people.get(0)).releasingBrake("eva@example.com", "The office closes.")));
        go(people.subList(1, 2));
        counted(40);

        go(people.subList(2, 5));
    }

    /** There is always somebody within the last day, and the team shrinks all the while. */
    @Test
    void theShareIsOfTheTeamAsItWasWithinTheWindowAndNotOfWhatItOnceWas() {
        List<UserId> people = people(6);
        counted(100);
        go(people.subList(0, 1));
        world.clock.advance(Duration.ofHours(20));
        counted(80);
        go(people.subList(1, 2));
        world.clock.advance(Duration.ofHours(5));
        go(people.subList(2, 5));

        assertThat(World.refusal(world.seeOff(people.get(5))).explanation())
                .startsWith("1 more of 80 people would go, after 4 within 24 hours; the brake allows 4.");
    }

    private static ForwardingConnector counting(World world, int[] asked) {
        return ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Fact<Integer> size() {
                asked[0]++;
                return super.size();
            }
        });
    }

    @Test
    void theTeamIsCountedOnceAMinuteAndOnlyIfMoreThanTheFewWouldGo() {
        int[] asked = {0};
        try (World lax = new World(builder -> builder.offboardingBrake(new Brake(1, 50, Duration.ofHours(1))))) {
            UserId leo = lax.joins("leo");
            lax.through(counting(lax, asked)).planOffboarding(UserRef.id(leo), RECOVERABLE);
            assertThat(asked[0]).isZero();
        }
        try (World strict = new World(builder -> builder.offboardingBrake(new Brake(0, 50, Duration.ofHours(1))))) {
            UserId leo = strict.joins("leo");
            Users strictly = strict.through(counting(strict, asked));
            strictly.planOffboarding(UserRef.id(leo), RECOVERABLE);
            strict.clock.advance(Duration.ofMinutes(1));
            strictly.planOffboarding(UserRef.id(leo), RECOVERABLE);
            assertThat(asked[0]).isEqualTo(1);
            strict.clock.advance(Duration.ofMillis(1));
            strictly.planOffboarding(UserRef.id(leo), RECOVERABLE);
            assertThat(asked[0]).isEqualTo(2);
        }
    }

    /** A slice of the window is six minutes long, and notes the size of the team once. */
    @Test
    void theTeamIsCountedOnceForWhoGoesInTheSameSliceAndAnewInTheNext() {
        int[] asked = {0};
        List<UserId> people = people(6);
        Users users = world.through(counting(world, asked));
        counted(100);
        seeOff(users, people.get(0));
        counted(90);
        seeOff(users, people.get(1));
        assertThat(asked[0]).isEqualTo(1);

        world.clock.advance(Duration.ofHours(20));
        people.subList(2, 5).forEach(it -> World.done(seeOff(users, it)));

        assertThat(asked[0]).isEqualTo(2);
        world.clock.advance(Duration.ofHours(5));
        counted(40);
        World.done(seeOff(users, people.get(5)));
    }

    @Test
    void whoIsCountedByAnotherNodeInTheSameMomentIsNotForgotten() {
        List<UserId> people = people(4);
        ConfirmedPlan plan = confirmed(people.get(1));
        HookedStore store = new HookedStore(world.store);
        Users users = world.gangway(world.team, store).connection(world.id).users();
        store.afterReading(key(), () -> go(people.subList(0, 1)));

        World.done(users.execute(plan));

        assertThat(store.allHooksRan()).isTrue();
        go(people.subList(2, 3));
        assertThat(World.reason(world.seeOff(people.get(3)))).isEqualTo(Reason.MASS_OFFBOARDING);
    }

    @Test
    void theFiguresOfABrakeAreHeldToTheirRanges() {
        Duration minute = Duration.ofMinutes(1);
        Duration week = Duration.ofDays(7);

        assertThat(new Brake(0, 0, minute).limit(1_000)).isZero();
        assertThat(new Brake(3, 100, week).limit(1_000)).isEqualTo(1_000);
        assertThat(new Brake(3, 5, week).limit(Integer.MAX_VALUE)).isEqualTo(107_374_182);
        assertThatThrownBy(() -> new Brake(-1, 0, week)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Brake(0, -1, week)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Brake(0, 101, week)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Brake(0, 0, minute.minusMillis(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Brake(0, 0, week.plusMillis(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTeamThatCannotBeCountedSendsNothing() {
        ConfirmedPlan plan = confirmed(people(4).get(0));
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Fact<Integer> size() {
                throw new ProviderUnavailableException("The provider is down.", Optional.empty());
            }
        }));

        assertThatThrownBy(() -> users.execute(plan)).isInstanceOf(ProviderUnavailableException.class);

        assertThat(world.writes()).isEmpty();
        assertThat(world.users().openRequests()).isEmpty();
    }

    /** A node whose clock is wrong, over the same store. */
    private Gangway nodeAt(TestClock clock) {
        return Gangway.builder()
                .connector(world.team)
                .time(clock)
                .store(world.store, world.keyring)
                .build();
    }

    private static Outcome<Receipt> seeOff(Users users, UserId leaver) {
        return users.execute(
                users.planOffboarding(UserRef.id(leaver), RECOVERABLE).confirmedBy(World.ACTOR));
    }

    @Test
    void aNodeWhoseClockIsBehindCountsWhatIsStillToComeForIt() {
        List<UserId> people = people(4);
        go(people.subList(0, 3));

        try (Gangway behind = nodeAt(new TestClock(TestClock.DEFAULT_START.minus(Duration.ofDays(2))))) {
            assertThat(World.reason(seeOff(behind.connection(world.id).users(), people.get(3))))
                    .isEqualTo(Reason.MASS_OFFBOARDING);
        }
    }

    @Test
    void aNodeWhoseClockIsADayAheadTakesNoCountAway() {
        List<UserId> people = people(5);
        go(people.subList(0, 3));

        try (Gangway ahead = nodeAt(new TestClock(TestClock.DEFAULT_START.plus(Duration.ofHours(25))))) {
            World.done(seeOff(ahead.connection(world.id).users(), people.get(3)));
        }

        assertThat(World.refusal(world.seeOff(people.get(4))).explanation()).contains("after 4 within 24 hours");
    }
}
