package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dropbox.core.BadRequestException;
import com.dropbox.core.DbxException;
import com.dropbox.core.NetworkIOException;
import com.dropbox.core.v2.async.PollErrorException;
import com.dropbox.core.v2.team.AdminTier;
import com.dropbox.core.v2.team.MemberAddArg;
import com.dropbox.core.v2.team.MemberAddResult;
import com.dropbox.core.v2.team.MemberAddV2Arg;
import com.dropbox.core.v2.team.MemberAddV2Result;
import com.dropbox.core.v2.team.MembersAddJobStatusV2Result;
import com.dropbox.core.v2.team.MembersAddLaunchV2Result;
import com.dropbox.core.v2.team.TeamMemberInfoV2;
import com.dropbox.core.v2.team.UserSelectorArg;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Invitations, as the official client sees them. */
class MemberAddTest {
    private LinkedTeam linked = new LinkedTeam(JobStyle.NEVER);

    @AfterEach
    void stop() {
        linked.close();
    }

    @Test
    void theInvitedHaveWhatWasGivenAndEverybodysGroup() throws DbxException {
        TeamMemberInfoV2 max = add(MemberAddV2Arg.newBuilder("Max.Muster@example.com")
                        .withMemberGivenName("Max")
                        .withMemberSurname("Muster")
                        .withMemberExternalId("E-7")
                        .withIsDirectoryRestricted(true)
                        .withRoleIds(List.of(Role.SUPPORT.id()))
                        .build())
                .getSuccessValue();

        assertThat(max.getProfile().getStatus().isInvited()).isTrue();
        assertThat(max.getProfile().getInvitedOn()).isNotNull();
        assertThat(max.getProfile().getJoinedOn()).isNull();
        assertThat(max.getProfile().getEmail()).isEqualTo("Max.Muster@example.com");
        assertThat(max.getProfile().getGroups()).hasSize(1);
        assertThat(max.getProfile().getIsDirectoryRestricted()).isTrue();
        assertThat(max.getRoles()).extracting("name").containsExactly("Support");
        assertThat(linked.info("max.muster").getProfile().getExternalId()).isEqualTo("E-7");
    }

    @Test
    void anInvitationIsLoggedWithAllThatWasGiven() throws DbxException {
        add(MemberAddV2Arg.newBuilder("max@example.com")
                .withMemberGivenName("Max")
                .withMemberExternalId("E-7")
                .withRoleIds(List.of(Role.BILLING.id()))
                .withIsDirectoryRestricted(true)
                .build());

        assertThat(linked.events(5))
                .containsExactly(
                        "member_change_status{'previous_value':{'.tag':'not_joined'},'new_value':{'.tag':'invited'}}",
                        "member_add_name{'new_value':{'given_name':'Max','surname':''}}",
                        "member_add_external_id{'new_value':'E-7'}",
                        "member_change_admin_role{'new_value':{'.tag':'billing_admin'}}",
                        "directory_restrictions_add_members{}");
    }

    @Test
    void anInvitationWithoutANameHasEmptyNamesAndNoRoles() throws DbxException {
        TeamMemberInfoV2 max = add("max@example.com").getSuccessValue();

        assertThat(max.getProfile().getName().getDisplayName()).isEmpty();
        assertThat(max.getRoles()).isNull();
        assertThat(linked.events(1).get(0)).startsWith("member_change_status");
    }

    @Test
    void whoeverIsOnTheTeamOrRecoverableIsAlreadyThere() throws DbxException {
        for (String name : List.of("ana", "ivy", "sam", "lia", "rob", "ANA")) {
            assertThat(add(name + "@example.com").getUserAlreadyOnTeamValue()).isEqualTo(name + "@example.com");
        }
    }

