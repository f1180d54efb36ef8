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
        Optional<byte[]> reseal(Versioned record);
    }

    /**
     * A record to look at.
     *
     * @param id the connection whose it is; empty if it is nobody's
     */
    record Place(String key, Optional<ConnectionId> id, Codec codec) {}

    private final Store store;
    private int resealed;
    private int current;
    private int gone;
    private List<Resealing.Failure> failures = List.of();

    private Resealer(Store store) {
        this.store = store;
    }

    /** Goes over these records, in this thread. */
    static Resealing run(Store store, List<Place> places, Consumer<Resealing> progress) {
        Resealer resealer = new Resealer(store);
        for (Place place : places) {
            resealer.reseal(place);
            progress.accept(resealer.soFar(places.size()));
        }
        return resealer.soFar(places.size());
    }

    private Resealing soFar(int total) {
        return new Resealing(total, resealed, current, gone, failures);
    }

    /** A record that can't be read or opened keeps nobody from the others; a store that can't be written ends the run. */
    private void reseal(Place place) {
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CallInterruptedException(
                        "Sealing credentials anew was interrupted. What is done is done; run it again for the rest.");
            }
            Optional<Versioned> record;
            Optional<byte[]> anew;
            try {
                record = store.get(place.key());
                anew = record.flatMap(place.codec()::reseal);
            } catch (StoreException unreadable) {
                failed(new Resealing.Failure(place.id(), unreadable.getMessage()));
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
            if (store.compareAndSet(place.key(), record.get().version(), anew.get())
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
