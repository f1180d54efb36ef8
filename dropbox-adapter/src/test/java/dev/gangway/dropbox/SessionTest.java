package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dropbox.core.v2.DbxClientV2;
import com.dropbox.core.v2.DbxTeamClientV2;
import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.connector.Revocation.State;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Subject;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.license.LicensePool;
import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {

    private static final String SHARING = "{\"shared_folder_member_policy\":{\".tag\":\"anyone\"},"
            + "\"shared_folder_join_policy\":{\".tag\":\"from_anyone\"},\"shared_link_create_policy\":{\".tag\":\"default_public\"},"
            + "\"group_creation_policy\":{\".tag\":\"admins_only\"},\"shared_folder_link_restriction_policy\":{\".tag\":\"anyone\"},"
            + "\"enforce_link_password_policy\":{\".tag\":\"optional\"},\"default_link_expiration_days_policy\":{\".tag\":\"none\"},"
            + "\"shared_link_default_permissions_policy\":{\".tag\":\"default\"}}";
    private static final String ADMIN = Bodies.profile("dbmid:olga", "olga@example.com", "active");
    private static final String OLGA =
            Bodies.info(Bodies.member("dbmid:olga", "olga@example.com", "active", Bodies.TEAM_ROLE));
    private static final String NO_SCOPE =
            "{\"error\":{\".tag\":\"missing_scope\",\"required_scope\":\"team_info.read\"}}";

    private final Script dropbox = new Script();

    private DropboxSession session() {
        return new DropboxSession(dropbox.transport(), Scopes.ALL);
    }

    static String team(long licenses) {
        return "{\"name\":\"Acme\",\"team_id\":\"dbtid:1\",\"num_licensed_users\":" + licenses
                + ",\"num_provisioned_users\":7,\"policies\":{\"sharing\":" + SHARING
                + ",\"emm_state\":{\".tag\":\"disabled\"},\"office_addin\":{\".tag\":\"enabled\"},\"suggest_members_policy\":"
                + "{\".tag\":\"enabled\"},\"top_level_content_policy\":{\".tag\":\"everyone\"}},\"num_used_licenses\":0}";
    }

    private static final String NO_DEVICES = "{}";

    private static String admin(String profile) {
        return "{\"admin_profile\":" + profile + "}";
    }

    private void failsWith(Problem problem, String words) {
        assertThatExceptionOfType(ConnectFailedException.class)
                .isThrownBy(session()::account)
                .satisfies(it -> assertThat(it.diagnosis().problem()).isEqualTo(problem))
                .withMessageContaining(words);
    }

    @Test
    void aConnectionKnowsItsTeamAndAdmin() {
        dropbox.answers(200, team(10))
                .answers(200, admin(ADMIN))
                .answers(200, OLGA)
                .answers(200, NO_DEVICES);

        assertThat(session().account())
                .isEqualTo(new Account(
                        "dbtid:1",
                        "Acme",
                        Fact.of(new UserId("dbmid:olga")),
                        Fact.of("olga@example.com"),
                        Fact.of("Team")));
    }

    @Test
    void aTokenWithoutARecordedAdminLeavesTheAdminUnknown() {
        dropbox.answers(200, team(10)).refuses("mapping_not_found");

        Account account = session().account();

        assertThat(account.teamId()).isEqualTo("dbtid:1");
        assertThat(account.adminId()).isInstanceOf(Fact.Unknown.class);
        assertThat(account.adminRole()).isInstanceOf(Fact.Unknown.class);
        assertThat(account.warnings()).extracting(Diagnosis::problem).containsExactly(Problem.OWNER_UNKNOWN);
    }

    @Test
    void anAdminAccountThatSomebodyWorksWithIsNotDedicated() {
        dropbox.answers(200, team(10))
                .answers(200, admin(ADMIN))
                .answers(200, OLGA)
                .answers(
                        200,
                        "{\"active_web_sessions\":[],\"mobile_client_sessions\":[],\"desktop_client_sessions\":[{\"session_id\":"
                                + "\"dbdsid:1\",\"host_name\":\"olgas-laptop\",\"client_type\":{\".tag\":\"mac\"},"
                                + "\"client_version\":\"1\",\"platform\":\"mac\",\"is_delete_on_unlink_supported\":true}]}");

        assertThat(session().account().warnings()).singleElement().satisfies(it -> {
            assertThat(it.problem()).isEqualTo(Problem.ACCOUNT_NOT_DEDICATED);
            assertThat(it.what()).contains("olga@example.com", "1 device is linked");
            assertThat(it.remedy()).contains("an admin account that serves nothing else", "the scopes limit");
            assertThat(it.concerns()).containsExactly(Subject.role("Team admin"));
        });
    }

    @Test
    void ifDevicesCanNotBeReadNothingIsSaidOfTheAccount() {
        dropbox.answers(200, team(10))
                .answers(200, admin(ADMIN))
                .answers(200, OLGA)
                .answers(401, NO_SCOPE);

        assertThat(session().account().warnings()).isEmpty();
    }

    @Test
    void withoutTheScopeForPeopleTheRoleIsUnknown() {
        dropbox.answers(200, team(10))
                .answers(200, admin(ADMIN))
                .answers(401, NO_SCOPE)
                .answers(401, NO_SCOPE);

        Account account = session().account();

        assertThat(account.adminId()).isEqualTo(Fact.of(new UserId("dbmid:olga")));
        assertThat(account.adminRole()).isInstanceOf(Fact.Unknown.class);
    }

    @Test
    void aTeamWithoutLicensesCarriesNoConnection() {
        dropbox.answers(200, team(0));

        failsWith(Problem.NO_LICENSES, "Acme has no licenses");
    }

    @Test
    void anAdminWhoIsNoLongerOneIsAWarning() {
        dropbox.answers(200, team(10)).refuses("admin_not_active");

        Account account = session().account();

        assertThat(account.teamName()).isEqualTo("Acme");
        assertThat(account.adminId()).isInstanceOf(Fact.Unknown.class);
        assertThat(account.warnings()).singleElement().satisfies(it -> {
            assertThat(it.problem()).isEqualTo(Problem.OWNER_DEACTIVATED);
            assertThat(it.who()).isEqualTo(Who.TEAM_ADMIN);
            assertThat(it.toString())
                    .contains("no longer an active admin", "works all the same", "connect the team again");
        });
    }

    @Test
    void aSuspendedAdminIsAWarningAndStaysKnown() {
        dropbox.answers(200, team(10))
                .answers(200, admin(Bodies.profile("dbmid:olga", "olga@example.com", "suspended")));

        Account account = session().account();

        assertThat(account.adminId()).isEqualTo(Fact.of(new UserId("dbmid:olga")));
        assertThat(account.adminRole()).isInstanceOf(Fact.Unknown.class);
        assertThat(account.warnings()).singleElement().satisfies(it -> {
            assertThat(it.problem()).isEqualTo(Problem.OWNER_DEACTIVATED);
            assertThat(it.what()).contains("olga@example.com", "suspended");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "too_windy"})
    void whateverDropboxSaysInsteadOfTheAdminDoesNotFailAConnection(String tag) {
        dropbox.answers(200, team(10)).refuses(tag);

        Account account = session().account();

        assertThat(account.adminId().toString()).contains("unknown", tag);
        assertThat(account.warnings()).isEmpty();
    }

    @Test
    void aTeamThatMayNotAskForItsAdminIsConnectedAllTheSame() {
        dropbox.answers(200, team(10)).answers(403, "{\"error\":{\".tag\":\"no_permission\"}}");

        assertThat(session().account().adminId().toString()).contains("no_permission");
    }

    @Test
    void anAdminWhomDropboxDoesNotListHasAnUnknownRole() {
        dropbox.answers(200, team(10))
                .answers(200, admin(ADMIN))
                .answers(200, Bodies.notFound("dbmid:olga"))
                .answers(200, Bodies.page(List.of(), "c", false))
                .answers(200, NO_DEVICES);

        assertThat(session().account().adminRole()).isInstanceOf(Fact.Unknown.class);
    }

    @Test
    void somebodyWithoutAnAdminRoleCarriesNoConnection() {
        dropbox.answers(200, team(10))
                .answers(200, admin(ADMIN))
                .answers(200, Bodies.info(Bodies.member("dbmid:olga", "olga@example.com", "active")));

        failsWith(Problem.NOT_AN_ADMIN, "no admin role");
    }

    @Test
    void withoutTheScopeForTheTeamThereIsNoConnection() {
        dropbox.answers(401, NO_SCOPE);

        failsWith(Problem.SCOPE_MISSING, "team_info.read");
    }

    @Test
    void aTeamThatMayNotUseTheApiCarriesNoConnection() {
        dropbox.answers(403, "{\"error\":{\".tag\":\"team_access_denied\"}}");

        failsWith(Problem.PERMISSION_DENIED, "team_access_denied");
    }

    @Test
    void thePoolIsWhatDropboxCounts() {
        dropbox.answers(200, team(10));

        assertThat(session().licenses().orElseThrow().pools())
                .containsExactly(new LicensePool("full", Fact.of(10), Fact.of(7)));
    }

    @Test
    void aNumberThatCanNotBeOneOfLicensesIsUnknown() {
        dropbox.answers(200, team(3_000_000_000L));

        assertThat(session().licenses().orElseThrow().pools().get(0).purchased())
                .isInstanceOf(Fact.Unknown.class);
    }

    @Test
    void aRouteThatHasNoBusinessToRefuseIsAProtocolError() {
        dropbox.refuses("too_windy");

        assertThatExceptionOfType(ProviderProtocolException.class)
                .isThrownBy(() -> session().users().orElseThrow().roles())
                .withMessageContaining("too_windy")
                .satisfies(it -> assertThat(it.providerRequestId()).contains(Script.REQUEST_ID));
    }

    @Test
    void aReadingThatFailsLeavesTheAnswerToTheList() {
        for (int i = 0; i < 10; i++) {
            dropbox.answers(404, "");
        }

        List<CapabilityCheck> checks = session().check(Fact.of(Set.of("team_info.read")));

        assertThat(proof(checks, Capability.READ_TEAM)).isEqualTo(Proof.GRANTED);
        assertThat(proof(checks, Capability.READ_USERS)).isEqualTo(Proof.MISSING);
    }

    @Test
    void whatACallTellsIsProvedAndTheRestIsLookedUpInTheList() {
        dropbox.answers(200, team(10))
                .answers(200, Bodies.page(List.of(), "c", false))
                .refuses("invalid_async_job_id")
                .answers(401, "{\"error\":{\".tag\":\"missing_scope\",\"required_scope\":\"members.delete\"}}")
                .answers(401, "{\"error\":{\".tag\":\"missing_scope\",\"required_scope\":\"groups.read\"}}")
                .refuses("internal_error")
                .answers(200, "{\"devices\":[],\"has_more\":false}")
                .refuses("member_not_found")
                .refuses("invalid_filters")
                .answers(200, "{\"events\":[],\"cursor\":\"c\",\"has_more\":false}");

        List<CapabilityCheck> checks =
                session().check(Fact.of(Set.of("members.delete", "groups.write", "events.read")));

        assertThat(checks)
                .extracting(CapabilityCheck::capability)
                .doesNotHaveDuplicates()
                .hasSize(10);
        assertThat(proof(checks, Capability.CHANGE_SESSIONS)).isEqualTo(Proof.PROVED);
        assertThat(proof(checks, Capability.READ_TEAM)).isEqualTo(Proof.PROVED);
        assertThat(proof(checks, Capability.READ_USERS)).isEqualTo(Proof.PROVED);
        assertThat(proof(checks, Capability.CHANGE_USERS)).isEqualTo(Proof.PROVED);
        assertThat(proof(checks, Capability.CHANGE_GROUPS)).isEqualTo(Proof.GRANTED);
        assertThat(proof(checks, Capability.REMOVE_USERS)).isEqualTo(Proof.MISSING);
        assertThat(proof(checks, Capability.READ_GROUPS)).isEqualTo(Proof.MISSING);
        assertThat(proof(checks, Capability.READ_DEVICES)).isEqualTo(Proof.PROVED);
        assertThat(proof(checks, Capability.READ_SIGN_INS)).isEqualTo(Proof.GRANTED);
        assertThat(proof(checks, Capability.READ_ACTIVITY)).isEqualTo(Proof.PROVED);
    }

    @Test
    void withoutAListOfScopesWhatNoCallTellsIsUnknown() {
        dropbox.answers(200, team(10))
                .answers(200, Bodies.page(List.of(), "c", false))
                .refuses("invalid_async_job_id")
                .answersText(400, "Error in call to API function: async_job_id did not match pattern")
                .answers(200, "{\"groups\":[],\"cursor\":\"c\",\"has_more\":false}")
                .refuses("access_denied")
                .answers(200, "{\"devices\":[],\"has_more\":false}")
                .refuses("device_session_not_found")
                .answers(200, "{\"events\":[],\"cursor\":\"c\",\"has_more\":false}")
                .answers(200, "{\"events\":[],\"cursor\":\"c\",\"has_more\":false}");

        List<CapabilityCheck> checks = session().check(Fact.unknown("nobody told"));

        assertThat(proof(checks, Capability.READ_SIGN_INS)).isEqualTo(Proof.PROVED);
        assertThat(proof(checks, Capability.REMOVE_USERS)).isEqualTo(Proof.UNKNOWN);
        assertThat(proof(checks, Capability.CHANGE_SESSIONS)).isEqualTo(Proof.UNKNOWN);
    }

    private static Proof proof(List<CapabilityCheck> checks, Capability capability) {
        return checks.stream()
                .filter(it -> it.capability() == capability)
                .findFirst()
                .orElseThrow()
                .proof();
    }

    @Test
    void aRevocationThatDropboxConfirmsIsDone() {
        dropbox.answers(200, "null");

        assertThat(session().revoke().state()).isEqualTo(State.REVOKED);
        assertThat(dropbox.onlySent().route()).isEqualTo("auth/token/revoke");
    }

    @Test
    void aTeamTokenThatCanNotWithdrawItselfIsLeftToTheConsole() {
        dropbox.answersText(
                400,
                "Error in call to API function \"auth/token/revoke\": This API function operates on a single Dropbox account, but "
                        + "the OAuth 2 access token you provided is for an entire Dropbox Business team.");

        assertThat(session().revoke()).satisfies(it -> {
            assertThat(it.state()).isEqualTo(State.NOT_POSSIBLE);
            assertThat(it.explanation()).contains("admin console");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_access_token, ALREADY_DEAD",
        "401, expired_access_token, ALREADY_DEAD",
        "403, no_permission, FAILED"
    })
    void aRevocationThatDropboxRefusesSaysWhatThatMeans(int status, String tag, State state) {
        dropbox.answers(status, "{\"error\":{\".tag\":\"" + tag + "\"}}");

        assertThat(session().revoke().state()).isEqualTo(state);
    }

    @Test
    void aLostRevocationIsAskedForAgain() {
        dropbox.answers(500, "").answers(401, "{\"error\":{\".tag\":\"invalid_access_token\"}}");

        assertThat(session().revoke().state()).isEqualTo(State.REVOKED);
    }

    @Test
    void aLostRevocationThatHadNoEffectIsDoneTheSecondTime() {
        dropbox.answers(500, "").answers(200, "null");

        assertThat(session().revoke().state()).isEqualTo(State.REVOKED);
    }

    @Test
    void aRevocationThatIsLostTwiceHasFailed() {
        dropbox.answers(500, "").answers(500, "");

        assertThat(session().revoke()).satisfies(it -> {
            assertThat(it.state()).isEqualTo(State.FAILED);
            assertThat(it.explanation()).contains("may still work");
        });
    }

    @Test
    void anInterruptedRevocationIsNotTakenForAFailedOne() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CallInterruptedException.class).isThrownBy(session()::revoke);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void theSdksTeamClientIsTheOnlyOneToUnwrap() {
        assertThat(session().unwrap(DbxTeamClientV2.class)).isPresent();
        assertThat(session().unwrap(DbxClientV2.class)).isEmpty();
    }

    @Test
    void readOnlyHoldsForTheUnwrappedClientToo() {
        DbxTeamClientV2 client = new DropboxSession(dropbox.transport(), Scopes.ALL.onlyReading())
                .unwrap(DbxTeamClientV2.class)
                .orElseThrow();

        org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                        client.team().membersRemove(com.dropbox.core.v2.team.UserSelectorArg.teamMemberId("dbmid:1")))
                .isInstanceOf(dev.gangway.error.UnsupportedCapabilityException.class)
                .hasMessageContaining("read-only");
    }
}
