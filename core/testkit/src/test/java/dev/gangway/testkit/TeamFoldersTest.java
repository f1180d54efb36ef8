package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Session;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolder.Status;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.teamfolder.TeamFolderId;
import dev.gangway.teamfolder.TeamFolders;
import dev.gangway.teamfolder.UnsettledChange;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.testkit.ForwardingConnector.ForwardingTeamFolders;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamFoldersTest {

    private static final TeamFolderId NONE = new TeamFolderId("folder-99");

    private final World world = new World(builder -> builder.maxWait(Duration.ofSeconds(20)));
    private final TeamFolders folders = world.connection().teamFolders();

    @AfterEach
    void close() {
        world.close();
    }

    private TeamFolders otherNode() {
        return world.gangway(world.team, world.store).connection(world.id).teamFolders();
    }

    private TeamFolder only() {
        assertThat(world.team.teamFolders()).hasSize(1);
        return world.team.teamFolders().get(0);
    }

    private void loseAnswerOfWhatIsNotDone() {
        world.team.failNextBefore(new AnswerLostException("Lost on purpose.", Optional.empty()));
    }

    @Test
    void aFolderIsCreatedOnceHoweverOftenItIsAskedFor() {
        Outcome<TeamFolder> first = folders.create("Marketing");
        Outcome<TeamFolder> second = otherNode().create("marketing");

        assertThat(first).isEqualTo(Outcome.done(only()));
        assertThat(second).isEqualTo(Outcome.alreadyDone(only()));
        assertThat(world.writes()).containsExactly("create-team-folder");
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void theNameOfAnArchivedFolderIsTaken() {
        TeamFolderId old = world.team.teamFolder("Marketing");
        world.team.teamFolderIs(old, Status.ARCHIVED);

        assertThat(World.reason(folders.create("Marketing"))).isEqualTo(Reason.FOLDER_NAME_TAKEN);
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void allFoldersAreListedOverAllPages() {
        world.team.pageSize(2);
        for (int i = 0; i < 5; i++) {
            world.team.teamFolder("Folder " + i);
        }

        assertThat(folders.stream()).isEqualTo(world.team.teamFolders().stream().toList());
    }

    @Test
    void aFolderIsRenamedAndKeepsItsId() {
        TeamFolderId id = world.team.teamFolder("Marketing");

        Outcome<TeamFolder> first = folders.rename(id, "Sales");
        Outcome<TeamFolder> second = folders.rename(id, "Sales");

        assertThat(first).isEqualTo(Outcome.done(only()));
        assertThat(second).isEqualTo(Outcome.alreadyDone(only()));
        assertThat(only().name()).isEqualTo("Sales");
        assertThat(only().id()).isEqualTo(id);
    }

    @Test
    void anothersNameIsRefused() {
        TeamFolderId id = world.team.teamFolder("Marketing");
        world.team.teamFolder("Sales");

        assertThat(World.reason(folders.rename(id, "Sales"))).isEqualTo(Reason.FOLDER_NAME_TAKEN);
    }

    @Test
    void archivingWaitsForTheJob() {
        TeamFolderId id = world.team.teamFolder("Marketing");
        world.team.jobsTake(3);

        Outcome<TeamFolder> first = folders.archive(id);
        Outcome<TeamFolder> second = folders.archive(id);

        assertThat(first).isEqualTo(Outcome.done(only()));
        assertThat(second).isEqualTo(Outcome.alreadyDone(only()));
        assertThat(only().status()).isEqualTo(Status.ARCHIVED);
        assertThat(world.writes()).containsExactly("archive-team-folder");
    }

    @Test
    void aJobThatTakesLongerIsSettledOnAnotherNode() {
        TeamFolderId id = world.team.teamFolder("Marketing");
        world.team.holdJobs();

        JobHandle handle = World.unsettled(folders.archive(id)).handle();

        assertThat(otherNode().unsettled()).extracting(UnsettledChange::handle).containsExactly(handle);
        assertThat(World.unsettled(otherNode().settle(handle)).handle()).isEqualTo(handle);
        world.team.releaseJobs();
        assertThat(otherNode().settle(handle)).isEqualTo(Outcome.done(only()));
        assertThat(folders.settle(handle)).isEqualTo(Outcome.done(only()));
        assertThat(folders.unsettled()).isEmpty();
        assertThat(world.writes()).containsExactly("archive-team-folder");
    }

    @Test
    void aJobThatTheProviderLostIsSettledByLooking() {
        TeamFolderId id = world.team.teamFolder("Marketing");
        world.team.holdJobs();
        JobHandle handle = World.unsettled(folders.archive(id)).handle();
        world.team.forgetJobs();
        world.team.teamFolderIs(id, Status.ARCHIVED);

        assertThat(folders.settle(handle)).isEqualTo(Outcome.done(only()));
    }

    @Test
    void whatAnotherHandArchivesIsWaitedFor() {
        TeamFolderId id = world.team.teamFolder("Marketing");
        world.team.teamFolderIs(id, Status.ARCHIVING);

        JobHandle handle = World.unsettled(folders.archive(id)).handle();
        world.team.teamFolderIs(id, Status.ARCHIVED);

        assertThat(folders.settle(handle)).isEqualTo(Outcome.alreadyDone(only()));
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aLostAnswerIsSettledByReading() {
        TeamFolderId id = world.team.teamFolder("Old");
        world.team.loseNextAnswer();
        assertThat(folders.create("Marketing").toOptional())
                .map(TeamFolder::name)
                .contains("Marketing");
        world.team.loseNextAnswer();
        assertThat(folders.rename(id, "New").toOptional()).map(TeamFolder::name).contains("New");
        world.team.loseNextAnswer();
        assertThat(folders.changeSync(id, SyncSetting.NOT_SYNCED).toOptional())
                .map(TeamFolder::sync)
                .contains(Fact.of(SyncSetting.NOT_SYNCED));
        world.team.loseNextAnswer();
        assertThat(folders.archive(id).toOptional()).map(TeamFolder::status).contains(Status.ARCHIVED);

        assertThat(world.writes())
                .containsExactly("create-team-folder", "rename-team-folder", "change-sync", "archive-team-folder");
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void whatNeverHappenedIsNotSentAgain() {
        loseAnswerOfWhatIsNotDone();

        JobHandle handle = World.unsettled(folders.create("Marketing")).handle();
        world.clock.advance(Duration.ofMinutes(1));

        assertThat(World.reason(folders.settle(handle))).isEqualTo(Reason.TRY_LATER);
        assertThat(World.reason(otherNode().settle(handle))).isEqualTo(Reason.TRY_LATER);
        assertThat(world.writes()).containsExactly("create-team-folder");
        assertThat(folders.unsettled()).isEmpty();
    }

    @Test
    void aSettledChangeIsForgottenAfterAMonth() {
        loseAnswerOfWhatIsNotDone();
        JobHandle handle = World.unsettled(folders.create("Marketing")).handle();
        world.clock.advance(Duration.ofMinutes(1));
        folders.settle(handle);
        world.clock.advance(Duration.ofDays(31));

        assertThat(folders.unsettled()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> folders.settle(handle))
                .withMessageContaining("No unsettled");
    }

    @Test
    void readingTroubleAfterSendingIsWaitedOut() {
        world.team.loseNextAnswer();
        TeamFolderId id = world.team.teamFolder("Old");
        Outcome<TeamFolder> outcome = folders.rename(id, "New");

        assertThat(outcome).isEqualTo(Outcome.done(only()));
    }

    @Test
    void whatWasNotSentLeavesNothingBehind() {
        world.team.failNextBefore(new ProviderUnavailableException("Down on purpose.", Optional.empty()));

        assertThatThrownBy(() -> folders.create("Marketing")).isInstanceOf(ProviderUnavailableException.class);
        assertThat(world.journal()).isEmpty();
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aFolderThatIsNotInUseIsNotChanged() {
        TeamFolderId id = world.team.teamFolder("Marketing");
        world.team.teamFolderIs(id, Status.ARCHIVED);

        assertThat(World.reason(folders.rename(id, "Sales"))).isEqualTo(Reason.FOLDER_STATUS);
        assertThat(World.reason(folders.changeSync(id, SyncSetting.NOT_SYNCED))).isEqualTo(Reason.FOLDER_STATUS);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aFolderThatNobodyKnowsIsRefused() {
        assertThat(folders.find(NONE)).isEmpty();
        assertThat(World.reason(folders.rename(NONE, "Sales"))).isEqualTo(Reason.FOLDER_NOT_FOUND);
        assertThat(World.reason(folders.archive(NONE))).isEqualTo(Reason.FOLDER_NOT_FOUND);
        assertThat(World.reason(folders.changeSync(NONE, SyncSetting.SYNCED))).isEqualTo(Reason.FOLDER_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " Marketing", "Marketing ", "a/b", "a\\b", "a\nb", ".", ".."})
    void aNameThatNoFolderCanHaveIsSaidAtTheDoor(String name) {
        TeamFolderId id = world.team.teamFolder("Marketing");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> folders.create(name))
                .withMessageContaining("A team folder's name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> folders.rename(id, name))
                .withMessageContaining("A team folder's name");
    }

    @Test
    void aNameHas255CharactersAtMost() {
        assertThat(folders.create("x".repeat(255)).toOptional()).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> folders.create("x".repeat(256)));
    }

    @Test
    void whatCanOnlyBeReadIsNotAskedFor() {
        TeamFolderId id = world.team.teamFolder("Marketing");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> folders.changeSync(id, SyncSetting.NOT_SYNCED_OVERRULED))
                .withMessageContaining("can only be read");
    }

    @Test
    void aHandleOfSomethingElseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> folders.settle(new JobHandle("write:1")));
        assertThatIllegalArgumentException().isThrownBy(() -> folders.settle(new JobHandle("team-folder:../1")));
    }

    @Test
    void aMissingScopeSaysSo() {
        world.team.missingScope(Capability.CHANGE_TEAM_FOLDERS);
        assertThatThrownBy(() -> folders.create("Marketing")).isInstanceOf(PermissionMissingException.class);
        world.team.missingScope(Capability.READ_TEAM_FOLDERS);
        assertThatThrownBy(() -> folders.stream().count()).isInstanceOf(PermissionMissingException.class);
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void whereFoldersCanNotBeManagedItIsSaidAndNothingIsSent() {
        TeamFolderId id = world.team.teamFolder("Marketing");
        Refusal no = Refusal.of(Reason.NOT_SUPPORTED, "Not for this kind of team. Use the console.");
        Connector objecting = new ForwardingConnector(world.team) {
            @Override
            public Session open(ConnectorContext context) {
                Session session = super.open(context);
                return new ForwardingSession(session) {
                    @Override
                    public Optional<TeamFolderData> teamFolders() {
                        return super.teamFolders().map(it -> new ForwardingTeamFolders(it) {
                            @Override
                            public Optional<Refusal> objection() {
                                return Optional.of(no);
                            }
                        });
                    }
                };
            }
        };
        TeamFolders objected =
                world.gangway(objecting, world.store).connection(world.id).teamFolders();

        assertThat(folders.objection()).isEmpty();
        assertThat(objected.objection()).contains(no);
        assertThat(World.refusal(objected.create("Sales"))).isEqualTo(no);
        assertThat(World.refusal(objected.rename(id, "Sales"))).isEqualTo(no);
        assertThat(World.refusal(objected.archive(id))).isEqualTo(no);
        assertThat(World.refusal(objected.changeSync(id, SyncSetting.NOT_SYNCED)))
                .isEqualTo(no);
        assertThatThrownBy(objected::stream)
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("Use the console");
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void nothingIsSentThroughADisconnectedConnection() {
        TeamFolders other = otherNode();
        world.gangway(world.team, world.store).connections().disconnect(world.id);
        world.team.restoreCredential();

        assertThatIllegalStateException().isThrownBy(() -> other.create("Marketing"));
        assertThat(world.writes()).isEmpty();
    }
}
