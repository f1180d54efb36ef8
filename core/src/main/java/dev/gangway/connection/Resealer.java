package dev.gangway.connection;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.StoreException;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Seals records anew while they are in use: each with one compare-and-set, so that who reads finds an old one or a new one, and what
 * somebody else wrote in between stays and is looked at again. Nothing is noted down: a record says itself which key it is sealed with. So
 * a run that was killed is resumed by running again, and several nodes at once do no harm.
 */
final class Resealer {

    /** What a record looks like with all its secrets sealed with the primary key; empty if they are. */
    interface Codec {
        Optional<byte[]> reseal(ConnectionId id, Versioned record);
    }

    private final Store store;
    private final String prefix;
    private final Codec codec;
    private int resealed;
    private int current;
    private int gone;
    private List<Resealing.Failure> failures = List.of();

    private Resealer(Store store, String prefix, Codec codec) {
        this.store = store;
        this.prefix = prefix;
        this.codec = codec;
    }

    /** Goes over the records of these connections, in this thread. */
    static Resealing run(
            Store store, String prefix, List<ConnectionId> ids, Codec codec, Consumer<Resealing> progress) {
        Resealer resealer = new Resealer(store, prefix, codec);
        for (ConnectionId id : ids) {
            resealer.reseal(id);
            progress.accept(resealer.soFar(ids.size()));
        }
        return resealer.soFar(ids.size());
    }

    private Resealing soFar(int total) {
        return new Resealing(total, resealed, current, gone, failures);
    }

    /** A record that can't be read or opened keeps nobody from the others; a store that can't be written ends the run. */
    private void reseal(ConnectionId id) {
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CallInterruptedException(
                        "Sealing credentials anew was interrupted. What is done is done; run it again for the rest.");
            }
            Optional<Versioned> record;
            Optional<byte[]> anew;
            try {
                record = store.get(prefix + id);
                anew = record.flatMap(it -> codec.reseal(id, it));
            } catch (StoreException unreadable) {
                failed(new Resealing.Failure(id, unreadable.getMessage()));
                return;
            }
            if (record.isEmpty()) {
                gone++;
                return;
            }
            if (anew.isEmpty()) {
                current++;
                return;
            }
            if (store.compareAndSet(prefix + id, record.get().version(), anew.get())
                    .isPresent()) {
                resealed++;
                return;
            }
        }
    }

    /** A new list, which those that were handed out before don't see. */
    private void failed(Resealing.Failure failure) {
        List<Resealing.Failure> more = new ArrayList<>(failures);
        more.add(failure);
        failures = List.copyOf(more);
    }
}
