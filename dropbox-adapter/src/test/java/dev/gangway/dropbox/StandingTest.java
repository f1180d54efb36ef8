package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.Devices;
import dev.gangway.user.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {

    private static final UserId ANA = new UserId("dbmid:ana");

    private final Script dropbox = new Script();

    private void refusedAbout(String tag, String status) {
        dropbox.refuses(tag).answers(200, Bodies.info(Bodies.member("dbmid:ana", "ana@example.com", status)));
    }

    @ParameterizedTest
    @CsvSource({"KEEP, false", "WIPE, true"})
    void whatHappensToDevicesIsAlwaysSaid(Devices devices, String wipe) {
        dropbox.answers(200, "null");

        assertThat(dropbox.users().suspend(ANA, devices)).isEqualTo(Outcome.done(ANA));
        assertThat(dropbox.onlySent().body()).contains("\"wipe_data\":" + wipe);
    }

    @Test
    void somebodySuspendedIsSuspendedAlready() {
        refusedAbout("suspend_inactive_user", "suspended");

        assertThat(dropbox.users().suspend(ANA, Devices.KEEP)).isEqualTo(Outcome.alreadyDone(ANA));
    }

    @Test
    void somebodyActiveIsLetInAlready() {
        refusedAbout("unsuspend_non_suspended_member", "active");

        assertThat(dropbox.users().unsuspend(ANA)).isEqualTo(Outcome.alreadyDone(ANA));
    }

    @Test
    void somebodyOnTheTeamIsRecoveredAlready() {
        refusedAbout("user_unrecoverable", "suspended");

        assertThat(dropbox.users().recover(ANA)).isEqualTo(Outcome.alreadyDone(ANA));
    }

    @Test
    void somebodyWhoIsGoneForGoodCanNotBeRecovered() {
        refusedAbout("user_not_in_team", "gone");

        assertThat(dropbox.users().recover(ANA))
                .isEqualTo(Outcome.refusedByProvider(Reason.NOT_RECOVERABLE, "user_not_in_team"));
    }

    @ParameterizedTest
    @CsvSource({
        "suspend_inactive_user, invited, ONLY_INVITED",
        "user_not_in_team, recoverable, NOT_ON_TEAM",
        "suspend_inactive_user, active, WRONG_STATUS"
    })
    void aRefusedSuspensionIsExplainedByTheStatusFound(String tag, String status, Reason reason) {
        refusedAbout(tag, status);

        assertThat(dropbox.users().suspend(ANA, Devices.KEEP)).isEqualTo(Outcome.refusedByProvider(reason, tag));
    }

    @Test
    void somebodyWithTheseRolesIsNotWrittenTo() {
        dropbox.answers(200, Bodies.info(Bodies.member("dbmid:ana", "ana@example.com", "active", Bodies.TEAM_ROLE)));

        Outcome<UserId> outcome =
                dropbox.users().assignRoles(ANA, List.of("pid_dbtmr:AAAAAFMcx6E0tax39Kb0H671TzWLeE07dwaqFQ5fDRy2"));

        assertThat(outcome).isEqualTo(Outcome.alreadyDone(ANA));
        assertThat(dropbox.sent()).hasSize(1);
    }

    @Test
    void noRoleMakesAPlainMemberAndTheListIsSent() {
        dropbox.answers(200, Bodies.info(Bodies.member("dbmid:ana", "ana@example.com", "active", Bodies.TEAM_ROLE)))
                .answers(200, "{\"team_member_id\":\"dbmid:ana\",\"roles\":[]}");

        assertThat(dropbox.users().assignRoles(ANA, List.of())).isEqualTo(Outcome.done(ANA));
        assertThat(dropbox.sent().get(1).body()).contains("\"new_roles\":[]");
    }

    @Test
    void theLastAdminKeepsTheRole() {
        dropbox.answers(200, Bodies.info(Bodies.member("dbmid:ana", "ana@example.com", "active", Bodies.TEAM_ROLE)))
                .refuses("last_admin");

        assertThat(dropbox.users().assignRoles(ANA, List.of()))
                .isEqualTo(Outcome.refusedByProvider(Reason.LAST_ADMIN, "last_admin"));
    }
}
