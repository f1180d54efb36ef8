package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.license.IdlePeople;
import dev.gangway.license.IdleRule;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.ReportRequest;
import dev.gangway.result.Fact;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is idle, as read from a team: each name goes on from there. */
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

    private static List<UserId> ids(Fact<IdlePeople> idle) {
        return idle.toOptional().orElseThrow().candidates().stream()
                .map(it -> it.who().id())
                .toList();
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
        assertThat(ids(report.idle(IdleRule.after(SIXTY_DAYS).ofType(InMemoryConnector.FULL))))
                .contains(leo);
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
        assertThat(report.idle(Duration.ofDays(5_000))).isInstanceOf(Fact.Unknown.class);
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
        LicenseReport report =
                world.connection().licenses().refresh(ReportRequest.DEFAULT.history(Duration.ofDays(30)));
        Instant since = world.clock.instant().minus(Duration.ofDays(30));

        assertThatThrownBy(() -> report.idle(SIXTY_DAYS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from " + since + " to " + world.clock.instant());
        assertThat(report.idle(Duration.ofDays(30))).isInstanceOf(Fact.Known.class);
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

        assertThat(report().idle(ReportRequest.DEFAULT.history())).isInstanceOf(Fact.Known.class);
    }
}
