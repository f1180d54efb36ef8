package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.IfInvited;
import dev.gangway.user.KeptOut;
import dev.gangway.user.KeptOut.Means;
import dev.gangway.user.NewUser;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Keeping out somebody who may only have been invited. */
class KeepingOutTest {

    private final World world = new World(builder -> builder.protect(UserRef.email("ceo@example.com")));
    private final UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));

    @AfterEach
    void close() {
        world.close();
    }

    private static Outcome<KeptOut> keepOut(Users users, UserId user) {
        return users.suspend(UserRef.id(user), Devices.KEEP, IfInvited.WITHDRAW_THE_INVITATION);
    }

    private Users inTheMiddleOf(Runnable happening) {
        return world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                happening.run();
                return super.remove(leaver, handling);
            }
        }));
    }

    @Test
    void somebodyActiveIsSuspended() {
        UserId leo = world.joins("leo");

        KeptOut keptOut = World.done(keepOut(world.users(), leo));

        assertThat(keptOut).isEqualTo(new KeptOut(Means.SUSPENDED, Optional.of(world.team.user(leo))));
        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.SUSPENDED);
    }

    @Test
    void anInvitationIsWithdrawn() {
        KeptOut keptOut = World.done(keepOut(world.users(), ana));

        assertThat(keptOut.means()).isEqualTo(Means.INVITATION_WITHDRAWN);
        assertThat(world.team.user(ana).status()).isEqualTo(UserStatus.REMOVED);
        assertThat(world.writes()).containsExactly("remove");
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void anInvitationIsLeftIfThatIsSaid() {
        Outcome<KeptOut> outcome = world.users().suspend(UserRef.id(ana), Devices.KEEP, IfInvited.LEAVE_IT);

        assertThat(World.reason(outcome)).isEqualTo(Reason.ONLY_INVITED);
        assertThat(World.refusal(outcome).explanation()).contains("would not keep them out");
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void withdrawingTwiceChangesNothing() {
        World.done(world.users().withdrawInvitation(UserRef.id(ana)));

        assertThat(world.users().withdrawInvitation(UserRef.id(ana)))
                .isEqualTo(Outcome.alreadyDone(Optional.of(world.team.user(ana))));
        assertThat(world.writes()).containsExactly("remove");
    }

    @Test
    void whoHasJoinedHasNoInvitation() {
        UserId leo = world.joins("leo");
        UserId gone = world.joins("max");
        world.team.personLeaves(gone, true);

        assertThat(World.reason(world.users().withdrawInvitation(UserRef.id(leo))))
                .isEqualTo(Reason.WRONG_STATUS);
        assertThat(World.reason(world.users().withdrawInvitation(UserRef.id(gone))))
                .isEqualTo(Reason.WRONG_STATUS);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void somebodyProtectedKeepsTheirInvitation() {
        UserId ceo = world.team.personIsInvited(NewUser.of("ceo@example.com"));

        assertThat(World.reason(keepOut(world.users(), ceo))).isEqualTo(Reason.PROTECTED_USER);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void nothingIsWithdrawnWhileTheyAreSeenOff() {
        world.team.holdJobs();
        World.unsettled(world.seeOff(ana));

        assertThat(World.reason(keepOut(world.users(), ana))).isEqualTo(Reason.ALREADY_RUNNING);
        assertThat(World.reason(world.users().withdrawInvitation(UserRef.id(ana))))
                .isEqualTo(Reason.ALREADY_RUNNING);
    }

    @Test
    void aLostAnswerIsSettledByReading() {
        world.team.loseNextAnswer();

        assertThat(World.done(keepOut(world.users(), ana)).means()).isEqualTo(Means.INVITATION_WITHDRAWN);
        assertThat(world.writes()).containsExactly("remove");
    }

    @Test
    void aSecondSendingIsNotMadeForSomebodyWhoHasJoinedMeanwhile() {
        world.team.failNextBefore(new AnswerLostException("lost on the way", Optional.empty()));
        world.clock.in(Duration.ofSeconds(10), () -> world.team.personAccepts(ana));

        Outcome<Optional<User>> outcome = world.users().withdrawInvitation(UserRef.id(ana));

        assertThat(World.reason(outcome)).isEqualTo(Reason.WRONG_STATUS);
        assertThat(world.writes()).containsExactly("remove");
        assertThat(world.team.user(ana).status()).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void whoJoinedAfterTheFirstLookIsNotRemoved() {
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            private int looks;

            @Override
            public Optional<User> find(UserRef user) {
                looks++;
                if (looks == 2) {
                    world.team.personAccepts(ana);
                }
                return super.find(user);
            }
        }));

        assertThat(World.reason(users.withdrawInvitation(UserRef.id(ana)))).isEqualTo(Reason.WRONG_STATUS);
        assertThat(world.writes()).isEmpty();
    }

    /** The node dies before the request arrives, and nobody settles it for days. */
    @Test
    void whoJoinedLongAfterwardsAndWasRemovedByAnotherHandIsNotBroughtBack() {
        Users users = inTheMiddleOf(() -> {
            throw new CallInterruptedException("The node goes down.");
        });
        assertThatThrownBy(() -> users.withdrawInvitation(UserRef.id(ana)))
                .isInstanceOf(CallInterruptedException.class);
        JobHandle handle = World.open(world.otherNode()).get(0);
        world.clock.advance(Duration.ofHours(1));
        world.team.personAccepts(ana);
        world.clock.advance(Duration.ofDays(2));
        world.team.personLeaves(ana, true);

        assertThat(World.reason(world.otherNode().settle(handle))).isEqualTo(Reason.TRY_LATER);

        assertThat(world.team.user(ana).status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
        assertThat(world.writes()).isEmpty();
        assertThat(world.users().openRequests()).isEmpty();
    }

    @Nested
    class JoiningInThatVeryMoment {

        @Test
        void bringsThemBackAndSaysSo() {
            Users users = inTheMiddleOf(() -> world.team.personAccepts(ana));

            Outcome<Optional<User>> outcome = users.withdrawInvitation(UserRef.id(ana));

            assertThat(World.refusal(outcome).explanation()).contains("joined in this very moment");
            assertThat(world.team.user(ana).status()).isEqualTo(UserStatus.ACTIVE);
            assertThat(world.writes()).containsExactly("remove", "recover");
            assertThat(world.journal()).isEmpty();
        }

        @Test
        void suspendsThemIfTheyAreToBeKeptOut() {
            Users users = inTheMiddleOf(() -> world.team.personAccepts(ana));

            assertThat(World.done(keepOut(users, ana)).means()).isEqualTo(Means.SUSPENDED);
            assertThat(world.team.user(ana).status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(world.writes()).containsExactly("remove", "recover", "suspend");
        }

        @Test
        void bringsThemBackAlsoIfTheAnswerWasLost() {
            Users users = inTheMiddleOf(() -> world.team.personAccepts(ana));
            world.team.loseNextAnswer();

            users.withdrawInvitation(UserRef.id(ana));

            assertThat(world.team.user(ana).status()).isEqualTo(UserStatus.ACTIVE);
        }

        @Test
        void staysOpenUntilTheyAreBack() {
            Users users = inTheMiddleOf(() -> {
                world.team.personAccepts(ana);
                world.team.licenses(InMemoryConnector.FULL, 1);
            });

            Outcome.Unsettled<Optional<User>> outcome = World.unsettled(users.withdrawInvitation(UserRef.id(ana)));

            assertThat(outcome.why()).contains("was removed; use recover(…)");
            assertThat(World.open(world.users())).containsExactly(outcome.handle());
            world.clock.advance(Duration.ofDays(2));
            World.unsettled(world.users().settle(outcome.handle()));
            world.team.licenses(InMemoryConnector.FULL, 5);
            World.done(world.users().recover(UserRef.id(ana)));
            World.done(world.users().settle(outcome.handle()));
            assertThat(world.users().openRequests()).isEmpty();
        }

        @Test
        void isNotForgottenIfTheNodeDiesInBetween() {
            Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
                @Override
                public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                    world.team.personAccepts(ana);
                    return super.remove(leaver, handling);
                }

                @Override
                public Outcome<UserId> recover(UserId user) {
                    throw new CallInterruptedException("The node goes down.");
                }
            }));

            try {
                users.withdrawInvitation(UserRef.id(ana));
            } catch (CallInterruptedException died) {
                // and nobody hears of it
            }

            JobHandle handle = World.open(world.otherNode()).get(0);
            world.clock.advance(Duration.ofMinutes(10));
            assertThat(World.unsettled(world.otherNode().settle(handle)).why()).contains("use recover(…)");
        }
    }
}
