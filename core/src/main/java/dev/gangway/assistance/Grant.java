package dev.gangway.assistance;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * What a customer lets one partner do on one connection, and until when. What it doesn't name is refused. Immutable.
 *
 * @param id its name in the trail
 * @param partner how people call the partner
 * @param kinds what the partner may do, of the nine kinds
 * @param destructive of which kinds the partner may do also what is destructive
 * @param from since when
 * @param until from when on it allows nothing
 * @param givenBy who of the customer's gave it
 */
public record Grant(
        String id,
        String partner,
        Set<ActionKind> kinds,
        Set<ActionKind> destructive,
        Instant from,
        Instant until,
        String givenBy) {

    /**
     * Checks and copies the parts.
     *
     * @param id its name in the trail
     * @param partner how people call the partner
     * @param kinds what the partner may do
     * @param destructive of which kinds also what is destructive
     * @param from since when
     * @param until from when on it allows nothing
     * @param givenBy who gave it
     * @throws IllegalArgumentException if it names no kind, or a destructive part of a kind that it doesn't name, or ends before it begins
     */
    public Grant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(partner, "partner");
        kinds = Set.copyOf(kinds);
        destructive = Set.copyOf(destructive);
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(givenBy, "givenBy");
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("A grant names at least one kind of action; this would allow nothing.");
        }
        if (!kinds.containsAll(destructive)) {
            throw new IllegalArgumentException(
                    "A grant that allows what is destructive of a kind has to allow the kind itself, too.");
        }
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("A grant ends after it begins; this would end at " + until + ".");
        }
    }

    /**
     * Whether it names an action, whatever the time.
     *
     * @param action what a partner wants to do
     * @return true if its kind is named, and, for a destructive action, that, too
     */
    public boolean names(Action action) {
        return action.isDestructive()
                ? action.kind().filter(destructive::contains).isPresent()
                : action.isOf(kinds);
    }
}
