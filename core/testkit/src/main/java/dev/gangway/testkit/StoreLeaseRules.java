package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.gangway.store.Store;
import dev.gangway.store.Store.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class StoreLeaseRules extends StoreRules {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration MOMENT = Duration.ofMillis(2);

    private Lease take(Store node, Duration duration) {
        Optional<Lease> lease = node.lease(key("work"), duration);
        assertTrue(lease.isPresent(), "A lease that nobody holds must be given");
        return lease.orElseThrow();
    }

    private void isTaken(String who) {
        assertTrue(node().lease(key("work"), LONG).isEmpty(), "The lease that " + who + " holds was given once more");
        assertTrue(other().lease(key("work"), LONG).isEmpty(), "The lease that " + who + " holds was given once more");
    }

    /** Takes the lease as soon as it has expired for the one who holds it. */
    private Lease takeWhenExpired() throws InterruptedException {
        for (int i = 0; i < 5_000; i++) {
            Optional<Lease> lease = other().lease(key("work"), LONG);
            if (lease.isPresent()) {
                return lease.get();
            }
            contract().pass(MOMENT);
        }
        return fail("A lease of " + SHORT + " has not expired after 10 seconds.");
    }

    @Test
    @Rule("ST-50")
    void aLeaseThatIsHeldIsGivenToNobodyElse() throws InterruptedException {
        Lease lease = take(node(), LONG);

        isTaken("the first node");
        contract().pass(MOMENT);
        isTaken("the first node");
        assertTrue(lease.isHeld(), "A lease of an hour is held");
    }

    @Test
    @Rule("ST-51")
    void leasesAreApartFromEachOtherAndFromRecords() {
        take(node(), LONG);

        assertTrue(node().lease(key("other-work"), LONG).isPresent(), "A lease of another name is free");
        isAbsent(key("work"), "under the name of a lease");
        assertEquals(List.of(), listed(""), "What is listed while leases are held");
        assertFalse(
                node().list("").stream().anyMatch(it -> it.contains(key("work"))),
                "A lease is in the list of all keys");
        long version = create(key("work"), "a record");
        isTaken("the first node");
        written(node().compareAndSet(key("work"), version, NOTHING), "Erasing the record");
        isTaken("the first node");
    }

    @Test
    @Rule("ST-52")
    void aLeaseThatWasClosedIsFreeAtOnce() {
        Lease lease = take(node(), LONG);

        lease.close();

        assertFalse(lease.isHeld(), "A lease that was closed is held");
        assertTrue(take(other(), LONG).isHeld(), "The next one's lease is held");
    }

    @Test
    @Rule("ST-53")
    void closingTwiceTakesNothingFromTheNextHolder() {
        Lease lease = take(node(), LONG);
        lease.close();
        Lease next = take(other(), LONG);

        lease.close();

        isTaken("the next node");
        assertTrue(next.isHeld(), "The next one's lease is held");
    }

    @Test
    @Rule("ST-54")
    void aLeaseThatExpiredGoesToAnother() throws InterruptedException {
        take(node(), SHORT);

        Lease next = takeWhenExpired();

        assertTrue(next.isHeld(), "The next one's lease is held");
        isTaken("the next node");
    }

    @Test
    @Rule("ST-55")
    void aLeaseIsHeldNoMoreWhenAnotherHasIt() throws InterruptedException {
        Lease lease = take(node(), SHORT);

        takeWhenExpired();

        assertFalse(lease.isHeld(), "The lease is held by two: the first was away and its lease expired");
    }

    @Test
    @Rule("ST-56")
    void closingAnExpiredLeaseTakesNothingFromTheNextHolder() throws InterruptedException {
        Lease lease = take(node(), SHORT);
        Lease next = takeWhenExpired();

        lease.close();

        isTaken("the next node");
        assertTrue(next.isHeld(), "The next one's lease is held");
    }

    @Test
    @Rule("ST-57")
    void ofManyWhoAskOneGetsTheLease() {
        long start = System.nanoTime();
        for (int round = 0; Race.again(round, start); round++) {
            String name = key("round" + round);

            List<Optional<Lease>> leases =
                    Race.of(4, thread -> () -> node(thread).lease(name, LONG));

            assertEquals(1, leases.stream().filter(Optional::isPresent).count(), "How many of 4 got one lease");
        }
    }

    @Test
    @Rule("ST-58")
    void aLeaseForNoTimeOrForAgesIsRefused() {
        for (Duration bad : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(1), Duration.ofDays(31))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> node().lease(key("work"), bad),
                    "A lease of " + bad + " must be refused");
        }
        assertTrue(take(node(), Duration.ofDays(30)).isHeld(), "A lease of 30 days is held");
    }
}
