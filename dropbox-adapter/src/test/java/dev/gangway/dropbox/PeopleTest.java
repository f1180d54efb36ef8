package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.dropbox.simulator.Device;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.dropbox.simulator.Person;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.Onboarded;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Finding, onboarding, suspending and recovering, through core, against the simulated team. */
class PeopleTest {

    private static final String ADD = "team/members/add_v2";
    private static final DataHandling KEEP = DataHandling.keepRecoverable().keepingDevices();
    private static final NewUser NEW = NewUser.of("new@example.com").named("Nea", "Wu");

    static Stream<Supplier<SimulatedTeam>> teams() {
        return Stream.of(SimulatedTeam::withJobs, SimulatedTeam::withoutJobs);
    }

    private static User aboard(Outcome<Onboarded> outcome) {
        return outcome.toOptional()
                .orElseThrow(() -> new AssertionError(outcome))
                .user();
    }

    @Test
    void somebodyIsFoundByIdAddressAndExternalId() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            User ana = team.seen(team.person("ANA@example.com"));

            assertThat(ana.displayName()).isEqualTo("Ana Silva");
            assertThat(team.users().find(UserRef.id(ana.id()))).contains(ana);
            assertThat(team.users().find(UserRef.externalId("E-1042"))).contains(ana);
        }
    }

    @Test
    void everybodyOnTheTeamIsListedOnce() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            try (Stream<User> people = team.users().stream()) {
                assertThat(people.map(User::email))
                        .doesNotHaveDuplicates()
                        .contains("ivy@example.com", "sam@example.com")
                        .doesNotContain("rob@example.com", "dan@example.com");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("teams")
    void somebodyIsInvitedOnce(Supplier<SimulatedTeam> start) {
        try (SimulatedTeam team = start.get()) {
            Outcome<Onboarded> first = team.seen(team.users().onboard(NEW));
            Outcome<Onboarded> second = team.users().onboard(NEW);

            assertThat(aboard(first).status()).isEqualTo(UserStatus.INVITED);
            assertThat(aboard(second).id()).isEqualTo(aboard(first).id());
            assertThat(((Outcome.Done<Onboarded>) second).changed()).isFalse();
            assertThat(team.calls(ADD)).isOne();
        }
    }

    @Test
    void anInvitationWhoseAnswerIsLostIsSettledByReading() {
        try (SimulatedTeam team = SimulatedTeam.withoutJobs()) {
            team.inject(Fault.at(ADD).loseAnswer());

            assertThat(aboard(team.users().onboard(NEW)).status()).isEqualTo(UserStatus.INVITED);
            assertThat(team.calls(ADD)).isOne();
        }
    }

    @Test
    void anItemOfTomorrowIsSettledByReading() {
        try (SimulatedTeam team = SimulatedTeam.withoutJobs()) {
            team.inject(Fault.at(ADD).unknownTag("complete", "too_windy"));

            assertThat(aboard(team.users().onboard(NEW)).status()).isEqualTo(UserStatus.INVITED);
            assertThat(team.calls(ADD)).isOne();
        }
    }

    @Test
    void anInvitationThatHadNoEffectIsSentAgainOnceThatIsProved() {
        try (SimulatedTeam team = SimulatedTeam.withoutJobs()) {
            team.inject(Fault.at(ADD).serverError(500));

            assertThat(aboard(team.users().onboard(NEW)).status()).isEqualTo(UserStatus.INVITED);
            assertThat(team.calls(ADD)).isEqualTo(2);
            assertThat(team.effects(ADD)).isOne();
        }
    }

    @Test
    void somebodyWhoCanBeRecoveredIsNotInvitedAnew() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            Outcome<Onboarded> outcome = team.users().onboard(NewUser.of("rob@example.com"));

            assertThat(outcome.toString()).contains(Reason.RECOVERABLE_LEAVER.name());
        }
    }

    @ParameterizedTest
    @MethodSource("teams")
    void withoutALicenseNobodyComesAboard(Supplier<SimulatedTeam> start) {
        try (SimulatedTeam team = start.get()) {
            team.simulator().people().haveLicenses(1);

            assertThat(team.users().onboard(NEW).toString()).contains(Reason.NO_LICENSE_AVAILABLE.name());
            assertThat(team.calls("team/members/add_v2")).isZero();
        }
    }

    @Test
    void aRateLimitIsWaitedOut() {
        try (SimulatedTeam team = SimulatedTeam.withoutJobs()) {
            team.inject(Fault.at(ADD).rateLimited(Duration.ofSeconds(7)));
            int slept = team.clock().sleeps().size();

            aboard(team.users().onboard(NEW));

            assertThat(team.clock().sleeps().stream().skip(slept)).contains(Duration.ofSeconds(7));
            assertThat(team.calls(ADD)).isEqualTo(2);
        }
    }

    @Test
    void somebodyIsSuspendedAndLetInAgain() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            UserRef ana = UserRef.email("ana@example.com");

            assertThat(team.users().suspend(ana, Devices.KEEP).toOptional().map(User::status))
                    .contains(UserStatus.SUSPENDED);
            assertThat(team.users().unsuspend(ana).toOptional().map(User::status))
                    .contains(UserStatus.ACTIVE);
        }
    }

    @ParameterizedTest
    @EnumSource(Devices.class)
    void syncedFilesAreErasedOnlyIfThatIsSaid(Devices devices) {
        TeamSetup setup = TeamSetup.empty()
                .with(Person.active("kim@example.com", "Kim", "Park")
                        .on(Device.computer(Device.Computer.MAC, "kims-mac")));
        try (SimulatedTeam team = SimulatedTeam.start(it -> it.team(setup))) {
            UserId kim = team.person("kim@example.com").id();
            assertThat(team.plan("kim@example.com", KEEP).holdings().devices()).isEqualTo(Fact.of(1));

            team.users().suspend(UserRef.id(kim), devices);

            assertThat(erasures(team)).containsExactly(Boolean.toString(devices == Devices.WIPE));
        }
    }

    /** What the event log says of each device that was signed out: whether its synced files are to be erased. */
    private static List<String> erasures(SimulatedTeam team) {
        return new OtherClient(team.simulator())
                        .call("team_log/get_events", "{\"event_type\":\"device_unlink\"}")
                        .field("events")
                        .items()
                        .orElseThrow()
                        .stream()
                        .map(it ->
                                it.field("details").field("delete_data").text().orElseThrow())
                        .toList();
    }

    @Test
    void rolesAreToldWithWhatTheyAllow() {
        try (SimulatedTeam team = SimulatedTeam.start()) {
            assertThat(team.users().roles())
                    .filteredOn(it -> it.power() == Role.Power.TEAM_ADMIN)
                    .extracting(Role::name)
                    .containsExactly("Team");
            assertThat(team.person("olga@example.com").isTeamAdmin()).isTrue();
            assertThat(team.person("uma@example.com").mayBeTeamAdmin()).isFalse();
        }
    }

    @Test
    void everyLostAnswerComesToTheTruth() {
        try (SimulatedTeam team = SimulatedTeam.withoutJobs()) {
            UserRef ana = UserRef.email("ana@example.com");
            team.inject(Fault.at("team/members/suspend").everyCall().loseAnswer());
            team.inject(Fault.at("team/members/unsuspend").everyCall().loseAnswer());

            for (int i = 0; i < 10; i++) {
                assertThat(team.users().suspend(ana, Devices.KEEP)).isInstanceOf(Outcome.Done.class);
                assertThat(team.users().unsuspend(ana)).isInstanceOf(Outcome.Done.class);
            }

            assertThat(team.calls("team/members/suspend")).isEqualTo(10);
            assertThat(team.calls("team/members/unsuspend")).isEqualTo(10);
        }
    }
}
