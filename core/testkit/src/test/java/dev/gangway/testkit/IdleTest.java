package dev.gangway.testkit;

import static dev.gangway.testkit.FakeLicenseData.NOW;
import static dev.gangway.testkit.FakeLicenseData.counts;
import static dev.gangway.testkit.FakeLicenseData.ids;
import static dev.gangway.testkit.FakeLicenseData.old;
import static dev.gangway.testkit.FakeLicenseData.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.license.LastLogin;
import dev.gangway.license.LicensePool;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseUse;
import dev.gangway.license.Licenses;
import dev.gangway.license.SignInHistory;
import dev.gangway.result.Fact;
import dev.gangway.user.NewUser;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is idle: each name goes on from there. */
class IdleTest {

    private static final Duration SIXTY_DAYS = Duration.ofDays(60);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private LicenseReport report() {
        return world.connection().licenses().refresh();
    }

    @Test
    void isWhoDidNotSignInForThatLong() {
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");
        world.clock.advance(Duration.ofDays(80));
        world.team.personSignsIn(mia);
        world.clock.advance(Duration.ofDays(10));

        LicenseReport report = report();

        assertThat(ids(report.idle(SIXTY_DAYS))).contains(leo).doesNotContain(mia);
        assertThat(ids(report.idle(report.byType().get(0), SIXTY_DAYS))).contains(leo);
    }

    @Test
    void isWhoSignedInTooLongAgo() {
        UserId leo = world.joins("leo");
        world.clock.advance(Duration.ofDays(15));
        world.team.personSignsIn(leo);
        world.clock.advance(SIXTY_DAYS);

        assertThat(ids(report().idle(SIXTY_DAYS))).doesNotContain(leo);
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(ids(report().idle(SIXTY_DAYS))).contains(leo);
    }

    @Test
    void isNotKnownWithoutTheLog() {
        world.joins("leo");
        world.clock.advance(Duration.ofDays(90));
        world.team.missingScope(Capability.READ_SIGN_INS);

        LicenseReport report = report();

        assertThat(report.idle(SIXTY_DAYS).toString()).contains("unknown", "read.sign.ins");
        assertThat(report.idle(report.byType().get(0), Duration.ofDays(5_000))).isInstanceOf(Fact.Unknown.class);
    }

    @Test
    void isNobodyWhoJoinedLately() {
        world.clock.advance(Duration.ofDays(90));
        UserId leo = world.joins("leo");
        world.clock.advance(SIXTY_DAYS);

        assertThat(ids(report().idle(SIXTY_DAYS))).doesNotContain(leo);
    }

    @Test
    void isAskedForNoLongerThanSignInsWereRead() {
        world.clock.advance(Duration.ofDays(90));
        LicenseReport report = world.connection().licenses().refresh(Duration.ofDays(30));
        Instant since = world.clock.instant().minus(Duration.ofDays(30));

        assertThatThrownBy(() -> report.idle(SIXTY_DAYS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from " + since + " to " + world.clock.instant())
                .hasMessageContaining("refresh(history)");
        assertThatThrownBy(() -> report.idle(Duration.ofDays(30).plusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(report.idle(Duration.ofDays(30))).isInstanceOf(Fact.Known.class);
    }

    @Test
    void isAskedForSomeTimeAtLeast() {
        LicenseReport report = report();

        for (Duration none : List.of(Duration.ZERO, Duration.ofDays(-1))) {
            assertThatThrownBy(() -> report.idle(none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("more than zero");
        }
    }

    @Test
    void isNobodyInvitedOrSuspended() {
        UserId sol = world.joins("sol");
        UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));
        world.team.personIsSuspended(sol);
        world.clock.advance(Duration.ofDays(90));

        assertThat(ids(report().idle(SIXTY_DAYS))).doesNotContain(sol, ana);
    }

    @Test
    void isNobodyWhoTakesNoLicense() {
        UserId lia = world.joins("lia");
        world.team.personTakesNoLicense(lia);
        world.clock.advance(Duration.ofDays(90));

        assertThat(ids(report().idle(SIXTY_DAYS))).doesNotContain(lia);
    }

    @Test
    void canBeSomebodyWhoseLicenseIsNotKnownButNotAsHolderOfAType() {
        LicensePool full = new LicensePool("full", Fact.of(10), Fact.of(2));
        LicenseReport report = counts(full).report(old("leo").withLicenseType("full"), old("mia"));

        assertThat(ids(report.idle(SIXTY_DAYS))).containsExactly(new UserId("leo"), new UserId("mia"));
        assertThat(ids(report.idle(report.byType().get(0), SIXTY_DAYS))).containsExactly(new UserId("leo"));
    }

    @Test
    void isNobodyWhoseJoiningDateIsNotKnown() {
        User leo = User.of(new UserId("leo"), "leo@example.com", UserStatus.ACTIVE);

        assertThat(ids(says().report(leo).idle(SIXTY_DAYS))).isEmpty();
    }

    @Test
    void isCountedBackFromWhereTheLogIsComplete() {
        Duration lag = Duration.ofHours(24);
        UserId leo = world.joins("leo");
        world.clock.advance(Duration.ofDays(15));
        world.team.personSignsIn(leo);
        world.team.signInsArriveAfter(lag);
        world.clock.advance(SIXTY_DAYS.plus(lag));

        assertThat(ids(report().idle(SIXTY_DAYS))).doesNotContain(leo);
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(ids(report().idle(SIXTY_DAYS))).contains(leo);
    }

    @Test
    void isNobodyForASignInThatIsStillOnItsWay() {
        UserId leo = world.joins("leo");
        world.team.signInsArriveAfter(Duration.ofHours(24));
        for (int day = 0; day < 90; day++) {
            world.team.personSignsIn(leo);
            world.clock.advance(Duration.ofHours(24));
        }

        assertThat(ids(report().idle(Duration.ofHours(24)))).doesNotContain(leo);
    }

    @Test
    void reachesAsFarBackAsTheHistoryInSpiteOfTheLag() {
        world.team.signInsArriveAfter(Duration.ofHours(24));

        assertThat(report().idle(Licenses.DEFAULT_HISTORY)).isInstanceOf(Fact.Known.class);
    }

    @Test
    void isNotTakenFromAReadingThatWasTooShortForThatPerson() {
        SignInHistory read = new SignInHistory(NOW.minus(Duration.ofDays(90)), NOW, Optional.empty());
        LicenseReport report = new LicenseReport(
                NOW,
                List.of(),
                List.of(
                        new LicenseUse(
                                old("late"),
                                new LastLogin.NoneSince(NOW.minus(SIXTY_DAYS).plusSeconds(1), NOW)),
                        new LicenseUse(old("short"), new LastLogin.NoneSince(read.since(), NOW.minusSeconds(1))),
                        new LicenseUse(old("dark"), new LastLogin.Unknown("no word")),
                        new LicenseUse(old("leo"), new LastLogin.NoneSince(NOW.minus(SIXTY_DAYS), NOW))),
                Fact.of(read));

        assertThat(ids(report.idle(SIXTY_DAYS))).containsExactly(new UserId("leo"));
    }
}
