package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.StoreException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Refusal.Remaining;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.Consequence;
import dev.gangway.user.DataHandling;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.OffboardingStep;
import dev.gangway.user.Receipt;
import dev.gangway.user.Undone;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Future e-mail of a leaver is forwarded by the application, and no longer once nobody leaves after all. */
class ForwardingTest {

    private static final String SESSIONS =
            "The suspension, which is taken back, ended the person's sessions: they sign in again.";

    private static final DataHandling RECOVERABLE =
            DataHandling.keepRecoverable().keepingDevices();
    private static final UserRef MIA = UserRef.email("mia@example.com");

    /** What the application does on that day. */
    private class Today extends Post {
        @Override
        public Optional<String> refusal(String from, String to) {
            return planning;
        }

        @Override
        public Optional<String> forward(String planId, String from, String to) {
            super.forward(planId, from, to);
            meanwhile.run();
            return forwarding;
        }

        @Override
        public Optional<String> stop(String planId, String from, String to) {
            super.stop(planId, from, to);
            return stopping;
        }
    }

    private final Post post = new Today();
    private final World world = new World(builder -> builder.mailForwarder(post));
    private final UserId leo = world.joins("leo");
    private final UserId mia = world.joins("mia");
    private Optional<String> planning = Optional.empty();
    private Optional<String> forwarding = Optional.empty();
    private Optional<String> stopping = Optional.empty();
    private Runnable meanwhile = () -> {};

    @AfterEach
    void close() {
        world.close();
    }

    private OffboardingPlan plan(UserRef to) {
        return world.users()
                .planOffboarding(
                        OffboardingRequest.of(UserRef.id(leo), RECOVERABLE).forwardingMailTo(to));
    }

    private ConfirmedPlan confirmed() {
        return plan(MIA).confirmedBy(World.ACTOR);
    }

    private static Reason only(OffboardingPlan plan) {
        assertThat(plan.refusals()).hasSize(1);
        return plan.refusals().get(0).reason();
    }

    private void assertNothingIsLeft(UserStatus status) {
        assertThat(world.team.user(leo).status()).isEqualTo(status);
        assertThat(post.forwarded).isEmpty();
        assertThat(world.journal()).noneMatch(key -> key.contains("/writes/") || key.contains("/leaving/"));
        assertThat(world.users().openRequests()).isEmpty();
    }

    @Test
    void mailIsForwardedAfterAccessHasEndedAndBeforeTheRemoval() {
        meanwhile = () -> assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.SUSPENDED);
        OffboardingPlan plan = plan(MIA);

        Receipt receipt = World.done(world.users().execute(plan.confirmedBy(World.ACTOR)));

        assertThat(plan.steps())
                .containsExactly(OffboardingStep.SUSPEND, OffboardingStep.FORWARD_MAIL, OffboardingStep.REMOVE);
        assertThat(plan.consequences())
                .contains(new Consequence(
                        Consequence.Kind.MAIL,
                        "Future e-mail to leo@example.com is forwarded to mia Doe <mia@example.com>.",
                        Optional.of(new Consequence.Recipient(mia, "mia Doe", "mia@example.com"))));
        assertThat(post.asked).containsExactly("forward " + receipt.planId());
        assertThat(post.forwarded).isEqualTo(Map.of("leo@example.com", "mia@example.com"));
        assertThat(receipt.mailTo()).contains("mia@example.com");
        assertThat(receipt.steps())
                .extracting(Receipt.Step::text)
                .containsSubsequence(
                        "sending: suspend, keeping devices",
                        "the application forwards future e-mail",
                        "sending: remove from the team");
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    @Test
    void withoutAMailForwarderThePlanIsRefusedBeforeAnything() {
        try (World without = new World()) {
            UserId ana = without.joins("ana");
            UserId max = without.joins("max");
            Map<String, Object> stored = without.stored();

            OffboardingPlan plan = without.users()
                    .planOffboarding(
                            OffboardingRequest.of(UserRef.id(ana), RECOVERABLE).forwardingMailTo(UserRef.id(max)));

            assertThat(only(plan)).isEqualTo(Reason.MAIL_NOT_FORWARDABLE);
            assertThatThrownBy(() -> plan.confirmedBy(World.ACTOR)).isInstanceOf(IllegalStateException.class);
            assertThat(without.writes()).isEmpty();
            assertThat(without.stored()).isEqualTo(stored);
            assertThat(without.users()
                            .planOffboarding(OffboardingRequest.of(UserRef.id(ana), RECOVERABLE)
                                    .forwardingMailTo(UserRef.id(ana)))
                            .refusals())
                    .extracting(Refusal::reason)
                    .containsExactly(Reason.RECIPIENT_UNSUITABLE, Reason.MAIL_NOT_FORWARDABLE);
        }
    }

