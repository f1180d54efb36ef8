package dev.gangway.assistance;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a customer wants to let a partner do. It allows nothing but what is named. Immutable.
 *
 * @param partner how people call the partner
 * @param kinds what the partner may do; nothing at first
 * @param destructive of which kinds the partner may do also what is destructive; nothing at first
 * @param until from when on it allows nothing
 */
public record GrantRequest(String partner, Set<ActionKind> kinds, Set<ActionKind> destructive, Instant until) {

    /** The longest that a grant may last, counted from when it is given. */
    public static final Duration LONGEST = Duration.ofDays(365);

    /**
     * Checks and copies the parts.
     *
     * @param partner how people call the partner
     * @param kinds what the partner may do
     * @param destructive of which kinds also what is destructive
     * @param until from when on it allows nothing
     * @throws IllegalArgumentException if the name is blank or too long
     */
    public GrantRequest {
        Subject.check("A partner's name", partner, Subject.MAX_LENGTH);
        kinds = Set.copyOf(kinds);
        destructive = Set.copyOf(destructive);
        Objects.requireNonNull(until, "until");
    }

    /**
     * Begins one, which allows nothing yet.
     *
     * @param partner how people call the partner
     * @param until from when on it allows nothing; there is no grant without an end
     * @return the request
     * @throws IllegalArgumentException if the name is blank or too long
     */
    public static GrantRequest to(String partner, Instant until) {
        return new GrantRequest(partner, Set.of(), Set.of(), until);
    }

    /**
     * Allows kinds of action, but not what is destructive of them.
     *
     * @param more what else the partner may do
     * @return a copy
     */
    public GrantRequest allowing(ActionKind... more) {
        return new GrantRequest(partner, and(kinds, more), destructive, until);
    }

    /**
     * Allows kinds of action with all that belongs to them, also what takes something away from people, such as removing somebody.
     *
     * @param more what else the partner may do
     * @return a copy
     */
    public GrantRequest allowingDestructive(ActionKind... more) {
        return new GrantRequest(partner, and(kinds, more), and(destructive, more), until);
    }

    private static Set<ActionKind> and(Set<ActionKind> some, ActionKind... more) {
        Set<ActionKind> all = EnumSet.noneOf(ActionKind.class);
        all.addAll(some);
        all.addAll(List.of(more));
        return all;
    }
}
