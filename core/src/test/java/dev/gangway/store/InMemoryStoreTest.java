package dev.gangway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryStore store = new InMemoryStore(now::get);

    @Test
    void aRecordIsCreatedOnceChangedByVersionAndErased() {
        assertThat(store.compareAndSet("a", 0, bytes("1"))).isTrue();
        assertThat(store.compareAndSet("a", 0, bytes("2"))).isFalse();
        long version = store.get("a").orElseThrow().version();

        assertThat(store.compareAndSet("a", version, bytes("2"))).isTrue();
        assertThat(store.compareAndSet("a", version, bytes("3"))).isFalse();
        assertThat(store.get("a").orElseThrow().data()).isEqualTo(bytes("2"));

        assertThat(store.compareAndSet("a", store.get("a").orElseThrow().version(), new byte[0]))
                .isTrue();
        assertThat(store.get("a")).isEmpty();
    }

    @Test
    void aVersionIsNeverUsedAgainAfterErasing() {
        store.compareAndSet("a", 0, bytes("1"));
        long first = store.get("a").orElseThrow().version();
        store.compareAndSet("a", first, new byte[0]);
        store.compareAndSet("a", 0, bytes("1"));

        assertThat(store.get("a").orElseThrow().version()).isNotEqualTo(first);
    }

    @Test
    void keysAreListedByPrefixAndSorted() {
        store.compareAndSet("b/2", 0, bytes("x"));
        store.compareAndSet("b/1", 0, bytes("x"));
        store.compareAndSet("c/1", 0, bytes("x"));

        assertThat(store.list("b/")).containsExactly("b/1", "b/2");
    }

    @Test
    void aLeaseIsHeldByOneUntilItIsClosedOrExpires() {
        Store.Lease first = store.lease("work", Duration.ofMinutes(1)).orElseThrow();
        assertThat(store.lease("work", Duration.ofMinutes(1))).isEmpty();

        now.set(now.get().plusSeconds(61));
        Store.Lease second = store.lease("work", Duration.ofMinutes(1)).orElseThrow();
        assertThat(first.isHeld()).isFalse();
        first.close();
        assertThat(second.isHeld()).isTrue();

        second.close();
        assertThat(store.lease("work", Duration.ofMinutes(1))).isPresent();
    }

    @Test
    void ofManyThreadsIncrementingNoneLosesAnUpdate() throws InterruptedException {
        store.compareAndSet("n", 0, bytes("0"));
        AtomicInteger done = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int thread = 0; thread < 8; thread++) {
            threads.execute(() -> {
                for (int i = 0; i < 250; i++) {
                    while (!increment()) {
                        Thread.onSpinWait();
                    }
                    done.incrementAndGet();
                }
            });
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(store.get("n").orElseThrow().data(), StandardCharsets.UTF_8))
                .isEqualTo("2000")
                .isEqualTo(Integer.toString(done.get()));
    }

    private boolean increment() {
        Versioned record = store.get("n").orElseThrow();
        int value = Integer.parseInt(new String(record.data(), StandardCharsets.UTF_8));
        return store.compareAndSet("n", record.version(), bytes(Integer.toString(value + 1)));
    }

    @Test
    void aKeyThatAFileSystemCouldNotHoldIsRefused() {
        assertThatThrownBy(() -> store.compareAndSet("a b", 0, bytes("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
