package dev.gangway.activity;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import dev.gangway.result.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What people of one connected team share, with whom, and who changes that, as the provider's log tells it. Get it from
 * {@code Connection.sharingActivity()}. Only reads. Thread-safe; calls block.
 *
 * <p>A log isn't an alarm: events come late, by {@link #lag} at most, and in no order.
 *
 * <p>Every method that asks the provider throws {@code CredentialRejectedException} if a person has to reconnect,
 * {@code PermissionMissingException} if the connection lacks the scope for the log, {@code ProviderUnavailableException} and
 * {@code RateLimitedException} if the call can be made again later, {@code ProviderProtocolException} if an answer can't be understood or the
 * log leads nowhere, and {@code CallInterruptedException} if the thread was interrupted.
 */
public final class SharingActivity {

    private static final Set<ActivityKind> KINDS = ActivityKind.of(ActivityTopic.SHARING);
    private static final int NEW_STARTS = 3;

    private final ActivityData provider;
    private final ActivityLog log;
    private final ActivitySettings settings;

    /**
     * Applications get theirs from {@code Connection.sharingActivity()}.
     *
     * @param provider the connector's implementation
     * @param settings what the facade works with
     */
    public SharingActivity(ActivityData provider, ActivitySettings settings) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.log = new ActivityLog(provider);
    }

    /**
     * The longest that an event takes until it can be read.
     *
     * @return the lag, zero or more
     */
    public Duration lag() {
        return provider.activityLag();
    }

    /**
     * The events of a time, page by page as the stream is read; none comes twice. They are in no certain order.
     *
     * @param range from when to when; what is younger than {@link #lag} may be missing
     * @param filter which of them
     * @return the events
     * @throws dev.gangway.error.GangwayException also while the stream is read, as the class says
     */
    public Stream<Activity> stream(ActivityRange range, ActivityFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return log.stream(range, KINDS).filter(filter::accepts);
    }

    /**
     * Hands over what is new since the reading before under the same name, on whichever node that was; the first time, what there is since a
     * while ago. What the log tells late is handed over late.
     *
     * <p>The place to go on at is kept after each page of which everything was handed over, so an event is handed over at least once. It is
     * handed over again if the consumer throws, the process ends, another node reads under the same name at the same time, or more than
     * 24,000 events went by between two tellings. Whoever must not act twice looks at {@link Activity#key}, which is the same each time. What the filter
     * holds back has gone by, too: another filter needs another name.
     *
     * @param name what the place is called, such as {@code siem}: 1 to 100 letters, digits, dots, underscores and hyphens
     * @param history how far back the first reading goes; later ones go on where the one before ended, and read some more where the
     *     provider's cursor has expired
     * @param filter which events
     * @param consumer takes each event; what it throws ends the reading, and the page's events come again
     * @return how many were handed over, and until when they are complete
     * @throws IllegalArgumentException if the name has another form, or the history isn't longer than nothing
     * @throws dev.gangway.error.StoreException if the place can't be read or kept; then events come again
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public ActivityReading read(
            String name, Duration history, ActivityFilter filter, Consumer<? super Activity> consumer) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(consumer, "consumer");
        if (history.isNegative() || history.isZero()) {
            throw new IllegalArgumentException(
                    "The first reading goes back by more than nothing, and not by " + history + ".");
        }
        return new Reading(new Places(settings, name), filter, consumer).from(history);
    }

    /**
     * Forgets where a reading goes on: the next one under the name is a first one.
     *
     * @param name what the place is called
     * @throws IllegalArgumentException if the name has another form
     * @throws dev.gangway.error.StoreException if the store fails
     */
    public void forget(String name) {
        Places places = new Places(settings, name);
        settings.passage().pass(new Passage.Operation("SharingActivity.forget", List.of(name)), () -> {
            places.forget();
            return true;
        });
    }

    /** One reading. Not thread-safe. */
    private final class Reading {
        private final Places places;
        private final ActivityFilter filter;
        private final Consumer<? super Activity> consumer;
        private final Instant now = settings.time().instant();
        private final Duration lag = provider.activityLag();
        private int handedOver;

        Reading(Places places, ActivityFilter filter, Consumer<? super Activity> consumer) {
            this.places = places;
            this.filter = filter;
            this.consumer = consumer;
        }

        ActivityReading from(Duration history) {
            Places.Kept kept = places.load();
            Place place = kept.place().orElseGet(() -> Place.first(now.minus(history)));
            Optional<Cursor> next = place.cursorUnlessDue(now);
            place = next.isPresent() ? place : place.readAnew(now);
            ActivityLog.Course course = course(place);
            long version = kept.version();
            for (int starts = 0; ; ) {
                ActivityLog.Page page = course.next(next.orElse(Cursor.START));
                if (page.end() instanceof PageEnd.Expired) {
                    if (++starts > NEW_STARTS) {
                        throw new ProviderProtocolException(
                                "The provider's log was started anew " + NEW_STARTS
                                        + " times, and its cursor expired each time.",
                                Optional.empty());
                    }
                    place = place.readAnew(now);
                    next = Optional.empty();
                    course = course(place);
                    continue;
                }
                place = handOver(page, place, kept.seen());
                OptionalLong saved = places.save(place, kept.seen(), version);
                if (saved.isEmpty()) {
                    return ended(true);
                }
                if (page.end() instanceof PageEnd.Last) {
                    return ended(false);
                }
                version = saved.getAsLong();
                next = place.cursor();
            }
        }

        private ActivityLog.Course course(Place place) {
            return log.new Course(ActivityRange.since(place.from()), KINDS);
        }

        private Place handOver(ActivityLog.Page page, Place before, Seen seen) {
            Place place = before;
            for (Activity each : page.activities()) {
                place = place.passing(each);
                if (seen.add(each.key()) && filter.accepts(each)) {
                    consumer.accept(each);
                    handedOver++;
                }
            }
            return page.end() instanceof PageEnd.More more
                    ? place.goingOnAt(more.next())
                    : place.ended(((PageEnd.Last) page.end()).later(), now, lag);
        }

        private ActivityReading ended(boolean overtaken) {
            return new ActivityReading(handedOver, now.minus(lag), overtaken);
        }
    }
}
