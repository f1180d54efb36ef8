package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.Party;
import dev.gangway.analytics.AnalyticsReport;
import dev.gangway.analytics.AnalyticsRequest;
import dev.gangway.analytics.Measure;
import dev.gangway.analytics.Series;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.PartnerSession;
import dev.gangway.connector.Capability;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Session;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.license.LicenseData;
import dev.gangway.result.Fact;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time series of a connection, from Monday 2026-01-05, 9:00. */
class AnalyticsTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    /** Days up to today. */
    private AnalyticsRequest days(int count) {
        LocalDate today = LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC);
        return AnalyticsRequest.of(today.minusDays(count - 1L), today);
    }

    private static List<Long> values(AnalyticsReport report, Measure measure) {
        return report.points(measure).stream()
                .map(it -> it.value().match(value -> value, why -> -1L))
                .toList();
    }

    private List<String> kept() {
        return world.store.list("analytics/" + world.id + "/");
    }

    @Test
    void signInsBecomeASeriesAndWhatOnlyThePresentTellsGrowsDayByDay() {
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");
        world.team.personIsInvited(NewUser.of("ana@example.com"));
        world.team.personHas(leo, 2, 1);
        world.team.personHasFiles(leo, 7);
        world.team.personSignsIn(leo);
        AnalyticsReport monday = world.connection().analytics().read(days(1).withStorage());
        world.clock.advance(Duration.ofDays(2));
        world.team.personSignsIn(leo);
        world.team.personSignsIn(mia);
        world.team.personIsSuspended(mia);

        AnalyticsReport report = world.gangway(world.team, world.store)
                .connection(world.id)
                .analytics()
                .read(days(3));

        assertThat(values(monday, Measure.STORAGE)).containsExactly(7L);
        assertThat(values(report, Measure.STORAGE)).containsExactly(7L, -1L, -1L);
        assertThat(values(report, Measure.SIGN_INS)).containsExactly(1L, 0L, 2L);
        assertThat(values(report, Measure.ACTIVE_USERS)).containsExactly(1L, 0L, 2L);
        assertThat(values(report, Measure.DEVICES)).containsExactly(2L, -1L, 2L);
        assertThat(values(report, Measure.MEMBERS_ACTIVE)).containsExactly(3L, -1L, 2L); // with who connected
        assertThat(values(report, Measure.MEMBERS_SUSPENDED)).containsExactly(0L, -1L, 1L);
        assertThat(values(report, Measure.MEMBERS_INVITED)).containsExactly(1L, -1L, 1L);
    }

    @Test
    void aSignInThatComesLateIsMissedAtFirstAndSaidToBePossible() {
        UserId leo = world.joins("leo");
        world.team.personSignsIn(leo);
        world.clock.advance(Duration.ofDays(2));
        world.team.signInsArriveAfter(Duration.ofHours(6));
        world.team.personSignsIn(leo);

        Series before = world.connection().analytics().read(days(1)).series(Measure.SIGN_INS);
        world.clock.advance(Duration.ofHours(6));
        Series after = world.connection().analytics().read(days(1)).series(Measure.SIGN_INS);

        assertThat(before.points().get(0).value()).isEqualTo(Fact.of(0L));
        assertThat(before.mayBeMore(0)).isTrue();
        assertThat(after.points().get(0).value()).isEqualTo(Fact.of(1L));
    }

    @Test
    void whatTheConnectionMayNotReadIsUnknownAndTheRestIsThere() {
        UserId leo = world.joins("leo");
        world.team.personSignsIn(leo);
        world.team.missingScope(Capability.READ_SIGN_INS);

        AnalyticsReport report = world.connection().analytics().read(days(1));

        assertThat(report.points(Measure.SIGN_INS).get(0).value()).isInstanceOf(Fact.Unknown.class);
        assertThat(values(report, Measure.MEMBERS_ACTIVE)).containsExactly(2L);
    }

    @Test
    void aConnectorWithoutLicenseDataOffersNone() {
        Gangway without = world.gangway(
                new ForwardingConnector(world.team) {
                    @Override
                    public Session open(ConnectorContext context) {
                        return new ForwardingSession(super.open(context)) {
                            @Override
                            public Optional<LicenseData> licenses() {
                                return Optional.empty();
                            }
                        };
                    }
                },
                world.store);

        assertThatThrownBy(() -> without.connection(world.id).analytics()).hasMessageContaining("license data");
    }

    @Test
    void whatWasKeptIsErasedWhenTheConnectionIsEnded() {
        world.joins("leo");
        world.connection().analytics().read(days(1));
        assertThat(kept()).hasSize(1);

        world.gangway(world.team, world.store).connections().disconnect(world.id);

        assertThat(kept()).isEmpty();
    }

    @Test
    void nothingIsKeptOnceAnotherNodeHasEndedTheConnection() {
        world.joins("leo");
        HookedStore hooked = new HookedStore(world.store);
        Gangway node = world.gangway(world.team, hooked);
        Gangway other = world.gangway(world.team, world.store);
        hooked.afterWriting("analytics/", () -> other.connections().disconnect(world.id));

        assertThatThrownBy(() -> node.connection(world.id).analytics().read(days(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("disconnected");

        assertThat(hooked.allHooksRan()).isTrue();
        assertThat(kept()).isEmpty();
    }

    @Test
    void linksAndDevicesAreCountedFromTheLogOfActivity() {
        UserId leo = world.joins("leo");
        happened("a", ActivityKind.LINK_CREATED, leo);
        world.clock.advance(Duration.ofDays(1));
        happened("b", ActivityKind.DEVICE_LINKED, leo);
        happened("c", ActivityKind.DEVICE_UNLINKED, leo);
        happened("d", ActivityKind.LINK_DISABLED, leo);

        AnalyticsReport report = world.connection().analytics().read(days(2));

        assertThat(values(report, Measure.SHARED_LINKS_CREATED)).containsExactly(1L, 0L);
        assertThat(values(report, Measure.DEVICES_LINKED)).containsExactly(0L, 1L);
        assertThat(values(report, Measure.DEVICES_UNLINKED)).containsExactly(0L, 1L);
    }

    private void happened(String key, ActivityKind kind, UserId who) {
        world.team.happened(Activity.of(
                key,
                world.clock.instant(),
                kind,
                "word",
                Party.of(Party.Kind.USER).withId(who)));
    }

    @Test
    void aPartnerWhoMayUseAnalyticsReadsAllOfThemAndNobodyElse() {
        try (AssistedTeam acme = new AssistedTeam()) {
            acme.team.personSignsIn(acme.leo);
            LocalDate today = LocalDate.ofInstant(acme.clock.instant(), ZoneOffset.UTC);
            AnalyticsRequest request = AnalyticsRequest.of(today, today).withStorage();
            acme.enable();
            PartnerSession partner = acme.enter(acme.give(acme.aWeek().allowing(ActionKind.USE_ANALYTICS)));
            PartnerSession other = acme.enter(acme.give(acme.aWeek().allowing(ActionKind.CREATE_TEAM_FOLDERS)));

            AnalyticsReport report = partner.connection().analytics().read(request);

            assertThat(values(report, Measure.ACTIVE_USERS)).containsExactly(1L);
            assertThat(values(report, Measure.STORAGE)).doesNotContain(-1L);
            assertThat(report.series(Measure.SHARED_LINKS_CREATED).readAt()).isInstanceOf(Fact.Known.class);
            assertThat(acme.told()).contains("Northwind IT read the analytics of the team");
            assertThatThrownBy(() -> other.connection().analytics().read(request))
                    .isInstanceOf(AssistanceRefusedException.class);
        }
    }
}
