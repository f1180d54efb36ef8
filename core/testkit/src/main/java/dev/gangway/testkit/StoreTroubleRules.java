package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.error.StoreException;
import dev.gangway.store.Store.Lease;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

abstract class StoreTroubleRules extends StoreRules {

    private static final String CONTENT = "content-that-nobody-may-see";

    @Test
    @Rule("ST-60")
    void aDamagedRecordIsAnExceptionThatNamesItAndNotAbsent() {
        long version = create(key("a"), CONTENT);
        create(key("b"), "whole");
        contract().damage(key("a"));

        StoreException said = isTrouble(() -> node().get(key("a")), "Reading a damaged record");

        assertTrue(
                said.getMessage().contains(key("a")), "The message names the record, and isn't: " + said.getMessage());
        isTroubleOrRefused(() -> node().compareAndSet(key("a"), 0, bytes("new")).isEmpty(), "Creating it anew");
        isTroubleOrRefused(
                () -> node().compareAndSet(key("a"), version + 7, bytes("new")).isEmpty(),
                "Writing with a wrong version");
        holds(key("b"), "whole", "beside a damaged one");
    }

    @Test
    @Rule("ST-61")
    void aStoreOutOfReachIsAnExceptionThatShowsNoContent() {
        long version = create(key("a"), CONTENT);
        contract().cutOff();

        isTrouble(() -> node().get(key("a")), "Reading");
        isTrouble(() -> node().get(key("absent")), "Reading what isn't there");
        isTrouble(() -> node().compareAndSet(key("a"), version, bytes(CONTENT)), "Writing");
        isTrouble(() -> node().list(key("")), "Listing");
        isTrouble(() -> node().lease(key("work"), Duration.ofMinutes(1)), "Taking a lease");
    }

    @Test
    @Rule("ST-62")
    void closingALeaseOutOfReachIsQuiet() {
        Lease lease = node().lease(key("work"), Duration.ofMinutes(1)).orElseThrow();
        contract().cutOff();

        assertDoesNotThrow(lease::close, "Closing a lease while the store is out of reach");

        assertFalse(lease.isHeld(), "A lease that was closed is held");
    }

    private static StoreException isTrouble(Runnable call, String what) {
        StoreException said = assertThrows(StoreException.class, call::run, what + " must be a StoreException");
        StringWriter all = new StringWriter();
        said.printStackTrace(new PrintWriter(all));
        assertFalse(all.toString().contains(CONTENT), what + " shows the content of a record in its exception");
        return said;
    }

    /** A write that the store can refuse without reading the record's content is as good. */
    private static void isTroubleOrRefused(BooleanSupplier refused, String what) {
        try {
            assertTrue(refused.getAsBoolean(), what + " must not be done to a damaged record");
        } catch (StoreException said) {
            isTrouble(
                    () -> {
                        throw said;
                    },
                    what);
        }
    }
}
