package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.LinkedTeam.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dropbox.core.DbxException;
import com.dropbox.core.NetworkIOException;
import com.dropbox.core.v2.async.PollEmptyResult;
import com.dropbox.core.v2.async.PollErrorException;
import com.dropbox.core.v2.team.MembersRemoveErrorException;
import com.dropbox.core.v2.team.RemovedStatus;
import com.dropbox.core.v2.team.TeamMemberInfoV2;
import com.dropbox.core.v2.team.TeamMemberProfile;
import com.dropbox.core.v2.team.UserSelectorArg;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Members are suspended, leave and come back, as the official client sees it. */
class MemberLifeTest {
    private static final String REMOVE = "team/members/remove";

    private LinkedTeam linked = linked(JobStyle.NEVER);

    @AfterEach
    void stop() {
        linked.close();
    }

    @Nested
    @DisplayName("Suspension")
    class Suspending {
        @Test
        void keepsTheLicenseAndIsLogged() throws DbxException {
            linked.team.membersSuspend(user("ana"), false);

            TeamMemberProfile ana = linked.info("ANA").getProfile();
            assertThat(ana.getStatus().isSuspended()).isTrue();
            assertThat(ana.getSuspendedOn()).isNotNull();
            assertThat(linked.team.getInfo().getNumUsedLicenses()).isEqualTo(7);
            assertThat(linked.events(1))
                    .containsExactly("member_change_status{'previous_value':{'.tag':'active'},"
                            + "'new_value':{'.tag':'suspended'}}");
        }

        @Test
        void keepsTheRoleButCountsAsNoAdmin() throws DbxException {
            linked.team.membersSuspend(user("pete"));

            assertThat(linked.info("pete").getRoles()).hasSize(1);
            assertThat(linked.refusal("team/members/suspend", "{'user':{'.tag':'email','email':'olga@example.com'}}"))
                    .isEqualTo("suspend_last_admin");
        }

        @Test
        void endsAsItBegan() throws DbxException {
            linked.team.membersUnsuspend(user("sam"));

            TeamMemberProfile sam = linked.info("sam").getProfile();
            assertThat(sam.getStatus().isActive()).isTrue();
            assertThat(sam.getSuspendedOn()).isNull();
            assertThat(linked.events(1))
                    .containsExactly("member_change_status{'previous_value':{'.tag':'suspended'},"
                            + "'new_value':{'.tag':'active'}}");
        }

        @Test
        void isDoneEvenIfTheAnswerIsLost() throws DbxException {
            linked.simulator.inject(Fault.at("team/members/suspend").loseAnswer());

            assertThatExceptionOfType(NetworkIOException.class)
                    .isThrownBy(() -> linked.team.membersSuspend(user("ana")));

            assertThat(linked.status("ana")).isEqualTo("SUSPENDED");
            assertThat(linked.simulator.calls("team/members/suspend"))
                    .singleElement()
                    .matches(Call::effectApplied);
        }
    }

    @Nested
    @DisplayName("Removal")
    class Removing {
        @Test
        void freesTheLicenseAndEndsRoleGroupsAndSpaceLimit() throws DbxException {
            linked.post(
                    "team/member_space_limits/set_custom_quota",
                    "{'users_and_quotas':[{'user':{'.tag':'email','email':'uma@example.com'},'quota_gb':5}]}");
            linked.team.membersRemove(user("uma"));

            TeamMemberInfoV2 uma = linked.info("uma");
            assertThat(uma.getProfile().getStatus().getRemovedValue()).isEqualTo(new RemovedStatus(true, false));
            assertThat(uma.getRoles()).isNull();
            assertThat(uma.getProfile().getGroups()).isEmpty();
            assertThat(linked.member("uma").customQuota()).isEmpty();
            assertThat(linked.team.getInfo().getNumUsedLicenses()).isEqualTo(6);
            assertThat(linked.events(1))
                    .containsExactly("member_change_status{'previous_value':{'.tag':'active'},"
                            + "'new_value':{'.tag':'removed'},"
                            + "'action':{'.tag':'remove_action','remove_action':{'.tag':'delete'}}}");
        }

