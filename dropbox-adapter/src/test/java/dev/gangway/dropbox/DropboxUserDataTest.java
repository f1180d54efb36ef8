package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connection.Connection;
import dev.gangway.connector.Capability;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.People;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.userdata.ActingAsUser;
import dev.gangway.userdata.DataEntry;
import dev.gangway.userdata.DataEntry.Kind;
import dev.gangway.userdata.FolderRef;
import dev.gangway.userdata.SharedFolder.Access;
import dev.gangway.userdata.SharedLink;
import dev.gangway.userdata.SharedLink.Audience;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DropboxUserDataTest {

    private static final UserRef LEO = UserRef.email("leo@example.com");
    private static final UserId WHO = new UserId("dbmid:somebody");
    private static final String HEADER = "Dropbox-API-Select-User";
    private static final Scopes SCOPES =
            Scopes.ALL.with(Capability.READ_STORAGE).with(Capability.ACT_AS_USERS);

    private static SimulatedTeam team() {
        return SimulatedTeam.withoutSockets(
                builder -> builder.jobs(DropboxSimulator.JobStyle.NEVER), DropboxConnector::actingAsUsers);
    }

    private static ActingAsUser asLeo(SimulatedTeam team) {
        return team.connection().actAs(LEO).toOptional().orElseThrow();
    }

    private static <T> List<T> read(Outcome<Stream<T>> listing) {
        return listing.toOptional().orElseThrow().toList();
    }

    private static Refusal refusal(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).refusal();
    }

    private static DropboxUserData direct(Script dropbox) {
        return new DropboxUserData(new Calls(dropbox.transport(), SCOPES), SCOPES);
    }

    @Test
    void whatSomebodyHasIsReadInTheirName() {
        try (SimulatedTeam team = team()) {
            People people = team.simulator().people();
            people.addFile("leo@example.com", "/Reports/May.txt", 12);
            people.addFile("leo@example.com", "/Plan.pdf", 7);
            people.addFile("ana@example.com", "/Ana.txt", 1);
            String url = people.shareLink("leo@example.com", "/Reports");
            String folder = people.openFolder("ana@example.com", "/Ana.txt", "leo@example.com");

            ActingAsUser asLeo = asLeo(team);

            assertThat(asLeo.person().email()).isEqualTo("leo@example.com");
            List<DataEntry> root = read(asLeo.list(FolderRef.ROOT));
            assertThat(root).extracting(DataEntry::name).containsExactly("Reports", "Plan.pdf");
            assertThat(root.get(1).bytes()).isEqualTo(Fact.of(7L));
            assertThat(root.get(1).modified()).isEqualTo(Fact.of(team.clock().instant()));
            assertThat(read(asLeo.list(new FolderRef(root.get(0).id()))))
                    .extracting(DataEntry::path)
                    .containsExactly(Fact.of("/Reports/May.txt"));
            assertThat(read(asLeo.sharedLinks())).singleElement().satisfies(it -> {
                assertThat(it.url()).hasToString(url);
                assertThat(it.audience()).isEqualTo(Audience.ANYONE);
                assertThat(it.password()).isEqualTo(Fact.of(false));
                assertThat(it.path()).isEqualTo(Fact.of("/reports"));
            });
            assertThat(read(asLeo.sharedFolders())).singleElement().satisfies(it -> {
                assertThat(it.id()).isEqualTo(folder);
                assertThat(it.access()).isEqualTo(Access.EDITOR);
                assertThat(it.path()).isInstanceOf(Fact.Unknown.class);
            });
            assertThat(asLeo.storage()).isEqualTo(Fact.of(19L));
        }
    }

    @Test
    void aLongFolderIsReadToItsEnd() {
        try (SimulatedTeam team = team()) {
            for (int i = 1; i <= 1001; i++) {
                team.simulator().people().addFile("leo@example.com", "/" + i + ".txt", 1);
            }
            team.inject(Fault.at("files/list_folder").emptyPage());

            assertThat(read(asLeo(team).list(FolderRef.ROOT))).hasSize(1001);
            assertThat(team.calls("files/list_folder/continue")).isEqualTo(2);
        }
    }

    @Test
    void whoIsSuspendedOrRemovedMeanwhileIsAValue() {
        try (SimulatedTeam team = team()) {
            ActingAsUser asLeo = asLeo(team);
            ActingAsUser asAna = team.connection()
                    .actAs(UserRef.email("ana@example.com"))
                    .toOptional()
                    .orElseThrow();
            OtherClient other = new OtherClient(team.simulator());
            other.call("team/members/suspend", user("leo"));
            other.call("team/members/remove", user("ana"));

            assertThat(refusal(asLeo.list(FolderRef.ROOT)).reason()).isEqualTo(Reason.WRONG_STATUS);
            assertThat(refusal(asLeo.sharedLinks()).providerCode()).contains("user_suspended");
            assertThat(refusal(asAna.sharedFolders()).reason()).isEqualTo(Reason.NOT_ON_TEAM);
            assertThat(refusal(asAna.list(FolderRef.ROOT)).providerCode()).contains("invalid_select_user");
            assertThat(asAna.storage()).isInstanceOf(Fact.Unknown.class);
            assertThat(refusal(team.connection().actAs(LEO)).reason()).isEqualTo(Reason.WRONG_STATUS);
        }
    }

    private static String user(String name) {
        return "{\"user\":{\".tag\":\"email\",\"email\":\"" + name + "@example.com\"}}";
    }

    @Test
    void aFolderThatIsNotThereIsAValue() {
        try (SimulatedTeam team = team()) {
            team.simulator().people().addFile("leo@example.com", "/Plan.pdf", 7);

            ActingAsUser asLeo = asLeo(team);

            assertThat(refusal(asLeo.list(new FolderRef("/Nowhere"))).providerCode())
                    .contains("path");
            assertThat(refusal(asLeo.list(new FolderRef("/Plan.pdf"))).reason()).isEqualTo(Reason.PATH_NOT_FOUND);
            int before = team.calls("files/list_folder");
            assertThat(refusal(asLeo.list(new FolderRef("neither path nor id"))).reason())
                    .isEqualTo(Reason.PATH_NOT_FOUND);
            assertThat(team.calls("files/list_folder")).isEqualTo(before);
        }
    }

    @Test
    void withoutBeingAskedForNobodyIsActedAs() {
        try (SimulatedTeam team = SimulatedTeam.withoutSockets(builder -> builder)) {
            Connection connection = team.connection();

            assertThatThrownBy(() -> connection.actAs(LEO))
                    .isInstanceOf(UnsupportedCapabilityException.class)
                    .hasMessageContaining("actingAsUsers()");
            assertThat(connection.reachOfActing().isNot().en()).contains("no sign-in");
            assertThat(team.calls("users/get_current_account")).isZero();
        }
    }

    @Test
    void whatIsLeftOutIsNotSent() {
        try (SimulatedTeam team = SimulatedTeam.withoutSockets(
                builder -> builder, connector -> connector.actingAsUsers().without(Capability.ACT_AS_USERS))) {
            assertThatThrownBy(() -> team.connection().actAs(LEO))
                    .isInstanceOf(PermissionMissingException.class)
                    .hasMessageContaining("without(ACT_AS_USERS)");
            assertThat(team.calls("users/get_current_account")).isZero();
        }
    }

    @Test
    void everyRequestIsInThePersonsNameAndReads() {
        Script dropbox = new Script()
                .answers(200, "{\"entries\":[],\"cursor\":\"c\",\"has_more\":false}")
                .answers(200, "{\"links\":[],\"has_more\":false}")
                .answers(200, "{\"entries\":[]}");
        DropboxUserData data = direct(dropbox);

        data.list(WHO, new FolderRef("/Reports"), Cursor.START);
        data.sharedLinks(WHO, new Cursor("l"));
        data.sharedFolders(WHO, new Cursor("f"));

        assertThat(dropbox.sent()).allSatisfy(it -> {
            assertThat(it.headers().values(HEADER)).containsOnly(WHO.value());
            assertThat(Routes.READING).contains(it.route());
        });
        assertThat(dropbox.sent().get(0).body()).contains("\"/Reports\"").contains("1000");
        assertThat(dropbox.sent().get(1).body()).contains("\"l\"");
        assertThat(dropbox.sent().get(2).route()).isEqualTo("sharing/list_folders/continue");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"resolved_visibility\":{\".tag\":\"password\"},', ANYONE, true",
        "'\"resolved_visibility\":{\".tag\":\"team_and_password\"},', TEAM, true",
        "'\"resolved_visibility\":{\".tag\":\"no_one\"},\"require_password\":true,', ONLY_WHO_HAS_ACCESS, true",
        "'\"resolved_visibility\":{\".tag\":\"new_one\"},\"require_password\":false,', OTHER, false",
        "'\"effective_audience\":{\".tag\":\"team\"},\"require_password\":false,', TEAM, false",
        "'\"effective_audience\":{\".tag\":\"members\"},\"require_password\":false,', ONLY_WHO_HAS_ACCESS, false",
        "'\"require_password\":false,', OTHER, false",
    })
    void whoCanOpenALinkIsToldInOurWords(String permissions, Audience audience, boolean password) {
        Script dropbox = new Script()
                .answers(
                        200,
                        "{\"links\":[{\".tag\":\"folder\",\"url\":\"https://www.dropbox.com/s/1\",\"name\":\"Reports\","
                                + "\"link_permissions\":{" + permissions
                                + "\"can_revoke\":true,\"visibility_policies\":[],\"can_set_expiry\":true,"
                                + "\"can_remove_expiry\":false,\"allow_download\":true,\"can_allow_download\":true,"
                                + "\"can_disallow_download\":true,\"allow_comments\":true,"
                                + "\"team_restricts_comments\":false}}],\"has_more\":true,\"cursor\":\"next\"}");

        Page<SharedLink> page =
                direct(dropbox).sharedLinks(WHO, Cursor.START).toOptional().orElseThrow();

        assertThat(page.next()).contains(new Cursor("next"));
        assertThat(page.items()).singleElement().satisfies(it -> {
            assertThat(it.audience()).isEqualTo(audience);
            assertThat(it.password()).isEqualTo(Fact.of(password));
            assertThat(it.path()).isInstanceOf(Fact.Unknown.class);
            assertThat(it.expires()).isEmpty();
        });
    }

    @Test
    void aFileOutsideOfThePersonsFoldersHasNoPathAndWhatWasDeletedIsLeftOut() {
        Script dropbox = new Script()
                .answers(
                        200,
                        "{\"entries\":[{\".tag\":\"deleted\",\"name\":\"old\"},"
                                + "{\".tag\":\"folder\",\"name\":\"Sales\",\"id\":\"id:sales\"}],"
                                + "\"cursor\":\"c\",\"has_more\":false}");

        Page<DataEntry> page = direct(dropbox)
                .list(WHO, FolderRef.ROOT, Cursor.START)
                .toOptional()
                .orElseThrow();

        assertThat(page.next()).isEqualTo(Optional.empty());
        assertThat(page.items()).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Kind.FOLDER);
            assertThat(it.path()).isInstanceOf(Fact.Unknown.class);
        });
    }

    @Test
    void aCursorThatDropboxDoesNotTakeIsAnErrorAndNoEnd() {
        Script dropbox = new Script().refuses("reset");

        assertThatThrownBy(() -> direct(dropbox).list(WHO, FolderRef.ROOT, new Cursor("old")))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("from the start");
    }

    @Test
    void aRejectedTokenIsNoMatterOfThePerson() {
        Script dropbox =
                new Script().answers(401, "{\"error_summary\":\"x\",\"error\":{\".tag\":\"invalid_access_token\"}}");

        assertThatThrownBy(() -> direct(dropbox).begin(WHO)).isInstanceOf(CredentialRejectedException.class);
    }
}
