package dev.gangway.connection;

/**
 * Hears of each attempt of each connection to get an answer, for metrics. Called in the thread that makes the call, after the attempt and
 * before the next one, so it must be quick. What it throws is logged by its class name and reaches nobody. Implementations are thread-safe.
 */
@FunctionalInterface
public interface ConnectionCallListener {

    /**
     * An attempt is over.
     *
     * @param call which connection, and what came of it
     */
    void on(ConnectionCall call);
}
