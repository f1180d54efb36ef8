package dev.gangway.license;

import dev.gangway.result.Fact;
import java.util.Currency;
import java.util.Objects;

/**
 * What all licenses with a price in one currency cost. Unknown, with the reason, as soon as that of one type is. Immutable.
 *
 * @param currency the currency; others are never added to it
 * @param cost of all that were bought
 * @param waste of those that were bought and that nobody can work with
 * @param saving of those that may be given back
 */
public record TotalCost(Currency currency, Fact<Cost> cost, Fact<Cost> waste, Fact<Cost> saving) {
    /**
     * Checks the parts.
     *
     * @param currency the currency
     * @param cost of all that were bought
     * @param waste of those that nobody can work with
     * @param saving of those that may be given back
     */
    public TotalCost {
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(waste, "waste");
        Objects.requireNonNull(saving, "saving");
    }
}
