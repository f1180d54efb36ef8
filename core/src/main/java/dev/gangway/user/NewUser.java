package dev.gangway.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Somebody to bring aboard. Immutable.
 *
 * @param email the address to invite
 * @param givenName the given name; empty for none
 * @param surname the surname; empty for none
 * @param externalId the application's own id of the person
 * @param roleId the provider's id of a role besides plain membership
 * @param groupIds the provider's ids of the groups to join
 * @param invitationMail whether the provider sends its invitation mail; without it, the application has to tell the person
 * @param recoverLeaver whether somebody who left and can still be recovered is recovered instead of refused
 */
public record NewUser(
        UserRef.Email email,
        String givenName,
        String surname,
        Optional<String> externalId,
        Optional<String> roleId,
        List<String> groupIds,
        boolean invitationMail,
        boolean recoverLeaver) {

    /**
     * Checks and copies the parts.
     *
     * @param email the address to invite
     * @param givenName the given name
     * @param surname the surname
     * @param externalId the application's own id
     * @param roleId the role
     * @param groupIds the groups
     * @param invitationMail whether the provider sends its mail
     * @param recoverLeaver whether somebody who left is recovered
     * @throws IllegalArgumentException if the external id, the role or a group is blank
     */
    public NewUser {
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(givenName, "givenName");
        Objects.requireNonNull(surname, "surname");
        Objects.requireNonNull(externalId, "externalId");
        Objects.requireNonNull(roleId, "roleId");
        groupIds = List.copyOf(groupIds);
        if (Stream.of(externalId.stream(), roleId.stream(), groupIds.stream())
                .flatMap(ids -> ids)
                .anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "An external id, a role or a group can't be blank; leave out what isn't wanted.");
        }
    }

    /**
     * A plain member, invited by the provider's mail.
     *
     * @param address the e-mail address
     * @return the new user
     * @throws IllegalArgumentException if it isn't an e-mail address
     */
    public static NewUser of(String address) {
        return new NewUser(
                new UserRef.Email(address), "", "", Optional.empty(), Optional.empty(), List.of(), true, false);
    }

    /**
     * A copy with names.
     *
     * @param given the given name
     * @param family the surname
     * @return the copy
     */
    public NewUser named(String given, String family) {
        return new NewUser(email, given, family, externalId, roleId, groupIds, invitationMail, recoverLeaver);
    }

    /**
     * A copy with the application's own id of the person.
     *
     * @param id the external id
     * @return the copy
     */
    public NewUser withExternalId(String id) {
        Objects.requireNonNull(id, "id");
        return new NewUser(email, givenName, surname, Optional.of(id), roleId, groupIds, invitationMail, recoverLeaver);
    }

    /**
     * A copy with a role.
     *
     * @param role a role that {@link Users#roles()} listed
     * @return the copy
     */
    public NewUser withRole(Role role) {
        Objects.requireNonNull(role, "role");
        return new NewUser(
                email, givenName, surname, externalId, Optional.of(role.id()), groupIds, invitationMail, recoverLeaver);
    }

    /**
     * A copy that joins one more group.
     *
     * @param groupId the provider's id of the group
     * @return the copy
     */
    public NewUser inGroup(String groupId) {
        List<String> groups = new ArrayList<>(groupIds);
        groups.add(Objects.requireNonNull(groupId, "groupId"));
        return new NewUser(email, givenName, surname, externalId, roleId, groups, invitationMail, recoverLeaver);
    }

    /**
     * A copy of whom the provider tells nobody: no invitation mail. The person can only join once the application tells them how.
     *
     * @return the copy
     */
    public NewUser withoutMail() {
        return new NewUser(email, givenName, surname, externalId, roleId, groupIds, false, recoverLeaver);
    }

    /**
     * A copy that is recovered with everything if the person left and can still be recovered; otherwise that is refused with
     * {@code RECOVERABLE_LEAVER}. Who is recovered keeps name and external id as they were, and gets the role and the groups that are asked
     * for; the provider sends its invitation mail or not as it does when it recovers people.
     *
     * @return the copy
     */
    public NewUser recoveringLeaver() {
        return new NewUser(email, givenName, surname, externalId, roleId, groupIds, invitationMail, true);
    }
}
