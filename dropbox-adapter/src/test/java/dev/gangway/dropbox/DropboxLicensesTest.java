package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.license.DeviceSink;
import dev.gangway.license.Holder;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.PageEnd;
import dev.gangway.user.UserId;
import dev.gangway.user.UserSession.Kind;
import dev.gangway.user.UserStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of license data, read straight from answers that a stateful team can't be made to give. */
class DropboxLicensesTest {

    private static final String ANA =
            "{\"profile\":{\"team_member_id\":\"dbmid:ana\",\"email\":\"ana@example.com\",\"status\":{\".tag\":\"active\"}}}";

    private final Script dropbox = new Script();
    private final Told told = new Told();

    private DropboxLicenses licenses() {
        return dropbox.licenses();
    }

    private PageEnd people(String... members) {
        dropbox.answers(200, "{\"members\":[" + String.join(",", members) + "],\"cursor\":\"c\",\"has_more\":false}");
        return licenses().people(Cursor.START, told).orElseThrow();
    }

    private void devices(String... devices) {
        dropbox.answers(200, "{\"devices\":[" + String.join(",", devices) + "],\"has_more\":false}");
        licenses().devices(Cursor.START, told);
    }

    @Test
    void aMemberIsReadInWhateverOrder() {
        people(
                "{\"roles\":[{\"role_id\":\"pid_dbtmr:1\",\"name\":\"Team\",\"email\":\"no\"}],\"tomorrow\":{\"profile\":7},\"profile\":{"
                        + "\"joined_on\":\"2026-01-04T08:00:00Z\",\"suspended_on\":\"1970-01-01T00:00:01Z\",\"groups\":[\"g:1\"],"
                        + "\"name\":{\"surname\":\"Silva\",\"display_name\":\"no\",\"given_name\":\"Ana\"},\"membership_type\":{\".tag\":\"full\"},"
                        + "\"status\":\"suspended\",\"external_id\":\"E-1\",\"email\":\"ana@example.com\",\"team_member_id\":\"dbmid:ana\"}}");

        assertThat(told.people)
                .containsExactly(new Told.Person(
                        "dbmid:ana",
                        "ana@example.com",
                        "Ana",
                        "Silva",
                        "E-1",
                        UserStatus.SUSPENDED,
                        Fact.of(Optional.of("full")),
                        true,
                        Holder.UNKNOWN,
                        1_767_513_600,
                        1));
    }

