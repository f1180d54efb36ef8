package dev.gangway.license;

import dev.gangway.result.Fact;
import java.time.Instant;
import java.util.Objects;

/**
 * A part of a license report: when it was read, or why it wasn't. Immutable.
 *
 * @param kind which part
 * @param readAt when reading it began, so nothing in it is older; unknown, with the reason, if it wasn't read
 * @param pages how many pages were read from the provider
 */
public record ReportPart(Kind kind, Fact<Instant> readAt, int pages) {
    /**
     * Checks the parts.
     *
     * @param kind which part
     * @param readAt when reading it began
     * @param pages how many pages
     */
    public ReportPart {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(readAt, "readAt");
    }

    /** The parts of a report. */
    public enum Kind {
        /** The provider's own totals. */
        TOTALS("totals"),
        /** Everybody on the team. */
        PEOPLE("people"),
        /** Who signed in when. */
        SIGN_INS("sign-ins"),
        /** Devices and web sessions. */
        DEVICES("devices"),
        /** Linked apps. */
        LINKED_APPS("linked apps"),
        /** How much people store. */
        STORAGE("storage");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /**
         * The part in English.
         *
         * @return a noun
         */
        public String words() {
            return words;
        }
    }
}
