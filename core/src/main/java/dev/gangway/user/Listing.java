package dev.gangway.user;

import dev.gangway.error.PermissionMissingException;
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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Everybody on the team, page by page as the stream is read. Nobody comes twice, and the stream ends only where the provider says so: a
 * cursor that comes back is an error, since stopping there would silently lose people.
 */
final class Listing implements Iterator<User> {

    private final UserLifecycle provider;
    private final boolean counted;
    private final SeenIds seen = new SeenIds();
    private final Set<Cursor> visited = new HashSet<>();
    private final Queue<User> ready = new ArrayDeque<>();
    private Optional<Cursor> next = Optional.of(Cursor.START);
    private Optional<Integer> atFirst = Optional.empty();

    private Listing(UserLifecycle provider, boolean counted) {
        this.provider = provider;
        this.counted = counted;
    }

    /** The provider's own count, as far as this connection may read it. */
    static Optional<Integer> size(UserLifecycle provider) {
        try {
            return provider.size().toOptional();
        } catch (PermissionMissingException mayNotRead) {
            return Optional.empty();
        }
    }

    /** The same; and a list with fewer people than the provider counts is an error. Its count may lag, so only a guard asks for this. */
    static Stream<User> whole(UserLifecycle provider) {
        return stream(new Listing(provider, true));
    }

    static Stream<User> of(UserLifecycle provider) {
        return stream(new Listing(provider, false));
    }

    private static Stream<User> stream(Listing listing) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        listing, Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.ORDERED),
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
            Page<User> page = provider.list(cursor);
            page.items().stream().filter(user -> seen.add(user.id())).forEach(ready::add);
            next = page.next();
            if (counted && cursor.isStart() && next.isPresent()) {
                atFirst = size(provider);
            }
        }
        if (counted && ready.isEmpty()) {
            requireEverybody();
        }
        return !ready.isEmpty();
    }

    /** A list that is shorter than the team was at its beginning, and is at its end, has lost somebody. */
    private void requireEverybody() {
        Optional<Integer> now = size(provider);
        int least = Math.min(now.orElse(0), atFirst.or(() -> now).orElse(0));
        if (seen.size() < least) {
            throw new ProviderProtocolException(
                    "The provider's list of people ended after " + seen.size() + " of " + least + "; try again later.",
                    Optional.empty());
        }
    }

    @Override
    public User next() {
        if (!hasNext()) {
            throw new NoSuchElementException("Everybody has been listed.");
        }
        return ready.remove();
    }
}