    @Test
    void whoeverIsGoneForGoodCanComeAgain() throws DbxException {
        assertThat(add("ulf@example.com").isSuccess()).isTrue();
        assertThat(add("dan@example.com").isSuccess()).isTrue();

        linked.pass(Duration.ofDays(6));
        assertThat(add("rob@example.com").isSuccess()).isTrue();
        assertThat(linked.status("rob")).isEqualTo("INVITED");
    }

    @Test
    void anExternalIdIsRefusedWhileItsHolderCanComeBack() throws DbxException {
        linked.team.membersRemove(UserSelectorArg.externalId("E-1042"));
        MemberAddV2Arg max = MemberAddV2Arg.newBuilder("max@example.com")
                .withMemberExternalId("E-1042")
                .build();

        assertThat(add(max).isDuplicateExternalMemberId()).isTrue();

        linked.pass(Duration.ofDays(7));
        assertThat(add(max).isSuccess()).isTrue();
    }

    @Test
    void persistentIdsNeedSamlAndAreUnique() throws DbxException {
        MemberAddV2Arg max = MemberAddV2Arg.newBuilder("max@example.com")
                .withMemberPersistentId("P-1")
                .build();
        MemberAddV2Arg moritz = MemberAddV2Arg.newBuilder("moritz@example.com")
                .withMemberPersistentId("P-1")
                .build();
        assertThat(add(max).isPersistentIdDisabled()).isTrue();

        linked.simulator.console().usePersistentIds(true);

        assertThat(add(max).getSuccessValue().getProfile().getPersistentId()).isEqualTo("P-1");
        assertThat(add(moritz).isDuplicateMemberPersistentId()).isTrue();
    }

    @Test
    void anUnknownRoleCreatesNobody() throws DbxException {
        assertThat(add(MemberAddV2Arg.newBuilder("max@example.com")
                                .withRoleIds(List.of("pid_dbtmr:2345"))
                                .build())
                        .isUserCreationFailed())
                .isTrue();
    }

    @Test
    void theLastLicensesGoToTheFirstInTheRequest() throws DbxException {
        linked.simulator.people().haveLicenses(8);

        List<MemberAddV2Result> results = linked.team
                .membersAddV2(Stream.of("ana", "max", "moritz", "MAX")
                        .map(name ->
                                MemberAddV2Arg.newBuilder(name + "@example.com").build())
                        .toList())
                .getCompleteValue();

        assertThat(results)
                .extracting(MemberAddV2Result::tag)
                .containsExactly(
                        MemberAddV2Result.Tag.USER_ALREADY_ON_TEAM,
                        MemberAddV2Result.Tag.SUCCESS,
                        MemberAddV2Result.Tag.TEAM_LICENSE_LIMIT,
                        MemberAddV2Result.Tag.USER_ALREADY_ON_TEAM);
        assertThat(results.get(2).getTeamLicenseLimitValue()).isEqualTo("moritz@example.com");
    }

    @Test
    void whatIsNotModelledCanStillRefuseItems() throws DbxException {
        linked.simulator.inject(Fault.at("team/members/add_v2").refuseItems("user_on_another_team"));

        assertThat(add("max@example.com").getUserOnAnotherTeamValue()).isEqualTo("max@example.com");
        assertThat(linked.simulator.calls("team/members/add_v2")).noneMatch(Call::effectApplied);
    }

