package dev.gangway.teamfolder;

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

/** All team folders, page by page as the stream is read; none comes twice, and a cursor that comes back is an error. */
final class FolderListing implements Iterator<TeamFolder> {

    private final TeamFolderData provider;
    private final Set<TeamFolderId> seen = new HashSet<>();
    private final Set<Cursor> visited = new HashSet<>();
    private final Queue<TeamFolder> ready = new ArrayDeque<>();
    private Optional<Cursor> next = Optional.of(Cursor.START);

    private FolderListing(TeamFolderData provider) {
        this.provider = provider;
    }

    static Stream<TeamFolder> of(TeamFolderData provider) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new FolderListing(provider), Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.ORDERED),
                false);
    }

    /** The folder in use that has the name. */
    static Optional<TeamFolder> inUse(TeamFolderData provider, String name) {
        return of(provider)
                .filter(it -> it.status() == TeamFolder.Status.ACTIVE && FolderName.isSame(it.name(), name))
                .findFirst();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && next.isPresent()) {
            Cursor cursor = next.get();
            if (!visited.add(cursor)) {
                throw new ProviderProtocolException(
                        "The provider's listing of team folders came back to a place where it was before; the list is not complete.",
                        Optional.empty());
            }
            Page<TeamFolder> page = provider.list(cursor);
            page.items().stream().filter(it -> seen.add(it.id())).forEach(ready::add);
            next = page.next();
        }
        return !ready.isEmpty();
    }

    @Override
    public TeamFolder next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All team folders have been listed.");
        }
        return ready.remove();
    }
}