        @Test
        void isDoneAtTheLastOfSeveralPolls() throws DbxException {
            restart(JobStyle.ALWAYS);
            String job = linked.team.membersRemove(user("leo")).getAsyncJobIdValue();

            assertThat(linked.team.membersRemoveJobStatusGet(job)).isEqualTo(PollEmptyResult.IN_PROGRESS);
            assertThat(linked.status("leo")).isEqualTo("ACTIVE");
            assertThat(linked.team.membersRemoveJobStatusGet(job)).isEqualTo(PollEmptyResult.COMPLETE);
            assertThat(linked.team.membersRemoveJobStatusGet(job)).isEqualTo(PollEmptyResult.COMPLETE);
            assertThat(linked.status("leo")).isEqualTo("REMOVED");
        }

        @Test
        void movesTheFilesWhenTheJobCompletes() throws DbxException {
            restart(JobStyle.ALWAYS);
            String job = removeLeoForAna();

            assertThat(linked.team.membersRemoveJobStatusGet(job)).isEqualTo(PollEmptyResult.IN_PROGRESS);
            assertThat(linked.member("ana").bytes()).isZero();
            finish(job);

            assertThat(linked.member("ana").bytes()).isEqualTo(700);
            assertThat(linked.member("leo").bytes()).isZero();
            assertThat(linked.info("leo").getProfile().getStatus().getRemovedValue())
                    .isEqualTo(new RemovedStatus(false, false));
            assertThat(linked.events(1)).containsExactly("member_transfer_account_contents{}");
        }

        @Test
        void convertsTheAccountIfItIsKept() throws DbxException {
            linked.team
                    .membersRemoveBuilder(user("leo"))
                    .withKeepAccount(true)
                    .withRetainTeamShares(true)
                    .withWipeData(false)
                    .start();

            assertThat(linked.info("leo").getProfile().getStatus().getRemovedValue())
                    .isEqualTo(new RemovedStatus(false, true));
            assertThat(linked.events(1).get(0)).contains("'remove_action':{'.tag':'offboard_and_retain_team_folders'}");
        }

        @Test
        void deletesTheFilesForGoodIfAsked() throws DbxException {
            linked.team
                    .membersRemoveBuilder(user("leo"))
                    .withPermanentlyDeleteFiles(true)
                    .start();

            assertThat(linked.info("leo").getProfile().getStatus().getRemovedValue())
                    .isEqualTo(new RemovedStatus(false, false));
            assertThat(linked.member("leo").bytes()).isZero();
            assertThat(linked.events(1)).containsExactly("member_permanently_delete_account_contents{}");
        }

        @Test
        void whoseJobIsStuckStaysInProgressAndGuardsTheRecipient() throws DbxException {
            restart(JobStyle.ALWAYS);
            linked.simulator.inject(Fault.at(REMOVE).stuckJob());
            String job = removeLeoForAna();
            for (int i = 0; i < 10; i++) {
                assertThat(linked.team.membersRemoveJobStatusGet(job)).isEqualTo(PollEmptyResult.IN_PROGRESS);
            }

            assertThatExceptionOfType(MembersRemoveErrorException.class)
                    .isThrownBy(() -> linked.team.membersRemove(user("ana")))
                    .matches(e -> e.errorValue.name().equals("MEMBER_IS_TRANSFER_DESTINATION"));
        }

        @Test
        void whoseJobFailsLeavesMemberFilesAndRecipientAsTheyWere() throws DbxException {
            restart(JobStyle.ALWAYS);
            linked.simulator.inject(Fault.at(REMOVE).failJob());
            String job = removeLeoForAna();

            assertThatExceptionOfType(PollErrorException.class)
                    .isThrownBy(() -> finish(job))
                    .matches(e -> e.errorValue.name().equals("INTERNAL_ERROR"));

            assertThat(linked.status("leo")).isEqualTo("ACTIVE");
            assertThat(linked.member("leo").files()).isEqualTo(Member.Files.KEPT);
            assertThat(linked.team.membersRemove(user("ana")).isAsyncJobId()).isTrue();
        }

        @Test
        void canBeDoneThoughItsJobSaysItFailed() throws DbxException {
            restart(JobStyle.ALWAYS);
            linked.simulator.inject(Fault.at(REMOVE).failJobAfterEffect());
            String job = removeLeoForAna();

            assertThatExceptionOfType(PollErrorException.class).isThrownBy(() -> finish(job));

            assertThat(linked.status("leo")).isEqualTo("REMOVED");
            assertThat(linked.member("ana").bytes()).isEqualTo(700);
        }

        @Test
        void failsAsAJobThatAnotherOneHasOvertaken() throws DbxException {
            restart(JobStyle.ALWAYS);
            String first = linked.team.membersRemove(user("leo")).getAsyncJobIdValue();
            String second = linked.team.membersRemove(user("leo")).getAsyncJobIdValue();
            finish(first);

            assertThatExceptionOfType(PollErrorException.class).isThrownBy(() -> finish(second));
        }

