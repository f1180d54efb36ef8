package dev.gangway.connection;

/** Whether a connection works, as last found. */
public enum ConnectionState {
    /** Consent was asked for and hasn't been given yet. Such a connection is only in events and in {@code Connections.pending()}. */
    PENDING,
    /** It works. */
    CONNECTED,
    /** It works in part, or not for now; its credential isn't to blame. It heals by itself, or once somebody mends what the cause
     * names ({@link ConnectionCause} says how that is found out).
     */
    DEGRADED,
    /** A person has to connect again: the credential is gone, or whoever gave it is. */
    NEEDS_RECONNECT,
    /** It was ended. It is still listed only if the provider could not be asked to withdraw the credential. */
    DISCONNECTED
}
