package dev.gangway.result;

import java.util.Objects;
import java.util.Optional;

/**
 * How a page of a listing ended that was handed over while it was read: there is {@link More}, it was the {@link Last}, or the cursor had
 * {@link Expired}. Immutable.
 */
public sealed interface PageEnd {

    /**
     * There is more.
     *
     * @param next where the next page starts
     * @return the end of a page that isn't the last
     */
    static PageEnd more(Cursor next) {
        return new More(next);
    }

    /**
     * That was all.
     *
     * @return the end of the last page, after which nothing can be read later
     */
    static PageEnd last() {
        return new Last(Optional.empty());
    }

    /**
     * That was all for now.
     *
     * @param later where what is new can be read later
     * @return the end of the last page
     */
    static PageEnd last(Cursor later) {
        return new Last(Optional.of(later));
    }

    /**
     * There is another page.
     *
     * @param next where it starts
     */
    record More(Cursor next) implements PageEnd {
        /**
         * Checks the cursor.
         *
         * @param next where the next page starts
         */
        public More {
            Objects.requireNonNull(next, "next");
        }
    }

    /**
     * That was the last page.
     *
     * @param later where what is new can be read later, as far as the provider has such a place
     */
    record Last(Optional<Cursor> later) implements PageEnd {
        /**
         * Checks the cursor.
         *
         * @param later where what is new can be read later
         */
        public Last {
            Objects.requireNonNull(later, "later");
        }
    }

    /** Nothing was read: the provider doesn't take this cursor any more. The listing has to be read from its start. */
    record Expired() implements PageEnd {}
}
