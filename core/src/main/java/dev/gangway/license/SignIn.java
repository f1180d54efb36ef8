package dev.gangway.license;

import dev.gangway.user.UserRef;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody signed in. Immutable.
 *
 * @param who who; empty if the provider's record doesn't tell
 * @param at when
 * @param source where this is known from and how the person signed in, for people: "event log, password"
 */
public record SignIn(Optional<UserRef> who, Instant at, String source) {
    /**
     * Checks the parts.
     *
     * @param who who signed in
     * @param at when
     * @param source where this is known from
     */
    public SignIn {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(source, "source");
    }
}
