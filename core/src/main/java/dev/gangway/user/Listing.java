package dev.gangway.user;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
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

/**
 * Everybody on the team, page by page as the stream is read. Nobody comes twice, and the stream ends only where the provider says so: a
 * cursor that comes back is an error, since stopping there would silently lose people.
 */
final class Listing implements Iterator<User> {

    private final Function<Cursor, Page<User>> pages;
    private final Set<UserId> seen = new HashSet<>();
    private final Set<Cursor> visited = new HashSet<>();
    private final Queue<User> ready = new ArrayDeque<>();
    private Optional<Cursor> next = Optional.of(Cursor.START);

    private Listing(Function<Cursor, Page<User>> pages) {
        this.pages = pages;
    }

    static Stream<User> of(Function<Cursor, Page<User>> pages) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Listing(pages), Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.ORDERED),
                false);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && next.isPresent()) {
            Cursor cursor = next.get();
            if (!visited.add(cursor)) {
                throw new ProviderProtocolException(
                        "The provider's listing of users came back to a place where it was before; the list is not complete.",
                        Optional.empty());
            }
            Page<User> page = pages.apply(cursor);
            page.items().stream().filter(user -> seen.add(user.id())).forEach(ready::add);
            next = page.next();
        }
        return !ready.isEmpty();
    }

    @Override
    public User next() {
        if (!hasNext()) {
            throw new NoSuchElementException("Everybody has been listed.");
        }
        return ready.remove();
    }
}
