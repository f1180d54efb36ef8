package dev.gangway.connection;

/** Whether a connection works, as last found. */
public enum ConnectionState {
    /** It works. */
    CONNECTED,
    /** The credential was rejected; a person has to connect again. */
    NEEDS_RECONNECT
}
