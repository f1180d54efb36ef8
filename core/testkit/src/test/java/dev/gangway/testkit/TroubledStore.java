package dev.gangway.testkit;

import dev.gangway.error.StoreException;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** A store as one node sees it: it may refuse records, and something else may happen right behind one that it took. */
final class TroubledStore extends ForwardingStore {

    private Optional<String> refused = Optional.empty();
    private Optional<String> awaited = Optional.empty();
    private Runnable then = () -> {};
    private int reads;

    TroubledStore(Store inner) {
        super(inner);
    }

    /** From now on records whose key starts so aren't taken. */
    void refuse(String prefix) {
        refused = Optional.of(prefix);
    }

    void refuseNothing() {
        refused = Optional.empty();
    }

    /** Once, right behind the next record that contains this. */
    void behind(String text, Runnable what) {
        awaited = Optional.of(text);
        then = what;
    }

    /** The record stands, and its answer is lost. */
    void loseAnswerTo(String text) {
        behind(text, () -> {
            throw new StoreException("The answer of the store was lost on purpose.", null);
        });
    }

    int reads() {
        return reads;
    }

    @Override
    public Optional<Versioned> get(String key) {
        reads++;
        return super.get(key);
    }

    @Override
    public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
        if (refused.filter(key::startsWith).isPresent()) {
            throw new StoreException("The store refuses " + key + " on purpose.", null);
        }
        OptionalLong done = super.compareAndSet(key, expectedVersion, data);
        String text = new String(data, StandardCharsets.UTF_8);
        if (awaited.filter(text::contains).isPresent()) {
            awaited = Optional.empty();
            then.run();
        }
        return done;
    }
}
