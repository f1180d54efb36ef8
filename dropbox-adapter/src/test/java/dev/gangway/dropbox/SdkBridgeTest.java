package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dropbox.core.http.HttpRequestor.Header;
import com.dropbox.core.v2.DbxTeamClientV2;
import com.dropbox.core.v2.team.MembersSuspendErrorException;
import com.dropbox.core.v2.team.UserSelectorArg;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.http.Effect;
import dev.gangway.http.Reply;
import dev.gangway.http.Request;
import dev.gangway.result.Cursor;
import dev.gangway.user.Devices;
import dev.gangway.user.UserId;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdkBridgeTest {

    private final Script dropbox = new Script();

    @Test
    void theTransportsTokenGoesOutAndNotTheSdksPlaceholder() {
        dropbox.answers(200, "null");

        dropbox.users().suspend(new UserId("dbmid:ana"), Devices.KEEP);

        assertThat(dropbox.onlySent().headers().values("Authorization"))
                .containsExactly("Bearer t0ps3cret-access-token");
        assertThat(dropbox.onlySent().host()).isEqualTo("api.dropboxapi.com");
        assertThat(dropbox.onlySent().headers().get("User-Agent")).startsWith("gangway-dropbox ");
    }

    @Test
    void anUnwrappedClientSeesDropboxsOwnErrors() {
        DbxTeamClientV2 client = dropbox.refuses("suspend_last_admin").calls().client();

        assertThatThrownBy(() -> client.team().membersSuspend(UserSelectorArg.teamMemberId("dbmid:ana")))
                .isInstanceOf(MembersSuspendErrorException.class);
    }

    @Test
    void anUnwrappedClientSendsWhatIsNotKnownToReadOnce() {
        DbxTeamClientV2 client = dropbox.answers(503, "").calls().client();

        assertThatThrownBy(() -> client.team().memberSpaceLimitsExcludedUsersList())
                .isInstanceOf(AnswerLostException.class);
        assertThat(dropbox.sent()).hasSize(1);
    }

    @Test
    void anUnwrappedClientsReadsAreRepeated() {
        DbxTeamClientV2 client = dropbox.answers(503, "")
                .answers(503, "")
                .answers(503, "")
                .calls()
                .client();

        assertThatThrownBy(() -> client.team().getInfo()).isInstanceOf(ProviderUnavailableException.class);
        assertThat(dropbox.sent()).hasSize(3);
    }

    @Test
    void anUnwrappedClientOfAMemberKeepsItsSelectHeader() throws Exception {
        DbxTeamClientV2 client = dropbox.answers(200, "null").calls().client();

        client.asMember("dbmid:ana").auth().tokenRevoke();

        assertThat(dropbox.onlySent().headers().values("Dropbox-API-Select-User"))
                .containsExactly("dbmid:ana");
    }

    @ParameterizedTest
    @CsvSource({"400,Dropbox rejects the connection's credential", "409,the answer can't be understood (status 409)"})
    void anUnwrappedClientDoesNotHearAnAnswerThatRepeatsTheCredential(int status, String words) {
        DbxTeamClientV2 client = dropbox.answersText(status, "Not a header: Bearer t0ps3cret-access-token")
                .calls()
                .client();

        assertThatThrownBy(() -> client.team().getInfo())
                .isInstanceOf(status == 400 ? CredentialRejectedException.class : ProviderProtocolException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("t0ps3cret");
    }

    @Test
    void anUnwrappedClientHearsASuccessThatOnlyLooksLikeTheCredential() throws Exception {
        DbxTeamClientV2 client = dropbox.answers(
                        200,
                        "{\"namespaces\":[{\"name\":\"Bearer Industries\",\"namespace_id\":\"1\","
                                + "\"namespace_type\":{\".tag\":\"shared_folder\"}}],\"cursor\":\"c\",\"has_more\":false}")
                .calls()
                .client();

        assertThat(client.team().namespacesList().getNamespaces().get(0).getName())
                .isEqualTo("Bearer Industries");
    }

    @Test
    void noOtherHostIsReached() {
        DbxTeamClientV2 client = dropbox.calls().client();

        assertThatThrownBy(() -> client.asMember("dbmid:ana").files().download("/plan.txt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("content.dropboxapi.com");
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void onlyPostIsSpoken() {
        SdkBridge bridge = new SdkBridge(dropbox.transport(), new SdkBridge.Watcher() {
            @Override
            public void sending(Request request) {}

            @Override
            public void heard(Request request, Reply reply) {}
        });

        assertThatThrownBy(() -> bridge.doGet("https://api.dropboxapi.com/2/x", List.<Header>of()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> bridge.startPut("https://api.dropboxapi.com/2/x", List.<Header>of()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aReadOnlyConnectorSendsNothingThatWrites() {
        DropboxUsers users = new DropboxUsers(new Calls(dropbox.transport(), Scopes.ALL.onlyReading()), Scopes.ALL);

        assertThatThrownBy(() -> users.suspend(new UserId("dbmid:ana"), Devices.KEEP))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("team/members/suspend")
                .hasMessageContaining("read-only");
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void aRouteThatNobodyKnowsWrites() {
        assertThat(Routes.effect("team/members/bulk_suspend")).isEqualTo(Effect.WRITES);
        assertThat(Routes.READING).doesNotContainAnyElementsOf(Routes.WRITING);
    }

    @Test
    void onlyWhatReadsIsReadWhileItArrives() {
        Listing page = new PeoplePage(holder -> {});

        assertThatThrownBy(() -> dropbox.calls().page("team/members/remove", Argument.cursor("c"), page))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void aPageIsAskedForThroughTheSdk() {
        dropbox.answers(200, "{\"members\":[],\"has_more\":false}");

        dropbox.licenses().people(Cursor.START, holder -> {});

        assertThat(dropbox.onlySent().headers().get("User-Agent")).startsWith("gangway-dropbox OfficialDropboxJavaSDK");
        assertThat(dropbox.onlySent().headers().values("Authorization"))
                .containsExactly("Bearer t0ps3cret-access-token");
        assertThat(dropbox.onlySent().body()).isEqualTo("{\"limit\":1000,\"include_removed\":false}");
    }
}
