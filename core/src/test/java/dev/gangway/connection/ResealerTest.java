package dev.gangway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.credential.Secret;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.StoreException;
import dev.gangway.store.Envelope;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Slot;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResealerTest {

    private static final String PREFIX = "connection/";
    private static final Keyring OLD = Keyring.of("old", key(1));
    private static final Keyring NEW = OLD.withPrimary("new", key(2));
    private static final Keyring NEW_ONLY = Keyring.of("new", key(2));

    private final InMemoryStore store = new InMemoryStore();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static Secret key(int number) {
        byte[] bytes = Arrays.copyOf(("t0ps3cret-key-" + number).getBytes(StandardCharsets.US_ASCII), 32);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }

    /** A record with two secrets, which say whose they are and how often they were renewed. */
    private static final class Node {
        private final Store store;
        private final Envelope envelope;

        Node(Store store, Keyring keyring) {
            this.store = store;
            this.envelope = new Envelope(keyring);
        }

        private static Slot slot(int id, String field, int generation) {
            return new Slot("acme", PREFIX + id, field, generation);
        }

        private byte[] write(int id, int generation) {
            Secret secret = Secret.of("t0ps3cret-" + id + "-" + generation);
            return data(
                    generation,
                    envelope.seal(slot(id, "access", generation), secret),
                    envelope.seal(slot(id, "refresh", generation), secret));
        }

        private static byte[] data(int generation, String access, String refresh) {
            return (generation + " " + access + " " + refresh).getBytes(StandardCharsets.US_ASCII);
        }

        private static String[] parts(Versioned record) {
            return new String(record.data(), StandardCharsets.US_ASCII).split(" ");
        }

        void create(int id) {
            store.compareAndSet(PREFIX + id, 0, write(id, 0));
        }

        /** Opens both secrets, and gives their generation. */
        int read(int id, Versioned record) {
            String[] parts = parts(record);
            int generation = Integer.parseInt(parts[0]);
            Secret expected = Secret.of("t0ps3cret-" + id + "-" + generation);
            assertThat(envelope.open(slot(id, "access", generation), parts[1])).isEqualTo(expected);
            assertThat(envelope.open(slot(id, "refresh", generation), parts[2])).isEqualTo(expected);
            return generation;
        }

        int read(int id) {
            return read(id, store.get(PREFIX + id).orElseThrow());
        }

        /** One more generation, as a renewal makes it; false if somebody else was quicker. */
        boolean renew(int id) {
            Versioned record = store.get(PREFIX + id).orElseThrow();
            return store.compareAndSet(PREFIX + id, record.version(), write(id, read(id, record) + 1))
                    .isPresent();
        }

        private Optional<byte[]> reseal(int number, Versioned record) {
            String[] parts = parts(record);
            int generation = Integer.parseInt(parts[0]);
            Optional<String> access = envelope.reseal(slot(number, "access", generation), parts[1]);
            Optional<String> refresh = envelope.reseal(slot(number, "refresh", generation), parts[2]);
            return access.isEmpty() && refresh.isEmpty()
                    ? Optional.empty()
                    : Optional.of(data(generation, access.orElse(parts[1]), refresh.orElse(parts[2])));
        }

        Resealing reseal(Consumer<Resealing> progress) {
            List<Resealer.Place> places = store.list(PREFIX).stream()
                    .map(key -> {
                        String id = key.substring(PREFIX.length());
                        return new Resealer.Place(
                                key, Optional.of(new ConnectionId(id)), record -> reseal(Integer.parseInt(id), record));
                    })
                    .toList();
            return Resealer.run(store, places, progress);
        }

        Resealing reseal() {
            return reseal(progress -> {});
        }
    }

    /** A store that something happens to before the n-th change of a record, or after it. */
    private static final class Hooked implements Store {
        private final Store inner;
        private final int change;
        private final Runnable before;
        private final Runnable after;
        private int changes;

        Hooked(Store inner, int change, Runnable before, Runnable after) {
            this.inner = inner;
            this.change = change;
            this.before = before;
            this.after = after;
        }

        @Override
        public Optional<Versioned> get(String key) {
            return inner.get(key);
        }

        @Override
        public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
            changes++;
            if (changes == change) {
                before.run();
            }
            OptionalLong done = inner.compareAndSet(key, expectedVersion, data);
            if (changes == change) {
                after.run();
            }
            return done;
        }

        @Override
        public List<String> list(String prefix) {
            return inner.list(prefix);
        }

        @Override
        public Optional<Lease> lease(String name, Duration duration) {
            return inner.lease(name, duration);
        }
    }

    private void create(int count) {
        Node old = new Node(store, OLD);
        IntStream.range(0, count).forEach(old::create);
    }

    private void assertAllOpenWithTheNewKeyAlone(int count) {
        Node after = new Node(store, NEW_ONLY);
        IntStream.range(0, count).forEach(after::read);
    }

    @Test
    void tenThousandAreSealedAnewWhileTheyAreReadAndRenewed() throws Exception {
        int count = 10_000;
        create(count);
        AtomicIntegerArray renewals = new AtomicIntegerArray(count);
        AtomicBoolean ended = new AtomicBoolean();
        List<Future<Integer>> load = new ArrayList<>();
        long seed = System.nanoTime();
        for (int thread = 0; thread < 2; thread++) {
            SplittableRandom random = new SplittableRandom(seed + thread);
            load.add(threads.submit(whileNot(ended, () -> new Node(store, NEW).read(random.nextInt(count)))));
            Node writer = new Node(store, NEW);
            load.add(threads.submit(whileNot(ended, () -> {
                int id = random.nextInt(count);
                if (writer.renew(id)) {
                    renewals.incrementAndGet(id);
                }
            })));
        }

        Resealing result = new Node(store, NEW).reseal();
        ended.set(true);

        for (Future<Integer> it : load) {
            assertThat(it.get()).as("rounds without an error, seed %d", seed).isPositive();
        }
        assertThat(result.failures()).isEmpty();
        assertThat(result.left()).isZero();
        assertThat(result.resealed()).isPositive();
        Node after = new Node(store, NEW_ONLY);
        for (int id = 0; id < count; id++) {
            assertThat(after.read(id)).as("renewals of %d, seed %d", id, seed).isEqualTo(renewals.get(id));
        }
    }

    private static Callable<Integer> whileNot(AtomicBoolean ended, Runnable step) {
        return () -> {
            int rounds = 0;
            do {
                step.run();
                rounds++;
            } while (!ended.get());
            return rounds;
        };
    }

    @Test
    void killedInTheMiddleItEndsWhenItIsRunAgain() {
        int count = 10_000;
        create(count);
        Runnable kill = () -> {
            throw new StoreException("The store was killed.", null);
        };
        Runnable nothing = () -> {};

        assertThatThrownBy(() -> new Node(new Hooked(store, 3_001, kill, nothing), NEW).reseal())
                .hasMessage("The store was killed.");
        assertThatThrownBy(() -> new Node(new Hooked(store, 3_000, nothing, kill), NEW).reseal())
                .hasMessage("The store was killed.");
        Resealing last = new Node(store, NEW).reseal();

        assertThat(last).isEqualTo(new Resealing(count, 4_000, 6_000, 0, List.of()));
        assertThat(new Node(store, NEW).reseal().foundNothingOld()).isTrue();
        assertAllOpenWithTheNewKeyAlone(count);
    }

    @Test
    void severalNodesAtOnceDoNoHarm() throws Exception {
        int count = 2_000;
        create(count);
        Node renewing = new Node(store, NEW);

        Future<Resealing> one = threads.submit(() -> new Node(store, NEW).reseal());
        Future<Resealing> other = threads.submit(() -> new Node(store, NEW).reseal());

        assertThat(one.get().resealed() + other.get().resealed()).isEqualTo(count);
        assertThat(one.get().left() + other.get().left()).isZero();
        assertThat(renewing.read(7)).isZero();
        assertAllOpenWithTheNewKeyAlone(count);
    }

    @Test
    void whatIsRenewedInBetweenStays() {
        create(1);
        Node renewing = new Node(store, OLD);

        Resealing result = new Node(
                        new Hooked(store, 1, () -> assertThat(renewing.renew(0)).isTrue(), () -> {}), NEW)
                .reseal();

        assertThat(result.resealed()).isEqualTo(1);
        assertThat(new Node(store, NEW_ONLY).read(0)).isEqualTo(1);
    }

    @Test
    void whatIsDisconnectedInBetweenIsNotBroughtBack() {
        create(1);
        Runnable erase = () -> {
            Versioned record = store.get(PREFIX + 0).orElseThrow();
            store.compareAndSet(PREFIX + 0, record.version(), new byte[0]);
        };

        Resealing result = new Node(new Hooked(store, 1, erase, () -> {}), NEW).reseal();

        assertThat(result).isEqualTo(new Resealing(1, 0, 0, 1, List.of()));
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void aRecordThatDoesNotOpenIsNamedAndLeftAloneAndKeepsNobodyFromTheOthers() {
        create(3);
        Versioned moved = store.get(PREFIX + 2).orElseThrow();
        store.compareAndSet(PREFIX + 1, store.get(PREFIX + 1).orElseThrow().version(), moved.data());

        Resealing result = new Node(store, NEW).reseal();

        assertThat(result.resealed()).isEqualTo(2);
        assertThat(result.foundNothingOld()).isFalse();
        assertThat(result.failures()).singleElement().satisfies(it -> {
            assertThat(it.connection()).hasValue(new ConnectionId("1"));
            assertThat(it.why()).contains("connection/1/access (tenant acme, generation 0)", "doesn't open");
        });
        assertThat(store.get(PREFIX + 1).orElseThrow().data()).isEqualTo(moved.data());
    }

    @Test
    void aKeyThatWasRemovedTooEarlyIsNamedWithItsPlaceAndNothingIsChanged() {
        create(2);
        Versioned before = store.get(PREFIX + 0).orElseThrow();

        Resealing result = new Node(store, NEW_ONLY).reseal();

        assertThat(result.failures())
                .hasSize(2)
                .first()
                .satisfies(it -> assertThat(it.why())
                        .contains(
                                "connection/0/access", "key old, which the keyring doesn't have; add that key again"));
        assertThat(store.get(PREFIX + 0)).contains(before);
    }

    @Test
    void aNodeThatStillSealsWithTheOldKeyIsFoundByTheNextRun() {
        create(2);
        new Node(store, NEW).reseal();
        new Node(store, OLD.withSecondary("new", key(2))).renew(1);

        Resealing next = new Node(store, NEW).reseal();

        assertThat(next).isEqualTo(new Resealing(2, 1, 1, 0, List.of()));
        assertThat(next.foundNothingOld()).isFalse();
        assertAllOpenWithTheNewKeyAlone(2);
    }

    @Test
    void progressIsToldAfterEachAndAnInterruptionEndsIt() {
        create(5);
        List<Integer> left = new ArrayList<>();

        assertThatThrownBy(() -> new Node(store, NEW).reseal(progress -> {
                    left.add(progress.left());
                    if (progress.resealed() == 3) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(CallInterruptedException.class)
                .hasMessageContaining("run it again");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(left).containsExactly(4, 3, 2);
        assertThat(new Node(store, NEW).reseal()).isEqualTo(new Resealing(5, 2, 3, 0, List.of()));
    }
}
