package dev.gangway.connection;

import dev.gangway.error.Diagnosis;
import dev.gangway.http.Time;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes connections and tells what became of them: whatever transition a change adds to a record, its listeners get once it is stored, and
 * only from the node whose change it was. Thread-safe.
 */
final class Ledger {

    private static final Logger LOGGER = LoggerFactory.getLogger(Ledger.class);

    private final Records records;
    private final List<ConnectionListener> listeners;
    private final Time time;

    Ledger(Records records, List<ConnectionListener> listeners, Time time) {
        this.records = records;
        this.listeners = listeners;
        this.time = time;
    }

    void create(Stored kept) {
        records.create(kept);
        tell(kept.info(), Optional.empty(), kept.info().latest());
    }

    /** Changes a record; empty if the connection is gone. */
    Optional<Stored> change(ConnectionId id, UnaryOperator<Stored> change) {
        Optional<Records.Change> made = records.change(id, change);
        made.ifPresent(it -> {
            Transition before = it.before().info().latest();
            Transition after = it.after().info().latest();
            if (!after.equals(before)) {
                tell(it.after().info(), Optional.of(before.state()), after);
            }
        });
        return made.map(Records.Change::after);
    }

    private void tell(ConnectionInfo info, Optional<ConnectionState> from, Transition transition) {
        tell(new ConnectionEvent(info.id(), info.tenant(), info.name(), info.connector(), from, transition));
    }

    /** For what isn't on any record: a consent that is asked for, or comes to nothing. */
    void tell(ConnectionEvent event) {
        LOGGER.debug(
                "Connection {} is {}: {}",
                event.id(),
                event.transition().state(),
                event.transition().cause());
        for (ConnectionListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException failed) {
                LOGGER.warn(
                        "A connection listener threw {}; the others are told all the same.",
                        failed.getClass().getName());
            }
        }
    }

    Transition transition(ConnectionState state, ConnectionCause cause) {
        return new Transition(state, cause, time.instant(), Optional.empty(), Optional.empty());
    }

    Transition transition(ConnectionState state, ConnectionCause cause, Optional<String> actor) {
        return new Transition(state, cause, time.instant(), Optional.empty(), actor);
    }

    Transition trouble(ConnectionState state, ConnectionCause cause, Diagnosis diagnosis) {
        return new Transition(state, cause, time.instant(), Optional.of(diagnosis), Optional.empty());
    }
}
