package dev.gangway.testkit;

import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Store;
import java.time.Duration;

class InMemoryStoreContractTest extends StoreContract {

    private final TestClock clock = new TestClock();
    private final Store store = new InMemoryStore(clock);

    @Override
    protected Store open() {
        return store;
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }
}
