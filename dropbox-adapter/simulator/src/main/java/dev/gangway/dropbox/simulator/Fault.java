package dev.gangway.dropbox.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that goes wrong at a certain call of a certain route. Give it to {@link DropboxSimulator#inject}:
 *
 * <pre>{@code
 * simulator.inject(Fault.at("team/members/remove").call(2).loseAnswer());
 * simulator.inject(Fault.at("oauth2/token").everyCall().serverError(503));
 * }</pre>
 *
 * <p>Calls are counted per fault from its injection. Several faults may meet at one call, and all take effect that can: where one ends
 * the call, as a refusal does, those of later steps have nothing left to change, e.g. the token isn't looked at any more; and of two
 * of the same kind the first counts. A fault that never took effect, nor changed anything in an answer that it was to change, makes
 * {@link DropboxSimulator#close} fail. Immutable.
 */
public final class Fault {
    private final Place place;
    private final Mishap mishap;

    private Fault(Place place, Mishap mishap) {
        this.place = place;
        this.mishap = mishap;
    }

    /**
     * A fault of one route's first call, unless {@link Place#call} or {@link Place#everyCall} says otherwise.
     *
     * @param route the path without {@code /2/}, e.g. {@code team/members/remove}; or {@code oauth2/token}, {@code oauth2/authorize}
     * @return the place, to be completed with what goes wrong there
     */
    public static Place at(String route) {
        return new Place(route, 1);
    }

    Mishap mishap() {
        return mishap;
    }

    boolean concerns(String route) {
        return place.route.equals(route);
    }

    /** Whether the call with this number, counted from 1, is hit. */
    boolean hits(int call) {
        return place.call == Place.EVERY || place.call == call;
    }

    @Override
    public String toString() {
        String call = place.call == Place.EVERY ? "every call" : "call " + place.call;
        return mishap + " at " + call + " of " + place.route;
    }

    /** Where a fault strikes. Immutable. */
    public static final class Place {
        private static final int EVERY = 0;

        private final String route;
        private final int call;

        private Place(String route, int call) {
            this.route = Objects.requireNonNull(route, "route");
            this.call = call;
        }

        /**
         * Strikes at one call only.
         *
         * @param number which call, counted from 1 since the fault's injection
         * @return this place at that call
         * @throws IllegalArgumentException if the number is less than 1
         */
        public Place call(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("calls are counted from 1, so there is no call " + number);
            }
            return new Place(route, number);
        }

        /**
         * Strikes at every call from now on.
         *
         * @return this place at every call
         */
        public Place everyCall() {
            return new Place(route, EVERY);
        }

        /**
         * The work is done at once, the answer comes late (by the real clock).
         *
         * @param by how late
         * @return the fault
         */
        public Fault delay(Duration by) {
            return new Fault(this, new Mishap.Delay(Objects.requireNonNull(by, "by")));
        }

        /**
         * The TCP connection is cut before anything is done; over HTTP/2 the other calls on that connection lose it too.
         *
         * @return the fault
         */
        public Fault cutBeforeHandling() {
            return new Fault(this, new Mishap.CutBefore());
        }

        /**
         * The work is done, then the TCP connection is cut instead of an answer; over HTTP/2 the other calls on that connection lose
         * it too.
         *
         * @return the fault
         */
        public Fault loseAnswer() {
            return new Fault(this, new Mishap.LoseAnswer());
        }

        /**
         * The work is done, the answer breaks off in the middle of its body.
         *
         * @return the fault
         */
        public Fault truncateBody() {
            return new Fault(this, new Mishap.Truncate());
        }

        /**
         * The work is done, the answer has status 200 and this body in place of its own.
         *
         * @param contentType e.g. {@code text/html}
         * @param body anything, also nothing
         * @return the fault
         */
        public Fault wrongBody(String contentType, String body) {
            return new Fault(
                    this,
                    new Mishap.WrongBody(
                            Objects.requireNonNull(contentType, "contentType"), Objects.requireNonNull(body, "body")));
        }

        /**
         * Nothing is done; the answer is a status of 5xx with the kind of body seen with it: nothing with 500 and 503, HTML with 502
         * and 504.
         *
         * @param status 500 to 599
         * @return the fault
         */
        public Fault serverError(int status) {
            return new Fault(this, new Mishap.ServerErrorBefore(checked(status)));
        }

        /**
         * The work is done; the answer is a status of 5xx all the same.
         *
         * @param status 500 to 599
         * @return the fault
         */
        public Fault serverErrorAfterEffect(int status) {
            return new Fault(this, new Mishap.ServerErrorAfter(checked(status)));
        }

        /**
         * Nothing is done; 429 with {@code Retry-After} in seconds and a JSON body.
         *
         * @param retryAfter how long to wait, in whole seconds
         * @return the fault
         * @throws IllegalArgumentException if the wait is negative or has a fraction of a second
         */
        public Fault rateLimited(Duration retryAfter) {
            return rateLimited(RateLimit.after(retryAfter));
        }

        /**
         * Nothing is done; 429 as described.
         *
         * @param limit header, reason and body
         * @return the fault
         */
        public Fault rateLimited(RateLimit limit) {
            return new Fault(this, new Mishap.RateLimited(Objects.requireNonNull(limit, "limit")));
        }

        /**
         * The access token that was sent has expired, from now on.
         *
         * @return the fault
         */
        public Fault expireToken() {
            return new Fault(this, new Mishap.ExpireToken());
        }

        /**
         * The grant behind the token that was sent is revoked, for good: all its access tokens and its refresh token.
         *
         * @return the fault
         */
        public Fault revokeGrant() {
            return new Fault(this, new Mishap.RevokeGrant());
        }

        /**
         * This call is answered as if the token lacked the route's scope; nothing is done.
         *
         * @return the fault
         */
        public Fault missingScope() {
            return new Fault(this, new Mishap.MissingScope());
        }

        /**
         * Nothing is done; 409 with this tag of the route's errors, whatever the team's state: for the tags that the simulator's model
         * doesn't lead to.
         *
         * @param tag a tag without a value, e.g. {@code cannot_keep_account_required_to_sign_tos}; or tags within each other, e.g.
         *     {@code photo_error/transient_error}
         * @return the fault
         */
        public Fault refuse(String tag) {
            return new Fault(this, new Mishap.UnheardOfError(Objects.requireNonNull(tag, "tag")));
        }

        /**
         * Nothing is done; 403, as the service denies what isn't in a team's plan or not for this account.
         *
         * @param tag a tag of the service's access errors, e.g. {@code team_access_denied}; or tags within each other, e.g.
         *     {@code invalid_account_type/feature}
         * @return the fault
         */
        public Fault denyAccess(String tag) {
            return new Fault(this, new Mishap.DenyAccess(Objects.requireNonNull(tag, "tag")));
        }

        /**
         * A batch route refuses each item of the call with this tag, whatever the team's state; nothing is done. For routes whose results
         * are told per item: adding members and secondary addresses.
         *
         * @param tag a tag of the route's results that carries an address, e.g. {@code user_on_another_team}, {@code rate_limited}
         * @return the fault
         */
        public Fault refuseItems(String tag) {
            return new Fault(this, new Mishap.RefuseItems(Objects.requireNonNull(tag, "tag")));
        }

        /**
         * Nothing is done; 409 with an error tag that no specification knows.
         *
         * @param tag the tag
         * @return the fault
         */
        public Fault unknownErrorTag(String tag) {
            return new Fault(this, new Mishap.UnheardOfError(Objects.requireNonNull(tag, "tag")));
        }

        /**
         * The work is done; the first union of the answer has a tag that no specification knows, and no value. An answer without a
         * union doesn't meet it.
         *
         * @param tag the tag
         * @return the fault
         */
        public Fault unknownTag(String tag) {
            return unknownTag("", tag);
        }

        /**
         * The work is done; the first union that stands under this field name has a tag that no specification knows, and no value. An
         * answer without such a union doesn't meet it.
         *
         * @param field the name of a field of the answer, at any depth, e.g. {@code status}
         * @param tag the tag
         * @return the fault
         */
        public Fault unknownTag(String field, String tag) {
            return new Fault(
                    this,
                    new Mishap.UnknownTag(Objects.requireNonNull(field, "field"), Objects.requireNonNull(tag, "tag")));
        }

        /**
         * The work is done; every object of the answer has a field more than the specification knows. An answer without an object,
         * such as {@code null}, doesn't meet it.
         *
         * @return the fault
         */
        public Fault extraField() {
            return new Fault(this, new Mishap.ExtraField());
        }

        /**
         * The call starts a job that never ends.
         *
         * @return the fault
         */
        public Fault stuckJob() {
            return new Fault(this, new Mishap.JobFate(Jobs.Fate.STUCK));
        }

        /**
         * The call starts a job that fails and nothing was done: polls answer {@code internal_error}, or {@code failed} on the routes
         * that have this answer.
         *
         * @return the fault
         */
        public Fault failJob() {
            return new Fault(this, new Mishap.JobFate(Jobs.Fate.FAIL));
        }

        /**
         * The call starts a job that does its work and then fails: polls answer as after {@link #failJob()}.
         *
         * @return the fault
         */
        public Fault failJobAfterEffect() {
            return new Fault(this, new Mishap.JobFate(Jobs.Fate.FAIL_AFTER_WORK));
        }

        /**
         * The cursor that was sent isn't good any more: the listing has to be begun again.
         *
         * @return the fault
         */
        public Fault resetCursor() {
            return new Fault(this, new Mishap.ResetCursor());
        }

        /**
         * A continued listing delivers the previous page once more, then goes on as usual.
         *
         * @return the fault
         */
        public Fault repeatPage() {
            return new Fault(this, new Mishap.RepeatPage());
        }

        /**
         * A listing delivers a page without items that says there is more.
         *
         * @return the fault
         */
        public Fault emptyPage() {
            return new Fault(this, new Mishap.EmptyPage());
        }

        private static int checked(int status) {
            if (status < 500 || status > 599) {
                throw new IllegalArgumentException("a server error has a status of 500 to 599, not " + status);
            }
            return status;
        }
    }

    /** How a 429 looks: its {@code Retry-After} header, the reason, and whether the body is JSON. Immutable. */
    public static final class RateLimit {
        private final String header;
        private final String reason;
        private final boolean plainText;
        private final Optional<Instant> date;

        private RateLimit(String header, Optional<Instant> date, String reason, boolean plainText) {
            this.header = header;
            this.date = date;
            this.reason = reason;
            this.plainText = plainText;
        }

        /**
         * {@code Retry-After} in seconds; reason {@code too_many_requests}; JSON.
         *
         * @param wait how long, in whole seconds
         * @return the description
         * @throws IllegalArgumentException if the wait is negative or has a fraction of a second
         */
        public static RateLimit after(Duration wait) {
            if (wait.isNegative() || !wait.equals(Duration.ofSeconds(wait.toSeconds()))) {
                throw new IllegalArgumentException("Retry-After counts whole seconds and can't say " + wait
                        + "; give a Duration of whole seconds");
            }
            return new RateLimit(Long.toString(wait.toSeconds()), Optional.empty(), "too_many_requests", false);
        }

        /**
         * {@code Retry-After} as an HTTP date; reason {@code too_many_requests}; JSON.
         *
         * @param date until when to wait; a fraction of a second isn't sent
         * @return the description
         */
        public static RateLimit until(Instant date) {
            return new RateLimit("", Optional.of(date), "too_many_requests", false);
        }

        /**
         * No {@code Retry-After}; reason {@code too_many_requests}; JSON.
         *
         * @return the description
         */
        public static RateLimit withoutHeader() {
            return new RateLimit("", Optional.empty(), "too_many_requests", false);
        }

        /**
         * The same with the reason {@code too_many_write_operations}.
         *
         * @return the changed description
         */
        public RateLimit forWriteOperations() {
            return new RateLimit(header, date, "too_many_write_operations", plainText);
        }

        /**
         * The same with a plain text body.
         *
         * @return the changed description
         */
        public RateLimit inPlainText() {
            return new RateLimit(header, date, reason, true);
        }

        /** Seconds; empty if there is a date or no header. */
        String seconds() {
            return header;
        }

        Optional<Instant> date() {
            return date;
        }

        String reason() {
            return reason;
        }

        boolean isPlainText() {
            return plainText;
        }

        @Override
        public String toString() {
            return reason + " " + date.map(Instant::toString).orElse(header);
        }
    }
}
