package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.connector.SupportContact;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.SimulatorBuilder;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Instruction;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.TeamPolicy;
import dev.gangway.security.SecuritySettings;
import dev.gangway.security.SecurityTopic;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.FolderPolicy;
import dev.gangway.sharing.FolderPolicy.Joining;
import dev.gangway.sharing.FolderPolicy.Links;
import dev.gangway.sharing.FolderPolicy.Managing;
import dev.gangway.sharing.FolderPolicyChange;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.sharing.SharingControls;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropboxSharingTest {

    private static final String ADD = "team/sharing_allowlist/add";
    private static final String REMOVE = "team/sharing_allowlist/remove";
    private static final String UPDATE = Routes.FOLDER_POLICY;

    private static final Scopes SCOPES =
            Scopes.ALL.with(Capability.READ_SHARING).with(Capability.CHANGE_SHARING);
    private static final SharedFolderId ID = new SharedFolderId("1000000007");
    private static final AllowListEntry PARTNER = AllowListEntry.domain("partner.example");
    private static final AllowListEntry LEE = AllowListEntry.email("lee@other.example");
    private static final FolderPolicyChange CLOSED =
            FolderPolicyChange.none().joining(Joining.TEAM).links(Links.MEMBERS).managing(Managing.OWNER);

    private static final String ADMIN =
            "{\"admin_profile\":{\"team_member_id\":\"dbmid:olga\",\"email\":\"olga@example.com\","
                    + "\"email_verified\":true,\"status\":{\".tag\":\"active\"},\"name\":{\"given_name\":\"O\",\"surname\":\"B\","
                    + "\"familiar_name\":\"O\",\"display_name\":\"O B\",\"abbreviated_name\":\"OB\"},"
                    + "\"membership_type\":{\".tag\":\"full\"},\"groups\":[],\"member_folder_id\":\"1\",\"root_folder_id\":\"2\"}}";

    private static SimulatedTeam team(UnaryOperator<SimulatorBuilder> choices) {
        return SimulatedTeam.withoutSockets(choices, it -> it.managingSharing().managingTeamFolders());
    }

    private static SimulatedTeam team() {
        return team(it -> it);
    }

    private static SharedFolderId teamFolder(SimulatedTeam team) {
        return new SharedFolderId(team.connection()
                .teamFolders()
                .create("Plans")
                .toOptional()
                .orElseThrow()
                .id()
                .value());
    }

    private static Refusal refusal(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).refusal();
    }

    private static DropboxSharing direct(Script dropbox) {
        return new DropboxSharing(dropbox.calls(), SCOPES);
    }

    private static String metadata(String policy) {
        return "{\"access_type\":{\".tag\":\"owner\"},\"is_inside_team_folder\":true,\"is_team_folder\":false,\"name\":\"Plans\","
                + "\"policy\":{" + policy + "},\"preview_url\":\"https://x.example\",\"shared_folder_id\":\"" + ID
                + "\",\"time_invited\":\"2026-01-01T00:00:00Z\"}";
    }

    @Test
    void onlyWhoIsMissingIsSentAndOnlyWhoIsThereIsTakenOff() {
        try (SimulatedTeam team = team()) {
            SharingControls sharing = team.connection().sharingControls();

            assertThat(sharing.allow(List.of(PARTNER))).isEqualTo(Outcome.done(Set.of(PARTNER)));
            assertThat(sharing.allow(List.of(PARTNER, LEE))).isEqualTo(Outcome.done(Set.of(PARTNER, LEE)));
            assertThat(sharing.allow(List.of(LEE))).isEqualTo(Outcome.alreadyDone(Set.of(LEE)));
            assertThat(sharing.allowList()).containsExactly(PARTNER, LEE);
            assertThat(sharing.disallow(List.of(PARTNER))).isEqualTo(Outcome.done(Set.of(PARTNER)));
            assertThat(sharing.disallow(List.of(PARTNER, LEE))).isEqualTo(Outcome.done(Set.of(PARTNER, LEE)));

            assertThat(sharing.allowList()).isEmpty();
            assertThat(team.calls(ADD)).isEqualTo(2);
        }
    }

    @Test
    void theListIsReadPageByPage() {
        try (SimulatedTeam team = team()) {
            SharingControls sharing = team.connection().sharingControls();
            sharing.allow(List.of(PARTNER));
            team.inject(Fault.at("team/sharing_allowlist/list").emptyPage());

            assertThat(sharing.allowList()).containsExactly(PARTNER);
            assertThat(team.calls("team/sharing_allowlist/list/continue")).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({
        ADD + ", team_limit_reached, ALLOW_LIST_FULL",
        ADD + ", malformed_entry, INVALID_INPUT",
        ADD + ", entries_already_exist, TRY_LATER",
        ADD + ", too_windy, OTHER"
    })
    void aNoOfDropboxHasAWordOfOurs(String route, String tag, Reason reason) {
        try (SimulatedTeam team = team()) {
            team.inject(Fault.at(route).refuse(tag));

            Refusal refusal = refusal(team.connection().sharingControls().allow(List.of(PARTNER)));

            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.providerCode()).contains(tag);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ADD, REMOVE, UPDATE})
    void aLostAnswerIsSettledByReadingAndNothingIsSentTwice(String route) {
        try (SimulatedTeam team = team()) {
            SharingControls sharing = team.connection().sharingControls();
            SharedFolderId folder = teamFolder(team);
            sharing.allow(List.of(LEE));
            int before = team.calls(route);
            team.inject(Fault.at(route).loseAnswer());

            Outcome<?> outcome = switch (route) {
                case ADD -> sharing.allow(List.of(PARTNER));
                case REMOVE -> sharing.disallow(List.of(LEE));
                default -> sharing.changeFolder(folder, CLOSED);
            };

            assertThat(((Outcome.Done<?>) outcome).changed()).isTrue();
            assertThat(team.calls(route)).isEqualTo(before + 1);
        }
    }

    @Test
    void aTeamFolderIsClosedInTheNameOfTheConnectingAdmin() {
        try (SimulatedTeam team = team()) {
            SharingControls sharing = team.connection().sharingControls();
            SharedFolderId folder = teamFolder(team);
            FolderPolicy before = sharing.folder(folder).orElseThrow();

            FolderPolicy after =
                    sharing.changeFolder(folder, CLOSED).toOptional().orElseThrow();

            assertThat(before.ofTeam()).isEqualTo(Fact.of(true));
            assertThat(after).matches(CLOSED::isSo);
            assertThat(after.viewers()).isEqualTo(before.viewers());
            assertThat(sharing.changeFolder(folder, CLOSED)).isEqualTo(Outcome.alreadyDone(after));
            assertThat(sharing.changeFolder(folder, FolderPolicyChange.none().viewers(false))
                            .toOptional())
                    .map(FolderPolicy::viewers)
                    .contains(Fact.of(false));
        }
    }

    @Test
    void theTeamsOwnRulesAreStricter() {
        try (SimulatedTeam team = team(builder ->
                builder.team(TeamSetup.small().withPolicy("shared_folder_member_policy", "team_and_approved")))) {
            SharingControls sharing = team.connection().sharingControls();
            SharedFolderId folder = teamFolder(team);

            assertThat(sharing.folder(folder).orElseThrow().effectiveJoining())
                    .isEqualTo(Fact.of(Joining.TEAM_AND_ALLOWED));
            sharing.changeFolder(folder, CLOSED);
            Refusal refusal = refusal(
                    sharing.changeFolder(folder, FolderPolicyChange.none().joining(Joining.ANYONE)));

            assertThat(refusal.reason()).isEqualTo(Reason.TEAM_POLICY);
            assertThat(refusal.providerCode()).contains("team_policy_disallows_member_policy");
        }
    }

    @Test
    void aFolderOfAPersonIsReadAndItsOwnersToChange() {
        try (SimulatedTeam team = team()) {
            SharingControls sharing = team.connection().sharingControls();
            SharedFolderId folder =
                    new SharedFolderId(team.simulator().people().shareFolder("ana@example.com", "Ideas"));

            assertThat(sharing.folder(folder).orElseThrow().ofTeam()).isEqualTo(Fact.of(false));
            assertThat(refusal(sharing.changeFolder(folder, CLOSED)).reason()).isEqualTo(Reason.PERMISSION_MISSING);
        }
    }

    @Test
    void whatNobodyKnowsIsNoFolder() {
        try (SimulatedTeam team = team()) {
            SharingControls sharing = team.connection().sharingControls();

            assertThat(sharing.folder(ID)).isEmpty();
            assertThat(sharing.folder(new SharedFolderId("a/b"))).isEmpty();
            assertThat(refusal(sharing.changeFolder(ID, CLOSED)).reason()).isEqualTo(Reason.FOLDER_NOT_FOUND);
            assertThat(team.calls(UPDATE)).isEqualTo(1); // which proved the right to
        }
    }

    @ParameterizedTest
    @CsvSource({"admin_not_active, no longer an admin", "mapping_not_found, did not record"})
    void withoutAnAdminThereIsNobodyInWhoseNameToAct(String tag, String said) {
        Script dropbox = new Script().refuses(tag);

        assertThatThrownBy(() -> direct(dropbox).folder(ID))
                .isInstanceOf(PermissionMissingException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("connect again");
    }

    @Test
    void whatThisVersionDoesNotKnowIsUnknown() {
        Script dropbox = new Script().answers(200, ADMIN);
        dropbox.answers(
                200,
                metadata(
                        "\"acl_update_policy\":{\".tag\":\"too_windy\"},\"shared_link_policy\":{\".tag\":\"too_windy\"},"
                                + "\"viewer_info_policy\":{\".tag\":\"too_windy\"},\"member_policy\":{\".tag\":\"too_windy\"}"));

        FolderPolicy policy = direct(dropbox).folder(ID).orElseThrow();

        assertThat(List.of(
                        policy.joining(),
                        policy.effectiveJoining(),
                        policy.links(),
                        policy.managing(),
                        policy.viewers()))
                .allSatisfy(it -> assertThat(it.toOptional()).isEmpty());
        assertThat(policy.ofTeam()).isEqualTo(Fact.of(true));
        assertThat(dropbox.sent().get(1).route()).isEqualTo(Routes.FOLDER_METADATA);
        assertThat(dropbox.sent().get(1).headers().get("Dropbox-API-Select-Admin"))
                .isEqualTo("dbmid:olga");
    }

    @Test
    void aFolderThatCanNotBeReadIsNotCalledUnknown() {
        Script dropbox = new Script().answers(200, ADMIN).refuses("unmounted");

        assertThatThrownBy(() -> direct(dropbox).folder(ID))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("unmounted");
    }

    @Test
    void anEntryThatIsNoneIsAnError() {
        Script dropbox = new Script().answers(200, "{\"domains\":[\"no domain\"],\"emails\":[]}");

        assertThatThrownBy(() -> direct(dropbox).allowList(Cursor.START))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("no domain");
    }

    @Test
    void withoutTheScopesOnlyTheTeamsRulesAndTheListAreRead() {
        Script dropbox = new Script();
        DropboxSharing sharing = new DropboxSharing(dropbox.calls(), Scopes.ALL);

        assertThatThrownBy(() -> sharing.folder(ID))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("managingSharing()");
        assertThatThrownBy(() -> sharing.allow(Set.of(PARTNER))).isInstanceOf(UnsupportedCapabilityException.class);
        assertThatThrownBy(() -> sharing.disallow(Set.of(PARTNER))).isInstanceOf(UnsupportedCapabilityException.class);
        assertThatThrownBy(() -> sharing.changeFolder(ID, CLOSED)).isInstanceOf(UnsupportedCapabilityException.class);
        assertThat(dropbox.sent()).isEmpty();
        dropbox.answers(200, "{\"domains\":[\"partner.example\"],\"emails\":[]}");
        assertThat(sharing.allowList(Cursor.START).items()).containsExactly(PARTNER);
    }

    @Test
    void everyRuleOfTheTeamIsToldWithItsMeaningAndHowToChangeIt() {
        try (SimulatedTeam team = team()) {
            List<TeamPolicy> sharing = team.connection().sharingControls().policies();
            List<TeamPolicy> security = team.connection().security().policies();

            assertThat(sharing).hasSize(9);
            assertThat(security)
                    .extracting(TeamPolicy::id)
                    .containsExactly("emm_state", "office_addin", "suggest_members_policy");
            assertThat(List.of(sharing, security))
                    .allSatisfy(all -> assertThat(all).allSatisfy(it -> {
                        assertThat(it.value().toOptional()).isPresent();
                        assertThat(it.meaning()).isPresent();
                        assertThat(it.isReadOnly()).isTrue();
                        assertThat(it.name().fr()).isNotEqualTo(it.name().en());
                    }));
            assertThat(sharing.get(0).value()).isEqualTo(Fact.of("anyone"));
        }
    }

    @Test
    void aRuleThatThisVersionDoesNotKnowIsUnknownAndTheOthersAreTold() {
        try (SimulatedTeam team = team()) {
            SharingControls sharing = team.connection().sharingControls();
            team.inject(Fault.at("team/get_info").unknownTag("shared_folder_join_policy", "too_windy"));

            List<TeamPolicy> policies = sharing.policies();

            assertThat(policies.get(1).value().toOptional()).isEmpty();
            assertThat(policies.get(1).meaning()).isEmpty();
            assertThat(policies.get(0).value().toOptional()).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(SecurityTopic.class)
    void everyTopicOfSecurityHasStepsInBothLanguagesAndALink(SecurityTopic topic) {
        Instruction instruction = new SecuritySettings(new DropboxSecurity(new Script().calls()))
                .instruction(topic)
                .orElseThrow();

        assertThat(instruction.steps())
                .hasSizeGreaterThan(3)
                .allSatisfy(it -> assertThat(it.fr()).isNotEqualTo(it.en()));
        assertThat(instruction.link()).map(URI::getHost).contains("help.dropbox.com");
    }

    @Test
    void aQuestionForSupportSaysThatNothingWasSent() {
        try (SimulatedTeam team = team()) {
            int before = team.calls("team/get_info");

            SupportContact.Prepared prepared =
                    team.connection().support().prepare("Slow sync", "Why?", List.of("0f1e2d"));

            assertThat(prepared.instruction().lines().en())
                    .contains(
                            "Nothing was sent",
                            "olga@example.com",
                            "dbtid:",
                            "0f1e2d",
                            "https://www.dropbox.com/support");
            assertThat(prepared.instruction().lines().fr()).contains("Rien n'a été envoyé");
            assertThat(prepared.message().en()).startsWith("Slow sync\n\nWhy?").contains("Request ids: 0f1e2d");
            assertThat(team.calls("team/get_info")).isEqualTo(before);
        }
    }
}
