package dev.gangway.assistance;

import java.util.Objects;

/**
 * Who did something. Immutable.
 *
 * @param kind on which side they are, so that nobody passes for another by a name
 * @param name how people call them, 1 to {@value Subject#MAX_LENGTH} characters
 */
public record Actor(Kind kind, String name) {

    /** Gangway itself, for what nobody asked for at that moment, such as the end of a grant. */
    public static final Actor GANGWAY = new Actor(Kind.GANGWAY, "Gangway");

    /** On which side somebody is. */
    public enum Kind {
        /** The partner who was let in. */
        PARTNER,
        /** The customer whose team it is. */
        CUSTOMER,
        /** This library. */
        GANGWAY
    }

    /**
     * Checks the parts.
     *
     * @param kind on which side they are
     * @param name how people call them
     * @throws IllegalArgumentException if the name is blank or too long
     */
    public Actor {
        Objects.requireNonNull(kind, "kind");
        Subject.check("The name of who acts", name, Subject.MAX_LENGTH);
    }

    /**
     * A partner.
     *
     * @param name how people call it
     * @return the partner
     * @throws IllegalArgumentException if the name is blank or too long
     */
    public static Actor partner(String name) {
        return new Actor(Kind.PARTNER, name);
    }

    /**
     * Somebody of the customer's.
     *
     * @param name how people call them
     * @return the customer's admin
     * @throws IllegalArgumentException if the name is blank or too long
     */
    public static Actor customer(String name) {
        return new Actor(Kind.CUSTOMER, name);
    }
}