        @Test
        void ofTwoAdminsAtOnceLeavesOne() throws DbxException {
            restart(JobStyle.ALWAYS);
            String pete = linked.team.membersRemove(user("pete")).getAsyncJobIdValue();
            String olga = linked.team.membersRemove(user("olga")).getAsyncJobIdValue();
            finish(pete);

            assertThatExceptionOfType(PollErrorException.class).isThrownBy(() -> finish(olga));
            assertThat(linked.status("olga")).isEqualTo("ACTIVE");
        }

        @Test
        void failsAsAJobOnceTheMemberIsToReceiveFiles() throws DbxException {
            restart(JobStyle.ALWAYS);
            String ana = linked.team.membersRemove(user("ana")).getAsyncJobIdValue();
            String leo = removeLeoForAna();

            assertThatExceptionOfType(PollErrorException.class).isThrownBy(() -> finish(ana));
            finish(leo);
            assertThat(linked.status("ana")).isEqualTo("ACTIVE");
            assertThat(linked.member("ana").bytes()).isEqualTo(700);
        }

        @Test
        void isDoneEvenIfTheAnswerIsLost() throws DbxException {
            linked.simulator.inject(Fault.at(REMOVE).loseAnswer());

            assertThatExceptionOfType(NetworkIOException.class)
                    .isThrownBy(() -> linked.team.membersRemove(user("leo")));

            assertThat(linked.status("leo")).isEqualTo("REMOVED");
        }

        @Test
        void canBeRefusedForWhatIsNotModelled() {
            linked.simulator.inject(Fault.at(REMOVE).refuse("cannot_keep_account_required_to_sign_tos"));

            assertThatExceptionOfType(MembersRemoveErrorException.class)
                    .isThrownBy(() -> linked.team.membersRemove(user("leo")))
                    .matches(e -> e.errorValue.name().equals("CANNOT_KEEP_ACCOUNT_REQUIRED_TO_SIGN_TOS"));
        }

        @Test
        void isNoOtherJob() throws DbxException {
            restart(JobStyle.ALWAYS);
            String job = removeLeoForAna();

            assertThatExceptionOfType(PollErrorException.class)
                    .isThrownBy(() -> linked.team.membersMoveFormerMemberFilesJobStatusCheck(job))
                    .matches(e -> e.errorValue.name().equals("INVALID_ASYNC_JOB_ID"));
        }

        @Test
        void showsADisabledAddressIfToldTo() throws DbxException {
            linked.close();
            linked = new LinkedTeam(builder -> builder.jobs(JobStyle.NEVER).disablesAddressesOfRemovedMembers(true));
            linked.team.membersRemove(user("leo"));

            assertThat(linked.info("leo").getProfile().getEmail()).matches("leo#removed-.{12}@example.com");
            assertThat(linked.info("rob").getProfile().getEmail()).startsWith("rob#removed-");
            assertThat(linked.info("dan").getProfile().getEmail()).isEqualTo("dan@example.com");
            linked.team.membersRecover(user("leo"));
            assertThat(linked.info("leo").getProfile().getEmail()).isEqualTo("leo@example.com");
        }
    }

    @Nested
    @DisplayName("Recovery")
    class Recovering {
        @Test
        void bringsTheMemberBackWithoutRoleAndGroups() throws DbxException {
            linked.team.membersRemove(user("uma"));
            linked.pass(Duration.ofDays(7).minusSeconds(1));

            linked.team.membersRecover(user("uma"));

            TeamMemberInfoV2 uma = linked.info("uma");
            assertThat(uma.getProfile().getStatus().isActive()).isTrue();
            assertThat(uma.getRoles()).isNull();
            assertThat(uma.getProfile().getGroups())
                    .containsExactly(
                            linked.simulator.world().team().groups().everyone().id());
            assertThat(linked.events(1))
                    .containsExactly("member_change_status{'previous_value':{'.tag':'removed'},"
                            + "'new_value':{'.tag':'active'}}");
        }

        @Test
        void takesALicense() throws DbxException {
            linked.team.membersRecover(user("rob"));

            assertThat(linked.team.getInfo().getNumUsedLicenses()).isEqualTo(8);
        }

