package dev.gangway.license;

import dev.gangway.user.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody signed in, as the provider's record tells it. Immutable.
 *
 * @param who who, by immutable id; empty if the record doesn't tell one
 * @param address the e-mail address that the record tells. Somebody else may have it by now, so it counts only where no id is told
 * @param at when
 * @param source where this is known from and how the person signed in, for people: "event log, password"
 */
public record SignIn(Optional<UserId> who, Optional<String> address, Instant at, String source) {
    /**
     * Checks the parts.
     *
     * @param who who signed in
     * @param address the address that the record tells
     * @param at when
     * @param source where this is known from
     */
    public SignIn {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(source, "source");
    }
}
