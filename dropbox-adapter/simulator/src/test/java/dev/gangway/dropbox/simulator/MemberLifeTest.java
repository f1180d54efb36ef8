package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.LinkedTeam.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.DbxException;
import com.dropbox.core.v2.async.LaunchEmptyResult;
import com.dropbox.core.v2.async.PollEmptyResult;
import com.dropbox.core.v2.team.MemberAddV2Arg;
import com.dropbox.core.v2.team.MemberAddV2Result;
import com.dropbox.core.v2.team.TeamMemberInfoV2;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Members come, are suspended, go and come back, as the official client sees it. */
class MemberLifeTest {
    private LinkedTeam linked = new LinkedTeam(JobStyle.NEVER);

    @AfterEach
    void stop() {
        linked.close();
    }

    private void restart(JobStyle jobs) {
        linked.close();
        linked = new LinkedTeam(jobs);
    }

    @Nested
    @DisplayName("Suspension")
    class Suspending {
        @Test
        void keepsTheLicenseAndIsLogged() throws DbxException {
            linked.team.membersSuspend(user("ana"), false);

            TeamMemberInfoV2 ana = linked.info("ANA");
            assertThat(ana.getProfile().getStatus().isSuspended()).isTrue();
            assertThat(ana.getProfile().getSuspendedOn()).isNotNull();
            assertThat(linked.team.getInfo().getNumUsedLicenses()).isEqualTo(7);
            assertThat(linked.events(1))
                    .containsExactly("member_change_status{\"previous_value\":{\".tag\":\"active\"},"
                            + "\"new_value\":{\".tag\":\"suspended\"}}");
        }

        @Test
        void endsAsItBegan() throws DbxException {
            linked.team.membersUnsuspend(user("sam"));

            assertThat(linked.status("sam")).isEqualTo("ACTIVE");
            assertThat(linked.info("sam").getProfile().getSuspendedOn()).isNull();
        }
    }

    @Nested
    @DisplayName("Removal")
    class Removing {
        @Test
        void freesTheLicenseAndEndsRoleAndGroups() throws DbxException {
            LaunchEmptyResult result = linked.team.membersRemove(user("uma"));

            TeamMemberInfoV2 uma = linked.info("uma");
            assertThat(result.isComplete()).isTrue();
            assertThat(uma.getProfile().getStatus().getRemovedValue().getIsRecoverable())
                    .isTrue();
            assertThat(uma.getRoles()).isNull();
            assertThat(uma.getProfile().getGroups()).isEmpty();
            assertThat(linked.team.getInfo().getNumUsedLicenses()).isEqualTo(6);
        }

        @Test
        void takesSeveralPollsAndIsDoneAtTheLast() throws DbxException {
            restart(JobStyle.ALWAYS);
            String job = linked.team
                    .membersRemoveBuilder(user("leo"))
                    .withTransferDestId(user("ana"))
                    .withTransferAdminId(user("olga"))
                    .start()
                    .getAsyncJobIdValue();

            assertThat(linked.team.membersRemoveJobStatusGet(job)).isEqualTo(PollEmptyResult.IN_PROGRESS);
            assertThat(linked.status("leo")).isEqualTo("ACTIVE");
            assertThat(linked.team.membersRemoveJobStatusGet(job)).isEqualTo(PollEmptyResult.COMPLETE);
            assertThat(linked.status("leo")).isEqualTo("REMOVED");
        }
    }

    @Nested
    @DisplayName("Addition")
    class Adding {
        @Test
        void invites() throws DbxException {
            List<MemberAddV2Result> results = linked.team
                    .membersAddV2(List.of(MemberAddV2Arg.newBuilder("New.One@example.com")
                            .withMemberGivenName("New")
                            .withMemberSurname("One")
                            .build()))
                    .getCompleteValue();

            assertThat(results).singleElement().matches(MemberAddV2Result::isSuccess);
            assertThat(linked.status("new.one")).isEqualTo("INVITED");
        }
    }
}
