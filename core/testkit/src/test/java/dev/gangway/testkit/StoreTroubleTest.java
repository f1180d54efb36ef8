package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.connection.Connection;
import dev.gangway.error.StoreException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.OpenRequest;
import dev.gangway.user.Receipt;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The store fails at one call, before it did what it was asked or after; the process lives on. Whatever the moment, nothing is sent twice
 * and the next call brings the work to its end.
 */
class StoreTroubleTest {

    /** A store of which one call fails. */
    private static final class Troubled implements Store {
        private final Store inner;
        private final boolean afterwards;
        private int callsLeft = Integer.MAX_VALUE;

        Troubled(Store inner, boolean afterwards) {
            this.inner = inner;
            this.afterwards = afterwards;
        }

        void failAt(int call) {
            callsLeft = call;
        }

        boolean hasFailed() {
            return callsLeft <= 0;
        }

        private <T> T around(Supplier<T> work) {
            callsLeft--;
            if (callsLeft != 0) {
                return work.get();
            }
            if (afterwards) {
                work.get();
            }
            throw new StoreException("The store failed on purpose.", null);
        }

        @Override
        public Optional<Versioned> get(String key) {
            return around(() -> inner.get(key));
        }

        @Override
        public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
            return around(() -> inner.compareAndSet(key, expectedVersion, data));
        }

        @Override
        public List<String> list(String prefix) {
            return around(() -> inner.list(prefix));
        }

        @Override
        public Optional<Lease> lease(String name, Duration duration) {
            return around(() -> inner.lease(name, duration)).map(lease -> new Lease() {
                @Override
                public boolean isHeld() {
                    return around(lease::isHeld);
                }

                @Override
                public void close() {
                    around(() -> {
                        lease.close();
                        return true;
                    });
                }
            });
        }
    }

    /** Whether the store failed while a node did the work. */
    private static boolean fails(World world, int call, boolean afterwards, Consumer<Users> work) {
        Troubled store = new Troubled(world.store, afterwards);
        Connection connection = world.gangway(world.team, store).connection(world.id);
        store.failAt(call);
        try {
            work.accept(connection.users());
        } catch (StoreException expected) {
            assertThat(store.hasFailed()).isTrue();
        }
        return store.hasFailed();
    }

    private static void assertHoldsWhereverItFails(IntPredicate moment) {
        assertThat(IntStream.iterate(1, call -> call + 1).takeWhile(moment).count())
                .isGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOffboardingIsDoneOnceWhereverTheStoreFails(boolean afterwards) {
        assertHoldsWhereverItFails(call -> {
            try (World world = new World()) {
                UserId leo = world.joins("leo");
                world.team.jobsTake(2);
                ConfirmedPlan plan = world.users()
                        .planOffboarding(
                                UserRef.id(leo), DataHandling.keepRecoverable().keepingDevices())
                        .confirmedBy(World.ACTOR);

                boolean failed = fails(world, call, afterwards, users -> users.execute(plan));
                assertThat(world.writes().isEmpty()
                                && !world.users().openRequests().isEmpty())
                        .as("open although nothing was sent, call " + call)
                        .isFalse();
                Outcome<Receipt> end = world.users().execute(plan);
                for (int i = 0; i < 5 && end instanceof Outcome.Unsettled; i++) {
                    world.clock.advance(Duration.ofMinutes(7));
                    end = world.users().execute(plan);
                }

                assertThat(World.done(end).after().orElseThrow().status())
                        .as("call " + call)
                        .isEqualTo(UserStatus.REMOVED_RECOVERABLE);
                assertThat(world.writes()).as("call " + call).containsExactly("suspend", "remove");
                assertThat(world.users().openRequests()).as("call " + call).isEmpty();
                return failed;
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSuspensionIsSettledWhereverTheStoreFails(boolean afterwards) {
        assertHoldsWhereverItFails(call -> {
            try (World world = new World()) {
                UserId leo = world.joins("leo");

                boolean failed = fails(world, call, afterwards, users -> users.suspend(UserRef.id(leo), Devices.KEEP));
                boolean wasSent = !world.writes().isEmpty();
                world.clock.advance(Duration.ofMinutes(7));
                for (OpenRequest open : world.users().openRequests()) {
                    Outcome<?> settled = world.users().settle(open.handle());
                    if (!wasSent) {
                        assertThat(World.reason(settled)).as("call " + call).isEqualTo(Reason.TRY_LATER);
                    }
                }

                assertThat(world.users().openRequests()).as("call " + call).isEmpty();
                assertThat(world.team.user(leo).status())
                        .as("call " + call)
                        .isEqualTo(wasSent ? UserStatus.SUSPENDED : UserStatus.ACTIVE);
                assertThat(world.writes()).as("call " + call).hasSizeLessThanOrEqualTo(1);
                return failed;
            }
        });
    }
}
