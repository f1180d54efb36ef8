package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.dropbox.simulator.Person;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.error.AnswerLostException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The address of somebody who left, given to a colleague. */
class FurtherAddressesTest {

    private static final String ADD = "team/members/secondary_emails/add";
    private static final UserRef.Email LEO = new UserRef.Email("leo@example.com");

    private static JobHandle handle(Outcome<UserId> outcome) {
        return ((Outcome.Unsettled<UserId>) outcome).handle();
    }

    private static void leoLeavesForGood(DirectTeam team) {
        team.users().remove(team.id("leo"), DataHandling.deleteForGood().keepingDevices());
    }

    @Test
    void onAVerifiedDomainItIsTheColleaguesAtOnce() {
        try (DirectTeam team = DirectTeam.start()) {
            team.simulator().console().verifyDomain("example.com");
            leoLeavesForGood(team);
            UserId ana = team.id("ana");

            assertThat(team.users().addAddress(ana, LEO)).isEqualTo(Outcome.done(ana));
            assertThat(team.users().addAddress(ana, LEO)).isEqualTo(Outcome.alreadyDone(ana));
        }
    }

    @Test
    void elsewhereItIsUnsettledUntilSomebodyFollowsTheLink() {
        try (DirectTeam team = DirectTeam.start()) {
            leoLeavesForGood(team);
            UserId ana = team.id("ana");

            Outcome<UserId> first = team.users().addAddress(ana, LEO);
            assertThat(first.toString()).contains("verification mail to leo@example.com");
            assertThat(team.users().addAddress(ana, LEO)).isEqualTo(first);
            assertThat(team.users().poll(handle(first))).isEqualTo(first);
            team.simulator().people().verify("leo@example.com");

            assertThat(team.users().poll(handle(first))).isEqualTo(Outcome.done(ana));
        }
    }

    @Test
    void anAddressThatNobodyWaitsForAnyMoreIsRefused() {
        try (DirectTeam team = DirectTeam.start()) {
            String ana = team.id("ana").value();

            assertThat(team.users()
                            .poll(new JobHandle("address/" + ana + "/leo@example.com"))
                            .toString())
                    .contains(Reason.ADDRESS_NOT_FREE.name(), "never verified");
            assertThat(team.users()
                            .poll(new JobHandle("address/dbmid:nobody/leo@example.com"))
                            .toString())
                    .contains(Reason.USER_NOT_FOUND.name());
        }
    }

    @Test
    void whileItsOwnerIsThereOrCanBeRecoveredItIsNotFree() {
        try (DirectTeam team = DirectTeam.start()) {
            UserId ana = team.id("ana");
            UserId leo = team.id("leo");

            assertThat(team.users().addAddress(ana, LEO).toString()).contains(Reason.ADDRESS_NOT_FREE.name());
            team.users().remove(leo, DataHandling.keepRecoverable().keepingDevices());
            assertThat(team.users().addAddress(ana, LEO).toString()).contains(Reason.ADDRESS_NOT_FREE.name());
            team.users().transferFiles(leo, ana, team.id("olga"));
            assertThat(team.users().addAddress(ana, LEO)).isInstanceOf(Outcome.Unsettled.class);
        }
    }

    @Test
    void whoCanNotHaveItIsRefused() {
        TeamSetup setup = TeamSetup.small()
                .with(Person.active("una@example.com", "Una", "Okafor").unverified());
        try (DirectTeam team = DirectTeam.start(it -> it.team(setup))) {
            leoLeavesForGood(team);

            assertThat(team.users().addAddress(team.id("una"), LEO).toString())
                    .contains(Reason.RECIPIENT_UNSUITABLE.name(), "not verified");
            assertThat(team.users().addAddress(team.id("ivy"), LEO).toString())
                    .contains(Reason.RECIPIENT_UNSUITABLE.name(), "not joined");
            assertThat(team.users().addAddress(team.id("rob"), LEO).toString()).contains(Reason.NOT_ON_TEAM.name());
            assertThat(team.users().addAddress(new UserId("dbmid:nobody"), LEO).toString())
                    .contains(Reason.USER_NOT_FOUND.name());
            assertThat(team.users()
                            .addAddress(team.id("ana"), new UserRef.Email("ünal@example.com"))
                            .toString())
                    .contains(Reason.INVALID_INPUT.name());
            team.simulator().console().allowSecondaryEmails(false);
            assertThat(team.users().addAddress(team.id("ana"), LEO).toString())
                    .contains(Reason.NOT_SUPPORTED.name(), "settings");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unavailable, ADDRESS_NOT_FREE",
        "reached_limit, RECIPIENT_UNSUITABLE",
        "transient_error, TRY_LATER",
        "too_many_updates, TRY_LATER",
        "unknown_error, TRY_LATER",
        "rate_limited, TRY_LATER"
    })
    void anAddressThatIsRefusedHasItsReason(String tag, Reason reason) {
        Script dropbox = new Script();
        dropbox.answers(200, success("{\".tag\":\"" + tag + "\",\"" + tag + "\":\"leo@example.com\"}"));

        assertThat(dropbox.users().addAddress(new UserId("dbmid:ana"), LEO).toString())
                .contains(reason.name(), tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\".tag\":\"too_windy\"}"})
    void anAnswerThatDoesNotSayIsLost(String result) {
        Script dropbox = new Script();
        dropbox.answers(200, success(result)).answers(200, "{\"results\":[{\".tag\":\"too_windy\"}]}");

        assertThatThrownBy(() -> dropbox.users().addAddress(new UserId("dbmid:ana"), LEO))
                .isInstanceOf(AnswerLostException.class);
        assertThatThrownBy(() -> dropbox.users().addAddress(new UserId("dbmid:ana"), LEO))
                .isInstanceOf(AnswerLostException.class);
    }

    private static String success(String result) {
        return "{\"results\":[{\".tag\":\"success\",\"user\":{\".tag\":\"team_member_id\",\"team_member_id\":\"dbmid:ana\"},"
                + "\"results\":[" + result + "]}]}";
    }
}
