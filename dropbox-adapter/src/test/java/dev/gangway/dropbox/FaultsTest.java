package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.GangwayException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer of Dropbox becomes, for a route that reads ({@code list}) and one that writes ({@code suspend}). */
class FaultsTest {

    private static final UserId ANA = new UserId("dbmid:ana");
    private static final String PREFIX = "Error in call to API function \"team/members/list_v2\": ";

    private final Script dropbox = new Script();

    private Object read() {
        return dropbox.users().list(Cursor.START);
    }

    private Outcome<UserId> write() {
        return dropbox.users().suspend(ANA, Devices.KEEP);
    }

    private static String unauthorized(String tag) {
        return "{\"error\":{\".tag\":\"" + tag + "\"},\"error_summary\":\"" + tag + "/...\"}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired_access_token", "invalid_access_token"})
    void aRejectedTokenIsARejectedCredential(String tag) {
        dropbox.answers(401, unauthorized(tag));

        assertThatThrownBy(this::read)
                .isInstanceOf(CredentialRejectedException.class)
                .hasMessageContaining("connect again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "-1", "\"\"", "12345678901", "1.5"})
    void aWaitThatIsNoNumberOfSecondsIsPassedOver(String wait) {
        dropbox.answers(429, "{\"error\":{\"reason\":{\".tag\":\"too_many_requests\"},\"retry_after\":" + wait + "}}")
                .answers(200, "null");

        assertThat(write()).isEqualTo(Outcome.done(ANA));
        assertThat(dropbox.sent()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>no</html>", "[]", "{\"error\":7}"})
    void a401WithoutAReadableTagIsARejectedCredential(String body) {
        dropbox.answers(401, body);

        assertThatThrownBy(this::read).isInstanceOf(CredentialRejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The given OAuth 2 access token is malformed.",
                "Invalid authorization value in HTTP header \"Authorization\": \"Bearer two words\".",
            })
    void aMalformedTokenIsARejectedCredential(String text) {
        dropbox.answersText(400, PREFIX + text);

        assertThatThrownBy(this::read)
                .isInstanceOf(CredentialRejectedException.class)
                .hasMessageStartingWith("team/members/list_v2: Dropbox rejects the connection's credential.")
                .asInstanceOf(type(GangwayException.class))
                .satisfies(it -> assertThat(it.providerRequestId()).contains(Script.REQUEST_ID));
    }

    @Test
    void aScopeThatTheTokenLacksIsNamed() {
        dropbox.answers(
                401,
                "{\"error_summary\":\"missing_scope/.\",\"error\":{\".tag\":\"missing_scope\",\"required_scope\":\"members.read\"}}");

        assertThatThrownBy(this::read)
                .hasMessageContaining("members.read")
                .hasMessageContaining("connect again")
                .asInstanceOf(type(PermissionMissingException.class))
                .satisfies(it -> assertThat(it.missing()).containsExactly("members.read"));
    }

    @Test
    void aScopeThatTheAppLacksIsNamedAndSentToTheAppsSettings() {
        dropbox.answersText(
                400,
                PREFIX
                        + "Your app is not permitted to access this endpoint because it does not have the required scope "
                        + "'members.read'. The owner of the app can enable the scope.");

        assertThatThrownBy(this::read)
                .hasMessageContaining("the app's settings")
                .asInstanceOf(type(PermissionMissingException.class))
                .satisfies(it -> assertThat(it.missing()).containsExactly("members.read"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_select_user",
        "401, invalid_select_admin",
        "401, user_suspended",
        "401, route_access_denied",
        "401, a_tag_of_tomorrow",
        "403, team_access_denied",
        "403, invalid_account_type",
    })
    void whatAnotherTokenWouldNotMendIsAPermissionAndSaysDropboxsWord(int status, String tag) {
        dropbox.answers(status, unauthorized(tag));

        assertThatThrownBy(this::read)
                .isInstanceOf(PermissionMissingException.class)
                .hasMessageContaining(tag);
    }

    @Test
    void a403InHtmlIsAPermission() {
        dropbox.answers(403, "<html>go away</html>");

        assertThatThrownBy(this::read)
                .isInstanceOf(PermissionMissingException.class)
                .hasMessageNotContaining("go away");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error in call to API function \"team/get_info\": This is a DfB team management function. It needs a team token.",
                "This token is not associated with a team (USER_AUTH_NOT_ALLOWED)"
            })
    void aTokenOfASingleAccountIsDiagnosed(String text) {
        dropbox.answersText(400, text);

        assertThatExceptionOfType(ConnectFailedException.class)
                .isThrownBy(this::read)
                .satisfies(it -> assertThat(it.diagnosis().problem()).isEqualTo(Problem.NOT_A_TEAM));
    }

    @Test
    void aMalformedReadIsAProtocolErrorThatDoesNotRepeatTheBody() {
        dropbox.answersText(
                400, PREFIX + "request body: members[0].email: 'ana@example.com' did not match pattern 'x'");

        assertThatThrownBy(this::read)
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageNotContaining("ana@");
    }

    @Test
    void aMalformedWriteIsRefusedInput() {
        dropbox.answersText(400, PREFIX + "request body: user: 'ana@example.com' did not match pattern 'x'");

        assertThat(write().toString()).contains("INVALID_INPUT").doesNotContain("ana@");
    }

    @Test
    void anUnknownTagOfABrittleErrorUnionIsARefusalSinceNothingWasChanged() {
        dropbox.refuses("too_windy");

        assertThat(write()).isEqualTo(Outcome.refusedByProvider(Reason.OTHER, "too_windy"));
    }

    @ParameterizedTest
    @CsvSource({"404", "405", "409", "422"})
    void anyOther4xxMeansThatAWriteWasNotCarriedOut(int status) {
        dropbox.answers(status, "<html>no</html>");

        assertThat(write()).isEqualTo(Outcome.refusedByProvider(Reason.OTHER, Integer.toString(status)));
    }

    @ParameterizedTest
    @CsvSource({"404", "405", "409", "422"})
    void anyOther4xxOfAReadIsAProtocolError(int status) {
        dropbox.answers(status, "<html>no</html>");

        assertThatThrownBy(this::read).isInstanceOf(ProviderProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "<html>fine</html>", "{", "{\".tag\":\"too_windy\"}", "[]", "42"})
    void aSuccessThatCanNotBeUnderstoodMayHaveChangedSomething(String body) {
        dropbox.answers(200, body);

        assertThatThrownBy(() -> dropbox.users()
                        .remove(ANA, DataHandling.keepRecoverable().keepingDevices()))
                .isInstanceOf(AnswerLostException.class)
                .hasNoCause();
    }

    @Test
    void anEmptySuccessOfAWriteWithoutResultMayHaveChangedSomething() {
        dropbox.answers(200, "");

        assertThatThrownBy(this::write).isInstanceOf(AnswerLostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "<html>fine</html>", "{", "{\"members\":[]}", "{\"members\":[{}]}"})
    void aReadThatCanNotBeUnderstoodIsAProtocolError(String body) {
        dropbox.answers(200, body);

        assertThatThrownBy(this::read)
                .isInstanceOf(ProviderProtocolException.class)
                .asInstanceOf(type(GangwayException.class))
                .satisfies(it -> assertThat(it.providerRequestId()).contains(Script.REQUEST_ID));
    }

    @Test
    void aRateLimitThatSaysInItsBodyHowLongIsTaken() {
        dropbox.answers(
                429,
                "{\"error_summary\":\"too_many_requests/\",\"error\":{\"reason\":{\".tag\":\"too_many_requests\"},\"retry_after\":300}}");

        assertThatThrownBy(this::write)
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
    }

    @Test
    void aRateLimitWithoutRetryAfterIsWaitedOutAndTheWriteIsSentAgain() {
        dropbox.answersText(429, "too many requests").answers(200, "null");

        assertThat(write()).isEqualTo(Outcome.done(ANA));
        assertThat(dropbox.sent()).hasSize(2);
    }

    @Test
    void coresOwnExceptionsPassThroughTheSdkUntouched() {
        for (int i = 0; i < 20; i++) {
            dropbox.answersText(429, "too many requests");
        }

        assertThatThrownBy(this::write).isInstanceOf(RateLimitedException.class).hasNoCause();
    }

    @Test
    void aServerErrorAfterAWriteIsALostAnswer() {
        dropbox.answers(500, "");

        assertThatThrownBy(this::write).isInstanceOf(AnswerLostException.class);
        assertThat(dropbox.sent()).hasSize(1);
    }
}
