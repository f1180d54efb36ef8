package dev.gangway.http;

/** What a request does at the provider. The transport resends the one kind and never the other. */
public enum Effect {
    /** It changes nothing: sending it twice is harmless. */
    READS,
    /** It changes something: it goes on the wire once. */
    WRITES
}