    @Test
    void aNodeWithoutTheMailForwarderDoesNotEvenSuspend() {
        ConfirmedPlan plan = confirmed();
        try (Gangway bare = Gangway.builder()
                .connector(world.team)
                .time(world.clock)
                .store(world.store, world.keyring)
                .build()) {
            assertThat(World.reason(bare.connection(world.id).users().execute(plan)))
                    .isEqualTo(Reason.MAIL_NOT_FORWARDABLE);
        }

        assertThat(world.writes()).isEmpty();
        assertNothingIsLeft(UserStatus.ACTIVE);
    }

    @Test
    void whatTheApplicationSaysAgainstItWhilePlanningIsARefusal() {
        planning = Optional.of("this domain is not ours");

        OffboardingPlan plan = plan(MIA);

        assertThat(only(plan)).isEqualTo(Reason.MAIL_NOT_FORWARDABLE);
        assertThat(plan.refusals().get(0).explanation()).isEqualTo("Mail can't be forwarded: this domain is not ours");
        assertThat(post.asked).isEmpty();
    }

    @Test
    void theApplicationIsAskedAgainBeforeAnythingIsDone() {
        ConfirmedPlan plan = confirmed();
        planning = Optional.of("this domain is not ours any more");

        assertThat(World.reason(world.users().execute(plan))).isEqualTo(Reason.MAIL_NOT_FORWARDABLE);

        assertThat(world.writes()).isEmpty();
        assertThat(post.asked).isEmpty();
    }

    @Test
    void onlyAnActiveMemberGetsTheMail() {
        UserId ana = world.joins("ana");
        world.team.personIsSuspended(ana);

        assertThat(only(plan(UserRef.id(ana)))).isEqualTo(Reason.RECIPIENT_UNSUITABLE);
        assertThat(only(plan(UserRef.id(leo)))).isEqualTo(Reason.RECIPIENT_UNSUITABLE);
        assertThat(only(plan(UserRef.email("nobody@example.com")))).isEqualTo(Reason.RECIPIENT_UNSUITABLE);
    }

    @Test
    void theRecipientIsLookedAtAgainBeforeAnythingIsDone() {
        ConfirmedPlan plan = confirmed();
        world.team.personIsSuspended(mia);

        assertThat(World.reason(world.users().execute(plan))).isEqualTo(Reason.RECIPIENT_UNSUITABLE);

        assertThat(world.writes()).isEmpty();
        assertThat(post.asked).isEmpty();
    }

    @Test
    void whoIsLeavingThemselvesGetsNoMail() {
        ConfirmedPlan plan = confirmed();
        world.team.holdJobs();
        World.unsettled(world.seeOff(mia, DataHandling.keepAsPersonalAccount(DataHandling.Shares.REMOVE)));

        assertThat(World.reason(world.users().execute(plan))).isEqualTo(Reason.ALREADY_RUNNING);
        assertThat(post.asked).isEmpty();
    }

