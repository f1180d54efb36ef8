package dev.gangway.license;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Function;

/**
 * When somebody last signed in, as far as it is known: {@link SeenAt}, {@link NoneSince} or {@link Unknown}. It is never a bare time,
 * because "none in what we read" and "we could not read" are different things, and somebody may lose a license over it. Immutable.
 */
public sealed interface LastLogin {

    /**
     * Handles all three shapes.
     *
     * @param <R> what the functions give
     * @param seen for a sign-in that was seen
     * @param none for no sign-in in what was read
     * @param unknown for not known
     * @return what the one function gave
     */
    default <R> R match(
            Function<? super SeenAt, ? extends R> seen,
            Function<? super NoneSince, ? extends R> none,
            Function<? super Unknown, ? extends R> unknown) {
        if (this instanceof SeenAt it) {
            return seen.apply(it);
        }
        return this instanceof NoneSince it ? none.apply(it) : unknown.apply((Unknown) this);
    }

    /**
     * The same for a person. Days are those of UTC.
     *
     * @return an English phrase without a full stop, such as "last signed in on 2026-06-03 (event log, password, as user)"
     */
    default String words() {
        return match(
                seen -> "last signed in on " + day(seen.at()) + " (" + seen.source() + ", as " + seen.actor() + ")",
                none -> "no sign-in from " + day(none.start()) + " to " + day(none.until()),
                unknown -> "not known: " + unknown.why());
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /**
     * The latest sign-in that was seen. The provider's log lags, so there may be a later one: see {@link SignInHistory#until()}.
     *
     * @param at when
     * @param source where it is known from
     * @param actor as what the provider recorded the person: "user", "admin"
     */
    record SeenAt(Instant at, String source, String actor) implements LastLogin {
        /**
         * Checks the parts.
         *
         * @param at when
         * @param source where it is known from
         * @param actor as what the person was recorded
         */
        public SeenAt {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(actor, "actor");
        }
    }

    /**
     * No sign-in of that person from start to end of what was read; there may have been one before or after.
     *
     * @param start the start of what was read
     * @param until the end of what is surely complete
     */
    record NoneSince(Instant start, Instant until) implements LastLogin {
        /**
         * Checks the times.
         *
         * @param start the start of what was read
         * @param until the end of what is surely complete
         */
        public NoneSince {
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(until, "until");
        }
    }

    /**
     * Not known.
     *
     * @param why why not, for a person
     */
    record Unknown(String why) implements LastLogin {
        /**
         * Checks the reason.
         *
         * @param why why not
         */
        public Unknown {
            Objects.requireNonNull(why, "why");
        }
    }
}
