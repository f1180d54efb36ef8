package dev.gangway.license;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Currency;
import java.util.Objects;

/**
 * What licenses cost over and over. It is kept exactly and rounded only when it is asked for, half up to the currency's digits: twelve times
 * {@link #perMonth()} can differ from {@link #perYear()} by some cents. Immutable.
 */
public final class Cost {

    private final BigDecimal year;
    private final Currency currency;

    Cost(BigDecimal year, Currency currency) {
        this.year = year;
        this.currency = currency;
    }

    /**
     * The cost in a month, which is a twelfth of that in a year.
     *
     * @return the money
     */
    public Money perMonth() {
        return new Money(year.divide(BigDecimal.valueOf(12), MathContext.DECIMAL128), currency);
    }

    /**
     * The cost in a year.
     *
     * @return the money
     */
    public Money perYear() {
        return new Money(year, currency);
    }

    /**
     * The currency.
     *
     * @return the currency
     */
    public Currency currency() {
        return currency;
    }

    Cost negated() {
        return new Cost(year.negate(), currency);
    }

    Cost plus(Cost other) {
        return new Cost(year.add(other.year), currency);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cost it && year.compareTo(it.year) == 0 && currency.equals(it.currency);
    }

    @Override
    public int hashCode() {
        return Objects.hash(year.stripTrailingZeros(), currency);
    }

    @Override
    public String toString() {
        return perYear() + " a year";
    }
}