    @Test
    void moreThanTwentyAreAMalformedRequest() {
        List<MemberAddV2Arg> many = Stream.iterate(1, i -> i + 1)
                .limit(21)
                .map(i -> MemberAddV2Arg.newBuilder("new" + i + "@example.com").build())
                .toList();

        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> linked.team.membersAddV2(many))
                .withMessageContaining("new_members: list must have at most 20 items, got 21");
        assertThat(linked.simulator.calls("team/members/add_v2")).noneMatch(Call::effectApplied);
    }

    @Test
    void aJobAddsWhenItCompletes() throws DbxException {
        String job = startJob();

        assertThat(linked.team.membersAddJobStatusGetV2(job).isInProgress()).isTrue();
        assertThat(linked.post("team/members/get_info_v2", "{'members':[{'.tag':'email','email':'max@example.com'}]}"))
                .contains("id_not_found");
        MembersAddJobStatusV2Result done = linked.team.membersAddJobStatusGetV2(job);

        assertThat(done.getCompleteValue()).singleElement().matches(MemberAddV2Result::isSuccess);
        assertThat(linked.status("max")).isEqualTo("INVITED");
    }

    @Test
    void aJobIsUnknownToTheOtherVersion() throws DbxException {
        String job = startJob();

        assertThatExceptionOfType(PollErrorException.class).isThrownBy(() -> linked.team.membersAddJobStatusGet(job));
    }

    @Test
    void aFailedJobSaysSo() throws DbxException {
        linked.simulator.inject(Fault.at("team/members/add_v2").failJob());
        String job = startJob();
        linked.team.membersAddJobStatusGetV2(job);
        linked.team.membersAddJobStatusGetV2(job);

        assertThat(linked.team.membersAddJobStatusGetV2(job).getFailedValue()).isNotEmpty();
    }

    @Test
    void askingAgainAfterALostAnswerFindsThemThere() throws DbxException {
        linked.simulator.inject(Fault.at("team/members/add_v2").call(1).loseAnswer());

        assertThatExceptionOfType(NetworkIOException.class).isThrownBy(() -> add("max@example.com"));

        assertThat(add("max@example.com").isUserAlreadyOnTeam()).isTrue();
    }

    @Test
    void theFirstVersionKnowsTiers() throws DbxException {
        MemberAddArg max = MemberAddArg.newBuilder("max@example.com")
                .withRole(AdminTier.USER_MANAGEMENT_ADMIN)
                .build();

        MemberAddResult result =
                linked.team.membersAdd(List.of(max)).getCompleteValue().get(0);

        assertThat(result.getSuccessValue().getRole()).isEqualTo(AdminTier.USER_MANAGEMENT_ADMIN);
        assertThat(linked.info("max").getRoles()).extracting("name").containsExactly("User management");
    }

    @Test
    void theFirstVersionsJobsWorkToo() throws DbxException {
        String job = linked.team
                .membersAdd(List.of(new MemberAddArg("max@example.com")), true)
                .getAsyncJobIdValue();
        assertThat(linked.team.membersAddJobStatusGet(job).isInProgress()).isTrue();
        assertThat(linked.team.membersAddJobStatusGet(job).isInProgress()).isTrue();

        assertThat(linked.team.membersAddJobStatusGet(job).getCompleteValue())
                .singleElement()
                .matches(MemberAddResult::isSuccess);
    }

    @Test
    void addressesAreShownInLowerCaseIfToldTo() throws DbxException {
        linked.close();
        linked = new LinkedTeam(builder -> builder.jobs(JobStyle.NEVER).lowersAddresses(true));

        assertThat(add("Max@Example.com").getSuccessValue().getProfile().getEmail())
                .isEqualTo("max@example.com");
    }

    @Test
    void aWelcomeMailCanBeSentToAnybodyOnTheTeam() throws DbxException {
        linked.team.membersSendWelcomeEmail(LinkedTeam.user("ivy"));
        linked.team.membersSendWelcomeEmail(LinkedTeam.user("ana"));

        assertThat(linked.simulator.calls("team/members/send_welcome_email"))
                .hasSize(2)
                .allMatch(call -> call.status() == 200);
    }

    private String startJob() throws DbxException {
        MembersAddLaunchV2Result launched =
                linked.team.membersAddV2(List.of(new MemberAddV2Arg("max@example.com")), true);
        return launched.getAsyncJobIdValue();
    }

    private MemberAddV2Result add(String email) throws DbxException {
        return add(new MemberAddV2Arg(email));
    }

    private MemberAddV2Result add(MemberAddV2Arg member) throws DbxException {
        return linked.team.membersAddV2(List.of(member)).getCompleteValue().get(0);
    }
}
