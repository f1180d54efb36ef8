package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSource;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInLogTest {

    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00.750Z");
    private static final SignInRange JANUARY =
            new SignInRange(SINCE, Optional.of(Instant.parse("2026-02-01T00:00:00.100Z")));
    private static final String ANA =
            "{\".tag\":\"team_member\",\"team_member_id\":\"dbmid:ana\",\"email\":\"ana@example.com\"}";

    private final Script dropbox = new Script();

    private final Told told = new Told();

    private PageEnd read(Cursor cursor) {
        return read(SignInRange.since(SINCE), cursor);
    }

    private PageEnd read(SignInRange range, Cursor cursor) {
        return dropbox.licenses().signIns(range, cursor, told);
    }

    private List<Told.SignIn> read(String... events) {
        dropbox.answers(200, page("c", false, events));
        read(Cursor.START);
        return told.signIns;
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
                .containsExactly(new Told.SignIn(
                        "dbmid:ana",
                        "ana@example.com",
                        Instant.parse("2026-01-04T08:00:00Z").getEpochSecond(),
                        new SignInSource("event log, password", actor)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"team_member_id\":\"\",", "\"team_member_id\":null,", ""})
    void withoutAnIdTheAddressIsToldAndNoIdIsMadeUp(String id) {
        String member = "{\".tag\":\"team_member\"," + id + "\"email\":\"ana@example.com\"}";

        List<Told.SignIn> signIns = read(signIn(user(member)));

        assertThat(signIns).extracting(Told.SignIn::who).containsExactly("");
        assertThat(signIns).extracting(Told.SignIn::address).containsExactly("ana@example.com");
    }

    @Test
    void anIdLongerThanAnyIsNotTaken() {
        String member = ANA.replace("dbmid:ana", "dbmid:" + "a".repeat(251));

        assertThat(read(signIn(user(member)))).extracting(Told.SignIn::who).containsExactly("");
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
        List<Told.SignIn> signIns = read(signIn(actor));

        assertThat(signIns).extracting(Told.SignIn::who).containsExactly("");
        assertThat(signIns).extracting(Told.SignIn::address).containsExactly("");
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

        assertThat(read(context)).extracting(Told.SignIn::who).containsExactly("");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31T23:59:59Z, 0",
        "2026-01-01T00:00:00Z, 1",
        "2026-01-31T23:59:59Z, 1",
        "2026-02-01T00:00:00Z, 0"
    })
    void onlyWhatIsInTheRangeCountsByWholeSeconds(String at, int counted) {
        dropbox.answers(200, page("c", false, signIn(user(ANA)).replace("2026-01-04T08:00:00Z", at)));

        PageEnd end = read(JANUARY, Cursor.START);

        assertThat(told.signIns).hasSize(counted);
        assertThat(end).isEqualTo(PageEnd.last());
    }

    @Test
    void whatIsInAnOddPlaceOrOrderCostsNothing() {
        String event = "{\"details\":{\".tag\":\"x\",\"login_method\":\"saml\",\"list\":[1,{\"a\":[]}]},\"origin\":[],"
                + "\"event_type\":\"login_success\",\"tomorrow\":{\"timestamp\":\"no\",\"actor\":7},\"actor\":"
                + user(
                        "{\".tag\":\"team_member\",\"team\":{\"email\":\"no\"},\"email\":\"\\u00e4@example.com\",\"team_member_id\":\"dbmid:ana\"}")
                + ",\"timestamp\":\"2026-01-04T08:00:00Z\"}";

        assertThat(read(event, "7", "null", "[]", "{}", signIn(user("[7]"))))
                .containsExactly(
                        new Told.SignIn(
                                "dbmid:ana",
                                "ä@example.com",
                                1_767_513_600,
                                new SignInSource("event log, saml", "user")),
                        new Told.SignIn("", "", 1_767_513_600, new SignInSource("event log, password", "user")));
    }

    @Test
    void nothingOfAnEventIsLeftForTheNextOne() {
        String bare = "{\"event_type\":\"login_success\",\"timestamp\":\"2026-01-04T08:00:00Z\"}";
        String outsider = user("{\".tag\":\"non_team_member\",\"email\":\"ana@example.com\"}");

        assertThat(read(
                        signIn(user(ANA)),
                        bare,
                        event("login_success", user(ANA), "sign_in_as", "saml"),
                        bare,
                        signIn(outsider),
                        bare,
                        signIn("\"reseller\""),
                        bare,
                        "{\"timestamp\":\"2026-01-04T08:00:00Z\"}"))
                .hasSize(5)
                .filteredOn(it -> it.who().isEmpty())
                .hasSize(4)
                .containsOnly(new Told.SignIn("", "", 1_767_513_600, new SignInSource("event log", "unknown")));
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
                .extracting(it -> it.source().words())
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

        assertThat(read(odd)).extracting(it -> it.source().words()).containsExactly("event log");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lately", "2026-01-04T08:00:00.5Z", "2026-01-04T08:00:00+00:00", "2026-02-29T08:00:00Z", ""})
    void aSignInWithoutATimeIsNotGuessed(String time) {
        String timeless = signIn(user(ANA)).replace("2026-01-04T08:00:00Z", time);

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
    void aRangeWithAnEndAsksForItToo() {
        dropbox.answers(200, page("c", false));

        read(JANUARY, Cursor.START);

        assertThat(dropbox.onlySent().body())
                .endsWith("\"time\":{\"start_time\":\"2026-01-01T00:00:00Z\",\"end_time\":\"2026-02-01T00:00:00Z\"}}");
    }

    @Test
    void withinOneSecondNothingIsAskedSinceDropboxWouldRefuseIt() {
        SignInRange nothing = new SignInRange(SINCE, Optional.of(SINCE.plusMillis(1)));

        assertThat(read(nothing, Cursor.START)).isEqualTo(PageEnd.last());
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void anEmptyPageMayHaveANextOne() {
        dropbox.answers(200, page("c1", true));

        assertThat(read(Cursor.START)).isEqualTo(PageEnd.more(new Cursor("c1")));
        assertThat(told.signIns).isEmpty();
    }

    @Test
    void theLastCursorOfARangeWithoutEndBringsWhatIsNewLater() {
        dropbox.answers(200, page("c1", false));

        assertThat(read(Cursor.START)).isEqualTo(PageEnd.last(new Cursor("c1")));
    }

    @Test
    void theNextPageIsAskedForByItsCursor() {
        dropbox.answers(200, page("c2", false));

        read(new Cursor("a \"quoted\": cursor"));

        assertThat(dropbox.onlySent().route()).isEqualTo("team_log/get_events/continue");
        assertThat(dropbox.onlySent().body()).isEqualTo("{\"cursor\":\"a \\\"quoted\\\": cursor\"}");
    }

    @Test
    void aResetTellsOfItsTimeWhichIsOfNoUseSinceEventsComeInNoOrder() {
        dropbox.answers(
                409,
                "{\"error\":{\".tag\":\"reset\",\"reset\":\"2026-01-04T00:00:00Z\"},\"error_summary\":\"reset/.\"}");

        assertThat(read(new Cursor("c2"))).isEqualTo(new PageEnd.Expired());
    }

    @Test
    void aCursorThatDropboxDoesNotKnowIsOver() {
        dropbox.refuses("bad_cursor");

        assertThat(read(new Cursor("old"))).isEqualTo(new PageEnd.Expired());
    }

    @Test
    void onTheFirstPageNoCursorCanBeOver() {
        dropbox.refuses("reset");

        assertThatThrownBy(() -> read(Cursor.START))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("reset");
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
                "{\"events\":[],\"has_more\":false} {}",
                "{\"events\":null,\"has_more\":false}",
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
