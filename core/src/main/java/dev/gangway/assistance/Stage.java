package dev.gangway.assistance;

/** How far an action is in a record of the trail. */
public enum Stage {
    /** It is about to happen: written before the first request is sent. */
    INTENT,
    /** It happened, or was so already. */
    DONE,
    /** It did not happen: something went wrong. */
    FAILED,
    /** It did not happen: the grant doesn't allow it, or the provider said no. */
    REFUSED,
    /** Whether it happened isn't known. */
    UNKNOWN
}
