package dev.gangway.connection;

import dev.gangway.connector.Revocation;
import dev.gangway.result.Fact;
import dev.gangway.user.OpenOffboarding;
import dev.gangway.user.User;
import java.util.List;
import java.util.Objects;

/**
 * What disconnecting did. Everything stored here is erased in any case. Immutable.
 *
 * @param id the connection that was
 * @param revocation whether the provider withdrew the credential, and what to do if it didn't
 * @param openOffboardings the offboardings that had been begun and had not ended; whether each person left can no longer be found out
 *     through Gangway, and their handles are dead: have somebody look in the provider's console. Unknown if the journal can't be read
 * @param neverBegun who was to leave and won't: by an offboarding that was scheduled, or by the rest of a bulk run. Unknown likewise
 */
public record Disconnection(
        ConnectionId id,
        Revocation revocation,
        Fact<List<OpenOffboarding>> openOffboardings,
        Fact<List<User>> neverBegun) {
    /**
     * Checks and copies the parts.
     *
     * @param id the connection that was
     * @param revocation whether the provider withdrew the credential
     * @param openOffboardings the offboardings that had not ended
     * @param neverBegun who was to leave and won't
     */
    public Disconnection {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(revocation, "revocation");
        openOffboardings = openOffboardings.map(List::copyOf);
        neverBegun = neverBegun.map(List::copyOf);
    }
}
