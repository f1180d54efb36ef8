package dev.gangway.dropbox;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.SimulatorBuilder;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.error.AnswerLostException;
import dev.gangway.http.Transport;
import dev.gangway.oauth.Keeper;
import dev.gangway.oauth.TokenCell;
import dev.gangway.oauth.TokenEndpoint;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.FolderPolicy;
import dev.gangway.sharing.FolderPolicyChange;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.sharing.SharingData;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Store;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.teamfolder.TeamFolderId;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.NewUser;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Quota;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserSession;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However the way back breaks, a request that changes something goes on the wire once and its answer is said to be lost. */
class WireTest {

    /** One request of each writing route, about people for whom it would work. */
    private static final Map<String, Function<UserLifecycle, Object>> WRITES = Map.ofEntries(
            entry(
                    "team/devices/revoke_device_session",
                    users -> users.endSession(
                            id(users, "ana"),
                            new UserSession("dbwsid:1", UserSession.Kind.WEB, "", Optional.empty()),
                            Devices.KEEP)),
            entry("team/groups/members/add", users -> users.joinGroup(id(users, "pete"), sales(users, false))),
            entry(
                    "team/groups/members/remove",
                    users -> users.leaveGroup(
                            id(users, "ana"), sales(users, false).groupId())),
            entry(
                    "team/groups/members/set_access_type",
                    users -> users.joinGroup(id(users, "ana"), sales(users, true))),
            entry(
                    "team/linked_apps/revoke_linked_app",
                    users -> users.unlinkApp(id(users, "ana"), new LinkedApp("dbaid:1", "", Optional.empty()))),
            entry("team/member_space_limits/remove_custom_quota", users -> {
                users.setQuota(id(users, "ana"), Quota.of(5L << 30));
                return users.setQuota(id(users, "ana"), Quota.NONE);
            }),
            entry(
                    "team/member_space_limits/set_custom_quota",
                    users -> users.setQuota(id(users, "ana"), Quota.of(5L << 30))),
            entry("team/members/add_v2", users -> users.onboard(NewUser.of("new@example.com"))),
            entry("team/members/delete_former_member_files", users -> users.deleteFiles(id(users, "rob"))),
            entry(
                    "team/members/move_former_member_files",
                    users -> users.transferFiles(id(users, "rob"), id(users, "ana"), id(users, "olga"))),
            entry("team/members/recover", users -> users.recover(id(users, "rob"))),
            entry(
                    "team/members/remove",
                    users -> users.remove(
                            id(users, "leo"), DataHandling.keepRecoverable().keepingDevices())),
            entry(
                    "team/members/secondary_emails/add",
                    users -> users.addAddress(id(users, "ana"), new UserRef.Email("a.silva@example.com"))),
            entry("team/members/set_admin_permissions_v2", users -> users.assignRoles(id(users, "uma"), List.of())),
            entry(
                    "team/members/set_profile_v2",
                    users -> users.changeProfile(
                            id(users, "ana"), ProfileChange.none().named("Anna", "Silva"))),
            entry("team/members/suspend", users -> users.suspend(id(users, "ana"), Devices.KEEP)),
            entry("team/members/unsuspend", users -> users.unsuspend(id(users, "sam"))));

    /** The same about team folders. */
    private static final Map<String, Function<TeamFolderData, Object>> FOLDER_WRITES = Map.of(
            "team/team_folder/archive",
            folders -> folders.archive(marketing(folders)),
            "team/team_folder/create",
            WireTest::marketing,
            "team/team_folder/rename",
            folders -> folders.rename(marketing(folders), "Brand"),
            "team/team_folder/update_sync_settings",
            folders -> folders.changeSync(marketing(folders), SyncSetting.NOT_SYNCED));

    private static final Set<AllowListEntry> PARTNER = Set.of(AllowListEntry.domain("partner.example"));

    private static final FolderPolicyChange CLOSED = FolderPolicyChange.none().joining(FolderPolicy.Joining.TEAM);

    /** The same about sharing. */
    private static final Map<String, BiFunction<SharingData, TeamFolderData, Object>> SHARING_WRITES = Map.of(
            "team/sharing_allowlist/add",
            (sharing, folders) -> sharing.allow(PARTNER),
            "team/sharing_allowlist/remove",
            (sharing, folders) -> {
                sharing.allow(PARTNER);
                return sharing.disallow(PARTNER);
            },
            "sharing/update_folder_policy",
            (sharing, folders) ->
                    sharing.changeFolder(new SharedFolderId(marketing(folders).value()), CLOSED));

    private static final Scopes SCOPES = Scopes.ALL
            .with(Capability.READ_TEAM_FOLDERS)
            .with(Capability.CHANGE_TEAM_FOLDERS)
            .with(Capability.READ_SHARING)
            .with(Capability.CHANGE_SHARING);

    /** The same in a team space that has one root for everybody. */
    private static final Map<String, Function<TeamFolderData, Object>> SPACE_WRITES = Map.of(
            "files/move_v2",
            folders -> folders.rename(marketing(folders), "Brand"),
            "sharing/share_folder",
            WireTest::marketing);

