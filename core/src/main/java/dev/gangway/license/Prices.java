package dev.gangway.license;

import dev.gangway.result.Fact;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What licenses cost, by license type, in one or several currencies. Immutable. */
public final class Prices {

    private final Map<String, Price> byType;

    private Prices(Map<String, Price> byType) {
        this.byType = byType;
    }

    /**
     * The price of one type.
     *
     * @param type the type's name, as in {@link LicenseType#name()}
     * @param price the price of one license; 0 for a type that costs nothing
     * @return the prices
     * @throws IllegalArgumentException if the type is blank
     */
    public static Prices of(String type, Price price) {
        return new Prices(Map.of()).and(type, price);
    }

    /**
     * The price of one more type.
     *
     * @param type the type's name
     * @param price the price of one license
     * @return the changed prices
     * @throws IllegalArgumentException if the type is blank, or has a price already
     */
    public Prices and(String type, Price price) {
        Objects.requireNonNull(price, "price");
        if (type.isBlank()) {
            throw new IllegalArgumentException("A price is for a license type; say for which.");
        }
        Map<String, Price> all = new LinkedHashMap<>(byType);
        if (all.put(type, price) != null) {
            throw new IllegalArgumentException("The type " + type + " has two prices; say one.");
        }
        return new Prices(all);
    }

    /** The types that have a price. */
    Set<String> types() {
        return byType.keySet();
    }

    /**
     * What one license of a type costs.
     *
     * @param type the type's name
     * @return the price; unknown if none was given
     */
    public Fact<Price> of(String type) {
        Price price = byType.get(type);
        return price == null ? Fact.unknown("no price was given for the license type " + type) : Fact.of(price);
    }
}
