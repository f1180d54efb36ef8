package dev.gangway.connection;

import java.util.Objects;

/**
 * One of the application's customers, as the application names it. Connections of different tenants never meet. Immutable.
 *
 * @param value 1 to 64 letters, digits, dots, hyphens or underscores; capital and small letters differ
 */
public record TenantId(String value) {

    /** The tenant of an application that doesn't tell its customers apart. */
    public static final TenantId DEFAULT = new TenantId("default");

    /**
     * Checks the shape.
     *
     * @param value the application's own name for the customer
     * @throws IllegalArgumentException if it has another shape
     */
    public TenantId {
        Objects.requireNonNull(value, "value");
        if (!value.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "A tenant id is 1 to 64 letters, digits, dots, hyphens or underscores, such as your own customer number.");
        }
    }

    /**
     * A tenant.
     *
     * @param value the application's own name for the customer
     * @return the tenant
     * @throws IllegalArgumentException if it has another shape
     */
    public static TenantId of(String value) {
        return new TenantId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
