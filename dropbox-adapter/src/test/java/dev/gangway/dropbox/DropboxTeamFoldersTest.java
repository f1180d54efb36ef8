package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.SimulatorBuilder;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolder.Status;
import dev.gangway.teamfolder.TeamFolderId;
import dev.gangway.teamfolder.TeamFolders;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropboxTeamFoldersTest {

    private static final String CREATE = "team/team_folder/create";
    private static final String RENAME = "team/team_folder/rename";
    private static final String ARCHIVE = "team/team_folder/archive";
    private static final String SYNC = "team/team_folder/update_sync_settings";
    private static final String INFO = "team/team_folder/get_info";

    private static final Scopes SCOPES =
            Scopes.ALL.with(Capability.READ_TEAM_FOLDERS).with(Capability.CHANGE_TEAM_FOLDERS);
    private static final TeamFolderId ID = new TeamFolderId("1000000007");

    private static SimulatedTeam team(UnaryOperator<SimulatorBuilder> choices) {
        return SimulatedTeam.withoutSockets(choices, DropboxConnector::managingTeamFolders);
    }

    private static SimulatedTeam team() {
        return team(builder -> builder.jobs(JobStyle.ALWAYS));
    }

    private static TeamFolder made(TeamFolders folders, String name) {
        return folders.create(name).toOptional().orElseThrow();
    }

    private static Refusal refusal(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).refusal();
    }

    private static DropboxTeamFolders direct(Script dropbox) {
        return new DropboxTeamFolders(dropbox.calls(), SCOPES);
    }

    private static String metadata(String status, boolean isSpace, String sync) {
        return "{\"team_folder_id\":\"" + ID + "\",\"name\":\"Marketing\",\"status\":{\".tag\":\"" + status
                + "\"},\"is_team_shared_dropbox\":" + isSpace + ",\"sync_setting\":{\".tag\":\"" + sync
                + "\"},\"content_sync_settings\":[],\"quota_limit\":0}";
    }

    private static String info(String status, boolean isSpace, String sync) {
        return "[{\".tag\":\"team_folder_metadata\","
                + metadata(status, isSpace, sync).substring(1) + "]";
    }

    @Test
    void aFolderLivesFromItsCreationToTheArchive() {
        try (SimulatedTeam team = team()) {
            TeamFolders folders = team.connection().teamFolders();

            TeamFolder made = made(folders, "Marketing");
            assertThat(made.status()).isEqualTo(Status.ACTIVE);
            assertThat(made.sync()).isEqualTo(Fact.of(SyncSetting.SYNCED));
            assertThat(folders.create("marketing")).isEqualTo(Outcome.alreadyDone(made));
            assertThat(folders.stream()).containsExactly(made);

            TeamFolder renamed = folders.rename(made.id(), "Brand").toOptional().orElseThrow();
            assertThat(renamed.id()).isEqualTo(made.id());
            assertThat(renamed.name()).isEqualTo("Brand");

            assertThat(folders.changeSync(made.id(), SyncSetting.NOT_SYNCED).toOptional())
                    .map(TeamFolder::sync)
                    .contains(Fact.of(SyncSetting.NOT_SYNCED));

            Outcome<TeamFolder> archived = folders.archive(made.id());
            assertThat(archived.toOptional()).map(TeamFolder::status).contains(Status.ARCHIVED);
            assertThat(folders.archive(made.id()))
                    .isInstanceOf(Outcome.Done.class)
                    .isNotEqualTo(archived);
            assertThat(List.of(team.calls(CREATE), team.calls(RENAME), team.calls(SYNC), team.calls(ARCHIVE)))
                    .containsOnly(1);
        }
    }

    @Test
    void foldersAreListedPageByPage() {
        try (SimulatedTeam team = team()) {
            TeamFolders folders = team.connection().teamFolders();
            made(folders, "Marketing");
            made(folders, "Sales");
            team.inject(Fault.at("team/team_folder/list").emptyPage());

            assertThat(folders.stream()).extracting(TeamFolder::name).containsExactly("Marketing", "Sales");
            assertThat(team.calls("team/team_folder/list/continue")).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CREATE, RENAME, SYNC, ARCHIVE})
    void aLostAnswerIsSettledByReadingAndNothingIsSentTwice(String route) {
        try (SimulatedTeam team = team()) {
            TeamFolders folders = team.connection().teamFolders();
            TeamFolderId id =
                    route.equals(CREATE) ? ID : made(folders, "Marketing").id();
            int before = team.calls(route);
            team.inject(Fault.at(route).loseAnswer());

            Outcome<TeamFolder> outcome = switch (route) {
                case CREATE -> folders.create("Marketing");
                case RENAME -> folders.rename(id, "Brand");
                case SYNC -> folders.changeSync(id, SyncSetting.NOT_SYNCED);
                default -> folders.archive(id);
            };

            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThat(((Outcome.Done<TeamFolder>) outcome).changed()).isTrue();
            assertThat(team.calls(route)).isEqualTo(before + 1);
            assertThat(folders.unsettled()).isEmpty();
        }
    }

    @Test
    void aRequestThatNeverArrivedIsRefusedAfterLooking() {
        try (SimulatedTeam team = team()) {
            TeamFolders folders = team.connection().teamFolders();
            team.inject(Fault.at(CREATE).cutBeforeHandling());

            Outcome<TeamFolder> outcome = folders.create("Marketing");
            if (outcome instanceof Outcome.Unsettled<TeamFolder> unsettled) {
                team.clock().advance(Duration.ofMinutes(1));
                outcome = folders.settle(unsettled.handle());
            }

            assertThat(refusal(outcome).reason()).isEqualTo(Reason.TRY_LATER);
            assertThat(folders.stream()).isEmpty();
            assertThat(team.calls(CREATE)).isLessThan(2);
        }
    }

    @Test
    void aJobThatFailsLeavesTheFolderInUse() {
        try (SimulatedTeam team = team()) {
            TeamFolders folders = team.connection().teamFolders();
            TeamFolderId id = made(folders, "Marketing").id();
            team.inject(Fault.at(ARCHIVE).failJob());

            Refusal refusal = refusal(folders.archive(id));

            assertThat(refusal.reason()).isEqualTo(Reason.FOLDER_STATUS);
            assertThat(refusal.providerCode()).contains("status_error");
            assertThat(folders.find(id)).map(TeamFolder::status).contains(Status.ACTIVE);
        }
    }

    @Test
    void aJobThatIsStuckIsSettledLater() {
        try (SimulatedTeam team = team()) {
            TeamFolders folders = team.connection().teamFolders();
            TeamFolderId id = made(folders, "Marketing").id();
            team.inject(Fault.at(ARCHIVE).stuckJob());

            Outcome<TeamFolder> outcome = folders.archive(id);

            assertThat(outcome).isInstanceOf(Outcome.Unsettled.class);
            JobHandle handle = ((Outcome.Unsettled<TeamFolder>) outcome).handle();
            assertThat(folders.settle(handle)).isInstanceOf(Outcome.Unsettled.class);
            assertThat(team.calls(ARCHIVE)).isEqualTo(1);
        }
    }

    @Test
    void aCompleteJobIsDoneOnceTheFolderSaysSo() {
        Script dropbox = new Script();
        dropbox.answers(200, info("active", false, "default"));
        dropbox.answers(
                200,
                "{\".tag\":\"complete\","
                        + metadata("archive_in_progress", false, "default").substring(1));

        assertThat(direct(dropbox).archive(ID)).isEqualTo(Outcome.done(ID));

        dropbox.answers(200, info("archive_in_progress", false, "default"));
        assertThat(direct(dropbox).find(ID)).map(TeamFolder::status).contains(Status.ARCHIVING);
    }

    @Test
    void aTeamWithASharedRootIsToldWhereAnAdminDoesIt() {
        try (SimulatedTeam team =
                team(builder -> builder.team(TeamSetup.small().withFeature("has_team_shared_dropbox", true)))) {
            TeamFolders folders = team.connection().teamFolders();
            int listed = team.calls("team/team_folder/list"); // once, to prove the right to

            Refusal refusal = refusal(folders.create("Marketing"));

            assertThat(refusal.reason()).isEqualTo(Reason.NOT_SUPPORTED);
            assertThat(refusal.explanation()).contains("team space", "https://www.dropbox.com/team/admin");
            assertThat(folders.objection()).contains(refusal);
            assertThat(refusal(folders.archive(ID))).isEqualTo(refusal);
            assertThatThrownBy(folders::stream).isInstanceOf(UnsupportedCapabilityException.class);
            assertThat(team.calls(CREATE) + team.calls(ARCHIVE)).isZero();
            assertThat(team.calls("team/team_folder/list")).isEqualTo(listed);
        }
    }

    @Test
    void aTeamSpaceWithoutASharedRootHasTeamFolders() {
        try (SimulatedTeam team =
                team(builder -> builder.team(TeamSetup.small().withFeature("has_distinct_member_homes", true)))) {
            TeamFolders folders = team.connection().teamFolders();

            assertThat(folders.stream()).isEmpty();
            TeamFolder made = made(folders, "Marketing");
            assertThat(folders.archive(made.id()).toOptional())
                    .map(TeamFolder::status)
                    .contains(Status.ARCHIVED);
        }
    }

    @Test
    void aKindOfTeamThatDropboxDoesNotTellIsNotGuessed() {
        Script dropbox = new Script();
        dropbox.answers(200, "{\"values\":[{\".tag\":\"too_windy\"}]}");

        assertThatThrownBy(() -> direct(dropbox).objection())
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("team space");
        assertThat(dropbox.onlySent().route()).isEqualTo("team/features/get_values");
    }

    @Test
    void theTeamsSpaceIsNoTeamFolder() {
        Script dropbox = new Script();
        dropbox.answers(
                200,
                "{\"team_folders\":[" + metadata("active", true, "default") + "],\"cursor\":\"c\",\"has_more\":false}");
        dropbox.answers(200, info("active", true, "default"));

        assertThat(direct(dropbox).list(Cursor.START).items()).isEmpty();
        assertThat(direct(dropbox).find(ID)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"default, SYNCED", "not_synced, NOT_SYNCED", "not_synced_inactive, NOT_SYNCED_OVERRULED", "too_windy, "
    })
    void whatIsSyncedIsTold(String tag, SyncSetting expected) {
        Script dropbox = new Script();
        dropbox.answers(200, info("inactive", false, tag));

        TeamFolder folder = direct(dropbox).find(ID).orElseThrow();

        assertThat(folder.status()).isEqualTo(Status.OTHER);
        assertThat(folder.sync().toOptional().orElse(null)).isEqualTo(expected);
    }

    @Test
    void whatDropboxCanNotKnowIsNotAskedFor() {
        Script dropbox = new Script();
        TeamFolderId odd = new TeamFolderId("a/b");

        assertThat(direct(dropbox).find(odd)).isEmpty();
        assertThat(refusal(direct(dropbox).rename(odd, "Sales")).reason()).isEqualTo(Reason.FOLDER_NOT_FOUND);
        assertThat(dropbox.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "folder_name_already_used, FOLDER_NAME_TAKEN",
        "folder_name_reserved, FOLDER_NAME_UNUSABLE",
        "folder_count_limit_exceeded, TOO_MANY_FOLDERS",
        "too_windy, OTHER"
    })
    void aNoOfDropboxHasAWordOfOurs(String tag, Reason reason) {
        try (SimulatedTeam team = team()) {
            team.inject(Fault.at(CREATE).refuse(tag));

            Refusal refusal = refusal(team.connection().teamFolders().create("Marketing"));

            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.providerCode()).contains(tag);
        }
    }

    @Test
    void aJobThatDropboxLostIsALostAnswer() {
        Script dropbox = new Script().refuses("invalid_async_job_id");

        assertThatThrownBy(() -> direct(dropbox).poll(new JobHandle("archive-folder/x")))
                .isInstanceOf(AnswerLostException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> direct(dropbox).poll(new JobHandle("remove/a/b")));
        assertThatIllegalArgumentException().isThrownBy(() -> direct(dropbox).poll(new JobHandle("archive-folder/")));
    }

    @Test
    void withoutTheScopesNothingIsSent() {
        Script dropbox = new Script();
        DropboxTeamFolders folders = new DropboxTeamFolders(dropbox.calls(), Scopes.ALL);

        assertThatThrownBy(() -> folders.list(Cursor.START))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("managingTeamFolders()");
        assertThatThrownBy(folders::objection).isInstanceOf(UnsupportedCapabilityException.class);
        assertThatThrownBy(() -> folders.create("Marketing")).isInstanceOf(UnsupportedCapabilityException.class);
        assertThatThrownBy(() -> folders.archive(ID)).isInstanceOf(UnsupportedCapabilityException.class);
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void whoMayOnlyReadChangesNothing() {
        Script dropbox = new Script();
        Scopes reading = SCOPES.without(List.of(Capability.CHANGE_TEAM_FOLDERS));

        assertThatThrownBy(() ->
                        new DropboxTeamFolders(new Calls(dropbox.transport(), reading), reading).create("Marketing"))
                .isInstanceOf(PermissionMissingException.class);
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void anAnswerAboutOtherFoldersIsNotBelieved() {
        Script dropbox = new Script().answers(200, "[]");

        assertThatThrownBy(() -> direct(dropbox).find(ID))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining(INFO);
    }
}
