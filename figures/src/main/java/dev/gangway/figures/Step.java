package dev.gangway.figures;

/** The steps of a refresh after which a node can be killed. */
enum Step {
    /** It goes on. */
    NONE,
    /** It holds the lease. */
    LEASED,
    /** It has marked that a refresh begins; only where the provider rotates. */
    BEGUN,
    /** Its request has arrived, and the provider hasn't done anything. */
    ARRIVED,
    /** The provider has done what was asked and hasn't answered. */
    CARRIED_OUT,
    /** It has the answer and hasn't written anything. */
    ANSWERED,
    /** It has written the new token and hasn't used it. */
    SAVED
}
