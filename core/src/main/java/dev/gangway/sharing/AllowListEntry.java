package dev.gangway.sharing;

import java.net.IDN;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Somebody outside the team with whom its people may share: everybody of a {@link Domain}, or one {@link Email} address. Two that differ in
 * capital and small letters only are the same, and so are a domain and its form in ASCII. Immutable.
 */
public sealed interface AllowListEntry {

    /**
     * Everybody whose address is of a domain.
     *
     * @param name the domain, such as {@code example.com}, in any alphabet
     * @return the entry
     * @throws IllegalArgumentException if it isn't a domain
     */
    static AllowListEntry domain(String name) {
        return new Domain(name);
    }

    /**
     * One person.
     *
     * @param address the e-mail address
     * @return the entry
     * @throws IllegalArgumentException if it isn't an e-mail address
     */
    static AllowListEntry email(String address) {
        return new Email(address);
    }

    /**
     * The domain or the address, as it is sent: the domain in ASCII, and all in small letters.
     *
     * @return the text
     */
    String value();

    /**
     * Everybody whose address is of a domain.
     *
     * @param value the domain, in ASCII and small letters
     */
    record Domain(String value) implements AllowListEntry {
        private static final int LONGEST = 253;
        private static final Pattern NUMBER = Pattern.compile(".*\\.\\d+");

        /**
         * Turns the domain into ASCII (IDNA, RFC 3490) and checks it: letters, digits and hyphens in at least two parts of 1 to 63
         * characters each, 253 in all, the last part not a number.
         *
         * @param value the domain, in any alphabet
         * @throws IllegalArgumentException if it isn't a domain
         */
        public Domain {
            value = ascii(Objects.requireNonNull(value, "value"));
        }

        private static String ascii(String written) {
            try {
                String ascii = IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
                if (ascii.length() <= LONGEST
                        && ascii.indexOf('.') > 0
                        && !ascii.endsWith(".")
                        && !NUMBER.matcher(ascii).matches()) {
                    return ascii;
                }
            } catch (IllegalArgumentException malformed) {
                // said below in our own words
            }
            throw new IllegalArgumentException(
                    "'" + Printable.shortened(written) + "' is not a domain; it should look like example.com.");
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * One person.
     *
     * @param value the e-mail address, in small letters, its domain in ASCII
     */
    record Email(String value) implements AllowListEntry {
        private static final int LONGEST = 254;
        private static final Pattern LOCAL = Pattern.compile("[^@\\s\\p{Cntrl}\"(),:;<>\\[\\\\\\]]{1,64}");

        /**
         * Checks the shape: one @ with 1 to 64 characters before it, without blanks and quotes, and a domain after it; 254 characters in all.
         *
         * @param value the address
         * @throws IllegalArgumentException if it isn't an e-mail address
         */
        public Email {
            value = checked(Objects.requireNonNull(value, "value"));
        }

        private static String checked(String written) {
            int at = written.indexOf('@');
            if (at > 0 && LOCAL.matcher(written.substring(0, at)).matches()) {
                try {
                    String domain = new Domain(written.substring(at + 1)).value();
                    String address = written.substring(0, at).toLowerCase(Locale.ROOT) + "@" + domain;
                    if (address.length() <= LONGEST) {
                        return address;
                    }
                } catch (IllegalArgumentException noDomain) {
                    // said below about the whole address
                }
            }
            throw new IllegalArgumentException("'" + Printable.shortened(written)
                    + "' is not an e-mail address; it should look like ana@example.com.");
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
