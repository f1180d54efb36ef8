package dev.gangway.license;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What one license costs. The application knows it; providers don't tell. Immutable.
 *
 * @param amount the amount for one license, zero or more; it may be finer than the currency's digits
 * @param currency the currency
 * @param per for how long
 */
public record Price(BigDecimal amount, Currency currency, Per per) {

    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

    /** How long a price is for. */
    public enum Per {
        /** A month; twelve of them are a year. */
        MONTH(12),
        /** A year. */
        YEAR(1);

        private final int timesAYear;

        Per(int timesAYear) {
            this.timesAYear = timesAYear;
        }

        BigDecimal timesAYear() {
            return BigDecimal.valueOf(timesAYear);
        }
    }

    /**
     * Checks the parts.
     *
     * @param amount the amount for one license
     * @param currency the currency
     * @param per for how long
     * @throws IllegalArgumentException if the amount is negative or has more than 15 digits before or after the point, or if nothing is paid
     *     in that currency
     */
    public Price {
        Objects.requireNonNull(per, "per");
        Money.digits(currency);
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("A price isn't negative; say 0 for a license that costs nothing.");
        }
        if (amount.scale() > 15 || (long) amount.precision() - amount.scale() > 15) {
            throw new IllegalArgumentException("A price has at most 15 digits before and 15 after the point.");
        }
    }

    /**
     * A price.
     *
     * @param amount the amount for one license, with a point if there are cents: "15.00"
     * @param currency the currency's code in ISO 4217: "EUR"
     * @param per for how long
     * @return the price
     * @throws IllegalArgumentException if the amount isn't such a number or is negative, or if there is no such currency
     */
    public static Price of(String amount, String currency, Per per) {
        if (!AMOUNT.matcher(amount).matches()) {
            throw new IllegalArgumentException(
                    "A price is a number such as 15 or 15.00, with at most 15 digits before and 15 after"
                            + " the point, and without a currency sign.");
        }
        return new Price(new BigDecimal(amount), currency(currency), per);
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "There is no such currency; name its code in ISO 4217, such as EUR, USD or JPY.", e);
        }
    }

    Cost times(int licenses) {
        return new Cost(amount.multiply(per.timesAYear()).multiply(BigDecimal.valueOf(licenses)), currency);
    }
}
