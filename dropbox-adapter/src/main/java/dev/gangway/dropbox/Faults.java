package dev.gangway.dropbox;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.GangwayException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.http.Effect;
import dev.gangway.http.Reply;
import dev.gangway.http.Request;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What answers other than 200 mean. This is the only place where they are judged: the SDK never sees them, since it fails on error tags
 * that it doesn't know (25 of its error unions), on HTML, and on rate limits without {@code Retry-After}. No message repeats a body.
 */
final class Faults {

    /** Status 401: the token itself is rejected. Specified. */
    private static final Set<String> REJECTED = Set.of("expired_access_token", "invalid_access_token");

    /** Status 400 is plain text whose wording is no contract; these parts of it were observed 2016 to 2026. */
    private static final Pattern SCOPE_OF_APP = Pattern.compile("required scope '([a-z_.]{1,60})'");

    private static final Set<String> ABOUT_THE_TOKEN =
            Set.of("access token is malformed", "invalid authorization value");
    /** Observed 2017 to 2023: a header that isn't {@code Bearer} and one word is repeated in the answer. */
    private static final Pattern REPEATED_HEADER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{8,}");

    private static final String OPERATES_ON_ONE_ACCOUNT = "operates on a single dropbox account";
    private static final Set<String> ONLY_FOR_TEAMS =
            Set.of("dfb team management function", "not associated with a team", "user_auth_not_allowed");

    /** Our code for a 400 that says: this route is for single accounts, and the token is a team's. */
    static final String ONLY_FOR_SINGLE_ACCOUNTS = "only_for_single_accounts";

    /** Our code for a 401 that says: who was selected to act as isn't on the team any more. Specified, as is the other. */
    static final String NOBODY_TO_ACT_AS = "invalid_select_user";

    /** Our code for a 401 that says: who was selected to act as is suspended. */
    static final String SUSPENDED = "user_suspended";

    private Faults() {}

    /** Specified as {@code retry_after} in seconds; observed answers leave it out and have the header. */
    static Optional<Duration> waitInBody(Reply limited) {
        return ErrorBody.of(limited)
                .error()
                .field("retry_after")
                .text()
                .filter(it -> it.matches("\\d{1,9}"))
                .map(it -> Duration.ofSeconds(Long.parseLong(it)));
    }

    /**
     * Whether a 401 is about the token, so that another token may help. An answer without a readable tag counts as such: that is what
     * 401 says (RFC 9110 section 15.5.2).
     */
    static boolean rejectsCredential(Reply unauthorized) {
        return ErrorBody.of(unauthorized).tag().map(REJECTED::contains).orElse(true);
    }

    /** What to throw for an answer that repeats the credential, so that the SDK doesn't put it into a message. */
    static Optional<GangwayException> repeating(Request request, Reply reply) {
        if (reply.status() == 200 || !REPEATED_HEADER.matcher(reply.text()).find()) {
            return Optional.empty();
        }
        return Optional.of(
                reply.status() == 400
                        ? rejected(request, reply, Diagnoses.malformed())
                        : notUnderstood(request, reply, "status " + reply.status()));
    }

    /** What to throw for an answer of another status than 200. */
    static GangwayException of(Request request, Reply reply) throws RouteError {
        return switch (reply.status()) {
            case 400 -> badRequest(request, reply);
            case 401 -> unauthorized(request, reply);
            case 403 -> forbidden(request, reply);
            case 409 -> {
                ErrorBody body = ErrorBody.of(reply);
                throw new RouteError(request, reply, body.tag().orElse("409"));
            }
            default -> {
                if (reply.status() >= 400 && request.effect() == Effect.WRITES) {
                    throw new RouteError(request, reply, Integer.toString(reply.status()));
                }
                yield notUnderstood(request, reply, "status " + reply.status());
            }
        };
    }

