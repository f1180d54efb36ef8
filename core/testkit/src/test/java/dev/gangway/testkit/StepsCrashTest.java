package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.connector.Connector;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.Receipt;
import dev.gangway.user.Undone;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A node dies before and after every call to the store, the provider and the application's mail server, in a run of all steps; another goes
 * on. The person is gone with the mail forwarded, or active with nothing forwarded, and each request is sent once.
 */
class StepsCrashTest {

    private static final class MortalPost extends Post {
        Fate fate = new Fate();

        @Override
        public Optional<String> refusal(String from, String to) {
            return fate.around(() -> super.refusal(from, to));
        }

        @Override
        public Optional<String> forward(String planId, String from, String to) {
            return fate.around(() -> super.forward(planId, from, to));
        }

        @Override
        public Optional<String> stop(String planId, String from, String to) {
            return fate.around(() -> super.stop(planId, from, to));
        }
    }

    /** One run in which a node dies at a moment. */
    private static final class Run implements AutoCloseable {
        final MortalPost post = new MortalPost();
        final World world = new World(builder -> builder.mailForwarder(post));
        final UserId leo = world.joins("leo");
        final UserId mia = world.joins("mia");
        final Connector connector;
        final ConfirmedPlan plan;

        Run(UnaryOperator<Connector> between) {
            connector = between.apply(world.team);
            plan = world.users()
                    .planOffboarding(OffboardingRequest.of(
                                    UserRef.id(leo),
                                    DataHandling.keepRecoverable().keepingDevices())
                            .forwardingMailTo(UserRef.id(mia)))
                    .confirmedBy(World.ACTOR);
        }

        boolean survives(int moment, Consumer<Users> work) {
            boolean survives = CrashTest.survives(world, moment, connector, post.fate, work);
            post.fate = new Fate();
            return survives;
        }

        /** Another node asks, again and again after a while, until it knows the end. */
        Outcome<Receipt> end(Duration pause) {
            Users other = world.through(connector);
            Outcome<Receipt> outcome = other.execute(plan);
            for (int i = 0; i < 20 && outcome instanceof Outcome.Unsettled; i++) {
                world.clock.advance(pause);
                outcome = other.execute(plan);
            }
            return outcome;
        }

        void assertGone(String when) {
            assertThat(world.team.user(leo).status()).as(when).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
            assertThat(post.forwarded).as(when).isEqualTo(Map.of("leo@example.com", "mia@example.com"));
            assertThat(world.writes()).as(when).containsExactly("suspend", "remove");
            assertNothingIsLeft(when);
        }

        void assertNothingHappened(String when) {
            assertThat(world.team.user(leo).status()).as(when).isEqualTo(UserStatus.ACTIVE);
            assertThat(post.forwarded).as(when).isEmpty();
            assertThat(world.writes()).as(when).isIn(List.of(), List.of("suspend", "unsuspend"));
            assertNothingIsLeft(when);
        }

        private void assertNothingIsLeft(String when) {
            assertThat(world.journal())
                    .as(when)
                    .noneMatch(key -> key.contains("/writes/") || key.contains("/leaving/"));
            assertThat(world.users().openRequests()).as(when).isEmpty();
        }

        @Override
        public void close() {
            world.close();
        }
    }

    @Test
    void minutesLaterAnotherNodeBringsItToItsEnd() {
        boolean survived = false;
        for (int moment = 1; !survived; moment++) {
            try (Run run = new Run(it -> it)) {
                survived = run.survives(moment, users -> users.execute(run.plan));

                Outcome<Receipt> end = run.end(Duration.ofMinutes(7));

                assertThat(end).as("a crash at moment " + moment).isInstanceOf(Outcome.Done.class);
                run.assertGone("a crash at moment " + moment);
            }
        }
    }

    @Test
    void hoursLaterItIsWholeOrTakenBack() {
        int crashes = 0;
        int done = 0;
        boolean survived = false;
        for (int moment = 1; !survived; moment += 2) {
            try (Run run = new Run(it -> it)) {
                survived = run.survives(moment, users -> users.execute(run.plan));
                crashes++;

                Outcome<Receipt> end = run.end(Duration.ofHours(2));

                if (end instanceof Outcome.Done) {
                    run.assertGone("a crash at moment " + moment);
                    done++;
                } else { // it died between an intent and its request
                    assertThat(World.reason(end)).isEqualTo(Reason.TRY_LATER);
                    run.assertNothingHappened("a crash at moment " + moment);
                }
            }
        }
        assertThat(done).as("ends of " + crashes + " crashes").isGreaterThanOrEqualTo(crashes - 5);
    }

    @Test
    void aRefusedRunIsTakenBackWheneverANodeDies() {
        boolean survived = false;
        for (int moment = 1; !survived; moment++) {
            try (Run run = new Run(team -> ForwardingConnector.withUsers(team, inner -> new ForwardingUsers(inner) {
                @Override
                public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                    return Outcome.refusedByProvider(Reason.OTHER, "not_today");
                }
            }))) {
                survived = run.survives(moment, users -> users.execute(run.plan));

                Outcome<Receipt> end = run.end(Duration.ofHours(2));

                assertThat(World.reason(end)).isIn(Reason.OTHER, Reason.TRY_LATER);
                assertThat(World.refusal(end).explanation()).doesNotContain("still");
                run.assertNothingHappened("a crash at moment " + moment);
            }
        }
    }

    @Test
    void anUndoIsGoneOnWith() {
        boolean survived = false;
        for (int moment = 1; !survived; moment++) {
            try (Run run = new Run(it -> it)) {
                Receipt receipt = World.done(run.world.users().execute(run.plan));
                survived = run.survives(moment, users -> users.undo(receipt));
                Users other = run.world.otherNode();
                run.world.clock.advance(Duration.ofMinutes(7));
                other.openRequests().forEach(it -> other.settle(it.handle()));

                Undone undone = World.done(other.undo(receipt));

                String when = "a crash at moment " + moment;
                assertThat(undone.user().status()).as(when).isEqualTo(UserStatus.ACTIVE);
                assertThat(undone.notRestored()).as(when).isEmpty();
                assertThat(run.post.forwarded).as(when).isEmpty();
                assertThat(run.world.writes()).as(when).containsExactly("suspend", "remove", "recover", "unsuspend");
                assertThat(other.openRequests()).as(when).isEmpty();
            }
        }
    }
}
