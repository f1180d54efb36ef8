package dev.gangway.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.result.Fact;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose a sign-in was. A wrong answer takes the license from one person and leaves it with another. */
class SignInAttributionTest {

    private static final Duration SIXTY_DAYS = Duration.ofDays(60);

    private final FakeData data = new FakeData();
    /** When all is surely complete. */
    private final Instant until = data.now().minus(FakeData.LAG);

    private final User leo = old("leo");
    private final User ana = old("ana");

    /** Somebody active who joined long ago. */
    private User old(String name) {
        return FakeData.joined(name, until.minus(Duration.ofDays(500)));
    }

    private static LastLogin lastLogin(LicenseReport report, User user) {
        return FakeData.of(report, user.id().value()).lastLogin();
    }

    private static LastLogin seen(Instant at, String source) {
        return new LastLogin.SeenAt(at, source, "user");
    }

    private static List<UserId> idle(LicenseReport report, Duration time) {
        return report.idle(time).toOptional().orElseThrow().candidates().stream()
                .map(it -> it.who().id())
                .toList();
    }

    private static void nobodyIsCreditedAndNobodyIsIdle(LicenseReport report, Instant at) {
        assertThat(report.people()).extracting(LicenseUse::lastLogin).allMatch(it -> it instanceof LastLogin.NoneSince);
        assertThat(report.signIns().toOptional().orElseThrow().unattributed()).contains(at);
        assertThat(report.idle(SIXTY_DAYS).toString()).contains("unknown", at.toString());
    }

    @Test
    void theIdDecidesWhoeverHasTheAddressNow() {
        LicenseReport report = data.signsIn("ana", "leo@example.com", until).report(leo, ana);

        assertThat(lastLogin(report, ana)).isEqualTo(seen(until, "log"));
        assertThat(idle(report, SIXTY_DAYS)).containsExactly(leo.id());
    }

    @Test
    void aLeaversSignInIsNotThatOfWhoHasTheAddressNow() {
        LicenseReport report = data.signsIn("ned", "leo@example.com", until).report(leo);

        assertThat(idle(report, SIXTY_DAYS)).containsExactly(leo.id());
        assertThat(report.signIns().toOptional().orElseThrow().unattributed()).isEmpty();
    }

    @Test
    void whereNoIdIsToldTheAddressDecidesAndTheSourceSaysSo() {
        LicenseReport report = data.signsIn("", "LEO@Example.com", until).report(leo, ana);

        assertThat(lastLogin(report, leo)).isEqualTo(seen(until, "log, told by e-mail address only"));
        assertThat(idle(report, SIXTY_DAYS)).containsExactly(ana.id());
    }

    @Test
    void anAddressDoesNotNameSomebodyWhoHadNotJoinedYet() {
        Instant day = until.minus(Duration.ofDays(10));

        nobodyIsCreditedAndNobodyIsIdle(
                data.signsIn("", "leo@example.com", day.minusSeconds(1)).report(FakeData.joined("leo", day), ana),
                day.minusSeconds(1));
    }

    @Test
    void anAddressNamesSomebodyFromTheMomentOfJoining() {
        Instant day = until.minus(Duration.ofDays(10));

        LicenseReport report = data.signsIn("", "leo@example.com", day).report(FakeData.joined("leo", day));

        assertThat(lastLogin(report, leo)).isInstanceOf(LastLogin.SeenAt.class);
    }

    @Test
    void anAddressDoesNotNameSomebodyInvited() {
        User invited = User.of(new UserId("ivy"), "ivy@example.com", UserStatus.INVITED);

        nobodyIsCreditedAndNobodyIsIdle(
                data.signsIn("", "ivy@example.com", until).report(invited, ana), until);
    }

    @Test
    void anAddressThatTwoHaveNamesNobody() {
        User twin = User.of(new UserId("twin"), "Leo@example.com", UserStatus.ACTIVE);

        nobodyIsCreditedAndNobodyIsIdle(
                data.signsIn("", "leo@example.com", until).report(leo, twin), until);
    }

    @Test
    void anAddressThatIsToldOfSomebodyElseTooNamesNobody() {
        Instant day1 = until.minus(Duration.ofDays(9));
        Instant day5 = until.minus(Duration.ofDays(5));

        LicenseReport report = data.signsIn("", "leo@example.com", day5)
                .signsIn("", "leo@example.com", day1)
                .signsIn("ana", "leo@example.com", day1)
                .report(leo, ana);

        assertThat(lastLogin(report, leo)).isInstanceOf(LastLogin.NoneSince.class);
        assertThat(lastLogin(report, ana)).isEqualTo(seen(day1, "log"));
        assertThat(report.idle(SIXTY_DAYS).toString()).contains("unknown", day5.toString());
    }

    @Test
    void aFormerOrSecondAddressNamesNobody() {
        nobodyIsCreditedAndNobodyIsIdle(
                data.signsIn("", "leo@private.example", until).report(leo), until);
    }

    @Test
    void aRecordThatTellsNobodyMayBeAnybodys() {
        Instant earlier = until.minusSeconds(60);

        nobodyIsCreditedAndNobodyIsIdle(
                data.signsIn("", "", earlier)
                        .signsIn("", "", until)
                        .signsIn("", "", earlier)
                        .report(leo),
                until);
    }

    @Test
    void aSignInOfAnybodyLeavesTheTimeAfterItKnown() {
        LicenseReport report = data.signsIn("", "", until.minus(SIXTY_DAYS)).report(leo);

        assertThat(report.idle(SIXTY_DAYS)).isInstanceOf(Fact.Unknown.class);
        assertThat(idle(report, SIXTY_DAYS.minusDays(2))).containsExactly(leo.id());
    }

    @Test
    void byIdOrByAddressTheLatestCounts() {
        LicenseReport report = data.signsIn("leo", "leo@example.com", until.minusSeconds(60))
                .signsIn("", "leo@example.com", until)
                .signsIn("", "ana@example.com", until.minusSeconds(60))
                .signsIn("ana", "ana@example.com", until)
                .report(leo, ana);

        assertThat(lastLogin(report, leo)).isEqualTo(seen(until, "log, told by e-mail address only"));
        assertThat(lastLogin(report, ana)).isEqualTo(seen(until, "log"));
    }

    @Test
    void peopleWithoutAnAddressAreKnownById() {
        User robot = User.of(new UserId("robot"), "", UserStatus.ACTIVE);

        assertThat(lastLogin(data.signsIn("robot", "", until).report(robot), robot))
                .isInstanceOf(LastLogin.SeenAt.class);
    }
}