    private static final List<Function<Fault.Place, Fault>> FAULTS = List.of(
            Fault.Place::loseAnswer,
            Fault.Place::truncateBody,
            Fault.Place::cutBeforeHandling,
            place -> place.serverError(500),
            place -> place.serverError(503),
            place -> place.serverErrorAfterEffect(502),
            place -> place.wrongBody("text/html", "<html>busy</html>"),
            place -> place.wrongBody("application/json", ""));

    /** As on a chessboard: every route meets half of the faults, every fault half of the routes. */
    static Stream<Arguments> writesUnderFaults() {
        List<String> routes = routes().sorted().toList();
        return IntStream.range(0, routes.size() * FAULTS.size())
                .filter(i -> (i / FAULTS.size() + i % FAULTS.size()) % 2 == 0)
                .mapToObj(i -> {
                    String route = routes.get(i / FAULTS.size());
                    return Arguments.of(route, FAULTS.get(i % FAULTS.size()).apply(Fault.at(route)));
                });
    }

    private static Stream<String> routes() {
        return Stream.of(WRITES.keySet(), FOLDER_WRITES.keySet(), SHARING_WRITES.keySet(), SPACE_WRITES.keySet())
                .flatMap(Set::stream);
    }

    private static TeamFolderId marketing(TeamFolderData folders) {
        return folders.create("Marketing").toOptional().orElseThrow();
    }

    private static UserId id(UserLifecycle users, String name) {
        return users.find(UserRef.email(name + "@example.com")).orElseThrow().id();
    }

    private static GroupMembership sales(UserLifecycle users, boolean owner) {
        GroupMembership sales = users.inspect(id(users, "leo")).groups().toOptional().orElseThrow().stream()
                .filter(it -> it.groupName().equals("Sales"))
                .findFirst()
                .orElseThrow();
        return new GroupMembership(sales.groupId(), sales.groupName(), owner);
    }

    /** Withdrawing a credential is left out: it may be asked for twice, since what is withdrawn twice is withdrawn. */
    @Test
    void noWritingRouteIsForgotten() {
        Set<String> once = new HashSet<>(Routes.WRITING);
        once.remove("auth/token/revoke");

        assertThat(routes()).containsExactlyInAnyOrderElementsOf(once);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("writesUnderFaults")
    void aWriteGoesOutOnce(String route, Fault fault) {
        TestClock clock = new TestClock();
        SimulatorBuilder builder = DropboxSimulator.builder().clock(clock);
        if (SPACE_WRITES.containsKey(route)) {
            builder = builder.jobs(JobStyle.NEVER).team(TeamSetup.small().withFeature("has_team_shared_dropbox", true));
        }
        try (DropboxSimulator dropbox = builder.start();
                Transport transport = transport(dropbox, clock)) {
            Calls calls = new Calls(transport, SCOPES);
            dropbox.inject(fault);

            assertThatThrownBy(() -> write(route, calls)).isInstanceOf(AnswerLostException.class);

            assertThat(dropbox.calls(route)).hasSize(1);
        }
    }

    private static Object write(String route, Calls calls) {
        if (SHARING_WRITES.containsKey(route)) {
            return SHARING_WRITES
                    .get(route)
                    .apply(new DropboxSharing(calls, SCOPES), new DropboxTeamFolders(calls, SCOPES));
        }
        if (SPACE_WRITES.containsKey(route)) {
            return SPACE_WRITES.get(route).apply(new TeamSpaceFolders(calls));
        }
        return WRITES.containsKey(route)
                ? WRITES.get(route).apply(new DropboxUsers(calls, SCOPES))
                : FOLDER_WRITES.get(route).apply(new DropboxTeamFolders(calls, SCOPES));
    }

    private static Transport transport(DropboxSimulator dropbox, TestClock clock) {
        DropboxConnector connector = DropboxConnector.forApp(dropbox.appKey(), Secret.of(dropbox.appSecret()));
        ConnectorSpec spec = connector.spec();
        OAuthTokens tokens = Credential.refreshToken(Secret.of(dropbox.refreshToken()));
        Store store = new InMemoryStore(clock);
        Keeper keeper = new Keeper() {
            @Override
            public Kept load() {
                return new Kept(tokens, 0, Optional.empty());
            }

            @Override
            public boolean begin(long generation) {
                return true;
            }

            @Override
            public boolean save(OAuthTokens fresh, long generation) {
                return true;
            }

            @Override
            public Optional<Store.Lease> lease(Duration duration) {
                return store.lease("refresh", duration);
            }
        };
        return Transport.builder(clock, spec.hosts())
                .client(dropbox.httpClient())
                .authorization(new TokenCell(
                        keeper, TokenEndpoint.of(spec.oauth().orElseThrow(), dropbox.httpClient(), clock), clock))
                .tokenRejectedWhen(connector::rejectsCredential)
                .build();
    }
}