    @Test
    void whatCannotBeForwardedTakesTheSuspensionBack() {
        forwarding = Optional.of("the mail server is down");

        Outcome<Receipt> outcome = world.users().execute(confirmed());

        assertThat(World.refusal(outcome).explanation())
                .isEqualTo("Mail can't be forwarded: the mail server is down " + SESSIONS);
        assertThat(world.writes()).containsExactly("suspend", "unsuspend");
        assertThat(post.asked).last().asString().startsWith("stop ");
        assertNothingIsLeft(UserStatus.ACTIVE);
    }

    @Test
    void ofWhatTheApplicationThrowsOnlyTheClassIsShown() {
        meanwhile = () -> {
            throw new IllegalStateException("password hunter2 of leo@example.com was rejected");
        };

        Outcome<Receipt> outcome = world.users().execute(confirmed());

        assertThat(World.refusal(outcome).explanation())
                .isEqualTo("Mail can't be forwarded: the mail forwarder threw java.lang.IllegalStateException "
                        + SESSIONS);
        assertThat(Shown.by(world.store)).noneMatch(it -> it.contains("hunter2"));
        assertNothingIsLeft(UserStatus.ACTIVE);
    }

    @Test
    void anAnswerThatIsNoneIsARefusal() {
        forwarding = none();

        Outcome<Receipt> outcome = world.users().execute(confirmed());

        assertThat(World.refusal(outcome).explanation()).contains("java.lang.NullPointerException");
        assertNothingIsLeft(UserStatus.ACTIVE);
    }

    @SuppressWarnings("NullAway") // an application's mistake
    private static Optional<String> none() {
        @Nullable Optional<String> none = null;
        return none;
    }

    @Test
    void aRefusedRemovalTakesTheForwardingAndTheSuspensionBack() {
        meanwhile = () -> world.team.legalHold(leo, true);
        ConfirmedPlan plan = confirmed();

        Outcome<Receipt> outcome = world.users().execute(plan);

        assertThat(World.reason(outcome)).isEqualTo(Reason.LEGAL_HOLD);
        assertThat(post.asked)
                .containsExactly(
                        "forward " + plan.plan().id(), "stop " + plan.plan().id());
        assertThat(world.writes()).containsExactly("suspend", "unsuspend");
        assertNothingIsLeft(UserStatus.ACTIVE);
    }

