package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.TIME;
import static dev.gangway.dropbox.simulator.Shape.number;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.text;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import dev.gangway.dropbox.simulator.Cursors.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The audit log. Changes nothing. */
final class TeamLogRoutes {
    private static final String LIST = "team_log/get_events";
    private static final String READ = "events.read";
    private static final Shape QUERY = Shape.struct(
            withDefault("limit", number(1, 1000), 1000L),
            optional("account_id", text(40, 40, "")),
            optional("time", Shape.struct(optional("start_time", TIME), optional("end_time", TIME))),
            optional("category", EventCatalogue.CATEGORY),
            optional("event_type", EventCatalogue.TYPE));
    private static final Shape CURSOR = Shape.struct(required("cursor", TEXT));

    private TeamLogRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.team(LIST, READ, QUERY, TeamLogRoutes::list),
                Route.team(LIST + "/continue", READ, CURSOR, TeamLogRoutes::goOn));
    }

    private static Object list(Invocation call) {
        return page(call, call.begin(LIST, query(call)));
    }

    /** A cursor that is too old is reset rather than bad: the service still knows how far it had come. */
    private static Object goOn(Invocation call) {
        Optional<Cursor> known = call.world().cursors().ever(LIST, call.arg().text("cursor"));
        return page(call, call.resume(LIST, () -> refusal(call, known), () -> refusal(call, known)));
    }

    private static RouteError refusal(Invocation call, Optional<Cursor> known) {
        return known.map(cursor -> new RouteError(Struct.tag("reset", delivered(call, cursor))))
                .orElseGet(() -> new RouteError("bad_cursor"));
    }

    /** When the newest event happened that the cursor has delivered; without one, where the query begins. */
    private static Instant delivered(Invocation call, Cursor cursor) {
        Query query = cursor.query(Query.class);
        return query.events(call).subList(0, cursor.position()).stream()
                .filter(query::shows)
                .map(Event::at)
                .max(Instant::compareTo)
                .orElse(query.start());
    }

    private static Query query(Invocation call) {
        Arg arg = call.arg();
        if (arg.has("category") && arg.has("event_type")) {
            throw new RouteError("invalid_filters");
        }
        Optional<Arg> time = arg.optionalNested("time");
        Instant start = time.flatMap(range -> range.optionalTime("start_time")).orElse(Instant.EPOCH);
        Instant end = time.flatMap(range -> range.optionalTime("end_time")).orElse(Instant.MAX);
        if (!start.isBefore(end)) {
            throw new RouteError("invalid_time_range");
        }
        return new Query(
                arg.number("limit"),
                arg.optionalText("account_id").map(id -> account(call, id)),
                start,
                end,
                arg.optionalNested("category").map(Arg::tag),
                arg.optionalNested("event_type").map(Arg::tag));
    }

    private static Member account(Invocation call, String accountId) {
        return call.team().byAccountId(accountId).orElseThrow(() -> new RouteError("account_id_not_found"));
    }

    private static Object page(Invocation call, Cursor at) {
        Query query = at.query(Query.class);
        Page<Event> page = call.page(at, query.limit(), query.events(call), query::shows);
        return new Page<>(shuffled(page.items()), page.cursor(), page.hasMore()).json("events", Events::json);
    }

    /** Nothing promises an order within a page; the same events always come in the same one. */
    private static List<Event> shuffled(List<Event> events) {
        List<Event> changed = new ArrayList<>(events);
        Collections.shuffle(changed, new Random(events.size()));
        return changed;
    }

    /** What the first call asked for: a time of {@link Instant#MAX} is none, so that the last cursor finds what is new. */
    private record Query(
            int limit,
            Optional<Member> account,
            Instant start,
            Instant end,
            Optional<String> category,
            Optional<String> type) {

        /** The shortest list that has all the query's events; it only grows. */
        List<Event> events(Invocation call) {
            EventLog log = call.world().log();
            Instant now = call.now();
            return type.map(tag -> log.ofType(tag, now))
                    .or(() -> category.map(tag -> log.ofCategory(tag, now)))
                    .orElseGet(() -> log.arrived(now));
        }

        boolean shows(Event event) {
            return event.second() >= start.getEpochSecond()
                    && event.second() < end.getEpochSecond()
                    && (account.isEmpty() || event.concerns(account.get()));
        }
    }
}
