package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.error.AnswerLostException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Files of people who were removed. */
class FormerFilesTest {

    private static final String MOVE = "team/members/move_former_member_files";

    @Test
    void filesMoveAfterTheRemovalAndOnlyOnce() {
        try (DirectTeam team = DirectTeam.start()) {
            team.simulator().people().addFile("leo@example.com", "/a.txt", 1);
            UserId leo = team.id("leo");
            UserId ana = team.id("ana");
            UserId olga = team.id("olga");
            team.users().remove(leo, DataHandling.keepRecoverable().keepingDevices());

            assertThat(team.users().transferFiles(leo, ana, olga)).isEqualTo(Outcome.done(leo));

            assertThat(team.simulator().people().files("ana@example.com")).containsExactly("/a.txt");
            assertThat(team.users().find(UserRef.id(leo)).orElseThrow().status())
                    .isEqualTo(UserStatus.REMOVED);
            assertThat(team.users().transferFiles(leo, ana, olga)).isEqualTo(Outcome.alreadyDone(leo));
            assertThat(team.users().deleteFiles(leo)).isEqualTo(Outcome.alreadyDone(leo));
        }
    }

    @Test
    void aTransferInTheBackgroundIsPolledByAnyNode() {
        try (DirectTeam team = DirectTeam.start(it -> it.jobs(JobStyle.ALWAYS).jobsTake(20, Duration.ZERO))) {
            UserId rob = team.id("rob");

            Outcome<UserId> outcome = team.users().transferFiles(rob, team.id("ana"), team.id("olga"));
            assertThat(team.users().deleteFiles(rob).toString()).contains(Reason.TRANSFER_IN_PROGRESS.name());
            assertThat(team.users()
                            .transferFiles(rob, team.id("ana"), team.id("olga"))
                            .toString())
                    .contains(Reason.TRANSFER_IN_PROGRESS.name());
            while (outcome instanceof Outcome.Unsettled<UserId> it) {
                outcome = team.users().poll(it.handle());
            }

            assertThat(outcome).isEqualTo(Outcome.done(rob));
        }
    }

    @Test
    void aTransferThatFailsIsSettledByReading() {
        try (DirectTeam team = DirectTeam.start(it -> it.jobs(JobStyle.ALWAYS).jobsTake(0, Duration.ZERO))) {
            team.simulator().inject(Fault.at(MOVE).failJob());
            JobHandle handle = ((Outcome.Unsettled<UserId>)
                            team.users().transferFiles(team.id("rob"), team.id("ana"), team.id("olga")))
                    .handle();

            assertThatThrownBy(() -> team.users().poll(handle)).isInstanceOf(AnswerLostException.class);
        }
    }

    @Test
    void filesAreDeletedForGood() {
        try (DirectTeam team = DirectTeam.start()) {
            UserId rob = team.id("rob");

            assertThat(team.users().deleteFiles(rob)).isEqualTo(Outcome.done(rob));
            assertThat(team.users().find(UserRef.id(rob)).orElseThrow().status())
                    .isEqualTo(UserStatus.REMOVED);
            assertThat(team.users().deleteFiles(rob)).isEqualTo(Outcome.alreadyDone(rob));
            assertThat(team.users().transferFiles(rob, team.id("ana"), team.id("olga")))
                    .isEqualTo(Outcome.alreadyDone(rob));
        }
    }

    @Test
    void whoseFilesCanNotBeHadIsRefusedWithTheReason() {
        try (DirectTeam team = DirectTeam.start()) {
            UserId ana = team.id("ana");
            UserId olga = team.id("olga");
            UserId rob = team.id("rob");

            assertThat(team.users().transferFiles(team.id("leo"), ana, olga).toString())
                    .contains(Reason.WRONG_STATUS.name(), "on the team");
            assertThat(team.users().deleteFiles(team.id("leo")).toString()).contains(Reason.WRONG_STATUS.name());
            assertThat(team.users().transferFiles(team.id("dan"), ana, olga).toString())
                    .contains(Reason.DATA_NOT_TRANSFERABLE.name());
            assertThat(team.users().deleteFiles(team.id("dan")).toString())
                    .contains(Reason.DATA_NOT_TRANSFERABLE.name());
            assertThat(team.users().transferFiles(rob, team.id("sam"), olga).toString())
                    .contains(Reason.RECIPIENT_UNSUITABLE.name());
            assertThat(team.users().transferFiles(rob, ana, team.id("leo")).toString())
                    .contains(Reason.TRANSFER_ADMIN_UNSUITABLE.name());
            assertThat(team.users().deleteFiles(new UserId("dbmid:nobody")).toString())
                    .contains(Reason.USER_NOT_FOUND.name());
        }
    }
}
