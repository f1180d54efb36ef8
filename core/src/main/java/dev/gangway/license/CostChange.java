package dev.gangway.license;

import dev.gangway.result.Fact;
import java.util.Currency;
import java.util.Objects;

/**
 * What all licenses with a price in one currency cost, in two reports. Immutable.
 *
 * @param currency the currency
 * @param then in the earlier one
 * @param now in the later one
 */
public record CostChange(Currency currency, Fact<Cost> then, Fact<Cost> now) {
    /**
     * Checks the parts.
     *
     * @param currency the currency
     * @param then in the earlier one
     * @param now in the later one
     */
    public CostChange {
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(then, "then");
        Objects.requireNonNull(now, "now");
    }

    /**
     * How much more it is now.
     *
     * @return the cost now less that then, negative if it is less now; unknown if one of them is
     */
    public Fact<Cost> increase() {
        return Costs.sum(now, then.map(Cost::negated), Cost::plus);
    }
}