    @Test
    void aForwardingThatCannotBeTakenBackIsSaid() {
        meanwhile = () -> world.team.legalHold(leo, true);
        stopping = Optional.of("the mail server is down");

        Refusal refusal = World.refusal(world.users().execute(confirmed()));

        assertThat(refusal.reason()).isEqualTo(Reason.LEGAL_HOLD);
        assertThat(refusal.explanation()).contains("Mail is still forwarded: the mail server is down");
        assertThat(refusal.remaining()).containsExactly(Remaining.MAIL_FORWARDED, Remaining.SESSIONS_ENDED);
        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void theForwardingThatIsTakenBackIsTheOneThatWasMade() {
        meanwhile = () -> {
            world.team.personChangesEmail(mia, "mia.moe@example.com");
            world.team.legalHold(leo, true);
        };

        World.refusal(world.users().execute(confirmed()));

        assertThat(post.forwarded).isEmpty();
    }

    @Test
    void anUndoStopsIt() {
        Receipt receipt = World.done(world.users().execute(confirmed()));

        Undone undone = World.done(world.otherNode().undo(receipt));

        assertThat(undone.user().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(undone.restored()).contains("future e-mail, which is no longer forwarded");
        assertThat(undone.notRestored()).isEmpty();
        assertNothingIsLeft(UserStatus.ACTIVE);
    }

    @Test
    void anUndoThatCannotStopItSaysSo() {
        Receipt receipt = World.done(world.users().execute(confirmed()));
        stopping = Optional.of("the mail server is down");

        Undone undone = World.done(world.users().undo(receipt));

        assertThat(undone.notRestored())
                .containsExactly("future e-mail still goes to mia@example.com: the mail server is down");
    }

    @Test
    void anUndoOnANodeWithoutTheMailForwarderSaysSo() {
        Receipt receipt = World.done(world.users().execute(confirmed()));
        try (Gangway bare = Gangway.builder()
                .connector(world.team)
                .time(world.clock)
                .store(world.store, world.keyring)
                .build()) {
            Undone undone = World.done(bare.connection(world.id).users().undo(receipt));

            assertThat(undone.notRestored())
                    .containsExactly(
                            "future e-mail still goes to mia@example.com: no mail forwarder is there any more");
        }
    }

    @Test
    void afterACrashItIsAskedForAgainWithTheSameId() {
        ConfirmedPlan plan = confirmed();
        meanwhile = () -> {
            meanwhile = () -> {};
            throw new Fate.Crash();
        };
        assertThatThrownBy(() -> world.users().execute(plan)).isInstanceOf(Fate.Crash.class);

        World.done(world.otherNode().execute(plan));

        assertThat(post.asked)
                .containsExactly(
                        "forward " + plan.plan().id(), "forward " + plan.plan().id());
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    /** Nothing was sent to the provider, but mail may be forwarded: such a run stays open. */
    @Test
    void aRunThatFailedRightAfterTheForwardingIsStillOpen() {
        world.team.personIsSuspended(leo);
        ConfirmedPlan plan = confirmed();
        HookedStore store = new HookedStore(world.store);
        boolean[] failing = {false};
        Users users = world.gangway(world.team, new ForwardingStore(store) {
                    @Override
                    public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                        if (failing[0] && key.contains("/offboardings/")) {
                            throw new StoreException("The store is down.", null);
                        }
                        return super.compareAndSet(key, expectedVersion, data);
                    }
                })
                .connection(world.id)
                .users();
        meanwhile = () -> failing[0] = true;

        assertThatThrownBy(() -> users.execute(plan)).isInstanceOf(StoreException.class);

        assertThat(post.forwarded).isNotEmpty();
        assertThat(World.open(world.users())).hasSize(1);
        World.done(World.carriedOn(world.users(), World.open(world.users()).get(0)));
        assertThat(world.writes()).containsExactly("remove");
    }

    @Test
    void aNodeThatWasPausedRightBeforeItForwardsNothing() {
        ConfirmedPlan plan = confirmed();
        HookedStore store = new HookedStore(world.store);
        String prefix = "journal/" + world.id + "/offboardings/";
        Users slow = world.gangway(world.team, store).connection(world.id).users();
        // created, counted, sending, suspended, about to forward
        for (int i = 0; i < 4; i++) {
            store.afterWriting(prefix, () -> {});
        }
        store.afterWriting(prefix, () -> {
            assertThat(post.asked).isEmpty();
            world.clock.advance(Duration.ofMinutes(7));
            world.team.legalHold(leo, true);
            assertThat(World.reason(world.otherNode().execute(plan))).isEqualTo(Reason.LEGAL_HOLD);
        });

        assertThatThrownBy(() -> slow.execute(plan)).isInstanceOf(StoreException.class);

        assertThat(store.allHooksRan()).isTrue();
        assertNothingIsLeft(UserStatus.ACTIVE);
    }

    @Test
    void aRecipientWhoCannotBeReadLeavesTheRunToBeGoneOnWith() {
        ConfirmedPlan plan = confirmed();
        boolean[] down = {false};
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Optional<User> find(UserRef user) {
                if (down[0] && user.equals(UserRef.id(mia))) {
                    throw new ProviderUnavailableException("The provider is down.", Optional.empty());
                }
                return super.find(user);
            }
        }));
        meanwhile = () -> {
            down[0] = true;
            world.team.legalHold(leo, true);
        };

        Outcome<Receipt> outcome = users.execute(plan);

        assertThat(World.reason(outcome)).isEqualTo(Reason.LEGAL_HOLD);
        assertNothingIsLeft(UserStatus.ACTIVE);
    }
}
