package dev.gangway.dropbox;

import dev.gangway.dropbox.JsonBytes.Names;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSink;
import java.io.IOException;
import java.time.Instant;

/**
 * Reads a page of the event log. An event of a kind that isn't known, or with something odd in it, costs
 * itself only; a sign-in whose time can't be read makes the page unreadable, since nobody could say whom it concerns. Not thread-safe.
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
    private String type = "";
    private String access = "";
    private String method = "";
    private String actor = "";
    private String kind = "";
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
        type = "";
        access = "";
        method = "";
        noActor();
        if (!json.enterObject()) {
            return;
        }
        for (int field = json.next(EVENT); field != JsonBytes.END; field = json.next(EVENT)) {
            switch (field) {
                case 0 -> at = json.moment();
                case 1 -> type = json.tag();
                case 2 -> actor(json);
                case 3 -> access = tagOf(ACCESS, json);
                case 4 -> method = tagOf(METHOD, json);
                default -> json.skip();
            }
        }
        if (isMembersOwn()) {
            tell();
        }
    }

    private void noActor() {
        actor = "";
        kind = "";
        id.clear();
        address.clear();
    }

    /** A member who is an admin is recorded as {@code admin} even for an own sign-in (observed by another integration). */
    private void actor(JsonBytes json) throws IOException {
        noActor();
        if (json.peek() != '{') {
            actor = json.tag();
            return;
        }
        for (int field = json.next(ACTOR); field != JsonBytes.END; field = json.next(ACTOR)) {
            if (field == 0) {
                actor = json.tag();
            } else if (field == (actor.equals("admin") ? 1 : 2)) {
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
                case 0 -> kind = json.tag();
                case 1 -> id.read(json);
                case 2 -> address.read(json);
                default -> json.skip();
            }
        }
    }

    private static String tagOf(Names wanted, JsonBytes json) throws IOException {
        String tag = "";
        if (!json.enterObject()) {
            return tag;
        }
        for (int field = json.next(wanted); field != JsonBytes.END; field = json.next(wanted)) {
            if (field == 0) {
                tag = json.tag();
            } else {
                json.skip();
            }
        }
        return tag;
    }

    private boolean isMembersOwn() {
        return type.equals("login_success")
                && !access.equals("sign_in_as")
                && !actor.equals("reseller")
                && !kind.equals(OUTSIDER)
                && !kind.equals(TRUSTED_OUTSIDER);
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