        @Test
        void ofSomebodyWhoNeverJoinedRenewsTheInvitation() throws DbxException {
            linked.team.membersRemove(user("ivy"));

            linked.team.membersRecover(user("ivy"));

            assertThat(linked.status("ivy")).isEqualTo("INVITED");
        }
    }

    @Nested
    @DisplayName("Files of a former member")
    class Moving {
        @Test
        void moveByAJob() throws DbxException {
            restart(JobStyle.ALWAYS);
            String job = linked.team
                    .membersMoveFormerMemberFiles(user("rob"), user("ana"), user("olga"))
                    .getAsyncJobIdValue();

            assertThat(linked.team.membersMoveFormerMemberFilesJobStatusCheck(job))
                    .isEqualTo(PollEmptyResult.IN_PROGRESS);
            assertThat(linked.member("rob").files()).isEqualTo(Member.Files.BEING_TRANSFERRED);
            while (linked.team.membersMoveFormerMemberFilesJobStatusCheck(job) != PollEmptyResult.COMPLETE) {
                assertThat(linked.member("ana").bytes()).isZero();
            }
            assertThat(linked.member("ana").bytes()).isEqualTo(40);
        }

        @Test
        void canStillMoveWhenTheRemovalCanNoLongerBeUndone() throws DbxException {
            assertThat(linked.team
                            .membersMoveFormerMemberFiles(user("ulf"), user("ana"), user("olga"))
                            .isComplete())
                    .isTrue();
        }

        @Test
        void belongToTheirFormerOwnerAgainIfTheJobFails() throws DbxException {
            restart(JobStyle.ALWAYS);
            linked.simulator.inject(
                    Fault.at("team/members/move_former_member_files").failJob());
            String job = linked.team
                    .membersMoveFormerMemberFiles(user("rob"), user("ana"), user("olga"))
                    .getAsyncJobIdValue();
            linked.status("rob");
            linked.status("rob");

            assertThatExceptionOfType(PollErrorException.class)
                    .isThrownBy(() -> linked.team.membersMoveFormerMemberFilesJobStatusCheck(job));

            linked.team.membersRecover(user("rob"));
            assertThat(linked.member("rob").bytes()).isEqualTo(40);
        }

        @Test
        void areGoneOnceDeleted() throws DbxException {
            linked.team.membersDeleteFormerMemberFiles(user("rob"));

            assertThat(linked.member("rob").bytes()).isZero();
            assertThat(linked.events(1)).containsExactly("member_permanently_delete_account_contents{}");
        }

        @Test
        void areFoundByIdWhenSomebodyElseHasTheAddress() throws DbxException {
            UserSelectorArg formerUlf =
                    UserSelectorArg.teamMemberId(linked.member("ulf").id());
            linked.post("team/members/add_v2", "{'new_members':[{'member_email':'ulf@example.com'}]}");

            linked.team.membersDeleteFormerMemberFiles(formerUlf);

            assertThat(linked.status("ulf")).isEqualTo("INVITED");
        }
    }

    private void restart(JobStyle jobs) {
        linked.close();
        linked = linked(jobs);
    }

    private String removeLeoForAna() throws DbxException {
        return linked.team
                .membersRemoveBuilder(user("leo"))
                .withTransferDestId(user("ana"))
                .withTransferAdminId(user("olga"))
                .start()
                .getAsyncJobIdValue();
    }

    private void finish(String removal) throws DbxException {
        for (int i = 0; i < 3; i++) {
            linked.team.membersRemoveJobStatusGet(removal);
        }
    }

    /** The small team, in which {@code leo} and {@code rob} have files. */
    private static LinkedTeam linked(JobStyle jobs) {
        TeamSetup team = TeamSetup.empty()
                .withLicenses(15)
                .with(Person.active("pete@example.com", "Pete", "Novak").as(AdminRole.TEAM))
                .with(Person.active("uma@example.com", "Uma", "Rao").as(AdminRole.USER_MANAGEMENT))
                .with(Person.active("ana@example.com", "Ana", "Silva"))
                .with(Person.active("leo@example.com", "Leo", "Okoye").owning(700))
                .with(Person.invited("ivy@example.com", Duration.ofDays(3)))
                .with(Person.suspended("sam@example.com", "Sam", "Weiss", Duration.ofDays(5)))
                .with(Person.removed("rob@example.com", "Rob", "Hansen", Duration.ofDays(1))
                        .owning(40))
                .with(Person.removed("ulf@example.com", "Ulf", "Lind", Duration.ofDays(30)));
        return new LinkedTeam(builder -> builder.team(team).jobs(jobs));
    }
}
