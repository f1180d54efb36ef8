package dev.gangway.connection;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The connections at work on this node. Thread-safe. */
final class OpenConnections {

    private final Shared shared;
    private final Map<ConnectionId, Live> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    OpenConnections(Shared shared) {
        this.shared = shared;
    }

    /** The connection of a record at work, by the session that is there or by a new one. */
    Live live(Stored found) {
        Stored record = Expiry.announced(shared, found);
        ConnectionId id = record.info().id();
        Live known = open.get(id);
        if (known != null) {
            known.saw(record);
            return known;
        }
        Live mine = Live.open(shared, shared.connector(record.info().connector()), Custody.of(shared, record));
        Live other = open.putIfAbsent(id, mine);
        if (other != null) {
            mine.close();
        }
        // Who closed or disconnected since the record was read did not find this one.
        if (closed || !isThere(id)) {
            drop(id);
            requireOpen();
            throw noSuch(id);
        }
        return other == null ? mine : other;
    }

    /** The connection at work here, if it is. */
    Optional<Live> find(ConnectionId id) {
        return Optional.ofNullable(open.get(id));
    }

    private boolean isThere(ConnectionId id) {
        return shared.records().find(id).filter(it -> !it.isEnded()).isPresent();
    }

    void drop(ConnectionId id) {
        Live live = open.remove(id);
        if (live != null) {
            live.close();
        }
    }

    static IllegalArgumentException noSuch(ConnectionId id) {
        return new IllegalArgumentException("There is no connection " + id + "; was it disconnected?");
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This Gangway is closed; build a new one.");
        }
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        open.keySet().forEach(this::drop);
    }
}
