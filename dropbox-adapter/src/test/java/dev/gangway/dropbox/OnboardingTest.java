package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.NewUser;
import dev.gangway.user.Role;
import dev.gangway.user.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnboardingTest {

    private static final UserId ANA = new UserId("dbmid:ana");
    private static final NewUser NEW = NewUser.of("ana@example.com");
    private static final JobHandle JOB = new JobHandle("add/ana@example.com/dbjid:1");
    private static final String INVITED = Bodies.member("dbmid:ana", "ana@example.com", "invited");

    private final Script dropbox = new Script();

    @Test
    void anInvitationAsksForExactlyWhatWasSaid() {
        dropbox.answers(200, Bodies.added(INVITED));

        Outcome<UserId> outcome = dropbox.users()
                .onboard(NEW.named("Ana", "Silva").withExternalId("E-1").withoutMail());

        assertThat(outcome).isEqualTo(Outcome.done(ANA));
        assertThat(dropbox.onlySent().body())
                .contains("\"member_email\":\"ana@example.com\"")
                .contains("\"member_given_name\":\"Ana\"")
                .contains("\"member_surname\":\"Silva\"")
                .contains("\"member_external_id\":\"E-1\"")
                .contains("\"send_welcome_email\":false")
                .doesNotContain("role_ids");
    }

    @Test
    void aRoleIsAskedForWithTheInvitation() {
        dropbox.answers(200, Bodies.added(INVITED));

        dropbox.users().onboard(NEW.withRole(new Role("pid_dbtmr:x", "Support", Role.Power.LIMITED_ADMIN)));

        assertThat(dropbox.onlySent().body()).contains("\"role_ids\":[\"pid_dbtmr:x\"]");
    }

    @Test
    void anInvitationThatDropboxDoesNotTakeAsWrittenIsRefused() {
        dropbox.answersText(400, "Error in call to API function \"team/members/add_v2\": request body: no");

        assertThat(dropbox.users().onboard(NEW).toString()).contains("INVALID_INPUT");
    }

    @Test
    void namesThatAreNotKnownAreNotSent() {
        dropbox.answers(200, Bodies.added(INVITED));

        dropbox.users().onboard(NEW);

        assertThat(dropbox.onlySent().body())
                .doesNotContain("given_name")
                .doesNotContain("surname")
                .contains("\"send_welcome_email\":true");
    }

    @ParameterizedTest
    @CsvSource({
        "team_license_limit, NO_LICENSE_AVAILABLE",
        "free_team_member_limit_reached, NO_LICENSE_AVAILABLE",
        "user_on_another_team, ON_ANOTHER_TEAM",
        "duplicate_external_member_id, EXTERNAL_ID_IN_USE",
        "persistent_id_disabled, PERSISTENT_ID_UNUSABLE",
        "user_creation_failed, TRY_LATER"
    })
    void anItemThatIsRefusedHasItsReason(String tag, Reason reason) {
        dropbox.answers(200, Bodies.notAdded(tag, "ana@example.com"));

        assertThat(dropbox.users().onboard(NEW).toString()).contains(reason.name(), tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "invited", "suspended"})
    void somebodyOnTheTeamIsAboardAlready(String status) {
        dropbox.answers(200, Bodies.notAdded("user_already_on_team", "ana@example.com"))
                .answers(200, Bodies.info(Bodies.member("dbmid:ana", "Ana@Example.com", status)));

        assertThat(dropbox.users().onboard(NEW)).isEqualTo(Outcome.alreadyDone(ANA));
    }

    @Test
    void aRecoverableLeaverIsNotAboardButNamed() {
        dropbox.answers(200, Bodies.notAdded("user_already_on_team", "ana@example.com"))
                .answers(200, Bodies.notFound("ana@example.com"))
                .answers(
                        200,
                        Bodies.page(List.of(Bodies.member("dbmid:ana", "ana@example.com", "recoverable")), "c", false));

        assertThat(dropbox.users().onboard(NEW).toString()).contains("RECOVERABLE_LEAVER", "dbmid:ana");
    }

    @Test
    void aLeaverWhoseAddressIsNotShownIsStillTakenForOne() {
        dropbox.answers(200, Bodies.notAdded("user_already_on_team", "ana@example.com"))
                .answers(200, Bodies.notFound("ana@example.com"))
                .answers(200, Bodies.page(List.of(), "c", false));

        assertThat(dropbox.users().onboard(NEW).toString()).contains("RECOVERABLE_LEAVER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\".tag\":\"complete\",\"complete\":[]}",
                "{\".tag\":\"complete\",\"complete\":[{\".tag\":\"too_windy\"}]}",
                "{\".tag\":\"complete\",\"complete\":[{\".tag\":\"user_already_on_team\",\"user_already_on_team\":\"x\"}]}",
                "{\".tag\":\"too_windy\"}",
                "{\".tag\":\"async_job_id\",\"async_job_id\":\" \"}"
            })
    void anAnswerThatDoesNotSayWhatHappenedIsSettledByReading(String answer) {
        dropbox.answers(200, answer);

        assertThatThrownBy(() -> dropbox.users().onboard(NEW)).isInstanceOf(AnswerLostException.class);
    }

    @Test
    void aJobIsHandedOutAndPolled() {
        dropbox.answers(200, "{\".tag\":\"async_job_id\",\"async_job_id\":\"dbjid:1\"}")
                .answers(200, "{\".tag\":\"in_progress\"}")
                .answers(200, Bodies.added(INVITED));
        DropboxUsers users = dropbox.users();

        Outcome<UserId> first = users.onboard(NEW);
        Outcome<UserId> second = users.poll(JOB);
        Outcome<UserId> third = users.poll(JOB);

        assertThat(List.of(first, second))
                .allSatisfy(it -> assertThat(it)
                        .isInstanceOfSatisfying(
                                Outcome.Unsettled.class,
                                open -> assertThat(open.handle()).isEqualTo(JOB)));
        assertThat(third).isEqualTo(Outcome.done(ANA));
        assertThat(dropbox.sent().get(1).body()).isEqualTo("{\"async_job_id\":\"dbjid:1\"}");
    }

    @Test
    void aJobThatFailedIsSettledByReading() {
        dropbox.answers(200, "{\".tag\":\"failed\",\"failed\":\"no\"}");

        assertThatThrownBy(() -> dropbox.users().poll(JOB)).isInstanceOf(AnswerLostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_async_job_id", "internal_error", "other"})
    void aJobThatDropboxLostIsSettledByReading(String tag) {
        dropbox.refuses(tag);

        assertThatThrownBy(() -> dropbox.users().poll(JOB))
                .isInstanceOf(AnswerLostException.class)
                .hasMessageContaining(tag);
    }
}
