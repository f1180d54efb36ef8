package dev.gangway.dropbox;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.license.SignIn;
import dev.gangway.result.Cursor;
import dev.gangway.result.Page;
import dev.gangway.user.UserId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sign-ins from the event log. The pages are read without the SDK, which gives up a whole page of events over one that it doesn't know
 * (observed, 2020): here an odd event costs itself only. Thread-safe.
 */
final class SignInLog {

    /** The largest page. Specified. */
    private static final int PAGE = 1000;

    /**
     * Events can be read after a few hours mostly, and after a day at most. Documented of the console's activity log, which shows the same
     * events; assumed of this route.
     */
    static final Duration LAG = Duration.ofDays(1);

    /** Kinds of people who surely aren't on the team. Specified: {@code UserLogInfo}. */
    private static final Set<String> OUTSIDERS = Set.of("non_team_member", "trusted_non_team_member");

    /** How often a reading starts again from its beginning before it is given up. */
    private static final int RESTARTS = 3;

    private final Calls calls;

    SignInLog(Calls calls) {
        this.calls = calls;
    }

    Page<SignIn> page(Instant since, Cursor cursor) {
        Place place = Place.of(cursor);
        try {
            return page(place, since);
        } catch (RouteError error) {
            if (!error.code().equals("reset") || place.restarts() == RESTARTS) {
                throw error.unexpected("The log can't be read on from there: read it again from the start.");
            }
            return restart(place, since);
        }
    }

    private Page<SignIn> page(Place place, Instant since) throws RouteError {
        Json page = place.cursor().isEmpty() ? start(since, PAGE) : resume(place.cursor());
        return signIns(page, since, place);
    }

    /**
     * A cursor lives for some days. When it is gone, Dropbox names the time of the newest event that it has delivered (specified). But events
     * come in no certain order (specified), so what is older may not have been delivered yet: only from the beginning nobody who signed in
     * is missed.
     */
    private Page<SignIn> restart(Place place, Instant since) {
        try {
            return page(new Place(place.restarts() + 1, ""), since);
        } catch (RouteError error) {
            throw error.unexpected();
        }
    }

    /** Reads as little of the log as there is. */
    void probe() throws RouteError {
        start(Instant.EPOCH, 1);
    }

    /** Whole seconds only (specified). */
    private Json start(Instant since, int limit) throws RouteError {
        return calls.fetch(
                Routes.EVENTS,
                "{\"limit\":" + limit + ",\"event_type\":{\".tag\":\"login_success\"},\"time\":{\"start_time\":\""
                        + since.truncatedTo(ChronoUnit.SECONDS) + "\"}}");
    }

    private Json resume(String cursor) throws RouteError {
        return calls.fetch(
                Routes.MORE_EVENTS,
                "{\"cursor\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(cursor)) + "\"}");
    }

    private static Page<SignIn> signIns(Json page, Instant since, Place place) {
        Optional<List<Json>> events = page.field("events").items();
        Optional<String> hasMore = page.field("has_more").text().filter(Set.of("true", "false")::contains);
        if (events.isEmpty() || hasMore.isEmpty()) {
            throw new ProviderProtocolException(
                    Routes.EVENTS + ": the answer holds no page of events.", Optional.empty());
        }
        return new Page<>(
                events.get().stream()
                        .filter(SignInLog::isMembersOwn)
                        .map(SignInLog::signIn)
                        .filter(it -> !it.at().isBefore(since))
                        .toList(),
                hasMore.get().equals("true")
                        ? Optional.of(place.next(page.field("cursor").text().orElse("")))
                        : Optional.empty());
    }

    /**
     * A successful sign-in, by whatever method, is a {@code login_success}; the starts of sessions of admins as a member, of resellers and of
     * guests from other teams are events of their own (specified). An admin who looks in as a member is not the member (specified:
     * {@code AccessMethodLogInfo}), and a reseller or an outsider isn't on the team. Whoever else isn't known to be on the team stays in:
     * the record may lack something (documented: "historical data gap").
     */
    private static boolean isMembersOwn(Json event) {
        Json actor = event.field("actor");
        return is(event.field("event_type"), "login_success")
                && !is(event.field("origin").field("access_method"), "sign_in_as")
                && !is(actor, "reseller")
                && person(actor).tag().filter(OUTSIDERS::contains).isEmpty();
    }

    private static boolean is(Json union, String tag) {
        return union.tag().equals(Optional.of(tag));
    }

    private static SignIn signIn(Json event) {
        Instant at = event.field("timestamp")
                .text()
                .flatMap(SignInLog::instant)
                .orElseThrow(() -> new ProviderProtocolException(
                        Routes.EVENTS + ": a sign-in has no time; the log can't be trusted.", Optional.empty()));
        String method = event.field("details")
                .field("login_method")
                .tag()
                .filter(ErrorBody::looksLikeATag)
                .map(it -> ", " + it.replace('_', ' '))
                .orElse("");
        Json person = person(event.field("actor"));
        return new SignIn(
                person.field("team_member_id")
                        .text()
                        .filter(it -> !it.isBlank() && it.length() <= 256)
                        .map(UserId::new),
                person.field("email").text(),
                at,
                "event log" + method);
    }

    /** A member who is an admin is recorded as {@code admin} even for an own sign-in (observed by another integration). */
    private static Json person(Json actor) {
        return actor.field(is(actor, "admin") ? "admin" : "user");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Where a reading stands. As core's cursor it is {@code 0:<Dropbox's cursor>}.
     *
     * @param restarts how often it has started again
     * @param cursor Dropbox's cursor; empty for the beginning
     */
    private record Place(int restarts, String cursor) {
        static Place of(Cursor cursor) {
            String value = cursor.value();
            int colon = value.indexOf(':');
            return colon == 1 && Character.isDigit(value.charAt(0))
                    ? new Place(value.charAt(0) - '0', value.substring(2))
                    : new Place(0, value);
        }

        Cursor next(String dropboxCursor) {
            return new Cursor(restarts + ":" + Directory.next(dropboxCursor).value());
        }
    }
}
