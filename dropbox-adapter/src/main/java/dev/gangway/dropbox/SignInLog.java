package dev.gangway.dropbox;

import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSink;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Sign-ins from the event log. Thread-safe. */
final class SignInLog {

    /** The largest page. Specified. */
    private static final int PAGE = 1000;

    /**
     * Events can be read after a few hours mostly, and after a day at most. Documented of the console's activity log, which shows the same
     * events; assumed of this route.
     */
    static final Duration LAG = Duration.ofDays(1);

    private final Calls calls;
    private final SignInSources sources = new SignInSources();

    SignInLog(Calls calls) {
        this.calls = calls;
    }

    /**
     * The last cursor of a range without end brings later what is new (specified), late events included (assumed). A cursor lives for some
     * days. When it is gone, Dropbox names the time of the newest event that it has delivered (specified); but events come in no certain
     * order (specified), so what is older may not have been delivered yet, and that time is of no use.
     */
    PageEnd page(SignInRange range, Cursor cursor, SignInSink signIns) throws RouteError {
        if (range.to()
                .filter(end -> end.getEpochSecond() == range.from().getEpochSecond())
                .isPresent()) {
            return PageEnd.last(); // Dropbox would refuse a range of nothing (specified)
        }
        Listing page = new SignInPage(range, sources, signIns);
        return cursor.isStart()
                ? calls.page(Routes.EVENTS, query(range, PAGE), page)
                : calls.page(Routes.MORE_EVENTS, Argument.cursor(cursor.value()), page);
    }

    /** Reads as little of the log as there is. */
    void probe() throws RouteError {
        SignInRange all = SignInRange.since(Instant.EPOCH);
        calls.page(Routes.EVENTS, query(all, 1), new SignInPage(all, sources, (who, address, at, source) -> {}));
    }

    /** Whole seconds only; the start is inclusive, the end isn't (specified). */
    private static Argument query(SignInRange range, int limit) {
        return json -> {
            json.writeNumberField("limit", limit);
            json.writeObjectFieldStart("event_type");
            json.writeStringField(".tag", "login_success");
            json.writeEndObject();
            json.writeObjectFieldStart("time");
            json.writeStringField("start_time", second(range.from()));
            if (range.to().isPresent()) {
                json.writeStringField("end_time", second(range.to().get()));
            }
            json.writeEndObject();
        };
    }

    private static String second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
