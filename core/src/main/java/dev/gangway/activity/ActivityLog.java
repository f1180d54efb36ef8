package dev.gangway.activity;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads the provider's log to where the provider says that it ends and nowhere else: stopping sooner would silently lose events. Thread-safe.
 */
public final class ActivityLog {

    /** A log is long where much else happens in it, and a provider may tell its pages even where nothing on them was asked for. */
    private static final int EMPTY_PAGES = 1000;

    private static final int NEW_STARTS = 3;

    private final ActivityData provider;

    /**
     * A log to read.
     *
     * @param provider the connector's implementation
     */
    public ActivityLog(ActivityData provider) {
        this.provider = Objects.requireNonNull(provider, "provider");
    }

    /**
     * All events, page by page as the stream is read; none comes twice. Their order is the provider's, which isn't that of time. If the
     * provider's cursor expires meanwhile, the reading starts anew by itself.
     *
     * @param range from when to when; what is younger than {@link ActivityData#activityLag} may be missing
     * @param kinds the kinds, at least one
     * @return the events
     * @throws IllegalArgumentException if there is no kind
     * @throws ProviderProtocolException also while the stream is read, if the log can't be read to its end: its cursor comes back to where it
     *     was, expires again and again, or there are 1,000 empty pages in a row
     * @throws dev.gangway.error.GangwayException also while the stream is read, for other trouble with the provider
     */
    public Stream<Activity> stream(ActivityRange range, Set<ActivityKind> kinds) {
        Pages pages = new Pages(Objects.requireNonNull(range, "range"), checked(kinds));
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(pages, Spliterator.NONNULL | Spliterator.DISTINCT), false);
    }

    private static Set<ActivityKind> checked(Set<ActivityKind> kinds) {
        Set<ActivityKind> asked = Set.copyOf(kinds);
        if (asked.isEmpty()) {
            throw new IllegalArgumentException("Events are asked for by at least one kind.");
        }
        return asked;
    }

    /** A page that was read, whole. */
    record Page(List<Activity> activities, PageEnd end) {}

    /** Reads on from a cursor, page by page, and finds out if that doesn't lead anywhere. Not thread-safe. */
    final class Course {
        private final ActivityRange range;
        private final Set<ActivityKind> kinds;
        private final Set<Cursor> visited = new HashSet<>(Set.of(Cursor.START));
        private int empty;

        Course(ActivityRange range, Set<ActivityKind> kinds) {
            this.range = range;
            this.kinds = checked(kinds);
        }

        Page next(Cursor cursor) {
            visited.add(cursor);
            List<Activity> activities = new ArrayList<>();
            PageEnd end = Objects.requireNonNull(
                    provider.activities(range, kinds, cursor, activities::add), "the connector says how a page ended");
            if (end instanceof PageEnd.More more) {
                empty = activities.isEmpty() ? empty + 1 : 0;
                if (empty == EMPTY_PAGES) {
                    throw trouble("had " + empty + " empty pages in a row and goes on");
                }
                if (!visited.add(more.next())) {
                    throw trouble("came back to a place where it was before");
                }
            }
            return new Page(activities, end);
        }
    }

    private static ProviderProtocolException trouble(String what) {
        return new ProviderProtocolException(
                "The provider's log " + what + "; it can't be read to its end.", Optional.empty());
    }

    /** All pages from the start, and from the start again when a cursor has expired. Not thread-safe. */
    private final class Pages implements Iterator<Activity> {
        private final ActivityRange range;
        private final Set<ActivityKind> kinds;
        private final Set<String> told = new HashSet<>();
        private final Deque<Activity> waiting = new ArrayDeque<>();
        private Course course;
        private Optional<Cursor> next = Optional.of(Cursor.START);
        private int starts;

        Pages(ActivityRange range, Set<ActivityKind> kinds) {
            this.range = range;
            this.kinds = kinds;
            this.course = new Course(range, kinds);
        }

        @Override
        public boolean hasNext() {
            while (waiting.isEmpty() && next.isPresent()) {
                read(next.get());
            }
            return !waiting.isEmpty();
        }

        private void read(Cursor cursor) {
            Page page = course.next(cursor);
            if (page.end() instanceof PageEnd.Expired) {
                if (++starts > NEW_STARTS) {
                    throw trouble("was started anew " + NEW_STARTS + " times, and its cursor expired each time");
                }
                course = new Course(range, kinds);
                next = Optional.of(Cursor.START);
                return;
            }
            page.activities().stream().filter(it -> told.add(it.key())).forEach(waiting::add);
            next = page.end() instanceof PageEnd.More more ? Optional.of(more.next()) : Optional.empty();
        }

        @Override
        public Activity next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The log has ended.");
            }
            return waiting.remove();
        }
    }
}
