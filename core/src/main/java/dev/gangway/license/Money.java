package dev.gangway.license;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;

/**
 * An amount of money in one currency. Immutable.
 *
 * @param amount the amount, rounded half up to as many digits as the currency has; negative for less than before
 * @param currency the currency
 */
public record Money(BigDecimal amount, Currency currency) {

    /**
     * Rounds the amount.
     *
     * @param amount the amount
     * @param currency the currency
     * @throws IllegalArgumentException if nothing is paid in that currency, as in XAU, gold
     */
    public Money {
        Objects.requireNonNull(amount, "amount");
        amount = amount.setScale(digits(currency), RoundingMode.HALF_UP);
    }

    static int digits(Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        if (digits < 0) {
            throw new IllegalArgumentException(
                    "Nothing is paid in " + currency + "; name a currency such as EUR, USD or JPY.");
        }
        return digits;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
