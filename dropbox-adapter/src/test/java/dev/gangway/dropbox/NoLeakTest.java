package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.v2.DbxTeamClientV2;
import dev.gangway.connection.AuthorizationRequest;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connection.Connections;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.Fault.Place;
import dev.gangway.dropbox.simulator.Fault.RateLimit;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.Receipt;
import dev.gangway.user.User;
import dev.gangway.user.UserRef;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong wherever: no secret in a result, an exception, a log, on the console, or in clear in the store. */
@Tag("once")
class NoLeakTest {

    private static final URI CALLBACK = URI.create("https://app.example.com/callback");
    private static final DataHandling KEEP = DataHandling.keepRecoverable().keepingDevices();
    /** Until everything that a provider can ask for is over. */
    private static final Duration PAUSE = Duration.ofDays(40);

    private static final Map<String, Function<Place, Fault>> EVERYWHERE = new LinkedHashMap<>();
    private static final Map<String, Function<Place, Fault>> WITH_A_TOKEN = Map.of(
            "an expired token", Place::expireToken,
            "a missing scope", Place::missingScope);
    private static final Map<String, Function<Place, Fault>> WITH_FIELDS =
            Map.of("a field of tomorrow", Place::extraField);
    private static final Map<String, Function<Place, Fault>> WITH_UNIONS =
            Map.of("a field of tomorrow", Place::extraField, "a tag of tomorrow", at -> at.unknownTag("too_windy"));
    private static final Map<String, Function<Place, Fault>> WITH_ITEMS_AND_JOBS = Map.of(
            "refused items", at -> at.refuseItems("user_on_another_team"),
            "a stuck job", Place::stuckJob,
            "a job that fails", Place::failJob,
            "a job that works and fails", Place::failJobAfterEffect);
    private static final Map<String, Function<Place, Fault>> WITH_JOBS = Map.of(
            "a stuck job", Place::stuckJob,
            "a job that fails", Place::failJob,
            "a job that works and fails", Place::failJobAfterEffect);
    private static final Map<String, Function<Place, Fault>> WITH_PAGES = Map.of("an empty page", Place::emptyPage);
    private static final Map<String, Function<Place, Fault>> WITH_CURSORS = Map.of(
            "an empty page", Place::emptyPage,
            "a reset cursor", Place::resetCursor,
            "a repeated page", Place::repeatPage);

    static {
        EVERYWHERE.put("a delay", at -> at.delay(Duration.ofMillis(1)));
        EVERYWHERE.put("a cut", Place::cutBeforeHandling);
        EVERYWHERE.put("a lost answer", Place::loseAnswer);
        EVERYWHERE.put("half an answer", Place::truncateBody);
        EVERYWHERE.put("HTML", at -> at.wrongBody("text/html", "<html>"));
        EVERYWHERE.put("half a token", at -> at.wrongBody("application/json", "{\"access_token\":\"t0ps3cret"));
        EVERYWHERE.put("500", at -> at.serverError(500));
        EVERYWHERE.put("500 after the work", at -> at.serverErrorAfterEffect(500));
        EVERYWHERE.put("429", at -> at.rateLimited(Duration.ofSeconds(7)));
        EVERYWHERE.put("429 for hours", at -> at.rateLimited(Duration.ofHours(7)));
        EVERYWHERE.put("429 until", at -> at.rateLimited(RateLimit.until(Instant.parse("2100-01-01T00:00:00Z"))));
        EVERYWHERE.put("429 without a time", at -> at.rateLimited(RateLimit.withoutHeader()));
        EVERYWHERE.put("a refusal", at -> at.refuse("other"));
        EVERYWHERE.put("a refusal of tomorrow", at -> at.unknownErrorTag("too_windy"));
    }

    /** What an application does, and the route at which it goes wrong. */
    enum Operation {
        CONSENT("oauth2/token", false, everywhereAnd(Map.of(), WITH_FIELDS), NoLeakTest::consent),
        CONNECT("team/get_info", false, everywhereAnd(WITH_A_TOKEN, WITH_UNIONS), NoLeakTest::consent),
        TEST(
                "team/token/get_authenticated_admin",
                false,
                everywhereAnd(WITH_A_TOKEN, WITH_UNIONS),
                team -> team.gangway().connections().test(team.info().id())),
        RECONNECT("oauth2/token", true, everywhereAnd(Map.of(), WITH_FIELDS), NoLeakTest::reconnect),
        REPLACE("team/get_info", false, everywhereAnd(WITH_A_TOKEN, WITH_UNIONS), NoLeakTest::replace),
        REFRESH("oauth2/token", false, everywhereAnd(Map.of(), WITH_FIELDS), team -> team.person("ana@example.com")),
        FIND(
                "team/members/get_info_v2",
                false,
                everywhereAnd(WITH_A_TOKEN, WITH_UNIONS),
                team -> team.person("ana@example.com")),
        LIST("team/members/list_v2", false, everywhereAnd(WITH_PAGES, WITH_UNIONS), team -> {
            try (Stream<User> people = team.users().stream()) {
                return people.toList();
            }
        }),
        REPORT("team_log/get_events", false, everywhereAnd(WITH_PAGES, WITH_FIELDS), NoLeakTest::report),
        REPORT_ON("team_log/get_events/continue", true, WITH_CURSORS, NoLeakTest::report),
        PLAN(
                "team/devices/list_member_devices",
                false,
                everywhereAnd(WITH_A_TOKEN, WITH_FIELDS),
                team -> team.plan("leo@example.com", KEEP)),
        UNWRAP(
                "team/get_info",
                false,
                everywhereAnd(WITH_A_TOKEN, WITH_UNIONS),
                team -> team.connection()
                        .unwrap(DbxTeamClientV2.class)
                        .orElseThrow()
                        .team()
                        .getInfo()
                        .getTeamId()),
        INVITE("team/members/add_v2", true, everywhereAnd(WITH_ITEMS_AND_JOBS, WITH_UNIONS), NoLeakTest::onboard),
        WAIT("team/members/add/job_status/get_v2", true, everywhereAnd(WITH_A_TOKEN, WITH_UNIONS), NoLeakTest::onboard),
        SUSPEND(
                "team/members/suspend",
                true,
                everywhereAnd(WITH_A_TOKEN, Map.of()),
                team -> team.users().suspend(UserRef.email("lia@example.com"), Devices.KEEP)),
        UNSUSPEND(
                "team/members/unsuspend",
                true,
                everywhereAnd(WITH_A_TOKEN, Map.of()),
                team -> team.users().unsuspend(UserRef.email("sam@example.com"))),
        OFFBOARD(
                "team/members/remove",
                true,
                everywhereAnd(WITH_JOBS, WITH_UNIONS),
                team -> team.offboard("leo@example.com", KEEP)),
        UNDO("team/members/recover", true, everywhereAnd(WITH_A_TOKEN, Map.of()), team -> {
            Receipt receipt =
                    team.offboard("leo@example.com", KEEP).toOptional().orElseThrow();
            return team.users().undo(team.seen(receipt));
        }),
        DISCONNECT("auth/token/revoke", true, everywhereAnd(WITH_A_TOKEN, Map.of()), team -> {
            Connections connections = team.gangway().connections();
            Credential credential =
                    Credential.refreshToken(Secret.of(team.simulator().refreshToken()));
            ConnectionInfo info = connections.connect(DropboxConnector.ID, another(), credential);
            return connections.disconnect(info.id());
        });

