package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.StoreException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.Receipt;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To the millisecond: how long a request may wait before it goes out, be sent again, and count as still on its way. */
class SettlingLimitsTest {

    private static final AnswerLostException LOST = new AnswerLostException("lost on the way", Optional.empty());

    private final World world = new World(builder -> builder.maxWait(Duration.ZERO));

    @AfterEach
    void close() {
        world.close();
    }

    /** A node whose clock jumps right after it has written to the journal of requests for the given time. */
    private Users pausedAfterWriting(int times, Duration pause) {
        HookedStore store = new HookedStore(world.store);
        for (int i = 1; i < times; i++) {
            store.afterWriting(requests(), () -> {});
        }
        store.afterWriting(requests(), () -> world.clock.advance(pause));
        return world.gangway(world.team, store).connection(world.id).users();
    }

    private String requests() {
        return "journal/" + world.id + "/writes/";
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void aNodeThatWasPausedForMoreThanAMinuteSendsNothing(long more) {
        UserId leo = world.joins("leo");
        Users users = pausedAfterWriting(1, Duration.ofMinutes(1).plusMillis(more));

        if (more == 0) {
            World.done(users.suspend(UserRef.id(leo), Devices.KEEP));
        } else {
            assertThatThrownBy(() -> users.suspend(UserRef.id(leo), Devices.KEEP))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("paused for too long");
        }

        assertThat(world.writes()).hasSize(1 - (int) more);
        assertThat(world.users().openRequests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void nothingIsSentAgainMoreThanTenMinutesLater(long more) {
        UserId leo = world.joins("leo");
        Users users = pausedAfterWriting(2, Duration.ofMinutes(10).plusMillis(more));
        world.team.failNextBefore(LOST);

        Outcome<User> outcome = users.suspend(UserRef.id(leo), Devices.KEEP);

        if (more == 0) {
            assertThat(World.done(outcome).status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(world.writes()).containsExactly("suspend", "suspend");
        } else {
            assertThat(World.refusal(outcome).explanation()).startsWith("Long after it was sent");
            assertThat(world.writes()).containsExactly("suspend");
        }
    }

    /** Its whole says whether it is still wanted. */
    @Test
    void thePartOfAnOffboardingIsSentAgainAlsoAfterTenMinutes() {
        UserId leo = world.joinsSuspended("leo");
        Users users = pausedAfterWriting(2, Duration.ofMinutes(11));
        world.team.failNextBefore(LOST);

        World.done(seenOff(users, leo, DataHandling.keepRecoverable().keepingDevices()));

        assertThat(world.writes()).containsExactly("remove", "remove");
    }

    private static Outcome<Receipt> seenOff(Users users, UserId leaver, DataHandling handling) {
        return users.execute(users.planOffboarding(UserRef.id(leaver), handling).confirmedBy(World.ACTOR));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void aTransferCountsAsNeverCarriedOutAfterMoreThanADayWithoutEffect(long more) {
        UserId leo = world.joinsSuspended("leo");
        DataHandling transfer =
                DataHandling.transferTo(UserRef.id(world.joins("mia"))).keepingDevices();
        Users users = pausedAfterWriting(2, Duration.ofDays(1).plusMillis(more));
        world.team.failNextBefore(LOST);

        Outcome<Receipt> outcome = seenOff(users, leo, transfer);

        if (more == 0) {
            assertThat(World.unsettled(outcome).why()).contains("must not be sent twice");
        } else {
            assertThat(World.reason(outcome)).isEqualTo(Reason.TRY_LATER);
        }
        assertThat(world.writes()).containsExactly("remove");
    }

    /** The provider answers after a pause, and goes on showing the person as they were before. */
    private Users reportingWhatNobodySees(UserId person, Duration pause) {
        User before = world.team.user(person);
        return world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Optional<User> find(UserRef user) {
                return Optional.of(before).filter(user::names);
            }

            @Override
            public Outcome<UserId> suspend(UserId user, Devices devices) {
                Outcome<UserId> reported = super.suspend(user, devices);
                world.clock.advance(pause);
                return reported;
            }
        }));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void theProvidersWordStandsOnceItsReadingHasShownSomethingElseForMoreThanADay(long more) {
        UserId leo = world.joins("leo");
        Users users = reportingWhatNobodySees(leo, Duration.ofDays(1).plusMillis(more));

        Outcome<User> outcome = users.suspend(UserRef.id(leo), Devices.KEEP);

        if (more == 0) {
            assertThat(World.unsettled(outcome).why()).contains("its own reading doesn't show it yet");
            world.clock.advance(Duration.ofMillis(1));
            assertThat(users.settle(World.unsettled(outcome).handle())).isInstanceOf(Outcome.Done.class);
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Done.class,
                            done -> assertThat(done.changed()).isTrue());
            assertThat(world.users().openRequests()).isEmpty();
        }
    }

    @Test
    void nobodyEndsByHandWhatMayStillEndUntilADayHasPassed() {
        world.team.holdJobs();
        JobHandle job = World.unsettled(world.users().onboard(NewUser.of("ana@example.com")))
                .handle();
        world.clock.advance(Duration.ofDays(1));

        assertThat(World.reason(world.users().acknowledge(job, World.ACTOR, "invited")))
                .isEqualTo(Reason.TRY_LATER);

        world.clock.advance(Duration.ofMillis(1));
        World.done(world.users().acknowledge(job, World.ACTOR, "invited"));
    }

    /** That the first sending's answer was lost a while ago says nothing of the second. */
    @Test
    void aSecondSendingWhoseNodeDiedMayBeOnItsWayAsLongAsAFirst() {
        UserId leo = world.joins("leo");
        Users users = pausedAfterWriting(2, Duration.ofMinutes(5));
        world.team.failNextBefore(LOST);
        world.team.failNextBefore(new CallInterruptedException("The node goes down."));
        assertThatThrownBy(() -> users.suspend(UserRef.id(leo), Devices.KEEP))
                .isInstanceOf(CallInterruptedException.class);
        JobHandle open = World.open(world.users()).get(0);

        world.clock.advance(Duration.ofMinutes(6).plusSeconds(30));
        World.unsettled(world.users().settle(open));

        world.clock.advance(Duration.ofMillis(1));
        assertThat(World.refusal(world.users().settle(open)).explanation()).contains("tried twice");
    }
}
