package dev.gangway.testkit;

import static dev.gangway.testkit.FakeLicenseData.NOW;
import static dev.gangway.testkit.FakeLicenseData.ids;
import static dev.gangway.testkit.FakeLicenseData.joined;
import static dev.gangway.testkit.FakeLicenseData.lastLogin;
import static dev.gangway.testkit.FakeLicenseData.old;
import static dev.gangway.testkit.FakeLicenseData.says;
import static dev.gangway.testkit.FakeLicenseData.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.license.LastLogin;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseUse;
import dev.gangway.license.SignIn;
import dev.gangway.result.Fact;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whose a sign-in was. A wrong answer takes the license from one person and leaves it with another. */
class SignInAttributionTest {

    private static final Duration SIXTY_DAYS = Duration.ofDays(60);

    private final User leo = old("leo");
    private final User ana = old("ana");

    private void nobodyIsCreditedAndNobodyIsIdle(LicenseReport report, Instant at) {
        assertThat(report.people()).extracting(LicenseUse::lastLogin).allMatch(it -> it instanceof LastLogin.NoneSince);
        assertThat(report.signIns().toOptional().orElseThrow().unattributed()).contains(at);
        assertThat(report.idle(SIXTY_DAYS).toString()).contains("unknown", at.toString());
    }

    @Test
    void theIdDecidesWhoeverHasTheAddressNow() {
        LicenseReport report = says(signIn("ana", "leo@example.com", NOW)).report(leo, ana);

        assertThat(lastLogin(report, ana.id())).isEqualTo(new LastLogin.SeenAt(NOW, "log"));
        assertThat(ids(report.idle(SIXTY_DAYS))).containsExactly(leo.id());
    }

    @Test
    void aLeaversSignInIsNotThatOfWhoHasTheAddressNow() {
        LicenseReport report = says(signIn("ned", "leo@example.com", NOW)).report(leo);

        assertThat(ids(report.idle(SIXTY_DAYS))).containsExactly(leo.id());
        assertThat(report.signIns().toOptional().orElseThrow().unattributed()).isEmpty();
    }

    @Test
    void whereNoIdIsToldTheAddressDecidesAndTheSourceSaysSo() {
        LicenseReport report = says(signIn("", "LEO@Example.com", NOW)).report(leo, ana);

        assertThat(lastLogin(report, leo.id()))
                .isEqualTo(new LastLogin.SeenAt(NOW, "log, told by e-mail address only"));
        assertThat(ids(report.idle(SIXTY_DAYS))).containsExactly(ana.id());
    }

    @Test
    void anAddressDoesNotNameSomebodyWhoHadNotJoinedYet() {
        Instant day = NOW.minus(Duration.ofDays(10));
        SignIn before = signIn("", "leo@example.com", day.minusSeconds(1));

        nobodyIsCreditedAndNobodyIsIdle(says(before).report(joined("leo", day), ana), before.at());
    }

    @Test
    void anAddressNamesSomebodyFromTheMomentOfJoining() {
        Instant day = NOW.minus(Duration.ofDays(10));

        LicenseReport report = says(signIn("", "leo@example.com", day)).report(joined("leo", day));

        assertThat(lastLogin(report, leo.id())).isInstanceOf(LastLogin.SeenAt.class);
    }

    @Test
    void anAddressDoesNotNameSomebodyInvited() {
        User invited = User.of(new UserId("ivy"), "ivy@example.com", UserStatus.INVITED);

        nobodyIsCreditedAndNobodyIsIdle(says(signIn("", "ivy@example.com", NOW)).report(invited, ana), NOW);
    }

    @Test
    void anAddressThatTwoHaveNamesNobody() {
        User twin = User.of(new UserId("twin"), "Leo@example.com", UserStatus.ACTIVE);

        nobodyIsCreditedAndNobodyIsIdle(says(signIn("", "leo@example.com", NOW)).report(leo, twin), NOW);
    }

    @Test
    void anAddressThatIsToldOfSomebodyElseTooNamesNobody() {
        Instant day1 = NOW.minus(Duration.ofDays(9));
        Instant day5 = NOW.minus(Duration.ofDays(5));

        LicenseReport report = says(
                        signIn("", "leo@example.com", day5),
                        signIn("", "leo@example.com", day1),
                        signIn("ana", "leo@example.com", day1))
                .report(leo, ana);

        assertThat(lastLogin(report, leo.id())).isInstanceOf(LastLogin.NoneSince.class);
        assertThat(lastLogin(report, ana.id())).isEqualTo(new LastLogin.SeenAt(day1, "log"));
        assertThat(report.idle(SIXTY_DAYS).toString()).contains("unknown", day5.toString());
    }

    @Test
    void aFormerOrSecondAddressNamesNobody() {
        nobodyIsCreditedAndNobodyIsIdle(
                says(signIn("", "leo@private.example", NOW)).report(leo), NOW);
    }

    @Test
    void aRecordThatTellsNobodyMayBeAnybodys() {
        Instant earlier = NOW.minusSeconds(60);

        nobodyIsCreditedAndNobodyIsIdle(
                says(signIn("", "", earlier), signIn("", "", NOW), signIn("", "", earlier))
                        .report(leo),
                NOW);
    }

    @Test
    void aSignInOfAnybodyLeavesTheTimeAfterItKnown() {
        Instant old = NOW.minus(SIXTY_DAYS);
        LicenseReport report = says(signIn("", "", old)).report(leo);

        assertThat(report.idle(SIXTY_DAYS)).isInstanceOf(Fact.Unknown.class);
        assertThat(ids(report.idle(SIXTY_DAYS.minusSeconds(1)))).containsExactly(leo.id());
    }

    @Test
    void byIdOrByAddressTheLatestCounts() {
        LicenseReport report = says(
                        signIn("leo", "leo@example.com", NOW.minusSeconds(60)),
                        signIn("", "leo@example.com", NOW),
                        signIn("", "ana@example.com", NOW.minusSeconds(60)),
                        signIn("ana", "ana@example.com", NOW))
                .report(leo, ana);

        assertThat(lastLogin(report, leo.id()))
                .isEqualTo(new LastLogin.SeenAt(NOW, "log, told by e-mail address only"));
        assertThat(lastLogin(report, ana.id())).isEqualTo(new LastLogin.SeenAt(NOW, "log"));
    }

    @Test
    void peopleWithoutAnAddressAreKnownById() {
        User robot = User.of(new UserId("robot"), "", UserStatus.ACTIVE);

        assertThat(lastLogin(says(signIn("robot", "", NOW)).report(robot), robot.id()))
                .isInstanceOf(LastLogin.SeenAt.class);
    }
}
