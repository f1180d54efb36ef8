package dev.gangway.dropbox;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityData;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityRange;
import dev.gangway.connector.Capability;
import dev.gangway.dropbox.ActivityKinds.Query;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Activity from the event log. A request asks for one category or one type (specified), so several kinds may be several listings, which are
 * read one after the other. Thread-safe.
 */
final class DropboxActivity implements ActivityData {

    /** The largest page. Specified. */
    private static final int PAGE = 1000;

    private final Calls calls;
    private final Scopes scopes;

    DropboxActivity(Calls calls, Scopes scopes) {
        this.calls = calls;
        this.scopes = scopes;
    }

    /** The last cursor of a range without end brings later what is new (specified), late events included (assumed). */
    @Override
    public PageEnd activities(
            ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities) {
        scopes.require(Capability.READ_ACTIVITY, Routes.EVENTS);
        List<Query> queries = ActivityKinds.queries(kinds);
        Optional<ActivityCourse> course = ActivityCourse.of(cursor, queries.size());
        if (course.isEmpty()) {
            return new PageEnd.Expired();
        }
        ActivityCourse now = course.get();
        Listing page = new ActivityPage(range, kinds, activities);
        try {
            PageEnd end = now.current().isEmpty()
                    ? calls.page(Routes.EVENTS, argument(range, queries.get(now.position()), PAGE), page)
                    : calls.page(Routes.MORE_EVENTS, Argument.cursor(now.current()), page);
            return after(now, end);
        } catch (RouteError error) {
            if (!now.current().isEmpty() && DropboxLicenses.EXPIRED.contains(error.code())) {
                return new PageEnd.Expired();
            }
            throw error.unexpected();
        }
    }

    private static PageEnd after(ActivityCourse now, PageEnd end) {
        if (end instanceof PageEnd.More more) {
            return PageEnd.more(now.with(more.next().value()).cursor());
        }
        Optional<Cursor> later = ((PageEnd.Last) end).later();
        ActivityCourse ended = now.with(later.map(Cursor::value).orElse(""));
        if (!now.isLast()) {
            return PageEnd.more(ended.at(now.position() + 1).cursor());
        }
        return ended.cursors().stream().anyMatch(String::isEmpty)
                ? PageEnd.last()
                : PageEnd.last(ended.at(0).cursor());
    }

    @Override
    public Duration activityLag() {
        return SignInLog.LAG;
    }

    /** Reads as little of the log as there is. */
    void probe() throws RouteError {
        ActivityRange all = ActivityRange.since(Instant.EPOCH);
        Query sharing = new Query("category", "sharing");
        calls.page(Routes.EVENTS, argument(all, sharing, 1), new ActivityPage(all, Set.of(), it -> {}));
    }

    /** Whole seconds only; the start is inclusive, the end isn't (specified). */
    private static Argument argument(ActivityRange range, Query query, int limit) {
        return json -> {
            json.writeNumberField("limit", limit);
            if (!query.field().isEmpty()) {
                tag(json, query);
            }
            json.writeObjectFieldStart("time");
            json.writeStringField("start_time", range.from().toString());
            if (range.to().isPresent()) {
                json.writeStringField("end_time", range.to().get().toString());
            }
            json.writeEndObject();
        };
    }

    private static void tag(JsonGenerator json, Query query) throws IOException {
        json.writeObjectFieldStart(query.field());
        json.writeStringField(".tag", query.tag());
        json.writeEndObject();
    }
}
