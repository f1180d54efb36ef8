package dev.gangway.connection;

/**
 * Is told of each transition of each connection, by the node that made it: over all nodes of a store, once. It is called on the thread that
 * made the transition, after it was stored, so keep it short. What it throws is logged and reaches nobody. A node that dies between storing
 * and telling tells nothing: what must not be missed is in {@code ConnectionInfo.history()}. Implementations are thread-safe.
 */
@FunctionalInterface
public interface ConnectionListener {

    /**
     * A connection came into a state.
     *
     * @param event which connection, and the transition
     */
    void on(ConnectionEvent event);
}
