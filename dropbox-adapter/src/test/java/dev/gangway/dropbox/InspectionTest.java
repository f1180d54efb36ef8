package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.result.Fact;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.Holdings;
import dev.gangway.user.Quota;
import dev.gangway.user.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectionTest {

    private static final UserId ANA = new UserId("dbmid:ana");
    private static final String MISSING_SCOPE =
            "{\"error\":{\".tag\":\"missing_scope\",\"required_scope\":\"sessions.list\"}}";
    private static final String DESKTOP =
            "{\"session_id\":\"dbdsid:1\",\"host_name\":\"h\",\"client_type\":{\".tag\":\"mac\"},\"client_version\":\"1\","
                    + "\"platform\":\"p\",\"is_delete_on_unlink_supported\":true}";
    private static final String MOBILE =
            "{\"session_id\":\"dbmsid:1\",\"device_name\":\"d\",\"client_type\":{\".tag\":\"iphone\"}}";
    private static final String APPS =
            "{\"linked_api_apps\":[{\"app_id\":\"dbaid:1\",\"app_name\":\"Planner\",\"is_app_folder\":true}]}";
    private static final String GROUP =
            "[{\".tag\":\"group_info\",\"group_name\":\"Design\",\"group_id\":\"g:1\",\"group_management_type\":"
                    + "{\".tag\":\"user_managed\"},\"created\":1,\"members\":[]}]";
    private static final String QUOTA =
            "[{\".tag\":\"success\",\"user\":{\".tag\":\"team_member_id\",\"team_member_id\":"
                    + "\"dbmid:ana\"},\"quota_gb\":7}]";
    private static final String PERSON = Bodies.info(Bodies.member("dbmid:ana", "ana@example.com", "active"));

    private final Script dropbox = new Script();

    private static String sessions(String desktop) {
        return "{\"active_web_sessions\":[],\"desktop_client_sessions\":" + desktop + ",\"mobile_client_sessions\":["
                + MOBILE + "]}";
    }

    @Test
    void whatHangsOnAPersonIsCounted() {
        dropbox.answers(200, sessions("[" + DESKTOP + "]"))
                .answers(200, APPS)
                .answers(200, PERSON)
                .answers(200, GROUP)
                .answers(200, QUOTA);

        Holdings holdings = dropbox.users().inspect(ANA);

        assertThat(holdings.devices()).isEqualTo(Fact.of(2));
        assertThat(holdings.webSessions()).isEqualTo(Fact.of(0));
        assertThat(holdings.linkedApps()).isEqualTo(Fact.of(List.of("Planner")));
        assertThat(holdings.groups()).isEqualTo(Fact.of(List.of(new GroupMembership("g:1", "Design", false))));
        assertThat(holdings.legalHold()).isInstanceOf(Fact.Unknown.class);
        assertThat(holdings.quota()).isEqualTo(Fact.of(Quota.of(7L << 30)));
        assertThat(holdings.storedBytes().toString()).contains("unknown", "act as the person", "readingStorage");
    }

    @Test
    void whatAPersonStoresIsAskedInThePersonsName() {
        dropbox.answers(200, sessions("[]"))
                .answers(200, APPS)
                .answers(200, PERSON)
                .answers(200, GROUP)
                .answers(200, "{\"used\":7,\"allocation\":{\".tag\":\"of_tomorrow\"}}")
                .answers(200, QUOTA);

        Holdings holdings = new DropboxUsers(dropbox.calls(), Scopes.ALL.with(Capability.READ_STORAGE)).inspect(ANA);

        assertThat(holdings.storedBytes()).isEqualTo(Fact.of(7L));
        assertThat(dropbox.sent().get(4).route()).isEqualTo("users/get_space_usage");
        assertThat(dropbox.sent().get(4).headers().values("Dropbox-API-Select-User"))
                .containsExactly("dbmid:ana");
    }

    @Test
    void aListThatDropboxLeavesOutIsUnknownAndNotZero() {
        dropbox.answers(200, sessions("null"))
                .answers(200, APPS)
                .answers(200, PERSON)
                .answers(200, GROUP)
                .answers(200, QUOTA);

        assertThat(dropbox.users().inspect(ANA).devices()).isInstanceOf(Fact.Unknown.class);
    }

    @Test
    void aMissingScopeNarrowsItsPartOnly() {
        dropbox.answers(401, MISSING_SCOPE)
                .answers(401, MISSING_SCOPE)
                .answers(200, PERSON)
                .answers(200, GROUP)
                .answers(200, QUOTA);

        Holdings holdings = dropbox.users().inspect(ANA);

        assertThat(holdings.devices().toString()).contains("unknown", "sessions.list");
        assertThat(holdings.linkedApps()).isInstanceOf(Fact.Unknown.class);
        assertThat(holdings.groups()).isInstanceOf(Fact.Known.class);
    }

    @Test
    void aPersonWithoutDevicesInDropboxsBooksNarrowsItsPartOnly() {
        dropbox.refuses("member_not_found")
                .answers(200, APPS)
                .answers(200, PERSON)
                .answers(200, GROUP)
                .answers(200, QUOTA);

        Holdings holdings = dropbox.users().inspect(ANA);

        assertThat(holdings.devices().toString()).contains("member_not_found");
        assertThat(holdings.linkedApps()).isInstanceOf(Fact.Known.class);
    }

    @Test
    void aRejectedCredentialIsNotTakenForAMissingPart() {
        dropbox.answers(401, "{\"error\":{\".tag\":\"invalid_access_token\"}}");

        assertThatThrownBy(() -> dropbox.users().inspect(ANA)).isInstanceOf(CredentialRejectedException.class);
    }

    @Test
    void aHoldThatIsStillBeingPlacedHolds() {
        dropbox.answers(200, sessions("[]"))
                .answers(200, APPS)
                .answers(200, PERSON)
                .answers(200, GROUP)
                .answers(
                        200,
                        "{\"policies\":[{\"id\":\"pid_dbhid:1\",\"name\":\"Case\",\"members\":{\"team_member_ids\":[\"dbmid:ana\"],"
                                + "\"permanently_deleted_users\":0},\"status\":{\".tag\":\"activating\"},\"start_date\":"
                                + "\"2026-01-01T00:00:00Z\"}]}")
                .answers(200, QUOTA);

        assertThat(new DropboxUsers(dropbox.calls(), Scopes.ALL.with(Capability.READ_LEGAL_HOLDS))
                        .inspect(ANA)
                        .legalHold())
                .isEqualTo(Fact.of(true));
    }
}
