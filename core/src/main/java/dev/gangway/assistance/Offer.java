package dev.gangway.assistance;

import java.util.Objects;

/**
 * What a sign-in link leads to, for the page that asks the partner whether to enter. Immutable.
 *
 * @param team how the customer's team is called
 * @param grant what the customer lets the partner do
 */
public record Offer(String team, Grant grant) {

    /**
     * Checks that nothing is missing.
     *
     * @param team how the team is called
     * @param grant what the partner may do
     */
    public Offer {
        Objects.requireNonNull(team, "team");
        Objects.requireNonNull(grant, "grant");
    }
}
