package dev.gangway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.StoreException;
import dev.gangway.store.Leases.NodeTime;
import dev.gangway.store.Store.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Nodes whose clocks say something else than the store's. */
class LeasesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Instant storeTime = Instant.parse("2026-01-01T00:00:00Z");
    private final InMemoryStore records = new InMemoryStore(() -> storeTime);

    /** The clocks of one node. */
    private static final class Clocks {
        Instant clock;
        long nanos;

        Clocks(Instant clock) {
            this.clock = clock;
        }
    }

    /** A node with clocks of its own, on records and a clock that all share. */
    private Store node(Clocks clocks) {
        return new CheckedStore(new NodeTime(() -> clocks.clock, () -> clocks.nanos)) {
            @Override
            Optional<Versioned> read(String key) {
                return records.read(key);
            }

            @Override
            OptionalLong swap(String key, long expectedVersion, byte[] data) {
                return records.swap(key, expectedVersion, data);
            }

            @Override
            List<String> keys(String prefix) {
                return records.keys(prefix);
            }

            @Override
            Instant now() {
                return storeTime;
            }
        };
    }

    private Store node(Duration ahead) {
        return node(new Clocks(storeTime.plus(ahead)));
    }

    @Test
    void aNodeWhoseClockIsADayAheadTakesNobodysLease() {
        assertThat(node(Duration.ZERO).lease("work", MINUTE)).isPresent();

        assertThat(node(Duration.ofDays(1)).lease("work", MINUTE)).isEmpty();
    }

    @Test
    void aNodeWhoseClockIsADayBehindTakesAnExpiredLease() {
        node(Duration.ZERO).lease("work", MINUTE);
        storeTime = storeTime.plus(MINUTE).plusMillis(1);

        assertThat(node(Duration.ofDays(-1)).lease("work", MINUTE)).isPresent();
    }

    @Test
    void aLeaseIsFreeNotBeforeItsDurationIsOver() {
        node(Duration.ZERO).lease("work", MINUTE);
        storeTime = storeTime.plus(MINUTE);

        assertThat(node(Duration.ZERO).lease("work", MINUTE)).isEmpty();
    }

    @Test
    void aLeaseIsHeldALittleShorterThanOthersAreKeptOut() {
        Clocks clocks = new Clocks(storeTime);
        Lease lease = node(clocks).lease("work", MINUTE).orElseThrow();

        clocks.nanos = Duration.ofMillis(59_399).toNanos();
        assertThat(lease.isHeld()).isTrue();

        clocks.nanos = Duration.ofMillis(59_400).toNanos();
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void aSleepThatOnlyTheWallClockNoticedEndsTheLease() {
        Clocks clocks = new Clocks(storeTime);
        Lease lease = node(clocks).lease("work", MINUTE).orElseThrow();

        clocks.clock = clocks.clock.plus(MINUTE);

        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void aWallClockThatIsSetBackKeepsNoLease() {
        Clocks clocks = new Clocks(storeTime);
        Lease lease = node(clocks).lease("work", MINUTE).orElseThrow();

        clocks.clock = clocks.clock.minus(Duration.ofDays(1));
        clocks.nanos = MINUTE.toNanos();

        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void timeThatPassesWhileTheStoreIsAskedCounts() {
        Clocks clocks = new Clocks(storeTime);
        Store slow = new CheckedStore(new NodeTime(() -> clocks.clock, () -> clocks.nanos)) {
            @Override
            Optional<Versioned> read(String key) {
                return records.read(key);
            }

            @Override
            OptionalLong swap(String key, long expectedVersion, byte[] data) {
                clocks.nanos += MINUTE.toNanos(); // paused right before it gets the lease
                return records.swap(key, expectedVersion, data);
            }

            @Override
            List<String> keys(String prefix) {
                return records.keys(prefix);
            }

            @Override
            Instant now() {
                return storeTime;
            }
        };

        assertThat(slow.lease("work", MINUTE).orElseThrow().isHeld()).isFalse();
    }

    @Test
    void whatADeadNodeLeftBehindIsClearedAwayByTheNextToStart() {
        node(Duration.ZERO).lease("left", MINUTE);
        storeTime = storeTime.plus(Duration.ofDays(1));
        node(Duration.ZERO).lease("recent", MINUTE);
        storeTime = storeTime.plus(MINUTE).plusMillis(2);

        node(Duration.ZERO).lease("new", MINUTE);

        assertThat(records.keys(Leases.PREFIX)).containsExactly(" new", " recent");
    }

    @Test
    void aLeaseThatSomebodyElseWroteOverIsTrouble() {
        records.swap(" work", 0, new byte[] {'x'});

        assertThatThrownBy(() -> node(Duration.ZERO).lease("work", MINUTE)).isInstanceOf(StoreException.class);
    }
}
