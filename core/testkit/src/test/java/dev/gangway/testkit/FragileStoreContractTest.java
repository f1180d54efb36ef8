package dev.gangway.testkit;

import dev.gangway.store.Store;
import java.time.Duration;

/** The store that broken ones are made of is correct, and has all levers. */
class FragileStoreContractTest extends StoreContract {

    private final TestClock clock = new TestClock();
    private final FragileStore store = new FragileStore(clock);

    @Override
    protected Store open() {
        return store;
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    protected void damage(String key) {
        store.damage(key);
    }

    @Override
    protected void cutOff() {
        store.cutOff();
    }
}
