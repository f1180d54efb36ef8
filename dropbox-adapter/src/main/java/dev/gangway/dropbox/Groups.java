package dev.gangway.dropbox;

import com.dropbox.core.v2.team.GroupAccessType;
import com.dropbox.core.v2.team.GroupFullInfo;
import com.dropbox.core.v2.team.GroupMemberInfo;
import com.dropbox.core.v2.team.GroupSelector;
import com.dropbox.core.v2.team.GroupsGetInfoItem;
import com.dropbox.core.v2.team.GroupsMembersListResult;
import com.dropbox.core.v2.team.GroupsSelector;
import com.dropbox.core.v2.team.MemberAccess;
import com.dropbox.core.v2.teamcommon.GroupManagementType;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Outcome;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is in which group, and who manages it. Thread-safe. */
final class Groups {

    private static final String ALREADY_IN = "duplicate_user";

    private final Calls calls;

    Groups(Calls calls) {
        this.calls = calls;
    }

    /**
     * A plain membership is asked for at once: {@code duplicate_user} can only mean the one person of the request. Whether a manager is
     * one already has to be looked up first. The answer's job id is always blank (specified): it is done when it is answered.
     */
    Outcome<UserId> join(UserId user, GroupMembership group) {
        try {
            Optional<GroupAccessType> now = group.owner() ? access(group.groupId(), user) : Optional.empty();
            if (now.equals(Optional.of(GroupAccessType.OWNER))) {
                return Outcome.alreadyDone(user);
            }
            GroupSelector selector = GroupSelector.groupId(group.groupId());
            if (now.isPresent()) {
                calls.ask(dropbox -> dropbox.team()
                        .groupsMembersSetAccessType(selector, Directory.selector(user), GroupAccessType.OWNER, false));
                return Outcome.done(user);
            }
            GroupAccessType access = group.owner() ? GroupAccessType.OWNER : GroupAccessType.MEMBER;
            MemberAccess member = new MemberAccess(Directory.selector(user), access);
            calls.ask(dropbox -> dropbox.team().groupsMembersAdd(selector, List.of(member), false));
            return Outcome.done(user);
        } catch (RouteError error) {
            return error.code().equals(ALREADY_IN) && !group.owner()
                    ? Outcome.alreadyDone(user)
                    : Refusals.refused(error.code());
        }
    }

    /** {@code member_not_in_group} can only mean the one person of the request; it is done when it is answered, as joining is. */
    Outcome<UserId> leave(UserId user, String groupId) {
        try {
            calls.ask(dropbox -> dropbox.team()
                    .groupsMembersRemove(GroupSelector.groupId(groupId), List.of(Directory.selector(user)), false));
            return Outcome.done(user);
        } catch (RouteError error) {
            return error.code().equals("member_not_in_group")
                    ? Outcome.alreadyDone(user)
                    : Refusals.refused(error.code());
        }
    }

    /** The groups by these ids that people manage; those that Dropbox manages itself, such as "everyone", are left out. */
    List<GroupMembership> memberships(UserId user, List<String> groupIds) throws RouteError {
        if (groupIds.isEmpty()) {
            return List.of();
        }
        List<GroupMembership> memberships = new ArrayList<>();
        for (GroupsGetInfoItem item :
                calls.ask(dropbox -> dropbox.team().groupsGetInfo(GroupsSelector.groupIds(groupIds)))) {
            if (item.isGroupInfo()
                    && item.getGroupInfoValue().getGroupManagementType() != GroupManagementType.SYSTEM_MANAGED) {
                GroupFullInfo group = item.getGroupInfoValue();
                Optional<GroupAccessType> access = group.getMembers() == null
                        ? access(group.getGroupId(), user)
                        : access(group.getMembers(), user);
                memberships.add(new GroupMembership(
                        group.getGroupId(), group.getGroupName(), access.equals(Optional.of(GroupAccessType.OWNER))));
            }
        }
        return memberships;
    }

    /** A person's place in a group; empty if the person isn't in it. */
    private Optional<GroupAccessType> access(String groupId, UserId user) throws RouteError {
        GroupsMembersListResult page =
                calls.ask(dropbox -> dropbox.team().groupsMembersList(GroupSelector.groupId(groupId)));
        Set<Cursor> visited = new HashSet<>();
        while (true) {
            Optional<GroupAccessType> access = access(page.getMembers(), user);
            if (access.isPresent() || !page.getHasMore()) {
                return access;
            }
            Cursor next = Directory.next(page.getCursor());
            if (!visited.add(next)) {
                throw new ProviderProtocolException(
                        "team/groups/members/list/continue: the list came back to a place where it was before.",
                        Optional.empty());
            }
            page = calls.ask(dropbox -> dropbox.team().groupsMembersListContinue(next.value()));
        }
    }

    private static Optional<GroupAccessType> access(List<GroupMemberInfo> members, UserId user) {
        return members.stream()
                .filter(it -> user.value().equals(it.getProfile().getTeamMemberId()))
                .findFirst()
                .map(GroupMemberInfo::getAccessType);
    }
}
