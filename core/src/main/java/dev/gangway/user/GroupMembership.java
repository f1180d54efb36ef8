package dev.gangway.user;

import java.util.Objects;

/**
 * A person's place in a group. Immutable.
 *
 * @param groupId the provider's id of the group
 * @param groupName the group's name, for people
 * @param owner whether the person manages the group
 */
public record GroupMembership(String groupId, String groupName, boolean owner) {
    /**
     * Checks the parts.
     *
     * @param groupId the provider's id of the group
     * @param groupName the group's name
     * @param owner whether the person manages it
     */
    public GroupMembership {
        Objects.requireNonNull(groupId, "groupId");
        Objects.requireNonNull(groupName, "groupName");
    }
}
