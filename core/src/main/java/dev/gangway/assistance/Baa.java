package dev.gangway.assistance;

/**
 * Whether the customer has signed a business associate agreement with the provider, which teams with health data in the United States do. No
 * provider tells it by a route, so the customer's admin has to say it. Immutable.
 */
public enum Baa {
    /** It was signed: nobody else may be let in. */
    SIGNED,
    /** It was not signed, as an admin of the customer says. */
    NOT_SIGNED,
    /** Nobody said: it counts as if it were signed. */
    UNKNOWN
}
