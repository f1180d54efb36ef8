package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.license.SignIn;
import dev.gangway.result.Cursor;
import dev.gangway.result.Page;
import dev.gangway.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInLogTest {

    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00.750Z");
    private static final String ANA =
            "{\".tag\":\"team_member\",\"team_member_id\":\"dbmid:ana\",\"email\":\"ana@example.com\"}";

    private final Script dropbox = new Script();

    private Page<SignIn> read(Cursor cursor) {
        return new SignInLog(dropbox.calls()).page(SINCE, cursor);
    }

    private List<SignIn> read(String... events) {
        dropbox.answers(200, page("c", false, events));
        return read(Cursor.START).items();
    }

    private static String page(String cursor, boolean more, String... events) {
        return "{\"events\":[" + String.join(",", events) + "],\"cursor\":\"" + cursor + "\",\"has_more\":" + more
                + "}";
    }

    private static String event(String type, String actor, String access, String method) {
        return "{\"timestamp\":\"2026-01-04T08:00:00Z\",\"event_category\":{\".tag\":\"logins\"},\"actor\":" + actor
                + ",\"origin\":{\"access_method\":{\".tag\":\"" + access + "\"}},\"event_type\":{\".tag\":\"" + type
                + "\",\"description\":\"(logins) Signed in\"},\"details\":{\".tag\":\"" + type
                + "_details\",\"login_method\":{\".tag\":\"" + method + "\"}}}";
    }

    private static String user(String person) {
        return "{\".tag\":\"user\",\"user\":" + person + "}";
    }

    private static String signIn(String actor) {
        return event("login_success", actor, "end_user", "password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "admin"})
    void aMembersSignInIsReadWhetherRecordedAsUserOrAsAdmin(String actor) {
        assertThat(read(signIn("{\".tag\":\"" + actor + "\",\"" + actor + "\":" + ANA + "}")))
                .containsExactly(new SignIn(
                        Optional.of(new UserId("dbmid:ana")),
                        Optional.of("ana@example.com"),
                        Instant.parse("2026-01-04T08:00:00Z"),
                        "event log, password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"team_member_id\":\"\",", "\"team_member_id\":null,", ""})
    void withoutAnIdTheAddressIsToldAndNoIdIsMadeUp(String id) {
        String member = "{\".tag\":\"team_member\"," + id + "\"email\":\"ana@example.com\"}";

        List<SignIn> signIns = read(signIn(user(member)));

        assertThat(signIns).extracting(SignIn::who).containsExactly(Optional.empty());
        assertThat(signIns).extracting(SignIn::address).containsExactly(Optional.of("ana@example.com"));
    }

    @Test
    void anIdLongerThanAnyIsNotTaken() {
        String member = ANA.replace("dbmid:ana", "dbmid:" + "a".repeat(251));

        assertThat(read(signIn(user(member)))).extracting(SignIn::who).containsExactly(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\".tag\":\"anonymous\"}",
                "\"anonymous\"",
                "{\".tag\":\"dropbox\"}",
                "{\".tag\":\"app\",\"app\":{\".tag\":\"team_linked_app\",\"app_id\":\"dbaid:1\"}}",
                "{\".tag\":\"visitor_of_tomorrow\"}",
                "{\".tag\":\"user\",\"user\":{\".tag\":\"a_kind_of_tomorrow\"}}",
                "{\".tag\":\"user\",\"user\":{\".tag\":\"team_member\"}}",
                "{\".tag\":\"admin\"}",
                "null"
            })
    void aSignInOfSomebodyUnknownStaysInAndTellsNobody(String actor) {
        List<SignIn> signIns = read(signIn(actor));

        assertThat(signIns).extracting(SignIn::who).containsExactly(Optional.empty());
        assertThat(signIns).extracting(SignIn::address).containsExactly(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\".tag\":\"reseller\",\"reseller\":{\"reseller_name\":\"R\",\"reseller_email\":\"ana@example.com\"}}",
                "{\".tag\":\"reseller\",\"reseller_name\":\"R\",\"reseller_email\":\"ana@example.com\"}",
                "{\".tag\":\"user\",\"user\":{\".tag\":\"non_team_member\",\"email\":\"ana@example.com\"}}",
                "{\".tag\":\"admin\",\"admin\":{\".tag\":\"trusted_non_team_member\",\"email\":\"ana@example.com\"}}"
            })
    void aSignInOfSomebodyWhoIsSurelyNotOnTheTeamIsLeftOut(String actor) {
        assertThat(read(signIn(actor))).isEmpty();
    }

    @Test
    void whoElseTheRecordNamesIsNotWhoSignedIn() {
        String context = signIn("null")
                .replace(
                        "{\"timestamp\"",
                        "{\"context\":" + ANA + ",\"participants\":[{\".tag\":\"user\",\"user\":" + ANA
                                + "}],\"timestamp\"");

        assertThat(read(context)).extracting(SignIn::who).containsExactly(Optional.empty());
    }

    @Test
    void aSignInFromBeforeTheTimeAskedForIsLeftOut() {
        String early = signIn(user(ANA)).replace("2026-01-04T08:00:00Z", "2026-01-01T00:00:00Z");

        assertThat(read(early)).isEmpty();
    }

    @Test
    void anAdminWhoSignsInAsAMemberIsNotTheMember() {
        assertThat(read(event("login_success", user(ANA), "sign_in_as", "password")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login_fail",
                "logout",
                "sign_in_as_session_start",
                "sign_in_as_session_end",
                "reseller_support_session_start",
                "guest_admin_signed_in_via_trusted_teams",
                "account_lock_or_unlocked",
                "sso_error",
                "emm_error",
                "risc_security_event",
                "passkey_add",
                "device_link_success",
                "app_link_user",
                "member_change_status",
                "login_success_of_tomorrow"
            })
    void onlyASuccessfulSignInIsOne(String type) {
        assertThat(read(event(type, user(ANA), "end_user", "password"))).isEmpty();
    }

    @Test
    void anEventThatIsNotUnderstoodCostsItselfOnly() {
        assertThat(read("{\"of\":\"tomorrow\"}", "null", "[]", "7", signIn(user(ANA))))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "password, password",
        "two_factor_authentication, two factor authentication",
        "saml, saml",
        "google_oauth, google oauth",
        "passkey, passkey",
        "qr_code, qr code",
        "web_session, web session",
        "first_party_token_exchange, first party token exchange",
        "a_way_of_tomorrow, a way of tomorrow"
    })
    void everyMethodIsASignInAndSaidInWords(String method, String words) {
        assertThat(read(event("login_success", user(ANA), "end_user", method)))
                .extracting(SignIn::source)
                .containsExactly("event log, " + words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"end_user", "admin_console", "content_manager", "enterprise_console", "api", "of_tomorrow"})
    void fromWhereverItIsTheMembersOwn(String access) {
        assertThat(read(event("login_success", user(ANA), access, "password"))).hasSize(1);
    }

    @Test
    void aWayToSignInThatIsNotAWordIsNotRepeated() {
        String odd = event("login_success", user(ANA), "end_user", "<b>evil</b>");

        assertThat(read(odd)).extracting(SignIn::source).containsExactly("event log");
    }

    @Test
    void aSignInWithoutATimeIsNotGuessed() {
        String timeless = signIn(user(ANA)).replace("2026-01-04T08:00:00Z", "lately");

        assertThatThrownBy(() -> read(timeless)).isInstanceOf(ProviderProtocolException.class);
    }

    @Test
    void theFirstPageAsksForSignInsOnlyAndInWholeSeconds() {
        read();

        assertThat(dropbox.onlySent().route()).isEqualTo("team_log/get_events");
        assertThat(dropbox.onlySent().body())
                .isEqualTo(
                        "{\"limit\":1000,\"event_type\":{\".tag\":\"login_success\"},\"time\":{\"start_time\":\"2026-01-01T00:00:00Z\"}}");
    }

    @Test
    void anEmptyPageMayHaveANextOne() {
        dropbox.answers(200, page("c1", true));

        Page<SignIn> page = read(Cursor.START);

        assertThat(page.items()).isEmpty();
        assertThat(page.next()).contains(new Cursor("0:c1"));
    }

    @Test
    void theNextPageIsAskedForByItsCursor() {
        dropbox.answers(200, page("c2", false));

        read(new Cursor("0:a \"quoted\": cursor"));

        assertThat(dropbox.onlySent().route()).isEqualTo("team_log/get_events/continue");
        assertThat(dropbox.onlySent().body()).isEqualTo("{\"cursor\":\"a \\\"quoted\\\": cursor\"}");
    }

    private static final String RESET =
            "{\"error\":{\".tag\":\"reset\",\"reset\":\"2026-01-04T00:00:00Z\"},\"error_summary\":\"reset/.\"}";

    @Test
    void aResetStartsAgainFromTheBeginningSinceEventsComeInNoOrder() {
        dropbox.answers(409, RESET).answers(200, page("c3", true));

        Page<SignIn> page = read(new Cursor("0:c2"));

        assertThat(page.next()).contains(new Cursor("1:c3"));
        assertThat(dropbox.sent().get(1).body()).contains("\"start_time\":\"2026-01-01T00:00:00Z\"");
    }

    @Test
    void aLogThatIsResetAgainAndAgainIsGivenUp() {
        dropbox.answers(409, RESET);

        assertThatThrownBy(() -> read(new Cursor("3:c9")))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void aBadCursorSaysToStartAgain() {
        dropbox.refuses("bad_cursor");

        assertThatThrownBy(() -> read(new Cursor("old")))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("bad_cursor")
                .hasMessageContaining("from the start");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"events\":[]}",
                "{\"events\":[],\"has_more\":\"perhaps\",\"cursor\":\"c\"}",
                "{\"events\":[],\"has_more\":true}",
                "{\"events\":[],\"has_more\":true,\"cursor\":\"\"}",
                "{\"events\":{},\"has_more\":false}",
                "{\"events\":[",
                "<html>"
            })
    void aPageThatIsNoneIsAProtocolError(String body) {
        dropbox.answers(200, body);

        assertThatThrownBy(() -> read(Cursor.START)).isInstanceOf(ProviderProtocolException.class);
    }

    @Test
    void depthDoesNotBringItDown() {
        dropbox.answers(200, "[".repeat(200_000));

        assertThatThrownBy(() -> read(Cursor.START)).isInstanceOf(ProviderProtocolException.class);
    }
}
