package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.LinkedTeam.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.DbxException;
import com.dropbox.core.v2.async.LaunchEmptyResult;
import com.dropbox.core.v2.async.PollEmptyResult;
import com.dropbox.core.v2.team.GroupAccessType;
import com.dropbox.core.v2.team.GroupFullInfo;
import com.dropbox.core.v2.team.GroupMemberInfo;
import com.dropbox.core.v2.team.GroupMembersChangeResult;
import com.dropbox.core.v2.team.GroupSelector;
import com.dropbox.core.v2.team.GroupsGetInfoItem;
import com.dropbox.core.v2.team.GroupsListResult;
import com.dropbox.core.v2.team.GroupsMembersListResult;
import com.dropbox.core.v2.team.GroupsSelector;
import com.dropbox.core.v2.team.MemberAccess;
import com.dropbox.core.v2.teamcommon.GroupManagementType;
import com.dropbox.core.v2.teamcommon.GroupSummary;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GroupTest {
    private final LinkedTeam linked = new LinkedTeam(DropboxSimulator.JobStyle.NEVER);

    @AfterEach
    void stop() {
        linked.close();
    }

    @Nested
    @DisplayName("Reading groups")
    class Reading {
        @Test
        void theListBeginsWithEverybodysGroupAndCountsMembers() throws Exception {
            GroupsListResult groups = linked.team.groupsList();

            assertThat(groups.getGroups())
                    .extracting(GroupSummary::getGroupName)
                    .containsExactly("Everyone at Example Ltd.", "Sales", "Finance");
            assertThat(groups.getGroups())
                    .extracting(GroupSummary::getGroupManagementType)
                    .containsExactly(
                            GroupManagementType.SYSTEM_MANAGED,
                            GroupManagementType.USER_MANAGED,
                            GroupManagementType.COMPANY_MANAGED);
            assertThat(groups.getGroups())
                    .extracting(GroupSummary::getMemberCount)
                    .containsExactly(8L, 3L, 3L);
        }

        @Test
        void theListComesInPages() throws Exception {
            GroupsListResult first = linked.team.groupsList(2L);
            GroupsListResult second = linked.team.groupsListContinue(first.getCursor());

            assertThat(first.getHasMore()).isTrue();
            assertThat(second.getGroups())
                    .extracting(GroupSummary::getGroupName)
                    .containsExactly("Finance");
            assertThat(second.getHasMore()).isFalse();
        }

        @Test
        void aCursorOfSomethingElseIsInvalid() throws Exception {
            String foreign = linked.team.membersListV2().getCursor();

            assertThat(linked.refusal("team/groups/list/continue", "{'cursor': '" + foreign + "'}"))
                    .isEqualTo("invalid_cursor");
            assertThat(linked.refusal("team/groups/members/list/continue", "{'cursor': '" + foreign + "'}"))
                    .isEqualTo("invalid_cursor");
        }

        @Test
        void infoKeepsTheOrderAndTellsWhatItDoesNotFind() throws Exception {
            List<GroupsGetInfoItem> items =
                    linked.team.groupsGetInfo(GroupsSelector.groupIds(List.of("g:unknown", id("Sales"))));

            assertThat(items.get(0).getIdNotFoundValue()).isEqualTo("g:unknown");
            assertThat(items.get(1).getGroupInfoValue().getGroupName()).isEqualTo("Sales");
        }

        @Test
        void infoTellsTheMembersWithTheirAccess() throws Exception {
            assertThat(info("Sales").getMembers())
                    .extracting(GroupTest::described)
                    .containsExactly("leo@example.com OWNER", "ana@example.com MEMBER", "ivy@example.com MEMBER");
        }

        @Test
        void infoOfEverybodysGroupHasNoMembers() throws Exception {
            assertThat(info("Everyone at Example Ltd.").getMembers()).isNull();
        }

        @Test
        void theTimeOfCreationIsInMilliseconds() throws Exception {
            assertThat(info("Sales").getCreated())
                    .isEqualTo(
                            linked.clock.instant().minus(Duration.ofDays(365)).toEpochMilli());
        }

        @Test
        void everybodysGroupCanBeListed() throws Exception {
            GroupsMembersListResult all =
                    linked.team.groupsMembersList(GroupSelector.groupId(id("Everyone at Example Ltd.")));

            assertThat(all.getMembers()).hasSize(8);
            assertThat(all.getMembers()).extracting(GroupTest::described).contains("ivy@example.com MEMBER");
        }

        @Test
        void aPageOfMembersStaysInItsPlaceWhenMembersLeaveInBetween() throws Exception {
            GroupsMembersListResult first = linked.team.groupsMembersList(GroupSelector.groupId(id("Sales")), 1L);
            linked.team.groupsMembersRemove(GroupSelector.groupId(id("Sales")), List.of(user("leo")));

            assertThat(linked.team.groupsMembersListContinue(first.getCursor()).getMembers())
                    .extracting(GroupTest::described)
                    .containsExactly("ana@example.com MEMBER");
        }

        @Test
        void anUnknownGroupHasNoMembersToList() {
            assertThat(linked.refusal(
                            "team/groups/members/list",
                            "{'group': {'.tag': 'group_external_id', 'group_external_id': 'no'}}"))
                    .isEqualTo("group_not_found");
        }

        @Test
        void profilesTellTheGroups() throws Exception {
            assertThat(linked.info("ana").getProfile().getGroups())
                    .containsExactlyInAnyOrder(id("Everyone at Example Ltd."), id("Sales"), id("Finance"));
        }
    }

    @Nested
    @DisplayName("Creating a group")
    class Creating {
        @Test
        void aNewGroupIsEmptyAndManagedByUsers() throws Exception {
            GroupFullInfo created = linked.team.groupsCreate("Legal");

            assertThat(created.getMembers()).isEmpty();
            assertThat(created.getGroupManagementType()).isEqualTo(GroupManagementType.USER_MANAGED);
            assertThat(created.getCreated()).isEqualTo(linked.clock.instant().toEpochMilli());
            assertThat(info("Legal").getGroupId()).isEqualTo(created.getGroupId());
        }

        @Test
        void theCreatorIsTheAdminWhoAuthorizedTheApp() throws Exception {
            GroupFullInfo created = linked.team
                    .groupsCreateBuilder("Legal")
                    .withAddCreatorAsOwner(true)
                    .start();

            assertThat(created.getMembers()).extracting(GroupTest::described).containsExactly("olga@example.com OWNER");
        }

        @Test
        void theEventsNameTheGroupAndItsExternalId() throws Exception {
            linked.team.groupsCreateBuilder("Legal").withGroupExternalId("G-1").start();

            assertThat(linked.events(2))
                    .containsExactly(
                            "group_create{'is_company_managed':false}", "group_add_external_id{'new_value':'G-1'}");
        }

        @Test
        void aNameIsTakenInAnyCase() {
            assertThat(create("'group_name': 'sales'")).isEqualTo("group_name_already_used");
        }

        @Test
        void aBlankOrOddNameIsInvalid() {
            assertThat(create("'group_name': ' '")).isEqualTo("group_name_invalid");
            assertThat(create("'group_name': ''")).isEqualTo("group_name_invalid");
            assertThat(create("'group_name': 'a/b'")).isEqualTo("group_name_invalid");
        }

        @Test
        void anExternalIdIsGoodForOneGroup() throws Exception {
            linked.team.groupsCreateBuilder("Legal").withGroupExternalId("G-1").start();

            assertThat(create("'group_name': 'Other', 'group_external_id': 'G-1'"))
                    .isEqualTo("external_id_already_in_use");
        }

        @Test
        void nobodyCreatesAGroupThatTheSystemManages() {
            assertThat(create("'group_name': 'Other', 'group_management_type': 'system_managed'"))
                    .isEqualTo("system_managed_group_disallowed");
        }

        private String create(String fields) {
            return linked.refusal("team/groups/create", "{" + fields + "}");
        }
    }

    @Nested
    @DisplayName("Updating a group")
    class Updating {
        @Test
        void itGetsItsNewNameIdAndManagement() throws Exception {
            GroupFullInfo updated = linked.team
                    .groupsUpdateBuilder(GroupSelector.groupId(id("Sales")))
                    .withNewGroupName("Sales North")
                    .withNewGroupExternalId("G-1")
                    .withNewGroupManagementType(GroupManagementType.COMPANY_MANAGED)
                    .start();

            assertThat(updated.getGroupName()).isEqualTo("Sales North");
            assertThat(updated.getGroupExternalId()).isEqualTo("G-1");
            assertThat(updated.getMembers()).extracting(GroupTest::described).contains("leo@example.com MEMBER");
            assertThat(linked.events(3))
                    .containsExactly(
                            "group_rename{'previous_value':'Sales','new_value':'Sales North'}",
                            "group_add_external_id{'new_value':'G-1'}",
                            "group_change_management_type{'new_value':{'.tag':'company_managed'},"
                                    + "'previous_value':{'.tag':'user_managed'}}");
        }

        @Test
        void anEmptyExternalIdClearsIt() throws Exception {
            linked.team
                    .groupsUpdateBuilder(GroupSelector.groupId(id("Sales")))
                    .withNewGroupExternalId("G-1")
                    .start();

            GroupFullInfo updated = linked.team
                    .groupsUpdateBuilder(GroupSelector.groupExternalId("G-1"))
                    .withReturnMembers(false)
                    .withNewGroupExternalId("")
                    .start();

            assertThat(updated.getGroupExternalId()).isNull();
            assertThat(updated.getMembers()).isNull();
            assertThat(linked.events(1)).containsExactly("group_remove_external_id{'previous_value':'G-1'}");
        }

        @Test
        void itsOwnNameInAnotherCaseIsFree() throws Exception {
            assertThat(linked.team
                            .groupsUpdateBuilder(GroupSelector.groupId(id("Sales")))
                            .withNewGroupName("SALES")
                            .start()
                            .getGroupName())
                    .isEqualTo("SALES");
        }

        @Test
        void nothingChangesIfAPartIsRefused() throws Exception {
            int before = linked.eventCount();

            assertThat(update("Sales", "'new_group_external_id': 'G-1', 'new_group_name': 'Finance'"))
                    .isEqualTo("group_name_already_used");
            assertThat(update("Sales", "'new_group_name': 'x', 'new_group_management_type': 'system_managed'"))
                    .isEqualTo("system_managed_group_disallowed");
            assertThat(info("Sales").getGroupExternalId()).isNull();
            assertThat(linked.eventCount()).isEqualTo(before);
        }

        @Test
        void everybodysGroupIsRefused() throws Exception {
            assertThat(update("Everyone at Example Ltd.", "'new_group_name': 'x'"))
                    .isEqualTo("system_managed_group_disallowed");
        }

        private String update(String group, String fields) throws DbxException {
            return linked.refusal("team/groups/update", "{" + selector(group) + ", " + fields + "}");
        }
    }

    @Nested
    @DisplayName("Deleting a group")
    class Deleting {
        @Test
        void itIsGoneFromListingsAndProfilesAtOnce() throws Exception {
            String sales = id("Sales");

            assertThat(linked.team.groupsDelete(GroupSelector.groupId(sales)).isComplete())
                    .isTrue();

            assertThat(linked.team.groupsList().getGroups())
                    .extracting(GroupSummary::getGroupName)
                    .doesNotContain("Sales");
            assertThat(linked.info("leo").getProfile().getGroups()).doesNotContain(sales);
            assertThat(linked.events(1)).containsExactly("group_delete{'is_company_managed':false}");
        }

        @Test
        void itsNameAndExternalIdAreFreeAgain() throws Exception {
            GroupSelector group = GroupSelector.groupId(linked.team
                    .groupsCreateBuilder("Legal")
                    .withGroupExternalId("G-1")
                    .start()
                    .getGroupId());
            linked.team.groupsDelete(group);

            assertThat(linked.team
                            .groupsCreateBuilder("Legal")
                            .withGroupExternalId("G-1")
                            .start()
                            .getGroupName())
                    .isEqualTo("Legal");
        }

        @Test
        void theSecondTimeItIsDeletedAlreadyAndOtherwiseNotFound() throws Exception {
            String group = "{'.tag': 'group_id', 'group_id': '" + id("Sales") + "'}";
            linked.team.groupsDelete(GroupSelector.groupId(id("Sales")));

            assertThat(linked.refusal("team/groups/delete", group)).isEqualTo("group_already_deleted");
            assertThat(linked.refusal("team/groups/members/list", "{'group': " + group + "}"))
                    .isEqualTo("group_not_found");
        }

        @Test
        void everybodysGroupStays() throws Exception {
            assertThat(linked.refusal(
                            "team/groups/delete",
                            "{'.tag': 'group_id', 'group_id': '" + id("Everyone at Example Ltd.") + "'}"))
                    .isEqualTo("system_managed_group_disallowed");
        }

        @Test
        void asAJobItCanBePolledUntilItIsComplete() throws Exception {
            try (LinkedTeam other = new LinkedTeam(DropboxSimulator.JobStyle.ALWAYS)) {
                GroupSummary sales = other.team.groupsList().getGroups().get(1);
                LaunchEmptyResult launched = other.team.groupsDelete(GroupSelector.groupId(sales.getGroupId()));

                assertThat(other.team.groupsList().getGroups()).hasSize(2);
                PollEmptyResult answer = other.team.groupsJobStatusGet(launched.getAsyncJobIdValue());
                while (answer == PollEmptyResult.IN_PROGRESS) {
                    answer = other.team.groupsJobStatusGet(launched.getAsyncJobIdValue());
                }
                assertThat(answer).isEqualTo(PollEmptyResult.COMPLETE);
            }
        }
    }

    @Nested
    @DisplayName("The members of a group")
    class Members {
        @Test
        void areAddedAtOnceAndTheJobIdIsASpace() throws Exception {
            GroupMembersChangeResult changed = linked.team.groupsMembersAdd(
                    GroupSelector.groupId(id("Sales")),
                    List.of(
                            new MemberAccess(user("uma"), GroupAccessType.OWNER),
                            new MemberAccess(user("sam"), GroupAccessType.MEMBER)));

            assertThat(jobId(changed)).isEqualTo(" ");
            assertThat(changed.getGroupInfo().getMembers())
                    .extracting(GroupTest::described)
                    .contains("uma@example.com OWNER", "sam@example.com MEMBER");
            assertThat(linked.events(2))
                    .containsExactly(
                            "group_add_member{'is_group_owner':true}", "group_add_member{'is_group_owner':false}");
        }

        @Test
        void theSpaceIsNoJob() {
            assertThat(linked.refusal("team/groups/job_status/get", "{'async_job_id': ' '}"))
                    .isEqualTo("invalid_async_job_id");
        }

        @Test
        void areNotToldIfNotAskedFor() throws Exception {
            assertThat(linked.team
                            .groupsMembersAdd(
                                    GroupSelector.groupId(id("Sales")),
                                    List.of(new MemberAccess(user("uma"), GroupAccessType.MEMBER)),
                                    false)
                            .getGroupInfo()
                            .getMembers())
                    .isNull();
        }

        @Test
        void oneWhoIsInTheGroupKeepsAllFromBeingAdded() throws Exception {
            assertThat(add("Sales", access("uma", "member"), access("ana", "member")))
                    .isEqualTo("duplicate_user");
            assertThat(info("Sales").getMembers()).hasSize(3);
        }

        @Test
        void theSameUserTwiceInACallIsADuplicate() throws Exception {
            assertThat(add("Sales", access("uma", "member"), access("UMA", "member")))
                    .isEqualTo("duplicate_user");
        }

        @Test
        void whoIsUnknownOrGoneIsToldAsItWasSent() throws Exception {
            assertThat(post("Sales", access("nobody", "member"), access("uma", "member")))
                    .startsWith("409 ")
                    .contains("\".tag\":\"users_not_found\"")
                    .contains("[\"nobody@example.com\"]");
            assertThat(post("Sales", access("rob", "member")))
                    .contains("\".tag\":\"members_not_in_team\"")
                    .contains("[\"rob@example.com\"]");
        }

        @Test
        void onlyAnActiveMemberCanBecomeOwner() throws Exception {
            assertThat(add("Sales", access("sam", "owner"))).isEqualTo("user_must_be_active_to_be_owner");
        }

        @Test
        void aCompanysGroupHasNoOwners() throws Exception {
            assertThat(post("Finance", access("uma", "owner")))
                    .contains("\".tag\":\"user_cannot_be_manager_of_company_managed_group\"")
                    .contains("[\"uma@example.com\"]");
            assertThat(setAccess("Finance", "ana", "owner"))
                    .isEqualTo("user_cannot_be_manager_of_company_managed_group");
        }

        @Test
        void everybodysGroupTakesNobody() throws Exception {
            assertThat(add("Everyone at Example Ltd.", access("ana", "member")))
                    .isEqualTo("system_managed_group_disallowed");
        }

        @Test
        void evenTheOnlyOwnerCanBeRemoved() throws Exception {
            GroupMembersChangeResult changed =
                    linked.team.groupsMembersRemove(GroupSelector.groupId(id("Sales")), List.of(user("leo")));

            assertThat(changed.getGroupInfo().getMemberCount()).isEqualTo(2);
            assertThat(jobId(changed)).isEqualTo(" ");
            assertThat(linked.events(1)).containsExactly("group_remove_member{}");
        }

        @Test
        void oneWhoIsNotInTheGroupKeepsAllFromBeingRemoved() throws Exception {
            String users = "'users': [{'.tag': 'email', 'email': 'ana@example.com'},"
                    + " {'.tag': 'email', 'email': 'uma@example.com'}]";

            assertThat(linked.refusal("team/groups/members/remove", "{" + selector("Sales") + ", " + users + "}"))
                    .isEqualTo("member_not_in_group");
            assertThat(info("Sales").getMembers()).hasSize(3);
        }

        @Test
        void canBecomeOwners() throws Exception {
            List<GroupsGetInfoItem> changed = linked.team.groupsMembersSetAccessType(
                    GroupSelector.groupId(id("Sales")), user("ana"), GroupAccessType.OWNER);

            assertThat(changed.get(0).getGroupInfoValue().getMembers())
                    .extracting(GroupTest::described)
                    .contains("ana@example.com OWNER");
            assertThat(linked.events(1)).containsExactly("group_change_member_role{'is_group_owner':true}");
        }

        @Test
        void settingWhatIsSoAlreadyWritesNoEvent() throws Exception {
            int before = linked.eventCount();

            linked.team.groupsMembersSetAccessType(
                    GroupSelector.groupId(id("Sales")), user("leo"), GroupAccessType.OWNER);

            assertThat(linked.eventCount()).isEqualTo(before);
        }

        @Test
        void accessIsForMembersOfTheGroup() throws Exception {
            assertThat(setAccess("Sales", "uma", "owner")).isEqualTo("member_not_in_group");
        }

        @Test
        void removalFromTheTeamEndsAllMembershipsAndRecoveryBringsBackEverybodysOnly() throws Exception {
            String everyone = id("Everyone at Example Ltd.");
            linked.team.membersRemove(user("ana"));

            assertThat(info("Sales").getMemberCount()).isEqualTo(2);
            assertThat(info("Finance").getMemberCount()).isEqualTo(2);
            linked.team.membersRecover(user("ana"));

            assertThat(Set.copyOf(linked.info("ana").getProfile().getGroups())).containsExactly(everyone);
        }

        @Test
        void suspensionChangesNothing() throws Exception {
            linked.team.membersSuspend(user("ana"));

            assertThat(info("Sales").getMemberCount()).isEqualTo(3);
        }

        @Test
        void eventsNameTheGroupAndTheMember() throws Exception {
            linked.team.groupsMembersRemove(GroupSelector.groupId(id("Sales")), List.of(user("ana")));

            World world = linked.simulator.world();
            List<Event> log = world.locked(() -> List.copyOf(world.log().arrived(world.now())));
            assertThat(Events.json(log.get(log.size() - 1)).toString())
                    .contains("\"participants\":[{\".tag\":\"group\",\"group_id\":\"" + id("Sales"))
                    .contains("ana@example.com");
        }

        private String setAccess(String group, String name, String type) throws DbxException {
            return linked.refusal(
                    "team/groups/members/set_access_type",
                    "{" + selector(group) + ", " + access(name, type).substring(1));
        }

        private String add(String group, String... members) throws DbxException {
            return linked.refusal("team/groups/members/add", body(group, members));
        }

        private String post(String group, String... members) throws DbxException {
            return linked.post("team/groups/members/add", body(group, members));
        }

        private String body(String group, String... members) throws DbxException {
            return "{" + selector(group) + ", 'members': [" + String.join(", ", members) + "]}";
        }

        private static String access(String name, String type) {
            return "{'user': {'.tag': 'email', 'email': '" + name + "@example.com'}, 'access_type': '" + type + "'}";
        }
    }

    private String selector(String group) throws DbxException {
        return "'group': {'.tag': 'group_id', 'group_id': '" + id(group) + "'}";
    }

    private String id(String name) throws DbxException {
        return linked.team.groupsList().getGroups().stream()
                .filter(group -> group.getGroupName().equals(name))
                .findFirst()
                .orElseThrow()
                .getGroupId();
    }

    private GroupFullInfo info(String name) throws DbxException {
        return linked.team
                .groupsGetInfo(GroupsSelector.groupIds(List.of(id(name))))
                .get(0)
                .getGroupInfoValue();
    }

    @SuppressWarnings("deprecation") // what the field says is the point
    private static String jobId(GroupMembersChangeResult changed) {
        return changed.getAsyncJobId();
    }

    private static String described(GroupMemberInfo info) {
        return info.getProfile().getEmail() + " " + info.getAccessType();
    }
}
