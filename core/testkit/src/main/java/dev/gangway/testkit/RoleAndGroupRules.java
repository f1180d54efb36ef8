package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

abstract class RoleAndGroupRules extends Rules {

    private Role anyRole() {
        List<Role> roles = users().roles();
        Assumptions.assumeFalse(roles.isEmpty(), "This provider has no roles besides plain membership.");
        return roles.get(0);
    }

    private static Set<String> roleIds(User user) {
        return Set.copyOf(user.roles().stream().map(Role::id).toList());
    }

    @Test
    @Rule("U-60")
    void somebodyHasExactlyTheRolesGiven() {
        UserId leo = active("leo");
        String role = anyRole().id();

        changed(users().assignRoles(leo, List.of(role)));
        assertEquals(Set.of(role), roleIds(find(leo)), "Roles after giving one");

        changed(users().assignRoles(leo, List.of()));
        assertEquals(Set.of(), roleIds(find(leo)), "Roles after giving none");
    }

    @Test
    @Rule("U-61")
    void givingTheSameRolesAgainChangesNothing() {
        UserId leo = active("leo");
        List<String> roles = List.of(anyRole().id());
        changed(users().assignRoles(leo, roles));

        alreadyDone(leo, users().assignRoles(leo, roles));
    }

    @Test
    @Rule("U-62")
    void aRoleThatDoesNotExistIsRefused() {
        UserId leo = active("leo");
        String strange = anyRole().id() + "x";

        refused(users().assignRoles(leo, List.of(strange)), Reason.ROLE_UNUSABLE, Reason.INVALID_INPUT);

        assertEquals(Set.of(), roleIds(find(leo)), "Roles after the refusal");
    }

    @Test
    @Rule("U-63")
    void whoJoinsAGroupIsInIt() {
        UserId leo = active("leo");
        String group = levers().group("Design");

        changed(users().joinGroup(leo, new GroupMembership(group, "Design", false)));

        assertTrue(
                find(leo)
                        .groupIds()
                        .toOptional()
                        .map(ids -> ids.contains(group))
                        .orElse(true),
                "The groups of somebody who joined one: " + find(leo).groupIds());
    }

    @Test
    @Rule("U-64")
    void joiningTwiceChangesNothing() {
        UserId leo = active("leo");
        GroupMembership design = new GroupMembership(levers().group("Design"), "Design", false);
        changed(users().joinGroup(leo, design));

        alreadyDone(leo, users().joinGroup(leo, design));
    }

    @Test
    @Rule("U-65")
    void aGroupThatDoesNotExistIsRefused() {
        UserId leo = active("leo");
        String strange = levers().group("Design") + "x";

        refused(users().joinGroup(leo, new GroupMembership(strange, "Nowhere", false)), Reason.GROUP_UNUSABLE);
    }

    private UserId memberOf(String group) {
        UserId leo = active("leo");
        changed(users().joinGroup(leo, new GroupMembership(group, "Some group", false)));
        return leo;
    }

    @Test
    @Rule("U-66")
    void whoLeavesAGroupIsNotInIt() {
        String group = levers().group("Design");
        UserId leo = memberOf(group);

        changed(users().leaveGroup(leo, group));

        assertFalse(
                find(leo).groupIds().toOptional().orElse(List.of()).contains(group),
                "The groups of somebody who left one: " + find(leo).groupIds());
    }

    @Test
    @Rule("U-67")
    void leavingTwiceChangesNothing() {
        String group = levers().group("Design");
        UserId leo = memberOf(group);
        changed(users().leaveGroup(leo, group));

        alreadyDone(leo, users().leaveGroup(leo, group));
    }

    @Test
    @Rule("U-68")
    void aGroupThatDoesNotExistCannotBeLeft() {
        UserId leo = active("leo");
        String strange = levers().group("Design") + "x";

        refused(users().leaveGroup(leo, strange), Reason.GROUP_UNUSABLE);
    }

    @Test
    @Rule("U-69")
    void joiningAndLeavingAGroupConcernsThatOneAlone() {
        String design = levers().group("Design");
        UserId leo = memberOf(design);
        Set<String> others = Set.of(levers().group("Sales"), levers().group("Support"));
        others.forEach(it -> changed(users().joinGroup(leo, new GroupMembership(it, "Some group", false))));

        changed(users().leaveGroup(leo, design));

        Set<String> now = find(leo).groupIds().toOptional().map(Set::copyOf).orElse(others);
        assertTrue(
                now.containsAll(others) && !now.contains(design),
                "The groups of somebody who joined three and left one: " + now);
    }
}
