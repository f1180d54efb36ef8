package dev.gangway.dropbox;

import dev.gangway.dropbox.JsonBytes.Names;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSink;
import java.io.IOException;
import java.time.Instant;

/**
 * Reads a page of the event log. An event of a kind that isn't known, or with something odd in it, costs itself only. Not thread-safe.
 *
 * <p>A successful sign-in, by whatever method, is a {@code login_success}; the starts of sessions of admins as a member, of resellers and
 * of guests from other teams are events of their own (specified). An admin who looks in as a member is not the member (specified:
 * {@code AccessMethodLogInfo}), and a reseller or an outsider isn't on the team. Whoever else isn't known to be on the team stays in: the
 * record may lack something (documented: "historical data gap").
 */
final class SignInPage extends Listing {

    /** People who surely aren't on the team. Specified: {@code UserLogInfo}. */
    private static final String OUTSIDER = "non_team_member";

    private static final String TRUSTED_OUTSIDER = "trusted_non_team_member";

    private static final Names PAGE = page("events");
    private static final Names EVENT = Names.of("timestamp", "event_type", "actor", "origin", "details");
    private static final Names ACTOR = Names.of(".tag", "admin", "user");
    private static final Names PERSON = Names.of(".tag", "team_member_id", "email");
    private static final Names ACCESS = Names.of("access_method");
    private static final Names METHOD = Names.of("login_method");

    private static final int LONGEST_ID = 256;

    private final long from;
    private final long to;
    private final SignInSources sources;
    private final SignInSink signIns;
    private final Text type = new Text();
    private final Text access = new Text();
    private final Text method = new Text();
    private final Text actor = new Text();
    private final Text kind = new Text();
    private final Text id = new Text();
    private final Text address = new Text();
    private long at;

    SignInPage(SignInRange range, SignInSources sources, SignInSink signIns) {
        super(PAGE, range.to().isEmpty());
        this.from = range.from().getEpochSecond();
        this.to = range.to().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE);
        this.sources = sources;
        this.signIns = signIns;
    }

    @Override
    void item(JsonBytes json) throws IOException {
        at = Moments.UNTOLD;
        type.clear();
        access.clear();
        method.clear();
        noActor();
        if (!json.enterObject()) {
            return;
        }
        for (int field = json.next(EVENT); field != JsonBytes.END; field = json.next(EVENT)) {
            switch (field) {
                case 0 -> at = json.moment();
                case 1 -> type.readTag(json);
                case 2 -> actor(json);
                case 3 -> tagOf(ACCESS, access, json);
                case 4 -> tagOf(METHOD, method, json);
                default -> json.skip();
            }
        }
        if (isMembersOwn()) {
            tell();
        }
    }

    private void noActor() {
        actor.clear();
        kind.clear();
        id.clear();
        address.clear();
    }

    /** A member who is an admin is recorded as {@code admin} even for an own sign-in (observed by another integration). */
    private void actor(JsonBytes json) throws IOException {
        noActor();
        if (json.peek() != '{') {
            actor.read(json);
            return;
        }
        for (int field = json.next(ACTOR); field != JsonBytes.END; field = json.next(ACTOR)) {
            if (field == 0) {
                actor.read(json);
            } else if (field == (actor.is("admin") ? 1 : 2)) {
                person(json);
            } else {
                json.skip();
            }
        }
    }

    private void person(JsonBytes json) throws IOException {
        if (!json.enterObject()) {
            return;
        }
        for (int field = json.next(PERSON); field != JsonBytes.END; field = json.next(PERSON)) {
            switch (field) {
                case 0 -> kind.read(json);
                case 1 -> id.read(json);
                case 2 -> address.read(json);
                default -> json.skip();
            }
        }
    }

    private static void tagOf(Names wanted, Text tag, JsonBytes json) throws IOException {
        if (!json.enterObject()) {
            return;
        }
        for (int field = json.next(wanted); field != JsonBytes.END; field = json.next(wanted)) {
            if (field == 0) {
                tag.readTag(json);
            } else {
                json.skip();
            }
        }
    }

    private boolean isMembersOwn() {
        return type.is("login_success")
                && !access.is("sign_in_as")
                && !actor.is("reseller")
                && !kind.is(OUTSIDER)
                && !kind.is(TRUSTED_OUTSIDER);
    }

    private void tell() throws IOException {
        if (at == Moments.UNTOLD || at == Moments.MALFORMED) {
            throw new OddPageException("a sign-in has no time; the log can't be trusted");
        }
        if (id.isBlank() || id.length() > LONGEST_ID) {
            id.clear();
        }
        if (at >= from && at < to) {
            signIns.signIn(id, address, at, sources.of(method, actor));
        }
    }
}
