package dev.gangway.user;

import dev.gangway.result.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A person as the provider shows them at one moment. Make one with {@link #of} and the {@code with…} copies. Immutable.
 *
 * @param id the immutable id
 * @param email the primary e-mail address, as the provider writes it
 * @param givenName the given name; empty if none is known (an invited person often has none)
 * @param surname the surname; empty if none is known
 * @param externalId the application's own id of the person, if it set one
 * @param status where the person stands
 * @param licenseType the name of the license type that the person takes; known to be empty if the person surely takes none, unknown if the
 *     provider doesn't say
 * @param roles the roles besides plain membership; empty for a plain member
 * @param groupIds the provider's ids of the groups that the person is in, sorted; unknown if they were not read
 * @param invitedAt when the pending invitation was sent
 * @param joinedAt when the person joined
 * @param suspendedAt since when the person is suspended
 */
public record User(
        UserId id,
        String email,
        String givenName,
        String surname,
        Optional<String> externalId,
        UserStatus status,
        Fact<Optional<String>> licenseType,
        List<Role> roles,
        Fact<List<String>> groupIds,
        Optional<Instant> invitedAt,
        Optional<Instant> joinedAt,
        Optional<Instant> suspendedAt) {

    /**
     * Checks and copies the parts.
     *
     * @param id the immutable id
     * @param email the primary e-mail address
     * @param givenName the given name
     * @param surname the surname
     * @param externalId the application's own id of the person
     * @param status where the person stands
     * @param licenseType the name of the license type
     * @param roles the roles
     * @param groupIds the groups
     * @param invitedAt when invited
     * @param joinedAt when joined
     * @param suspendedAt since when suspended
     */
    public User {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(givenName, "givenName");
        Objects.requireNonNull(surname, "surname");
        Objects.requireNonNull(externalId, "externalId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(licenseType, "licenseType");
        roles = List.copyOf(roles);
        groupIds = groupIds.map(ids -> ids.stream().sorted().toList());
        Objects.requireNonNull(invitedAt, "invitedAt");
        Objects.requireNonNull(joinedAt, "joinedAt");
        Objects.requireNonNull(suspendedAt, "suspendedAt");
    }

    /**
     * A person of whom only the least is known.
     *
     * @param id the immutable id
     * @param email the primary e-mail address
     * @param status where the person stands
     * @return the person, without names, roles or times; license type and groups unknown
     */
    public static User of(UserId id, String email, UserStatus status) {
        return new User(
                id,
                email,
                "",
                "",
                Optional.empty(),
                status,
                Fact.unknown("the provider did not say"),
                List.of(),
                Fact.unknown("not read"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A copy with names.
     *
     * @param given the given name
     * @param family the surname
     * @return the copy
     */
    public User named(String given, String family) {
        return new User(
                id,
                email,
                given,
                family,
                externalId,
                status,
                licenseType,
                roles,
                groupIds,
                invitedAt,
                joinedAt,
                suspendedAt);
    }

    /**
     * A copy with another status and its times.
     *
     * @param newStatus where the person stands
     * @param invited when the pending invitation was sent
     * @param joined when the person joined
     * @param suspended since when the person is suspended
     * @return the copy
     */
    public User withStatus(
            UserStatus newStatus, Optional<Instant> invited, Optional<Instant> joined, Optional<Instant> suspended) {
        return new User(
                id,
                email,
                givenName,
                surname,
                externalId,
                newStatus,
                licenseType,
                roles,
                groupIds,
                invited,
                joined,
                suspended);
    }

    /**
     * A copy with an external id.
     *
     * @param external the application's own id of the person
     * @return the copy
     */
    public User withExternalId(String external) {
        return new User(
                id,
                email,
                givenName,
                surname,
                Optional.of(external),
                status,
                licenseType,
                roles,
                groupIds,
                invitedAt,
                joinedAt,
                suspendedAt);
    }

    /**
     * A copy with a license type.
     *
     * @param type the type's name
     * @return the copy
     */
    public User withLicenseType(String type) {
        return withLicense(Optional.of(type));
    }

    /**
     * A copy that surely takes no license, as those don't who have left, or who are a free kind of member.
     *
     * @return the copy
     */
    public User withoutLicense() {
        return withLicense(Optional.empty());
    }

    private User withLicense(Optional<String> type) {
        return new User(
                id,
                email,
                givenName,
                surname,
                externalId,
                status,
                Fact.of(type),
                roles,
                groupIds,
                invitedAt,
                joinedAt,
                suspendedAt);
    }

    /**
     * A copy with other roles.
     *
     * @param newRoles the roles; empty for a plain member
     * @return the copy
     */
    public User withRoles(List<Role> newRoles) {
        return new User(
                id,
                email,
                givenName,
                surname,
                externalId,
                status,
                licenseType,
                newRoles,
                groupIds,
                invitedAt,
                joinedAt,
                suspendedAt);
    }

    /**
     * A copy with known groups.
     *
     * @param ids the provider's ids of the groups
     * @return the copy
     */
    public User withGroups(List<String> ids) {
        return new User(
                id,
                email,
                givenName,
                surname,
                externalId,
                status,
                licenseType,
                roles,
                Fact.of(ids),
                invitedAt,
                joinedAt,
                suspendedAt);
    }

    /**
     * The name to show to people.
     *
     * @return given name and surname, or the e-mail address if there is no name
     */
    public String displayName() {
        String name = (givenName + " " + surname).strip();
        return name.isEmpty() ? email : name;
    }

    /**
     * Whether the person may be one of those who administer the whole team. A role of unknown power counts.
     *
     * @return true if a role is, or could be, that of a team admin
     */
    public boolean mayBeTeamAdmin() {
        return roles.stream().anyMatch(role -> role.power() != Role.Power.LIMITED_ADMIN);
    }

    /**
     * Whether the person surely administers the whole team.
     *
     * @return true if a role is known to be that of a team admin
     */
    public boolean isTeamAdmin() {
        return roles.stream().anyMatch(role -> role.power() == Role.Power.TEAM_ADMIN);
    }
}
