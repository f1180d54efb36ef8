package dev.gangway.dropbox;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityRange;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a page of the event log for what is on it, which is much of each event: the page is held as a whole. An odd value costs itself only;
 * an event without a time makes the page unreadable, since nobody could say what it is about. Not thread-safe.
 */
final class ActivityPage extends Listing {

    private final ActivityRange range;
    private final Set<ActivityKind> kinds;
    private final Consumer<Activity> activities;

    ActivityPage(ActivityRange range, Set<ActivityKind> kinds, Consumer<Activity> activities) {
        super(page("events"), range.to().isEmpty());
        this.range = range;
        this.kinds = kinds;
        this.activities = activities;
    }

    @Override
    PageEnd read(InputStream page) throws IOException {
        Json json = Json.parse(new ByteArrayInputStream(page.readAllBytes()))
                .filter(Json::isObject)
                .orElseThrow(() -> new OddPageException("not a JSON object"));
        List<Json> events = json.field("events").items().orElseThrow(() -> new OddPageException("no list of events"));
        for (Json event : events) {
            tell(event);
        }
        String cursor = json.field("cursor").text().orElse("");
        return switch (json.field("has_more").text().orElse("")) {
            case "true" -> {
                if (cursor.isBlank()) {
                    throw new OddPageException("more to come, and no cursor");
                }
                yield PageEnd.more(new Cursor(cursor));
            }
            case "false" ->
                range.to().isEmpty() && !cursor.isBlank() ? PageEnd.last(new Cursor(cursor)) : PageEnd.last();
            default -> throw new OddPageException("not a page of a listing");
        };
    }

    private void tell(Json json) throws OddPageException {
        Optional<Activity> activity = ActivityEvent.of(json, kinds::contains);
        activity.filter(it -> range.contains(it.at())).ifPresent(activities);
    }

    @Override
    void item(JsonBytes json) throws IOException {
        json.skip();
    }
}
