package dev.gangway.license;

import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One person on the team, the license they take and what shows that they use it. What isn't known says why. Immutable.
 *
 * @param id the immutable id
 * @param email the primary e-mail address
 * @param givenName the given name; empty if none is known
 * @param surname the surname; empty if none is known
 * @param externalId the application's own id of the person, if it set one
 * @param status where the person stands
 * @param licenseType the license type that the person takes; known to be empty if surely none
 * @param hasRole whether the person has a role besides plain membership, as admins have
 * @param invitedAt when the pending invitation was sent
 * @param joinedAt when the person joined
 * @param suspendedAt since when the person is suspended
 * @param lastLogin when they last signed in
 * @param signInDays on which days they signed in, within what was read
 * @param devices their devices and web sessions
 * @param linkedApps the names of the apps that they linked, sorted
 * @param storedBytes how much they store, in bytes
 */
public record LicenseUse(
        UserId id,
        String email,
        String givenName,
        String surname,
        Optional<String> externalId,
        UserStatus status,
        Fact<Optional<String>> licenseType,
        boolean hasRole,
        Optional<Instant> invitedAt,
        Optional<Instant> joinedAt,
        Optional<Instant> suspendedAt,
        LastLogin lastLogin,
        Fact<SignInDays> signInDays,
        Fact<DeviceUse> devices,
        Fact<List<String>> linkedApps,
        Fact<Long> storedBytes) {
    /**
     * Checks and copies the parts.
     *
     * @param id the immutable id
     * @param email the primary e-mail address
     * @param givenName the given name
     * @param surname the surname
     * @param externalId the application's own id
     * @param status where the person stands
     * @param licenseType the license type
     * @param hasRole whether there is a role
     * @param invitedAt when invited
     * @param joinedAt when joined
     * @param suspendedAt since when suspended
     * @param lastLogin when they last signed in
     * @param signInDays on which days
     * @param devices their devices
     * @param linkedApps their linked apps
     * @param storedBytes how much they store
     */
    public LicenseUse {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(givenName, "givenName");
        Objects.requireNonNull(surname, "surname");
        Objects.requireNonNull(externalId, "externalId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(licenseType, "licenseType");
        Objects.requireNonNull(invitedAt, "invitedAt");
        Objects.requireNonNull(joinedAt, "joinedAt");
        Objects.requireNonNull(suspendedAt, "suspendedAt");
        Objects.requireNonNull(lastLogin, "lastLogin");
        Objects.requireNonNull(signInDays, "signInDays");
        Objects.requireNonNull(devices, "devices");
        linkedApps = linkedApps.map(List::copyOf);
        Objects.requireNonNull(storedBytes, "storedBytes");
    }

    /**
     * The person's name, for people.
     *
     * @return the names, or the e-mail address if none is known
     */
    public String name() {
        String name = Stream.of(givenName, surname).filter(it -> !it.isBlank()).collect(Collectors.joining(" "));
        return name.isEmpty() ? email : name;
    }

    /**
     * Who it is, to work with.
     *
     * @return the person by immutable id
     */
    public UserRef ref() {
        return UserRef.id(id);
    }
}
