package dev.gangway.dropbox;

import dev.gangway.result.Cursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where several listings that are read one after the other stand, in one cursor. Immutable.
 *
 * @param position which listing is read now
 * @param cursors where each stands; empty for the start
 */
record ActivityCourse(int position, List<String> cursors) {

    private static final String FORM = "a1";

    ActivityCourse {
        cursors = List.copyOf(cursors);
    }

    static ActivityCourse start(int listings) {
        return new ActivityCourse(0, Collections.nCopies(listings, ""));
    }

    String current() {
        return cursors.get(position);
    }

    ActivityCourse at(int listing) {
        return new ActivityCourse(listing, cursors);
    }

    ActivityCourse with(String cursor) {
        List<String> changed = new ArrayList<>(cursors);
        changed.set(position, cursor);
        return new ActivityCourse(position, changed);
    }

    boolean isLast() {
        return position == cursors.size() - 1;
    }

    /** Each cursor with its length before it, since nothing is told of what is in one. */
    Cursor cursor() {
        StringBuilder text = new StringBuilder(FORM).append(' ').append(position);
        cursors.forEach(it -> text.append(' ').append(it.length()).append(' ').append(it));
        return new Cursor(text.toString());
    }

    /** Empty for a cursor that isn't one of so many listings. */
    static Optional<ActivityCourse> of(Cursor cursor, int listings) {
        if (cursor.isStart()) {
            return Optional.of(start(listings));
        }
        String[] head = cursor.value().split(" ", 3);
        if (head.length != 3 || !head[0].equals(FORM)) {
            return Optional.empty();
        }
        try {
            List<String> cursors = new ArrayList<>();
            String rest = head[2];
            while (!rest.isEmpty()) {
                String[] next = rest.split(" ", 2);
                int length = Integer.parseInt(next[0]);
                cursors.add(next[1].substring(0, length));
                rest = next[1].substring(Math.min(length + 1, next[1].length()));
            }
            int position = Integer.parseInt(head[1]);
            return cursors.size() == listings && position >= 0 && position < listings
                    ? Optional.of(new ActivityCourse(position, cursors))
                    : Optional.empty();
        } catch (NumberFormatException | IndexOutOfBoundsException other) {
            return Optional.empty();
        }
    }
}
