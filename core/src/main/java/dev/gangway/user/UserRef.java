package dev.gangway.user;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an application names a person: by immutable id, by e-mail address, or by the application's own external id. Immutable.
 */
public sealed interface UserRef {

    /**
     * By the provider's immutable id; the safest.
     *
     * @param id the id
     * @return the reference
     */
    static UserRef id(UserId id) {
        return new Id(id);
    }

    /**
     * By e-mail address. An address can move from one person to another, so Gangway looks it up once and goes on with the id.
     *
     * @param address the address
     * @return the reference
     * @throws IllegalArgumentException if it isn't an e-mail address
     */
    static UserRef email(String address) {
        return new Email(address);
    }

    /**
     * By the id that the application gave the person at the provider.
     *
     * @param externalId the external id
     * @return the reference
     * @throws IllegalArgumentException if it is blank
     */
    static UserRef externalId(String externalId) {
        return new ExternalId(externalId);
    }

    /**
     * The immutable id, if this reference is one.
     *
     * @return the id, or empty for an address or external id
     */
    default Optional<UserId> asId() {
        return this instanceof Id it ? Optional.of(it.id()) : Optional.empty();
    }

    /**
     * Whether this reference names that person. Addresses are compared without regard to case.
     *
     * @param user a person
     * @return true if id, primary address or external id agree
     */
    default boolean names(User user) {
        if (this instanceof Id it) {
            return it.id().equals(user.id());
        }
        if (this instanceof Email it) {
            return it.address().equalsIgnoreCase(user.email());
        }
        return user.externalId().equals(Optional.of(((ExternalId) this).externalId()));
    }

    /**
     * By id.
     *
     * @param id the id
     */
    record Id(UserId id) implements UserRef {
        /**
         * Checks the id.
         *
         * @param id the id
         */
        public Id {
            Objects.requireNonNull(id, "id");
        }

        @Override
        public String toString() {
            return id.value();
        }
    }

    /**
     * By e-mail address.
     *
     * @param address the address, as written
     */
    record Email(String address) implements UserRef {
        private static final Pattern SHAPE =
                Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}.]+(\\.[^@\\s\\p{Cntrl}.]+)+");

        /**
         * Checks the shape: one @, no blanks, a dotted domain, at most 254 characters. A provider may be stricter.
         *
         * @param address the address
         * @throws IllegalArgumentException if it isn't an e-mail address
         */
        public Email {
            Objects.requireNonNull(address, "address");
            if (address.length() > 254 || !SHAPE.matcher(address).matches()) {
                throw new IllegalArgumentException(
                        "'" + shortened(address) + "' is not an e-mail address; it should look like ana@example.com.");
            }
        }

        private static String shortened(String text) {
            String printable = text.replaceAll("\\p{Cntrl}", "?");
            return printable.length() <= 60 ? printable : printable.substring(0, 60) + "…";
        }

        /** Addresses that differ only in case are the same. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Email it && address.equalsIgnoreCase(it.address);
        }

        @Override
        public int hashCode() {
            return address.toLowerCase(Locale.ROOT).hashCode();
        }

        @Override
        public String toString() {
            return address;
        }
    }

    /**
     * By the application's own id.
     *
     * @param externalId the external id
     */
    record ExternalId(String externalId) implements UserRef {
        /**
         * Checks the id.
         *
         * @param externalId the external id
         * @throws IllegalArgumentException if it is blank
         */
        public ExternalId {
            Objects.requireNonNull(externalId, "externalId");
            if (externalId.isBlank()) {
                throw new IllegalArgumentException("An external id can't be blank.");
            }
        }

        @Override
        public String toString() {
            return externalId;
        }
    }
}
