package dev.gangway.license;

import dev.gangway.result.Fact;
import java.util.Objects;

/**
 * What the licenses of one type cost. What can't be computed from what is known is unknown, and says why. Immutable.
 *
 * @param type the type's name
 * @param price what one license costs
 * @param cost of all that were bought
 * @param waste of those that were bought and that nobody can work with: neither taken, nor by suspended people
 * @param saving of those that may be given back: not taken, or by idle candidates
 */
public record TypeCost(String type, Fact<Price> price, Fact<Cost> cost, Fact<Cost> waste, Fact<Cost> saving) {
    /**
     * Checks the parts.
     *
     * @param type the type's name
     * @param price what one license costs
     * @param cost of all that were bought
     * @param waste of those that nobody can work with
     * @param saving of those that may be given back
     */
    public TypeCost {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(waste, "waste");
        Objects.requireNonNull(saving, "saving");
    }
}