        private final String route;
        /** Whether it can be done only once to a team. */
        private final boolean once;

        private final Map<String, Function<Place, Fault>> faults;
        private final Work work;

        Operation(String route, boolean once, Map<String, Function<Place, Fault>> faults, Work work) {
            this.route = route;
            this.once = once;
            this.faults = faults;
            this.work = work;
        }

        /** Does it, and has the detector look at what comes of it. */
        void on(SimulatedTeam team) {
            team.clock().advance(PAUSE);
            try {
                team.seen(work.on(team));
            } catch (Exception trouble) {
                team.seen(trouble);
            }
        }
    }

    /** The revoked grant is last, since nothing works after it. */
    private static Map<String, Function<Place, Fault>> everywhereAnd(
            Map<String, Function<Place, Fault>> more, Map<String, Function<Place, Fault>> ofTomorrow) {
        Map<String, Function<Place, Fault>> faults = new LinkedHashMap<>(EVERYWHERE);
        faults.putAll(more);
        faults.putAll(ofTomorrow);
        faults.put("a revoked grant", Place::revokeGrant);
        return faults;
    }

    private interface Work {
        Object on(SimulatedTeam team) throws Exception;
    }

    private static ConnectionInfo consent(SimulatedTeam team) {
        Connections connections = team.gangway().connections();
        AuthorizationRequest request = connections.beginAuthorization(DropboxConnector.ID, another(), CALLBACK);
        team.seen(request.toString());
        assertThat(team.leaks()).isEmpty();
        return connections.finishAuthorization(team.simulator().approve(request.uri()));
    }

    private static String another() {
        return "Acme " + UUID.randomUUID();
    }

    private static ConnectionInfo reconnect(SimulatedTeam team) {
        Connections connections = team.gangway().connections();
        AuthorizationRequest request = connections.beginReconnection(team.info().id(), CALLBACK);
        return connections.finishAuthorization(team.simulator().approve(request.uri()));
    }

    private static ConnectionInfo replace(SimulatedTeam team) {
        Credential credential =
                Credential.refreshToken(Secret.of(team.simulator().refreshToken()));
        return team.gangway().connections().replaceCredential(team.info().id(), credential);
    }

    private static Object report(SimulatedTeam team) {
        return team.connection().licenses().refresh();
    }

    private static Object onboard(SimulatedTeam team) {
        return team.users().onboard(NewUser.of("new@example.com"));
    }

    private static SimulatedTeam team(Operation operation) {
        return switch (operation) {
            case REPORT_ON -> SimulatedTeam.withoutSockets(it -> it.team(TeamSetup.ofSize(20, 6_000)));
            case OFFBOARD, LIST -> SimulatedTeam.withJobs(); // of these the faults are real ones of sockets
            default -> SimulatedTeam.withoutSockets(it -> it.jobs(DropboxSimulator.JobStyle.ALWAYS));
        };
    }

    /** Closing a team fails if a fault was never met. */
    @ParameterizedTest
    @EnumSource
    void noFaultOfTheProviderBringsASecretOut(Operation operation) {
        SimulatedTeam team = team(operation);
        for (Map.Entry<String, Function<Place, Fault>> fault : operation.faults.entrySet()) {
            if (operation.once) {
                team.close();
                team = team(operation);
            }
            team.inject(fault.getValue().apply(Fault.at(operation.route)));

            operation.on(team);

            assertThat(team.leaks()).as(fault.getKey()).isEmpty();
        }
        team.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REPORT_ON")
    void anAnswerThatRepeatsTheRequestIsNotRepeated(Operation operation) {
        Echo echo = new Echo(operation.route);
        SimulatedTeam team = SimulatedTeam.behind(echo);
        for (Echo.Answer answer : Echo.ANSWERS) {
            if (operation.once) {
                team.close();
                team = SimulatedTeam.behind(echo);
            }
            echo.answer(answer);

            operation.on(team);

            assertThat(echo.rest()).as(answer.toString()).isTrue();
            assertThat(team.leaks()).as(answer.toString()).isEmpty();
        }
        team.close();
    }
}
