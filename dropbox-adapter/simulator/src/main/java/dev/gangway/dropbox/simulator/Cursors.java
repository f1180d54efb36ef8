package dev.gangway.dropbox.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Opaque cursors, each bound to a listing, its query and a position. They may be used more than once, live for three days (the
 * specification says "days"), and the oldest are forgotten beyond 10,000. Guarded by the world's lock.
 */
final class Cursors {
    private static final Duration LIFE = Duration.ofDays(3);
    private static final int MOST = 10_000;

    private final Ids ids;
    private final Map<String, Cursor> cursors = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cursor> eldest) {
            return size() > MOST;
        }
    };

    Cursors(Ids ids) {
        this.ids = ids;
    }

    String issue(Cursor cursor) {
        String text = ids.opaque("AAsimulatedcursor", 60);
        cursors.put(text, cursor);
        return text;
    }

    /** The cursor if it is one of this listing's and not too old. */
    Optional<Cursor> find(String listing, String text, Instant now) {
        return ever(listing, text).filter(cursor -> now.isBefore(cursor.issued().plus(LIFE)));
    }

    /** The cursor if it was ever one of this listing's and isn't forgotten, however old. */
    Optional<Cursor> ever(String listing, String text) {
        return Optional.ofNullable(cursors.get(text))
                .filter(cursor -> cursor.listing().equals(listing));
    }

    /**
     * A place in a listing.
     *
     * @param listing the listing's name; each has its own cursors
     * @param query what the first call asked for, of the family's own type
     * @param position where the next page begins: an index into a list that never shrinks
     * @param previous where the page before it began
     */
    record Cursor(String listing, Object query, int position, int previous, Instant issued) {
        static Cursor start(String listing, Object query, Instant now) {
            return new Cursor(listing, query, 0, 0, now);
        }

        <Q> Q query(Class<Q> type) {
            return type.cast(query);
        }
    }
}
