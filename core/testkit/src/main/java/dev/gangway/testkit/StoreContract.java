package dev.gangway.testkit;

import dev.gangway.store.Store;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of every {@link Store}, as tests: one for each rule {@code ST-…} of {@code contract.md}. Subclass it and say how a node opens
 * the store; override the rest as far as your store can, since a rule that needs it is skipped otherwise, with the reason.
 *
 * <pre>{@code
 * class RedisStoreContractTest extends StoreContract {
 *     private final FakeRedis redis = FakeRedis.start();
 *
 *     protected Store open() { return new RedisStore(redis.url()); }
 *     protected void damage(String key) { redis.overwrite(key, "rubbish"); }
 *     protected void cutOff() { redis.stop(); }
 * }
 * }</pre>
 *
 * <p>The tests write and erase under keys and names of leases of their own only, and leave some behind.
 */
@SuppressWarnings("exports") // Only JUnit uses the extension.
@ExtendWith(SkippedRules.class)
public abstract class StoreContract {

    /** For subclasses. */
    protected StoreContract() {}

    /**
     * Opens the store as one more node does. A test calls this several times; all objects show the same records and leases.
     *
     * @return an object that shares nothing with those before but what it stores, if the store can have several nodes; else the same one
     */
    protected abstract Store open();

    /**
     * Lets time pass for leases. Unless overridden it really passes; a test takes a second of it at most.
     *
     * @param time how much
     * @throws InterruptedException if the test is stopped
     */
    protected void pass(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    /**
     * Damages a record behind the store's back: cuts it, or puts something else in its place. Rules that need it are skipped unless this is
     * overridden.
     *
     * @param key the key of a record that is there
     */
    protected void damage(String key) {
        Assumptions.abort("damage(key) is not overridden.");
    }

    /** Puts what the store keeps its records in out of reach. Rules that need it are skipped unless this is overridden. */
    protected void cutOff() {
        Assumptions.abort("cutOff() is not overridden.");
    }

    @Nested
    @DisplayName("ST: records")
    class Records extends StoreRecordRules {
        @Override
        StoreContract contract() {
            return StoreContract.this;
        }
    }

    @Nested
    @DisplayName("ST: keys and sizes")
    class Keys extends StoreKeyRules {
        @Override
        StoreContract contract() {
            return StoreContract.this;
        }
    }

    @Nested
    @DisplayName("ST: listing")
    class Listing extends StoreListingRules {
        @Override
        StoreContract contract() {
            return StoreContract.this;
        }
    }

    @Nested
    @DisplayName("ST: several nodes")
    class Nodes extends StoreNodeRules {
        @Override
        StoreContract contract() {
            return StoreContract.this;
        }
    }

    @Nested
    @DisplayName("ST: leases")
    class Leases extends StoreLeaseRules {
        @Override
        StoreContract contract() {
            return StoreContract.this;
        }
    }

    @Nested
    @DisplayName("ST: trouble")
    class Trouble extends StoreTroubleRules {
        @Override
        StoreContract contract() {
            return StoreContract.this;
        }
    }
}