    @Test
    void nothingOfAMemberIsLeftForTheNextOne() {
        aMemberIsReadInWhateverOrder();

        people(ANA.replace("dbmid:ana", "dbmid:leo"));

        assertThat(told.people.get(1))
                .isEqualTo(new Told.Person(
                        "dbmid:leo",
                        "ana@example.com",
                        "",
                        "",
                        "",
                        UserStatus.ACTIVE,
                        told.people.get(1).licenseType(),
                        false,
                        Holder.UNKNOWN,
                        Holder.UNKNOWN,
                        Holder.UNKNOWN));
        assertThat(told.people.get(1).licenseType()).isInstanceOf(Fact.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({"active, ACTIVE", "invited, INVITED", "suspended, SUSPENDED", "of_tomorrow, OTHER"})
    void eachStatusIsSaidInCoresWords(String told, UserStatus status) {
        people(ANA.replace("active", told));

        assertThat(this.told.people).extracting(Told.Person::status).containsExactly(status);
    }

    @Test
    void whoWasRemovedIsNotOnTheTeam() {
        people(ANA.replace("\"active\"", "\"removed\",\"is_recoverable\":true,\"is_disconnected\":false"));

        assertThat(told.people).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "{}",
                "{\"profile\":{\"email\":\"ana@example.com\",\"status\":\"active\"}}",
                "{\"profile\":{\"team_member_id\":\"dbmid:ana\",\"status\":\"active\"}}",
                "{\"profile\":{\"team_member_id\":\"dbmid:ana\",\"email\":\"ana@example.com\"}}",
                "{\"profile\":{\"team_member_id\":\"dbmid:ana\",\"email\":\"ana@example.com\",\"status\":\"active\",\"joined_on\":\"lately\"}}"
            })
    void aMemberThatIsNoneFailsThePageSinceNobodyMayBeMissing(String odd) {
        assertThatThrownBy(() -> people(ANA, odd))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("team/members/list_v2")
                .hasMessageNotContaining("lately");
        assertThat(dropbox.sent()).hasSize(1);
    }

    @Test
    void theListOfPeopleCannotBeReadOnLater() {
        assertThat(people(ANA)).isEqualTo(PageEnd.last());
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_cursor", "reset"})
    void aCursorThatIsNotTakenAnyMoreIsOver(String code) {
        Cursor old = new Cursor("old");

        dropbox.refuses(code).refuses(code).refuses(code);

        assertThat(licenses().people(old, told)).contains(new PageEnd.Expired());
        assertThat(licenses().devices(old, told)).isEqualTo(new PageEnd.Expired());
        assertThat(licenses().linkedApps(old, told)).isEqualTo(new PageEnd.Expired());
    }

    @Test
    void anotherRefusalIsNotACursorsEnd() {
        dropbox.refuses("other");

        assertThatThrownBy(() -> licenses().devices(new Cursor("old"), told))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("other");
    }

    @Test
    void aMissingScopeIsNamed() {
        dropbox.answers(
                401,
                "{\"error_summary\":\"missing_scope/.\",\"error\":{\".tag\":\"missing_scope\",\"required_scope\":\"sessions.list\"}}");

        assertThatThrownBy(() -> licenses().devices(Cursor.START, told))
                .isInstanceOf(PermissionMissingException.class)
                .hasMessageContaining("sessions.list");
    }

    @Test
    void aDeviceWasLastUsedWhenItsSessionWasUpdated() {
        devices(
                "{\"team_member_id\":\"dbmid:ana\",\"web_sessions\":[{\"session_id\":\"dbwsid:1\",\"created\":\"2026-01-01T00:00:00Z\","
                        + "\"updated\":\"2026-01-04T08:00:00Z\"}],\"desktop_clients\":[{\"session_id\":\"dbdsid:1\"}],\"tomorrow\":[{}]}");

        assertThat(told.devices)
                .containsExactly(
                        new Told.Device("dbmid:ana", "dbwsid:1", Kind.WEB, 1_767_513_600),
                        new Told.Device("dbmid:ana", "dbdsid:1", Kind.DESKTOP, DeviceSink.UNKNOWN));
    }

    @Test
    void whoseDevicesTheyAreMayBeToldAfterThem() {
        devices(
                "{\"mobile_clients\":[{\"updated\":null,\"session_id\":\"dbmsid:1\"},{\"session_id\":\"dbmsid:2\"}],"
                        + "\"team_member_id\":\"dbmid:leo\"}",
                "{\"web_sessions\":null,\"team_member_id\":\"dbmid:ana\"}");

        assertThat(told.devices)
                .containsExactly(
                        new Told.Device("dbmid:leo", "dbmsid:1", Kind.MOBILE, DeviceSink.UNKNOWN),
                        new Told.Device("dbmid:leo", "dbmsid:2", Kind.MOBILE, DeviceSink.UNKNOWN));
        assertThat(told.haveNone).containsExactly("dbmid:ana");
    }

    @Test
    void devicesOfNobodyFailThePage() {
        assertThatThrownBy(() -> devices("{\"web_sessions\":[{\"session_id\":\"dbwsid:1\"}]}"))
                .isInstanceOf(ProviderProtocolException.class);
    }

    @Test
    void aListingGoesOnAtTheSameRoute() {
        dropbox.answers(
                        200,
                        "{\"apps\":[{\"team_member_id\":\"dbmid:ana\",\"linked_api_apps\":[{\"app_id\":\"dbaid:1\","
                                + "\"app_name\":\"Notes\",\"is_app_folder\":true}]}],\"has_more\":true,\"cursor\":\"c1\"}")
                .answers(
                        200,
                        "{\"apps\":[{\"team_member_id\":\"dbmid:leo\",\"linked_api_apps\":[]}],\"has_more\":false}");

        Told.all(it -> licenses().linkedApps(it, told));

        assertThat(told.apps).containsExactly(new Told.App("dbmid:ana", "Notes"));
        assertThat(told.haveNone).containsExactly("dbmid:leo");
        assertThat(dropbox.sent()).extracting(Script.Sent::body).containsExactly("{}", "{\"cursor\":\"c1\"}");
        assertThat(dropbox.sent())
                .extracting(Script.Sent::route)
                .containsOnly("team/linked_apps/list_members_linked_apps");
    }

    private Fact<Long> stored() {
        return new DropboxLicenses(dropbox.calls(), Scopes.ALL.with(Capability.READ_STORAGE))
                .storedBytes(new UserId("dbmid:ana"));
    }

    @Test
    void whatSomebodyStoresIsAskedInThatPersonsName() {
        dropbox.answers(200, "{\"used\":314159265358,\"allocation\":{\".tag\":\"individual\",\"allocated\":1}}");

        assertThat(stored()).isEqualTo(Fact.of(314_159_265_358L));
        assertThat(dropbox.onlySent().headers().values("Dropbox-API-Select-User"))
                .containsExactly("dbmid:ana");
    }

    @ParameterizedTest
    @CsvSource({"invalid_select_user, not on the team", "user_suspended, suspended"})
    void whoMayNotBeActedAsIsUnknownAndNobodyElse(String tag, String why) {
        dropbox.answers(401, "{\"error\":{\".tag\":\"" + tag + "\"}}");

        assertThat(stored().toString().replace("isn't on", "not on")).contains("unknown", why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"team_data.member", "account_info.read"})
    void withoutEitherScopeNobodysStorageIsRead(String scope) {
        dropbox.answers(401, "{\"error\":{\".tag\":\"missing_scope\",\"required_scope\":\"" + scope + "\"}}");

        assertThatThrownBy(this::stored)
                .isInstanceOf(PermissionMissingException.class)
                .hasMessageContaining(scope);
    }

    @Test
    void whereItIsNotAskedForStorageIsNotRead() {
        assertThatThrownBy(() -> licenses().storedBytes(new UserId("dbmid:ana")))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("readingStorage");
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void storageThatIsLeftOutIsKeptFromDropbox() {
        Scopes scopes = Scopes.ALL.with(Capability.READ_STORAGE).without(List.of(Capability.READ_STORAGE));
        DropboxLicenses licenses = new DropboxLicenses(new Calls(dropbox.transport(), scopes), scopes);

        assertThatThrownBy(() -> licenses.storedBytes(new UserId("dbmid:ana")))
                .isInstanceOf(PermissionMissingException.class)
                .hasMessageContaining("without(READ_STORAGE)");
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void sixteenRangesOfSignInsAreReadAtOnce() {
        assertThat(licenses().signInReaders()).isEqualTo(16);
    }
}
