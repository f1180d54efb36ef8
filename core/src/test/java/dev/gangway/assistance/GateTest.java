package dev.gangway.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connection.ConnectionId;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.error.StoreException;
import dev.gangway.fake.FakeTime;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final ConnectionId ACME = new ConnectionId("acme");
    private static final Subject LEO = Subject.of("Leo Chen", "dbmid:leo");

    /** What is read for one kind of action and needed for another, too. */
    private static final Map<Action, Set<ActionKind>> ALSO = Map.of(
            Action.MEMBERS_READ,
            Set.of(
                    ActionKind.ACT_AS_USERS,
                    ActionKind.CHANGE_ROLES,
                    ActionKind.CHANGE_SECURITY,
                    ActionKind.USE_ANALYTICS),
            Action.LICENSES_READ,
            Set.of(ActionKind.USE_ANALYTICS),
            Action.DEVICES_READ,
            Set.of(ActionKind.USE_ANALYTICS),
            Action.TEAM_FOLDERS_READ,
            Set.of(ActionKind.CHANGE_SHARING, ActionKind.MONITOR_SHARING),
            Action.SHARING_POLICIES_READ,
            Set.of(ActionKind.MONITOR_SHARING));

    private final InMemoryStore store = new InMemoryStore();
    private final FakeTime time = new FakeTime();
    private final Gate gate = node(store);
    private final AtomicInteger done = new AtomicInteger();

    private Gate node(Store of) {
        return new Gate(new Trail(of, ACME, time), time, "Acme");
    }

    private Grant grant(String id, Set<ActionKind> kinds, Set<ActionKind> destructive) {
        return new Grant(
                id,
                "Northwind IT",
                kinds,
                destructive,
                time.instant(),
                time.instant().plus(Duration.ofDays(7)),
                "Ana");
    }

    private void give(ActionKind... kinds) {
        gate.tell(Grants.entry(grant("g1", Set.of(kinds), Set.of())));
    }

    private Integer act(Gate through, Action action) {
        return through.act("g1", action, Optional.of(LEO), done::incrementAndGet, it -> Gate.Result.DONE);
    }

    private List<String> told() {
        return Trail.of(store, ACME).records().map(it -> it.sentence().en()).toList();
    }

    @Test
    void whatTheGrantNamesIsDoneBetweenIntentAndResult() {
        give(ActionKind.MANAGE_MEMBERS);
        gate.act(
                "g1",
                Action.MEMBER_INVITED,
                Optional.of(LEO),
                () -> {
                    assertThat(told()).last().isEqualTo("Northwind IT is about to invite Leo Chen");
                    return done.incrementAndGet();
                },
                it -> Gate.Result.DONE);

        assertThat(done).hasValue(1);
        assertThat(told())
                .containsExactly(
                        "Ana opened the administration to Northwind IT",
                        "Northwind IT is about to invite Leo Chen",
                        "Northwind IT invited Leo Chen");
        assertThat(Trail.of(store, ACME).records().map(TrailRecord::onBehalfOf))
                .last()
                .isEqualTo(Optional.of("Acme"));
    }

    @Test
    void whatTheGrantDoesNotNameIsRefusedAndTheRefusalIsInTheTrail() {
        give(ActionKind.MANAGE_MEMBERS);

        assertThatThrownBy(() -> act(gate, Action.TEAM_FOLDER_CREATED))
                .isInstanceOf(AssistanceRefusedException.class)
                .hasMessageContaining("was not allowed to create the team folder")
                .hasMessageContaining("doesn't name it");
        assertThatThrownBy(() -> act(gate, Action.MEMBER_REMOVED)).hasMessageContaining("destructive of it");
        assertThatThrownBy(() ->
                        gate.act("g2", Action.MEMBER_INVITED, Optional.empty(), done::get, it -> Gate.Result.DONE))
                .hasMessageContaining("no such grant");

        assertThat(done).hasValue(0);
        assertThat(Trail.of(store, ACME).records().map(TrailRecord::stage))
                .containsExactly(Stage.DONE, Stage.REFUSED, Stage.REFUSED, Stage.REFUSED);
    }

    @Test
    void ofAllActionsAndAllGrantsOnlyWhatIsNamedPasses() {
        int passed = 0;
        for (int bits = 1; bits < 1 << ActionKind.values().length; bits++) {
            Set<ActionKind> kinds = EnumSet.noneOf(ActionKind.class);
            for (ActionKind each : ActionKind.values()) {
                if ((bits >> each.ordinal() & 1) == 1) {
                    kinds.add(each);
                }
            }
            for (Set<ActionKind> destructive : List.of(Set.<ActionKind>of(), kinds)) {
                Gate fresh = node(new InMemoryStore());
                fresh.tell(Grants.entry(grant("g1", kinds, destructive)));
                Grants grants = fresh.grants();
                for (Action action : Action.values()) {
                    boolean named = action == Action.LINK_REDEEMED
                            || ((action.kind().filter(kinds::contains).isPresent()
                                            || ALSO.getOrDefault(action, Set.of()).stream()
                                                    .anyMatch(kinds::contains))
                                    && (!action.isDestructive() || !destructive.isEmpty()));
                    assertThat(grants.refusal("g1", action, time.instant()).isEmpty())
                            .as("%s under %s, destructive %s", action, kinds, destructive)
                            .isEqualTo(named);
                    passed += named ? 1 : 0;
                }
            }
        }
        assertThat(passed).isPositive();
    }

    @Test
    void aGrantEnds() {
        give(ActionKind.MANAGE_MEMBERS);
        time.advance(Duration.ofDays(7).minusSeconds(1));
        act(gate, Action.MEMBER_INVITED);
        time.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> act(gate, Action.MEMBER_INVITED)).hasMessageContaining("ended at");
        assertThat(done).hasValue(1);
    }

    @Test
    void revokingTakesEffectOnEveryNodeBeforeItReturns() {
        Gate other = node(store);
        give(ActionKind.MANAGE_MEMBERS);
        act(other, Action.MEMBER_INVITED);

        assertThat(gate.revoke("g1", "Ana", Optional.empty())).isEmpty();

        assertThatThrownBy(() -> act(other, Action.MEMBER_INVITED)).hasMessageContaining("revoked");
        assertThat(gate.revoke("g1", "Ana", Optional.empty())).isEmpty();
        assertThat(told())
                .filteredOn(it -> it.startsWith("Ana revoked the access of"))
                .hasSize(1);
        assertThatThrownBy(() -> gate.revoke("g9", "Ana", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRevocationThatComesBetweenTheLookAndTheIntentWins() {
        give(ActionKind.MANAGE_MEMBERS);
        AtomicBoolean once = new AtomicBoolean();
        Gate slow = node(new Between(store) {
            @Override
            public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                if (key.startsWith("trail/") && once.compareAndSet(false, true)) {
                    gate.revoke("g1", "Ana", Optional.empty());
                }
                return super.compareAndSet(key, expectedVersion, data);
            }
        });

        assertThatThrownBy(() -> act(slow, Action.MEMBER_INVITED)).hasMessageContaining("revoked");
        assertThat(done).hasValue(0);
    }

    @Test
    void underLoadNothingBeginsAfterTheRevocationHasReturned() throws Exception {
        give(ActionKind.MANAGE_MEMBERS);
        AtomicBoolean returned = new AtomicBoolean();
        AtomicInteger late = new AtomicInteger();
        CountDownLatch some = new CountDownLatch(20);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> partners = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Gate each = node(store);
                partners.add(threads.submit(() -> {
                    while (true) {
                        try {
                            each.act(
                                    "g1",
                                    Action.MEMBER_INVITED,
                                    Optional.empty(),
                                    () -> late.addAndGet(returned.get() ? 1 : 0),
                                    it -> Gate.Result.DONE);
                            some.countDown();
                        } catch (AssistanceRefusedException revoked) {
                            return;
                        }
                    }
                }));
            }
            some.await();
            gate.revoke("g1", "Ana", Optional.empty());
            returned.set(true);
            for (Future<?> each : partners) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(late).hasValue(0);
        assertThat(Trail.of(store, ACME).check().isSound()).isTrue();
    }

    @Test
    void whatBelongsToANodeThatIsGoneIsToldByTheRevocation() {
        give(ActionKind.MANAGE_MEMBERS);
        Trail trail = new Trail(store, ACME, time);
        TrailRecord begun = trail.append(Entry.of(Actor.partner("Northwind IT"), Action.MEMBER_INVITED, Stage.INTENT)
                .under("g1"));

        assertThat(gate.revoke("g1", "Ana", Optional.empty())).containsExactly(begun);
    }

    @Test
    void whatFailsIsWrittenAndWhatIsNotKnownToo() {
        give(ActionKind.MANAGE_MEMBERS);

        assertThatThrownBy(() -> gate.act(
                        "g1",
                        Action.MEMBER_INVITED,
                        Optional.of(LEO),
                        () -> {
                            throw new StoreException("no journal", null);
                        },
                        it -> Gate.Result.DONE))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> gate.act(
                        "g1",
                        Action.MEMBER_SUSPENDED,
                        Optional.of(LEO),
                        () -> {
                            throw new IllegalStateException("who knows");
                        },
                        it -> Gate.Result.DONE))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> gate.act(
                        "g1",
                        Action.MEMBER_INVITED,
                        Optional.of(LEO),
                        () -> {
                            throw new AnswerLostException("lost", Optional.empty());
                        },
                        it -> Gate.Result.DONE))
                .isInstanceOf(AnswerLostException.class);

        assertThat(told())
                .contains(
                        "Northwind IT tried to invite Leo Chen, and it failed",
                        "Northwind IT tried to suspend Leo Chen, and it is not known whether it happened",
                        "Northwind IT tried to invite Leo Chen, and it is not known whether it happened");
        assertThat(gate.grants().begun("g1")).isEmpty();
    }

    @Test
    void withoutTheTrailNothingIsDone() {
        give(ActionKind.MANAGE_MEMBERS);
        Gate broken = node(new Between(store) {
            @Override
            public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                throw new StoreException("The store is down.", null);
            }
        });

        assertThatThrownBy(() -> act(broken, Action.MEMBER_INVITED)).isInstanceOf(StoreException.class);
        assertThat(done).hasValue(0);
    }

    @Test
    void aGrantSaysWhatItAllows() {
        assertThatThrownBy(() -> grant("g", Set.of(), Set.of())).hasMessageContaining("at least one kind");
        assertThatThrownBy(() -> grant("g", Set.of(ActionKind.CHANGE_ROLES), Set.of(ActionKind.MANAGE_MEMBERS)))
                .hasMessageContaining("destructive");
        assertThatThrownBy(() -> new Grant(
                        "g", "N", Set.of(ActionKind.CHANGE_ROLES), Set.of(), time.instant(), time.instant(), "Ana"))
                .hasMessageContaining("ends after it begins");
        gate.tell(Grants.entry(grant("g1", Set.of(ActionKind.MANAGE_MEMBERS), Set.of(ActionKind.MANAGE_MEMBERS))));
        assertThat(node(store).grants().all())
                .containsExactly(grant("g1", Set.of(ActionKind.MANAGE_MEMBERS), Set.of(ActionKind.MANAGE_MEMBERS)));
    }
}
