package dev.gangway.userdata;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A listing whose first page is there, and whose others are read as the stream is. What breaks it off later is an error. */
final class Listing<T> implements Iterator<T> {

    private final Function<Cursor, Outcome<Page<T>>> pages;
    private final Set<Cursor> visited = new HashSet<>();
    private final Queue<T> ready;
    private Optional<Cursor> next;

    private Listing(Function<Cursor, Outcome<Page<T>>> pages, Page<T> first) {
        this.pages = pages;
        this.ready = new ArrayDeque<>(first.items());
        this.next = first.next();
    }

    /** What is listed, or why nothing is. */
    static <T> Outcome<Stream<T>> of(Function<Cursor, Outcome<Page<T>>> pages) {
        return pages.apply(Cursor.START)
                .map(first -> StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                new Listing<>(pages, first), Spliterator.NONNULL | Spliterator.ORDERED),
                        false));
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && next.isPresent()) {
            Cursor cursor = next.get();
            if (!visited.add(cursor)) {
                throw brokenOff("it came back to a place where it was before");
            }
            Page<T> page = pages.apply(cursor)
                    .match(
                            Outcome.Done::value,
                            refused -> {
                                throw brokenOff(refused.refusal().toString());
                            },
                            unsettled -> {
                                throw brokenOff(unsettled.why());
                            });
            ready.addAll(page.items());
            next = page.next();
        }
        return !ready.isEmpty();
    }

    private static ProviderProtocolException brokenOff(String why) {
        return new ProviderProtocolException(
                "The listing of a person's data broke off and is not complete: " + why, Optional.empty());
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("Everything has been listed.");
        }
        return ready.remove();
    }
}
