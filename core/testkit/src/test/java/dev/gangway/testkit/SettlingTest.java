package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.StoreException;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Quota;
import dev.gangway.user.Receipt;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to requests whose answer is lost, late or long in coming. */
class SettlingTest {

    private static final AnswerLostException LOST =
            new AnswerLostException("The connection broke before the answer.", Optional.empty());
    private static final ProviderUnavailableException DOWN =
            new ProviderUnavailableException("The provider is down.", Optional.empty());

    private final World world = new World(builder -> builder.allowPermanentDeletion());

    @AfterEach
    void close() {
        world.close();
    }

    /** A request about somebody who is in the state that it needs. */
    record Kind(String operation, BiFunction<World, UserId, Outcome<?>> request) {
        @Override
        public String toString() {
            return operation;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("onboard", (world, leo) -> world.users().onboard(NewUser.of("ana@example.com"))),
                new Kind("suspend", (world, leo) -> world.users().suspend(UserRef.id(leo), Devices.KEEP)),
                new Kind("unsuspend", (world, leo) -> {
                    world.team.personIsSuspended(leo);
                    return world.users().unsuspend(UserRef.id(leo));
                }),
                new Kind("recover", (world, leo) -> {
                    world.team.personLeaves(leo, true);
                    return world.users().recover(UserRef.id(leo));
                }),
                new Kind("remove", (world, leo) -> world.seeOff(suspended(world, leo))),
                new Kind("remove", (world, leo) -> world.seeOff(suspended(world, leo), transferToMia(world))),
                new Kind(
                        "remove",
                        (world, leo) -> world.seeOff(
                                suspended(world, leo),
                                DataHandling.deleteForGood().keepingDevices())),
                new Kind("remove", (world, leo) -> {
                    UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));
                    return world.users().withdrawInvitation(UserRef.id(ana));
                }),
                new Kind(
                        "assign-roles",
                        (world, leo) ->
                                world.users().assignRoles(UserRef.id(leo), List.of(InMemoryConnector.USER_ADMIN.id()))),
                new Kind(
                        "change-profile",
                        (world, leo) -> world.users()
                                .changeProfile(
                                        UserRef.id(leo), ProfileChange.none().email("leo.new@example.com"))),
                new Kind("set-quota", (world, leo) -> world.users().setQuota(UserRef.id(leo), Quota.of(5))),
                new Kind("leave-group", (world, leo) -> {
                    world.team.group("g1", "Design");
                    UserId ana =
                            world.team.personJoins(NewUser.of("ana@example.com").inGroup("g1"));
                    return world.users().leaveGroup(UserRef.id(ana), "g1");
                }),
                new Kind("join-group", (world, leo) -> {
                    world.team.group("g1", "Design");
                    return world.users().onboard(NewUser.of("leo@example.com").inGroup("g1"));
                }));
    }

    /** So that the first request of an offboarding is the removal. */
    private static UserId suspended(World world, UserId leo) {
        world.team.personIsSuspended(leo);
        return leo;
    }

    private static DataHandling transferToMia(World world) {
        return DataHandling.transferTo(UserRef.id(world.joins("mia"))).keepingDevices();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aLostAnswerIsSettledByReadingAndNothingIsSentAgain(Kind kind) {
        UserId leo = world.joins("leo");
        world.team.loseNextAnswer();

        Outcome<?> outcome = kind.request().apply(world, leo);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.changed()).isTrue());
        assertThat(world.writes()).containsExactly(kind.operation());
        assertThat(world.journal()).noneMatch(key -> key.contains("/writes/") || key.contains("/leaving/"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anAnswerThatNobodyUnderstandsIsSettledByReading(Kind kind) {
        UserId leo = world.joins("leo");
        world.team.failNextAfter(new ProviderProtocolException("What is that?", Optional.empty()));

        Outcome<?> outcome = kind.request().apply(world, leo);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(world.writes()).containsExactly(kind.operation());
    }

    @Nested
    class WithoutEffect {

        @Test
        void whatMayBeRepeatedIsSentOnceMoreAfterTheSettleWindow() {
            UserId leo = world.joins("leo");
            world.team.failNextBefore(LOST);

            Outcome<User> outcome = world.users().suspend(UserRef.id(leo), Devices.KEEP);

            assertThat(World.done(outcome).status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(world.writes()).containsExactly("suspend", "suspend");
            assertThat(Duration.between(
                            world.team.writes().get(0).at(),
                            world.team.writes().get(1).at()))
                    .isGreaterThan(Duration.ofSeconds(30));
        }

        @Test
        void itIsSentTwiceAtMost() {
            UserId leo = world.joins("leo");
            world.team.failNextBefore(LOST);
            world.team.failNextBefore(LOST);

            Outcome<User> first = world.users().suspend(UserRef.id(leo), Devices.KEEP);
            world.clock.advance(Duration.ofMinutes(5));
            Outcome<User> second =
                    World.settled(world.users(), World.unsettled(first).handle());

            assertThat(World.reason(second)).isEqualTo(Reason.TRY_LATER);
            assertThat(world.writes()).containsExactly("suspend", "suspend");
        }

        @Test
        void aTransferIsNeverSentTwice() {
            UserId leo = world.joinsSuspended("leo");
            DataHandling transfer = transferToMia(world);
            world.team.failNextBefore(LOST);

            Outcome<Receipt> first = world.seeOff(leo, transfer);
            JobHandle handle = World.unsettled(first).handle();
            world.clock.advance(Duration.ofHours(12));
            World.unsettled(World.carriedOn(world.otherNode(), handle));
            world.clock.advance(Duration.ofHours(13));
            Outcome<Receipt> last = World.carriedOn(world.otherNode(), handle);

            assertThat(World.reason(last)).isEqualTo(Reason.TRY_LATER);
            assertThat(world.writes()).containsExactly("remove");
            assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(world.users().planOffboarding(UserRef.id(leo), transfer).refusals())
                    .isEmpty();
        }

        @Test
        void aDeletionIsNeverSentTwice() {
            UserId leo = world.joinsSuspended("leo");
            world.team.failNextBefore(LOST);

            Outcome<Receipt> first =
                    world.seeOff(leo, DataHandling.deleteForGood().keepingDevices());

            world.clock.advance(Duration.ofHours(1));
            World.unsettled(
                    World.carriedOn(world.users(), World.unsettled(first).handle()));
            assertThat(world.writes()).containsExactly("remove");
        }

        @Test
        void aClockThatJumpsWhileItIsReadDoesNotMakeThatReadingAProof() {
            UserId leo = world.joins("leo");
            List<Instant> reads = new ArrayList<>();
            Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
                @Override
                public Optional<User> find(UserRef user) {
                    reads.add(world.clock.instant());
                    Optional<User> before = super.find(user);
                    if (reads.size() == 2) {
                        world.clock.advance(Duration.ofHours(2));
                        world.team.personIsSuspended(leo); // the request takes effect right after the reading
                    }
                    return before;
                }
            }));
            world.team.failNextBefore(LOST);

            Outcome<User> outcome = users.suspend(UserRef.id(leo), Devices.KEEP);

            Outcome.Unsettled<User> unsettled = World.unsettled(outcome);
            assertThat(World.done(World.settled(users, unsettled.handle())).status())
                    .isEqualTo(UserStatus.SUSPENDED);
            assertThat(world.writes()).containsExactly("suspend");
        }

        @Test
        void anEffectThatShowsLateIsSeenAndNothingIsSentAgain() {
            UserId leo = world.joins("leo");
            world.team.failNextBefore(LOST);
            world.clock.in(Duration.ofSeconds(20), () -> world.team.personIsSuspended(leo));

            Outcome<User> outcome = world.users().suspend(UserRef.id(leo), Devices.KEEP);

            assertThat(World.done(outcome).status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(world.writes()).containsExactly("suspend");
        }
    }

    @Nested
    class WithALaggingReading {

        /** Shows people as they were when the clock stood at the start of the test, for a while. */
        private Users lagging(UserId person, Duration lag) {
            User before = world.team.user(person);
            Instant until = world.clock.instant().plus(lag);
            return world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
                @Override
                public Optional<User> find(UserRef user) {
                    return world.clock.instant().isBefore(until)
                            ? Optional.of(before).filter(user::names)
                            : super.find(user);
                }
            }));
        }

        @Test
        void theResultIsReadUntilItShows() {
            UserId leo = world.joins("leo");
            Users users = lagging(leo, Duration.ofSeconds(10));

            Outcome<User> outcome = users.suspend(UserRef.id(leo), Devices.KEEP);

            assertThat(World.done(outcome).status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(world.writes()).containsExactly("suspend");
        }

        @Test
        void aResultThatDoesNotShowIsUnsettledAndSettledLater() {
            UserId leo = world.joins("leo");
            Users users = lagging(leo, Duration.ofMinutes(3));
            Outcome<User> first = users.suspend(UserRef.id(leo), Devices.KEEP);
            JobHandle handle = World.unsettled(first).handle();
            world.clock.advance(Duration.ofMinutes(5));

            Outcome<User> second = World.settled(users, handle);

            assertThat(second)
                    .isInstanceOfSatisfying(
                            Outcome.Done.class,
                            done -> assertThat(done.changed()).isTrue());
            assertThat(world.writes()).containsExactly("suspend");
        }

        /** The refusal comes at once, and shows the reader nothing yet. */
        @Test
        void aRefusalOfTheSecondSendingIsNotBelievedBeforeAReadingCanShowTheFirst() {
            UserId leo = world.joinsSuspended("leo");
            User before = world.team.user(leo);
            AtomicReference<Instant> shows = new AtomicReference<>(Instant.MAX);
            AtomicInteger sent = new AtomicInteger();
            Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
                @Override
                public Optional<User> find(UserRef user) {
                    return world.clock.instant().isBefore(shows.get())
                            ? Optional.of(before).filter(user::names)
                            : super.find(user);
                }

                @Override
                public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                    if (sent.incrementAndGet() == 1) {
                        return super.remove(leaver, handling);
                    }
                    shows.set(world.clock.instant().plusSeconds(20));
                    return Outcome.refusedByProvider(Reason.NOT_ON_TEAM, "user_not_in_team");
                }
            }));
            ConfirmedPlan plan = users.planOffboarding(
                            UserRef.id(leo), DataHandling.keepRecoverable().keepingDevices())
                    .confirmedBy(World.ACTOR);
            world.team.loseNextAnswer();

            Outcome<Receipt> outcome = users.execute(plan);

            assertThat(World.done(outcome).after().map(User::status)).contains(UserStatus.REMOVED_RECOVERABLE);
            assertThat(sent).hasValue(2);
        }

        @Test
        void whatTookEffectAfterAllIsFoundWhenTheSecondSendingFindsItDone() {
            UserId leo = world.joins("leo");
            Users users = lagging(leo, Duration.ofSeconds(35));
            world.team.loseNextAnswer();

            Outcome<User> outcome = users.suspend(UserRef.id(leo), Devices.KEEP);

            assertThat(World.done(outcome).status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Done.class,
                            done -> assertThat(done.changed()).isTrue());
        }
    }

    @Nested
    class InTheBackground {

        @Test
        void aJobIsPolledToItsEnd() {
            UserId leo = world.joinsSuspended("leo");
            world.team.jobsTake(5);

            assertThat(World.done(world.seeOff(leo)).after().orElseThrow().status())
                    .isEqualTo(UserStatus.REMOVED_RECOVERABLE);
            assertThat(world.writes()).containsExactly("remove");
            assertThat(world.clock.sleeps()).isNotEmpty().allMatch(it -> it.compareTo(Duration.ofSeconds(5)) <= 0);
        }

        @Test
        void aJobThatTakesTooLongIsSettledOnAnotherNode() {
            UserId leo = world.joinsSuspended("leo");
            world.team.holdJobs();
            Outcome<Receipt> first = world.seeOff(leo);
            JobHandle handle = World.unsettled(first).handle();
            world.team.releaseJobs();

            Outcome<Receipt> second = World.carriedOn(world.otherNode(), new JobHandle(handle.value()));
            Outcome<Receipt> third = World.carriedOn(world.users(), handle);

            assertThat(second).isInstanceOf(Outcome.Done.class);
            assertThat(third).isEqualTo(Outcome.alreadyDone(World.done(second)));
            assertThat(world.writes()).containsExactly("remove");
        }

        @Test
        void anInvitationThatTakesTooLongIsSettledOnAnotherNode() {
            world.team.holdJobs();
            JobHandle handle = World.unsettled(world.users().onboard(NewUser.of("ana@example.com")))
                    .handle();
            world.team.releaseJobs();

            Outcome<User> first = World.settled(world.otherNode(), handle);
            Outcome<User> second = World.settled(world.users(), handle);

            assertThat(World.done(first).status()).isEqualTo(UserStatus.INVITED);
            assertThat(World.done(second)).isEqualTo(World.done(first));
            assertThat(world.writes()).containsExactly("onboard");
        }

        @Test
        void aNodeThatWasOvertakenStops() {
            world.team.holdJobs();
            JobHandle handle = World.unsettled(world.users().onboard(NewUser.of("ana@example.com")))
                    .handle();
            Users other = world.otherNode();
            world.clock.in(Duration.ofMillis(100), () -> {
                world.team.releaseJobs();
                World.unsettled(World.settled(other, handle));
                world.clock.advance(Duration.ofMinutes(7));
                World.done(World.settled(other, handle));
            });

            assertThatThrownBy(() -> World.settled(world.users(), handle)).isInstanceOf(StoreException.class);
            assertThat(World.done(World.settled(world.users(), handle)).status())
                    .isEqualTo(UserStatus.INVITED);
            assertThat(world.writes()).containsExactly("onboard");
        }

        @Test
        void aCallWaitsNoLongerThanItMay() {
            UserId leo = world.joinsSuspended("leo");
            world.team.holdJobs();

            World.unsettled(world.seeOff(leo));

            assertThat(Duration.between(TestClock.DEFAULT_START, world.clock.instant()))
                    .isLessThanOrEqualTo(Duration.ofSeconds(60));
        }

        @Test
        void aJobThatTheProviderLostIsSettledByReading() {
            UserId leo = world.joinsSuspended("leo");
            world.team.holdJobs();
            JobHandle handle = World.unsettled(world.seeOff(leo)).handle();
            world.team.forgetJobs();
            world.team.personLeaves(leo, true);

            Outcome<Receipt> outcome = World.carriedOn(world.users(), handle);

            assertThat(World.done(outcome).after().orElseThrow().status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
            assertThat(world.writes()).containsExactly("remove");
        }

        @Test
        void aJobThatStillRunsIsNotStartedAgain() {
            UserId leo = world.joinsSuspended("leo");
            world.team.holdJobs();
            JobHandle handle = World.unsettled(world.seeOff(leo)).handle();
            world.clock.advance(Duration.ofMinutes(7));

            World.unsettled(World.carriedOn(world.otherNode(), handle));

            assertThat(world.writes()).containsExactly("remove");
        }

        @Test
        void aLostJobOfATransferIsNotStartedAgain() {
            UserId leo = world.joinsSuspended("leo");
            DataHandling transfer = transferToMia(world);
            world.team.holdJobs();
            JobHandle handle = World.unsettled(world.seeOff(leo, transfer)).handle();
            world.team.forgetJobs();
            world.clock.advance(Duration.ofHours(1));

            World.unsettled(World.carriedOn(world.users(), handle));

            assertThat(world.writes()).containsExactly("remove");
        }

        @Test
        void settlingAgainWhatIsStillAtWorkWritesNothingNew() {
            world.team.holdJobs();
            JobHandle handle = World.unsettled(world.users().onboard(NewUser.of("ana@example.com")))
                    .handle();
            World.unsettled(world.users().settle(handle));
            Map<String, Object> stored = world.stored();

            World.unsettled(world.users().settle(handle));

            assertThat(world.stored()).isEqualTo(stored);
        }

        @Test
        void whatElseShowsTheEffectIsReadAgainIfTheProviderIsDownForAWhile() {
            UserId leo = world.joins("leo");
            AtomicInteger read = new AtomicInteger();
            Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
                @Override
                public Fact<Quota> quota(UserId user) {
                    if (!world.writes().isEmpty() && read.incrementAndGet() == 1) {
                        throw DOWN;
                    }
                    return super.quota(user);
                }
            }));

            World.done(users.setQuota(UserRef.id(leo), Quota.of(5)));

            assertThat(read).hasValueGreaterThan(1);
            assertThat(world.writes()).containsExactly("set-quota");
        }

        @Test
        void aProviderThatIsDownForAWhileIsAskedAgain() {
            UserId leo = world.joinsSuspended("leo");
            world.team.jobsTake(2);
            world.clock.in(Duration.ofMillis(400), () -> world.team.failNextRead(DOWN));

            assertThat(World.done(world.seeOff(leo)).after()).isPresent();
            assertThat(world.writes()).containsExactly("remove");
        }

        @Test
        void aHandleOfAnotherKindIsRefused() {
            assertThatThrownBy(() -> World.settled(world.users(), new JobHandle("write:none")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> World.carriedOn(world.users(), new JobHandle("offboarding:none")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> World.carriedOn(world.users(), new JobHandle("in-memory-job-1")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Interrupted {

        @Test
        void aSendingWhoseEndNobodySawIsSettledLater() {
            UserId leo = world.joinsSuspended("leo");
            ConfirmedPlan plan = world.users()
                    .planOffboarding(
                            UserRef.id(leo), DataHandling.keepRecoverable().keepingDevices())
                    .confirmedBy(World.ACTOR);
            world.team.failNextAfter(new CallInterruptedException("Interrupted while the answer was on its way."));

            assertThatThrownBy(() -> world.users().execute(plan)).isInstanceOf(CallInterruptedException.class);
            Outcome<Receipt> outcome = world.otherNode().execute(plan);

            assertThat(World.done(outcome).after().orElseThrow().status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
            assertThat(world.writes()).containsExactly("remove");
        }

        @Test
        void aWaitEndsAtOnceAndTheRunGoesOnLater() {
            UserId leo = world.joinsSuspended("leo");
            world.team.holdJobs();
            Users users = world.users();
            ConfirmedPlan plan = users.planOffboarding(
                            UserRef.id(leo), DataHandling.keepRecoverable().keepingDevices())
                    .confirmedBy(World.ACTOR);
            world.clock.in(Duration.ofSeconds(1), () -> Thread.currentThread().interrupt());

            assertThatThrownBy(() -> users.execute(plan)).isInstanceOf(CallInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            world.team.releaseJobs();
            Outcome<Receipt> outcome = users.execute(plan);

            assertThat(World.done(outcome).after().orElseThrow().status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
            assertThat(world.writes()).containsExactly("remove");
        }
    }

    @Test
    void aCredentialRevokedMeanwhileLosesNothing() {
        UserId leo = world.joinsSuspended("leo");
        world.team.holdJobs();
        JobHandle handle = World.unsettled(world.seeOff(leo)).handle();
        world.team.revokeCredential();

        assertThatThrownBy(() -> World.carriedOn(world.users(), handle))
                .isInstanceOf(CredentialRejectedException.class);

        assertThat(world.journal()).anyMatch(key -> key.contains("/offboardings/"));
        assertThat(world.writes()).containsExactly("remove");
    }
}
