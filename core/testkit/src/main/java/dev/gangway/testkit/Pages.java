package dev.gangway.testkit;

import dev.gangway.result.Cursor;
import dev.gangway.result.Page;
import dev.gangway.result.PageEnd;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Cuts a listing into pages. A cursor tells the last number given out, so that somebody who leaves meanwhile hides nobody else. */
final class Pages {

    private static final String AFTER = "after-";

    private Pages() {}

    /** A page of license data: what is on it and how it ends. */
    record Told<T>(List<T> items, PageEnd end) {}

    /** A page of a listing whose cursors expire; at its end there is one that goes on later, if that is wanted. */
    static <T> Told<T> told(SortedMap<Integer, T> all, Cursor cursor, Team team, boolean goesOn) {
        String from = team.cursorGeneration + "-from-";
        if (!cursor.isStart() && !cursor.value().matches(from + "\\d{1,9}")) {
            return new Told<>(List.of(), new PageEnd.Expired());
        }
        int first = cursor.isStart() ? 0 : Integer.parseInt(cursor.value().substring(from.length()));
        SortedMap<Integer, T> rest = all.tailMap(first);
        List<Integer> places = rest.keySet().stream().limit(team.pageSize).toList();
        Cursor next = new Cursor(from + (places.isEmpty() ? first : places.get(places.size() - 1) + 1));
        List<T> items = rest.values().stream().limit(team.pageSize).toList();
        if (rest.size() > items.size()) {
            return new Told<>(items, PageEnd.more(next));
        }
        return new Told<>(items, goesOn ? PageEnd.last(next) : PageEnd.last());
    }

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
