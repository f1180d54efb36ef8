package dev.gangway.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One page of a listing. A page may be empty and still have a next one; only an absent {@code next} ends the listing. Immutable.
 *
 * @param <T> what is listed
 * @param items the page's items, in the provider's order
 * @param next where the next page starts; empty on the last page
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
    /**
     * Copies the items.
     *
     * @param items the page's items
     * @param next where the next page starts
     */
    public Page {
        items = List.copyOf(items);
        Objects.requireNonNull(next, "next");
    }

    /**
     * The last page.
     *
     * @param <T> what is listed
     * @param items its items
     * @return the page
     */
    public static <T> Page<T> last(List<T> items) {
        return new Page<>(items, Optional.empty());
    }
}