    /** An answer that came whole and makes no sense. A request that writes may have taken effect all the same. */
    static GangwayException notUnderstood(Request request, Reply reply, String what) {
        return request.effect() == Effect.WRITES
                ? new AnswerLostException(
                        request.route() + ": the answer can't be understood (" + what
                                + "). It may have taken effect: look before doing it again.",
                        reply.requestId())
                : new ProviderProtocolException(
                        request.route() + ": the answer can't be understood (" + what
                                + "). Nothing was changed; report it with the request id.",
                        reply.requestId());
    }

    private static GangwayException badRequest(Request request, Reply reply) throws RouteError {
        String text = lowerCase(reply);
        if (ABOUT_THE_TOKEN.stream().anyMatch(text::contains)) {
            return rejected(request, reply, Diagnoses.malformed());
        }
        Matcher scope = SCOPE_OF_APP.matcher(text);
        if (scope.find()) {
            return new PermissionMissingException(
                    request.route() + ": the app itself lacks the scope " + scope.group(1)
                            + ". Tick it in the app's settings at Dropbox, then have an admin of the team connect again.",
                    Diagnoses.appLacks(scope.group(1)),
                    Set.of(scope.group(1)),
                    reply.requestId());
        }
        if (ONLY_FOR_TEAMS.stream().anyMatch(text::contains)) {
            return new ConnectFailedException(Diagnoses.notATeam());
        }
        if (text.contains(OPERATES_ON_ONE_ACCOUNT)) {
            throw new RouteError(request, reply, ONLY_FOR_SINGLE_ACCOUNTS);
        }
        if (request.effect() == Effect.WRITES) {
            throw new RouteError(request, reply, "400");
        }
        return notUnderstood(request, reply, "status 400");
    }

    private static GangwayException unauthorized(Request request, Reply reply) throws RouteError {
        if (rejectsCredential(reply)) {
            return rejected(request, reply);
        }
        ErrorBody body = ErrorBody.of(reply);
        Optional<String> person = body.tag().filter(Set.of(NOBODY_TO_ACT_AS, SUSPENDED)::contains);
        if (person.isPresent() && Routes.AS_A_PERSON.contains(request.route())) {
            throw new RouteError(request, reply, person.get());
        }
        Optional<String> scope = body.word("required_scope");
        if (scope.isPresent()) {
            return new PermissionMissingException(
                    request.route() + ": the credential lacks the scope " + scope.get()
                            + ". Have an admin of the team connect again; a scope that is added later doesn't reach a "
                            + "credential that exists.",
                    Diagnoses.tokenLacks(scope.get()),
                    Set.of(scope.get()),
                    reply.requestId());
        }
        return notPermitted(request, reply, body);
    }

    /** Bound to the team's plan or to the account; specified, but not which feature needs which plan. */
    private static GangwayException forbidden(Request request, Reply reply) {
        return notPermitted(request, reply, ErrorBody.of(reply));
    }

    private static GangwayException notPermitted(Request request, Reply reply, ErrorBody body) {
        return new PermissionMissingException(
                request.route() + ": Dropbox doesn't permit it to this team or account ("
                        + body.tag().orElse("status " + reply.status())
                        + "). The team's plan, or the admin who connected it, may not include it.",
                Diagnoses.notPermitted(body.tag(), reply.status()),
                Set.of(),
                reply.requestId());
    }

    private static GangwayException rejected(Request request, Reply reply) {
        return Diagnoses.rejection(reply)
                .map(it -> rejected(request, reply, it))
                .orElseGet(() -> new CredentialRejectedException(rejected(request), reply.requestId()));
    }

    private static GangwayException rejected(Request request, Reply reply, Diagnosis diagnosis) {
        return new CredentialRejectedException(rejected(request), diagnosis, reply.requestId());
    }

    private static String rejected(Request request) {
        return request.route() + ": Dropbox rejects the connection's credential. Somebody has to connect again.";
    }

    private static String lowerCase(Reply reply) {
        String text = reply.text();
        return text.substring(0, Math.min(text.length(), 4096)).toLowerCase(Locale.ROOT);
    }
}
