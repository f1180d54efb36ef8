package dev.gangway.license;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which sign-ins a report stands on. Immutable.
 *
 * @param since the start of what was read; what the provider has forgotten by then isn't known
 * @param until the end of what is surely complete: a later sign-in may be missing, since the provider's log lags
 *     ({@link LicenseData#signInLag()})
 * @param unattributed the latest sign-in that can't be said to be any one person's: no id is told, and no address, or an address that
 *     nobody surely had then; empty if there is none
 */
public record SignInHistory(Instant since, Instant until, Optional<Instant> unattributed) {
    /**
     * Checks the parts.
     *
     * @param since the start of what was read
     * @param until the end of what is surely complete
     * @param unattributed the latest sign-in that can't be said to be any one person's
     */
    public SignInHistory {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(unattributed, "unattributed");
    }
}
