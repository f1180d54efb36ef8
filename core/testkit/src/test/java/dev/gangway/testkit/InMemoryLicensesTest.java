package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.license.DeviceUse;
import dev.gangway.license.LastLogin;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseUse;
import dev.gangway.license.ReportRequest;
import dev.gangway.license.SignInSource;
import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import dev.gangway.user.UserSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the hooks of the team in memory do to reports. */
class InMemoryLicensesTest {

    private final World world = new World();
    private final UserId leo = world.joins("leo");

    @AfterEach
    void close() {
        world.close();
    }

    private LicenseReport report() {
        return world.connection().licenses().refresh();
    }

    private LicenseUse leos(LicenseReport report) {
        return report.people().stream()
                .filter(it -> it.id().equals(leo))
                .findFirst()
                .orElseThrow();
    }

    private static LastLogin seen(Instant at) {
        return new LastLogin.SeenAt(at, "in-memory log", "user");
    }

    @Test
    void aSignInThatGetsIntoTheLogLateIsInTheNextReport() {
        Instant start = world.clock.instant();
        world.clock.advance(Duration.ofDays(3));
        world.team.personSignsIn(world.team.admin().id());
        report();

        world.team.personSignedIn(leo, start.plusSeconds(60));

        assertThat(leos(report()).lastLogin()).isEqualTo(seen(start.plusSeconds(60)));
    }

    @Test
    void anExpiredCursorLosesNoSignIn() {
        world.team.personSignsIn(leo);
        report();
        world.clock.advance(Duration.ofDays(3));
        world.team.personSignsIn(leo);

        world.team.cursorsExpire();

        assertThat(leos(report()).lastLogin()).isEqualTo(seen(world.clock.instant()));
        assertThat(leos(report()).signInDays().map(it -> it.count())).isEqualTo(Fact.of(2));
    }

    @Test
    void devicesAppsAndStorageAreInTheReport() {
        world.team.personOpensSession(leo, UserSession.Kind.DESKTOP);
        world.team.personOpensSession(leo, UserSession.Kind.WEB);
        world.team.personLinksApp(leo, "Notes");
        world.team.personHasFiles(leo, 7);
        Instant used = world.clock.instant().minusSeconds(3600);
        world.team.personUsedDevices(leo, Optional.of(used));

        LicenseUse use = leos(world.connection().licenses().refresh(ReportRequest.DEFAULT.withStorage()));

        assertThat(use.devices().toOptional().orElseThrow()).isEqualTo(new DeviceUse(1, 1, 0, Optional.of(used), 0));
        assertThat(use.linkedApps()).isEqualTo(Fact.of(List.of("Notes")));
        assertThat(use.storedBytes()).isEqualTo(Fact.of(7L));
    }

    @Test
    void aDeviceOfWhichTheUseIsNotToldIsNotOneThatWasUsedIn1970() {
        world.team.personOpensSession(leo, UserSession.Kind.MOBILE);
        world.team.personUsedDevices(leo, Optional.empty());

        assertThat(leos(report()).devices().toOptional().orElseThrow().lastUsedAt())
                .isEmpty();
    }

    @Test
    void aSignInMayTellNobody() {
        world.team.signIn("", "", world.clock.instant(), new SignInSource("log", "user"));

        assertThat(report().signIns().toOptional().orElseThrow().unattributed()).contains(world.clock.instant());
    }
}
