package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.OpenRequest;
import dev.gangway.user.Quota;
import dev.gangway.user.Receipt;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person says how a request ended that no reading can settle. */
class AcknowledgingTest {

    private static final AnswerLostException LOST = new AnswerLostException("lost on the way", Optional.empty());

    private static final Optional<Duration> WINDOW = Optional.of(Duration.ofDays(7));

    private final World world = new World();
    private final UserId leo = world.joins("leo");
    private final UserId mia = world.joins("mia");

    @AfterEach
    void close() {
        world.close();
    }

    private Users blind() {
        return world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Fact<Quota> quota(UserId user) {
                return Fact.unknown("not readable");
            }
        }));
    }

    private JobHandle lostQuota(Users users) {
        world.team.loseNextAnswer();
        return World.unsettled(users.setQuota(UserRef.id(leo), Quota.of(5))).handle();
    }

    private Outcome<OpenRequest> say(Users users, JobHandle handle) {
        return users.acknowledge(handle, World.ACTOR, "the console shows 5 bytes");
    }

    private List<Reason> refusalsOf(UserId leaver) {
        return world
                .users()
                .planOffboarding(
                        UserRef.id(leaver), DataHandling.keepRecoverable().keepingDevices())
                .refusals()
                .stream()
                .map(Refusal::reason)
                .toList();
    }

    @Test
    void itEndsInTheirWordsAndIsOpenNoMore() {
        Users users = blind();
        JobHandle handle = lostQuota(users);
        world.clock.advance(Duration.ofDays(2));
        World.unsettled(users.settle(handle));

        OpenRequest ended = World.done(say(users, handle));

        assertThat(ended.what()).isEqualTo("set the quota to 5 bytes");
        assertThat(World.reason(world.otherNode().settle(handle))).isEqualTo(Reason.SETTLED_BY_HAND);
        assertThat(World.refusal(world.otherNode().settle(handle)).explanation())
                .contains("it@example.com said at 20", "the console shows 5 bytes");
        assertThat(world.users().openRequests()).isEmpty();
        assertThat(world.writes()).containsExactly("set-quota");
    }

    @Test
    void itIsLookedAtOnceMoreFirst() {
        JobHandle handle = lostQuota(blind());
        world.clock.advance(Duration.ofDays(2));

        assertThat(World.reason(say(world.users(), handle))).isEqualTo(Reason.ALREADY_SETTLED);
        World.done(world.users().settle(handle));
    }

    @Test
    void whatHasEndedIsNotEndedAgain() {
        Users users = blind();
        JobHandle handle = lostQuota(users);
        world.clock.advance(Duration.ofDays(2));
        World.done(say(users, handle));
        Map<String, Object> stored = world.stored();

        Outcome<OpenRequest> second = users.acknowledge(handle, "eva@example.com", "nothing at all");

        assertThat(World.reason(second)).isEqualTo(Reason.ALREADY_SETTLED);
        assertThat(world.stored()).isEqualTo(stored);
    }

    @Test
    void whatAReadingMaySettleIsNotSettledByHand() {
        world.team.holdJobs();
        JobHandle job = World.unsettled(world.users().onboard(NewUser.of("ana@example.com")))
                .handle();

        assertThat(World.reason(say(world.users(), job))).isEqualTo(Reason.TRY_LATER);

        world.clock.advance(Duration.ofHours(25));
        World.done(say(world.users(), job));
        assertThat(world.users().openRequests()).isEmpty();
    }

    @Test
    void aTransferThatAnotherHandsRemovalHidesEndsWithoutAReceipt() {
        DataHandling transfer = DataHandling.transferTo(UserRef.id(mia)).keepingDevices();
        OffboardingPlan plan = world.users().planOffboarding(UserRef.id(leo), transfer);
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                world.team.personLeaves(leaver, true);
                throw LOST;
            }
        }));
        JobHandle handle =
                World.unsettled(users.execute(plan.confirmedBy(World.ACTOR))).handle();
        assertThat(refusalsOf(mia)).containsExactly(Reason.TRANSFER_IN_PROGRESS);

        OpenRequest ended =
                World.done(world.users().acknowledge(handle, World.ACTOR, "removed by eva; files not moved"));

        assertThat(ended.who()).isEqualTo(UserRef.id(leo));
        assertThat(World.reason(world.otherNode().receipt(plan.id()).orElseThrow()))
                .isEqualTo(Reason.SETTLED_BY_HAND);
        assertThat(World.refusal(world.otherNode().settle(handle)).explanation())
                .contains("removed by eva; files not moved");
        assertThat(World.reason(world.users().acknowledge(handle, "eva@example.com", "something else")))
                .isEqualTo(Reason.ALREADY_SETTLED);
        assertThat(world.journal()).noneMatch(key -> key.contains("/leaving/") || key.contains("/writes/"));
        assertThat(refusalsOf(mia)).isEmpty();
        World.done(world.users().recover(UserRef.id(leo)));
    }

    /** Sees somebody off recoverably through a provider that answers removals in another way. */
    private Outcome<Receipt> seeOff(UserId leaver, Optional<Duration> window, UnaryOperator<UserId> removal) {
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                return Outcome.alreadyDone(removal.apply(leaver));
            }

            @Override
            public Optional<Duration> recoveryWindow() {
                return window;
            }
        }));
        return users.execute(users.planOffboarding(
                        UserRef.id(leaver), DataHandling.keepRecoverable().keepingDevices())
                .confirmedBy(World.ACTOR));
    }

    private UserId leavesForGood(UserId leaver) {
        world.team.personLeaves(leaver, false);
        throw LOST;
    }

    @Test
    void aRecoverableRemovalIsNotClaimedOfWhomAnotherHandRemovedForGood() {
        Outcome.Unsettled<Receipt> unsettled = World.unsettled(seeOff(leo, WINDOW, this::leavesForGood));
        assertThat(unsettled.why()).contains("for good, and not recoverably as was asked for");

        World.done(world.users().acknowledge(unsettled.handle(), World.ACTOR, "eva deleted the account"));

        assertThat(World.reason(World.carriedOn(world.otherNode(), unsettled.handle())))
                .isEqualTo(Reason.SETTLED_BY_HAND);
        assertThat(world.journal()).noneMatch(key -> key.contains("/leaving/") || key.contains("/writes/"));
    }

    @Test
    void aLostRemovalIsNotClaimedOnceTheRecoveryWindowHasClosed() {
        JobHandle handle = World.unsettled(seeOff(leo, WINDOW, it -> {
                    world.clock.advance(Duration.ofDays(8));
                    return leavesForGood(it);
                }))
                .handle();

        World.unsettled(World.carriedOn(world.users(), handle));
    }

    @Test
    void whereNothingIsKeptWhoeverLeftForGoodWasRemoved() {
        UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));

        assertThat(World.done(seeOff(ana, WINDOW, this::leavesForGood)).undoUntil())
                .isEmpty();
        assertThat(World.done(seeOff(leo, Optional.empty(), this::leavesForGood))
                        .undoUntil())
                .isEmpty();
    }

    /** The first sending had no effect, and before the second somebody else removed the person for good. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSecondSendingThatFindsThemRemovedForGoodClaimsNothing(boolean refused) {
        AtomicInteger sent = new AtomicInteger();
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                if (sent.incrementAndGet() == 1) {
                    throw LOST;
                }
                world.team.personLeaves(leaver, false);
                return refused
                        ? Outcome.refusedByProvider(Reason.NOT_ON_TEAM, "user_not_in_team")
                        : Outcome.alreadyDone(leaver);
            }
        }));

        Outcome<Receipt> outcome = users.execute(users.planOffboarding(
                        UserRef.id(leo), DataHandling.keepRecoverable().keepingDevices())
                .confirmedBy(World.ACTOR));

        assertThat(sent).hasValue(2);
        if (refused) {
            world.clock.advance(Duration.ofMinutes(10));
            World.done(say(world.users(), World.unsettled(outcome).handle()));
        } else {
            assertThat(World.refusal(outcome).explanation()).contains("removed by another hand");
        }
        assertThat(world.users().openRequests()).isEmpty();
    }

    @Test
    void anOffboardingThatMayStillEndIsNotEndedByHand() {
        world.team.holdJobs();
        JobHandle handle = World.unsettled(world.seeOff(leo)).handle();

        assertThat(World.reason(say(world.users(), handle))).isEqualTo(Reason.TRY_LATER);
        assertThat(World.open(world.users())).containsExactly(handle);
        world.team.releaseJobs();
        World.done(world.users().settle(handle));
        assertThat(World.reason(say(world.users(), handle))).isEqualTo(Reason.ALREADY_SETTLED);
    }

    @ParameterizedTest
    @CsvSource({"' ',found", "it@example.com,' '"})
    void whoeverSaysNothingIsTurnedAway(String by, String found) {
        JobHandle handle = new JobHandle("write:none");

        assertThatThrownBy(() -> world.users().acknowledge(handle, by, found))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Say who");
        assertThatThrownBy(() -> world.users().acknowledge(handle, "it@example.com", "x".repeat(1000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000 characters");
        assertThatThrownBy(() -> world.users().acknowledge(handle, "it@example.com", "found"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write:none");
    }
}
