package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Session;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.StoreException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.Store;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolder.Status;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.teamfolder.TeamFolderId;
import dev.gangway.teamfolder.TeamFolders;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.testkit.ForwardingConnector.ForwardingTeamFolders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of team folders, with nodes that die, stores that fail, and others at work at the same time. */
class TeamFolderTroubleTest {

    private final World world = new World(builder -> builder.maxWait(Duration.ofSeconds(20)));
    private final TeamFolders folders = world.connection().teamFolders();

    @AfterEach
    void close() {
        world.close();
    }

    private TeamFolders through(UnaryOperator<TeamFolderData> between) {
        return through(world.store, between);
    }

    private TeamFolders through(Store store, UnaryOperator<TeamFolderData> between) {
        return world.gangway(
                        new ForwardingConnector(world.team) {
                            @Override
                            public Session open(ConnectorContext context) {
                                Session session = super.open(context);
                                return new ForwardingSession(session) {
                                    @Override
                                    public Optional<TeamFolderData> teamFolders() {
                                        return super.teamFolders().map(between);
                                    }
                                };
                            }
                        },
                        store)
                .connection(world.id)
                .teamFolders();
    }

    private JobHandle onlyOpen() {
        assertThat(folders.unsettled()).hasSize(1);
        return folders.unsettled().get(0).handle();
    }

    private static TeamFolderData dying(TeamFolderData inner, boolean afterwards) {
        return new ForwardingTeamFolders(inner) {
            @Override
            public Outcome<TeamFolderId> create(String name) {
                if (afterwards) {
                    super.create(name);
                }
                throw new IllegalStateException("The node died on purpose.");
            }
        };
    }

    @Test
    void whatANodeDidBeforeItDiedIsFoundByAnother() {
        assertThatIllegalStateException()
                .isThrownBy(() -> through(it -> dying(it, true)).create("Marketing"));

        Outcome<TeamFolder> outcome = folders.settle(onlyOpen());

        assertThat(outcome).isEqualTo(Outcome.done(world.team.teamFolders().get(0)));
        assertThat(folders.unsettled()).isEmpty();
        assertThat(world.writes()).hasSize(1);
    }

    @Test
    void whatANodeDidNotDoBeforeItDiedMayBeOnItsWayForMinutes() {
        assertThatIllegalStateException()
                .isThrownBy(() -> through(it -> dying(it, false)).create("Marketing"));
        JobHandle handle = onlyOpen();

        world.clock.advance(Duration.ofMinutes(5));
        assertThat(folders.settle(handle)).isInstanceOf(Outcome.Unsettled.class);
        world.clock.advance(Duration.ofMinutes(2));

        assertThat(World.reason(folders.settle(handle))).isEqualTo(Reason.TRY_LATER);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aNodeThatWasPausedSendsNothing() {
        HookedStore store = new HookedStore(world.store);
        store.afterWriting("journal/", () -> world.clock.advance(Duration.ofMinutes(2)));

        assertThatThrownBy(() -> through(store, it -> it).create("Marketing"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("paused for too long");
        assertThat(world.writes()).isEmpty();
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void aStoreThatFailsAfterSendingLeavesTheHandle() {
        TeamFolderId id = world.team.teamFolder("Marketing");
        world.team.holdJobs();
        boolean[] cut = {false};
        Store store = new ForwardingStore(world.store) {
            @Override
            public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                if (cut[0]) {
                    throw new StoreException("The store was cut off on purpose.", null);
                }
                return super.compareAndSet(key, expectedVersion, data);
            }
        };
        TeamFolders fragile = through(store, it -> new ForwardingTeamFolders(it) {
            @Override
            public Outcome<TeamFolderId> archive(TeamFolderId folder) {
                Outcome<TeamFolderId> outcome = super.archive(folder);
                cut[0] = true;
                return outcome;
            }
        });

        JobHandle handle = World.unsettled(fragile.archive(id)).handle();
        world.team.releaseJobs();

        assertThat(folders.settle(handle).toOptional()).map(TeamFolder::status).contains(Status.ARCHIVED);
        assertThat(world.writes()).hasSize(1);
    }

    @Test
    void whatIsReportedAndNeverShownCountsAfterADay() {
        TeamFolderId id = world.team.teamFolder("Marketing");
        TeamFolders reporting = through(it -> new ForwardingTeamFolders(it) {
            @Override
            public Outcome<TeamFolderId> rename(TeamFolderId folder, String name) {
                return Outcome.done(folder);
            }

            @Override
            public Outcome<TeamFolderId> create(String name) {
                return Outcome.done(new TeamFolderId("folder-77"));
            }
        });

        JobHandle renaming = World.unsettled(reporting.rename(id, "Sales")).handle();
        JobHandle creating = World.unsettled(reporting.create("Brand")).handle();
        assertThat(World.unsettled(folders.settle(renaming)).why()).contains("reports it done");
        world.clock.advance(Duration.ofHours(25));

        assertThat(folders.settle(renaming))
                .isEqualTo(Outcome.done(world.team.teamFolders().get(0)));
        assertThat(World.reason(folders.settle(creating))).isEqualTo(Reason.FOLDER_NOT_FOUND);
    }

    @Test
    void aReadingThatFailsIsRepeated() {
        TeamFolderId id = world.team.teamFolder("Marketing");
        TeamFolders shaky = through(it -> new ForwardingTeamFolders(it) {
            @Override
            public Outcome<TeamFolderId> rename(TeamFolderId folder, String name) {
                world.team.failNextRead(new ProviderUnavailableException("Down on purpose.", Optional.empty()));
                return super.rename(folder, name);
            }
        });

        assertThat(shaky.rename(id, "Sales"))
                .isEqualTo(Outcome.done(world.team.teamFolders().get(0)));
    }

    @Test
    void nobodySettlesWhatIsBeingSent() {
        TeamFolderId id = world.team.teamFolder("Marketing");
        List<Outcome<TeamFolder>> meanwhile = new ArrayList<>();
        TeamFolders slow = through(it -> new ForwardingTeamFolders(it) {
            @Override
            public Outcome<TeamFolderId> rename(TeamFolderId folder, String name) {
                meanwhile.add(folders.settle(onlyOpen()));
                return super.rename(folder, name);
            }
        });

        assertThat(slow.rename(id, "Sales")).isInstanceOf(Outcome.Done.class);
        assertThat(World.unsettled(meanwhile.get(0)).why()).contains("another call may be at work");
    }

    @Test
    void whatAnotherMadeMeanwhileIsThere() {
        TeamFolders late = through(it -> new ForwardingTeamFolders(it) {
            @Override
            public Outcome<TeamFolderId> create(String name) {
                world.team.teamFolder(name);
                return super.create(name);
            }
        });

        assertThat(late.create("Marketing"))
                .isEqualTo(Outcome.alreadyDone(world.team.teamFolders().get(0)));
    }

    @Test
    void ofManyWhoMakeAFolderAtOnceOneDoes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Outcome<TeamFolder>>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> folders.create("Marketing")));
            }
            int changed = 0;
            for (Future<Outcome<TeamFolder>> each : all) {
                Outcome.Done<TeamFolder> done = (Outcome.Done<TeamFolder>) each.get();
                changed += done.changed() ? 1 : 0;
            }

            assertThat(changed).isEqualTo(1);
            assertThat(world.team.teamFolders()).hasSize(1);
            assertThat(world.journal()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }
}
