package dev.gangway.testkit;

import dev.gangway.result.Cursor;
import dev.gangway.result.Page;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Cuts a listing into pages. A cursor tells the last number given out, so that somebody who leaves meanwhile hides nobody else. */
final class Pages {

    private static final String AFTER = "after-";

    private Pages() {}

    static <T> Page<T> page(SortedMap<Integer, T> all, Cursor cursor, int size) {
        SortedMap<Integer, T> rest = cursor.isStart() ? all : all.tailMap(number(cursor) + 1);
        List<Integer> numbers = rest.keySet().stream().limit(size).toList();
        List<T> items = rest.values().stream().limit(size).toList();
        return new Page<>(
                items,
                rest.size() > size
                        ? Optional.of(new Cursor(AFTER + numbers.get(numbers.size() - 1)))
                        : Optional.empty());
    }

    private static int number(Cursor cursor) {
        if (!cursor.value().matches(AFTER + "\\d{1,9}")) {
            throw new IllegalArgumentException("That cursor is not one of the in-memory connector's.");
        }
        return Integer.parseInt(cursor.value().substring(AFTER.length()));
    }
}
