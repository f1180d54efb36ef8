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

    void create(Stored kept, Optional<ConnectionState> from) {
        records.create(kept);
        tell(from, List.of(), kept.info());
    }

    /** Changes a record; empty if the connection is gone. */
    Optional<Stored> change(ConnectionId id, UnaryOperator<Stored> change) {
        Optional<Records.Change> made = records.change(id, change);
        made.ifPresent(it -> tell(
                Optional.of(it.before().info().state()),
                it.before().info().history(),
                it.after().info()));
        return made.map(Records.Change::after);
    }

    /** Tells each transition that a change has added, in their order. */
    private void tell(Optional<ConnectionState> former, List<Transition> before, ConnectionInfo info) {
        Optional<ConnectionState> from = former;
        List<Transition> after = info.history();
        for (Transition it : after.subList(after.size() - added(before, after), after.size())) {
            tell(new ConnectionEvent(info.id(), info.tenant(), info.name(), info.connector(), from, it));
            from = Optional.of(it.state());
        }
    }

    /** How many are new: what was there before comes first, except for the oldest, which were perhaps left out for want of room. */
    private static int added(List<Transition> before, List<Transition> after) {
        int added = Math.max(0, after.size() - before.size());
        while (!after.subList(0, after.size() - added)
                .equals(before.subList(before.size() - after.size() + added, before.size()))) {
            added++;
        }
        return added;
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
            } catch (Throwable failed) {
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
