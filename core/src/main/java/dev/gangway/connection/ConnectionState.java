package dev.gangway.connection;

/** Whether a connection works, as last found. */
public enum ConnectionState {
    /** Consent was asked for and hasn't been given yet. Such a connection is only in events and in {@code Connections.pending()}. */
    PENDING("consent asked for"),
    /** It works. */
    CONNECTED("connected"),
    /** It works in part, or not for now; its credential isn't to blame. It heals by itself, or once somebody mends what the cause
     * names ({@link ConnectionCause} says how that is found out).
     */
    DEGRADED("works in part, or not for now"),
    /** A person has to connect again: the credential is gone, or whoever gave it is. */
    NEEDS_RECONNECT("needs to be connected again"),
    /** It was ended. It is still listed only if the provider could not be asked to withdraw the credential. */
    DISCONNECTED("ended");

    private final String words;

    ConnectionState(String words) {
        this.words = words;
    }

    /**
     * The state in words, that can follow a connection's name.
     *
     * @return English words
     */
    public String words() {
        return words;
    }
}
