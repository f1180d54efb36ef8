package dev.gangway.dropbox;

import com.fasterxml.jackson.core.JsonParser;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSink;
import java.io.IOException;

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

    private static final int LONGEST_ID = 256;

    private final SignInRange range;
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
        super("events", range.to().isEmpty());
        this.range = range;
        this.sources = sources;
        this.signIns = signIns;
    }

    @Override
    void item(JsonParser json) throws IOException {
        at = Moments.UNTOLD;
        type.clear();
        access.clear();
        method.clear();
        noActor();
        if (!isObject(json)) {
            return;
        }
        for (String field = next(json); field != null; field = next(json)) {
            switch (field) {
                case "timestamp" -> at = Moments.read(json);
                case "event_type" -> type.readTag(json);
                case "actor" -> actor(json);
                case "origin" -> tagOf("access_method", access, json);
                case "details" -> tagOf("login_method", method, json);
                default -> json.skipChildren();
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
    private void actor(JsonParser json) throws IOException {
        noActor();
        if (json.currentToken().isScalarValue()) {
            actor.read(json);
            return;
        }
        if (!isObject(json)) {
            return;
        }
        for (String field = next(json); field != null; field = next(json)) {
            if (field.equals(".tag")) {
                actor.read(json);
            } else if (field.equals(actor.is("admin") ? "admin" : "user")) {
                person(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void person(JsonParser json) throws IOException {
        if (!isObject(json)) {
            return;
        }
        for (String field = next(json); field != null; field = next(json)) {
            switch (field) {
                case ".tag" -> kind.read(json);
                case "team_member_id" -> id.read(json);
                case "email" -> address.read(json);
                default -> json.skipChildren();
            }
        }
    }

    private static void tagOf(String wanted, Text tag, JsonParser json) throws IOException {
        if (!isObject(json)) {
            return;
        }
        for (String field = next(json); field != null; field = next(json)) {
            if (field.equals(wanted)) {
                tag.readTag(json);
            } else {
                json.skipChildren();
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
        if (range.contains(at)) {
            signIns.signIn(id, address, at, sources.of(method, actor));
        }
    }
}
