package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolder.Status;
import dev.gangway.teamfolder.TeamFolders;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Team folders of a team that has a team space with one root for everybody. */
class DropboxTeamSpaceTest {

    private static final String SHARE = "sharing/share_folder";
    private static final String MOVE = "files/move_v2";

    private static SimulatedTeam team(JobStyle jobs) {
        return SimulatedTeam.withoutSockets(
                builder -> builder.jobs(jobs).team(TeamSetup.small().withFeature("has_team_shared_dropbox", true)),
                DropboxConnector::managingTeamSpaces);
    }

    private static SimulatedTeam team() {
        return team(JobStyle.NEVER);
    }

    private static TeamFolder made(TeamFolders folders, String name) {
        return folders.create(name).toOptional().orElseThrow();
    }

    private static Refusal refusal(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).refusal();
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStyle.class,
            names = {"ALWAYS", "NEVER"})
    void aFolderIsMadeAndRenamedAndListedWithoutPeoplesOwnFolders(JobStyle jobs) {
        try (SimulatedTeam team = team(jobs)) {
            TeamFolders folders = team.connection().teamFolders();

            TeamFolder made = made(folders, "Marketing");
            Outcome<TeamFolder> again = folders.create("marketing");
            TeamFolder renamed = folders.rename(made.id(), "Brand").toOptional().orElseThrow();

            assertThat(folders.objection()).isEmpty();
            assertThat(made.status()).isEqualTo(Status.ACTIVE);
            assertThat(made.sync()).isInstanceOf(Fact.Unknown.class);
            assertThat(again).isEqualTo(Outcome.alreadyDone(made));
            assertThat(renamed.id()).isEqualTo(made.id());
            assertThat(folders.stream()).containsExactly(renamed);
            assertThat(folders.rename(made.id(), "Brand")).isEqualTo(Outcome.alreadyDone(renamed));
            assertThat(team.calls(SHARE)).isEqualTo(1);
            assertThat(team.effects(MOVE)).isEqualTo(1);
            assertThat(team.calls("team/team_folder/create")).isZero();
        }
    }

    @Test
    void onlyTheCaseOfANameCanChange() {
        try (SimulatedTeam team = team()) {
            TeamFolders folders = team.connection().teamFolders();
            TeamFolder made = made(folders, "marketing");

            assertThat(folders.rename(made.id(), "Marketing").toOptional())
                    .map(TeamFolder::name)
                    .contains("Marketing");
        }
    }

    @Test
    void aNameThatAnythingInTheRootHasIsTaken() {
        try (SimulatedTeam team = team()) {
            TeamFolders folders = team.connection().teamFolders();
            String person = team.person("leo@example.com").displayName();
            TeamFolder made = made(folders, "Marketing");
            made(folders, "Sales");

            assertThat(refusal(folders.create(person)).reason()).isEqualTo(Reason.FOLDER_NAME_TAKEN);
            assertThat(refusal(folders.rename(made.id(), person)).reason()).isEqualTo(Reason.FOLDER_NAME_TAKEN);
            assertThat(refusal(folders.rename(made.id(), "sales")).reason()).isEqualTo(Reason.FOLDER_NAME_TAKEN);
            assertThat(team.calls(SHARE)).isEqualTo(2);
            assertThat(team.effects(MOVE)).isZero();
        }
    }

    @Test
    void whatDropboxCannotDoThereIsRefusedWithWhereItIsDone() {
        try (SimulatedTeam team = team()) {
            TeamFolders folders = team.connection().teamFolders();
            TeamFolder made = made(folders, "Marketing");

            assertThat(refusal(folders.archive(made.id())).reason()).isEqualTo(Reason.NOT_SUPPORTED);
            assertThat(refusal(folders.archive(made.id())).explanation())
                    .contains("https://www.dropbox.com/team/admin");
            assertThat(refusal(folders.changeSync(made.id(), SyncSetting.NOT_SYNCED))
                            .reason())
                    .isEqualTo(Reason.NOT_SUPPORTED);
            assertThat(folders.unsettled()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "from_write, NOT_SUPPORTED",
        "cant_move_shared_folder, NOT_SUPPORTED",
        "to, FOLDER_NAME_UNUSABLE",
        "from_lookup, FOLDER_NOT_FOUND",
        "too_many_files, NOT_SUPPORTED"
    })
    void aMoveThatDropboxRefusesHasAReason(String tag, Reason reason) {
        try (SimulatedTeam team = team()) {
            TeamFolders folders = team.connection().teamFolders();
            TeamFolder made = made(folders, "Marketing");
            team.inject(Fault.at(MOVE).refuse(tag));

            Refusal refusal = refusal(folders.rename(made.id(), "Brand"));

            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.providerCode()).contains(tag);
            assertThat(folders.find(made.id())).map(TeamFolder::name).contains("Marketing");
        }
    }

    @ParameterizedTest
    @CsvSource({SHARE, MOVE})
    void aLostAnswerIsSettledByReadingAndNothingIsSentTwice(String route) {
        try (SimulatedTeam team = team()) {
            TeamFolders folders = team.connection().teamFolders();
            Optional<TeamFolder> before =
                    route.equals(MOVE) ? Optional.of(made(folders, "Marketing")) : Optional.empty();
            int sent = team.calls(route);
            team.inject(Fault.at(route).loseAnswer());

            Outcome<TeamFolder> outcome =
                    before.map(it -> folders.rename(it.id(), "Brand")).orElseGet(() -> folders.create("Brand"));

            assertThat(outcome.toOptional()).map(TeamFolder::name).contains("Brand");
            assertThat(team.calls(route) - sent).isEqualTo(1);
        }
    }

    @Test
    void aJobThatFailsIsARefusal() {
        try (SimulatedTeam team = team(JobStyle.ALWAYS)) {
            TeamFolders folders = team.connection().teamFolders();
            team.inject(Fault.at(SHARE).failJob());

            Outcome<TeamFolder> outcome = folders.create("Marketing");

            assertThat(outcome).isNotInstanceOf(Outcome.Done.class);
            assertThat(folders.stream()).isEmpty();
        }
    }

    /** Dropbox's default would let everybody in who is in the root. */
    @Test
    void aNewFolderTakesOverNobodyFromTheRoot() {
        Script dropbox = new Script()
                .answers(200, ADMIN)
                .answers(200, "{\"entries\":[],\"cursor\":\"c\",\"has_more\":false}")
                .answers(200, "{\".tag\":\"async_job_id\",\"async_job_id\":\"dbjid:1\"}");

        Outcome<?> outcome = new TeamSpaceFolders(dropbox.calls()).create("Marketing");

        assertThat(outcome).isInstanceOf(Outcome.Unsettled.class);
        Script.Sent sent = dropbox.sent().get(2);
        assertThat(sent.route()).isEqualTo(SHARE);
        assertThat(sent.body()).contains("\"/Marketing\"").contains("no_inherit");
        assertThat(sent.headers().get("Dropbox-API-Select-Admin")).isEqualTo("dbmid:olga");
        assertThat(sent.headers().get("Dropbox-API-Path-Root")).contains("root").contains("42");
    }

    private static final String ADMIN =
            "{\"admin_profile\":{\"team_member_id\":\"dbmid:olga\",\"email\":\"olga@example.com\","
                    + "\"email_verified\":true,\"status\":{\".tag\":\"active\"},\"name\":{\"given_name\":\"\",\"surname\":\"\","
                    + "\"familiar_name\":\"\",\"display_name\":\"\",\"abbreviated_name\":\"\"},\"membership_type\":{\".tag\":\"full\"},"
                    + "\"groups\":[],\"member_folder_id\":\"7\",\"root_folder_id\":\"42\"}}";

    @Test
    void withoutTheScopesTheObjectionSaysHowToGetThem() {
        try (SimulatedTeam team = SimulatedTeam.withoutSockets(
                builder -> builder.team(TeamSetup.small().withFeature("has_team_shared_dropbox", true)),
                DropboxConnector::managingTeamFolders)) {
            TeamFolders folders = team.connection().teamFolders();

            assertThat(refusal(folders.create("Marketing")).explanation()).contains("managingTeamSpaces()");
            assertThatThrownBy(folders::stream).isInstanceOf(UnsupportedCapabilityException.class);
            assertThat(team.calls(SHARE)).isZero();
        }
    }

    @Test
    void aTeamOfTheOtherKindKeepsItsOwnRoutes() {
        try (SimulatedTeam team = SimulatedTeam.withoutSockets(
                builder -> builder.jobs(JobStyle.NEVER), DropboxConnector::managingTeamSpaces)) {
            TeamFolders folders = team.connection().teamFolders();

            TeamFolder made = made(folders, "Marketing");

            assertThat(folders.archive(made.id()).toOptional())
                    .map(TeamFolder::status)
                    .contains(Status.ARCHIVED);
            assertThat(team.calls("team/team_folder/create")).isEqualTo(1);
            assertThat(team.calls(SHARE)).isZero();
        }
    }

    @Test
    void readOnlyNothingIsMade() {
        try (SimulatedTeam team = SimulatedTeam.withoutSockets(
                builder -> builder.team(TeamSetup.small().withFeature("has_team_shared_dropbox", true)),
                connector -> connector.managingTeamSpaces().readOnly())) {
            TeamFolders folders = team.connection().teamFolders();

            assertThat(refusal(folders.create("Marketing")).reason()).isEqualTo(Reason.NOT_SUPPORTED);
            assertThatThrownBy(folders::stream).isInstanceOf(UnsupportedCapabilityException.class);
            assertThat(team.calls(SHARE)).isZero();
            assertThat(team.info().capabilities())
                    .filteredOn(it -> it.capability() == Capability.CHANGE_TEAM_SPACE)
                    .singleElement()
                    .satisfies(it -> assertThat(it.explanation()).contains("readOnly()"));
        }
    }

    @Test
    void aHandleBelongsToTheKindOfItsJob() {
        assertThat(TeamSpaceFolders.isOurs(new JobHandle("share-folder/dbjid:1")))
                .isTrue();
        assertThat(TeamSpaceFolders.isOurs(new JobHandle("share-folder/"))).isFalse();
        assertThat(TeamSpaceFolders.isOurs(new JobHandle("archive-folder/dbjid:1")))
                .isFalse();
    }
}
