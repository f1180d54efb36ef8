package com.example.contract;

import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Store;
import dev.gangway.testkit.StoreContract;
import dev.gangway.testkit.TestClock;
import java.time.Duration;

class ContractTest extends StoreContract {

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
