package dev.gangway.license;

import static dev.gangway.license.Someone.SINCE;
import static dev.gangway.license.Someone.UNTIL;
import static dev.gangway.license.Someone.idle;
import static dev.gangway.license.Someone.report;
import static dev.gangway.license.Someone.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.license.Price.Per;
import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two reports on the same team, thirty days apart. */
class ReportChangesTest {

    private static final Instant LATER = UNTIL.plus(Duration.ofDays(30));
    private static final IdleRule RULE = IdleRule.after(Duration.ofDays(60));
    private static final Instant START = UNTIL.minus(Duration.ofDays(60));
    private static final List<LicenseType> FULL = List.of(type("full", 10, 10, 0, 0));

    private static LicenseReport later(Someone... people) {
        return later(FULL, people);
    }

    private static LicenseReport later(List<LicenseType> types, Someone... people) {
        return report(Fact.of(new SignInHistory(SINCE, LATER, Optional.empty())), types, people);
    }

    private static Someone stillIdle(String name) {
        return idle(name).lastLogin(new LastLogin.NoneSince(SINCE, LATER));
    }

    private static List<String> names(Stream<LicenseUse> people) {
        return people.map(LicenseUse::name).toList();
    }

    @Test
    void whoCameAndWhoLeftIsToldByImmutableId() {
        ReportChanges changes = later(idle("mia"), idle("new")).since(report(idle("leo"), idle("mia")));

        assertThat(names(changes.came().stream())).containsExactly("new@example.com");
        assertThat(names(changes.left().stream())).containsExactly("leo@example.com");
        assertThat(changes.earlier().people()).hasSize(2);
        assertThat(changes.later().readAt()).isEqualTo(LATER);
    }

    @Test
    void somebodyElseWithTheAddressOfALeaverHasCome() {
        LicenseUse mia = idle("mia").use();
        LicenseUse heir = new LicenseUse(
                new UserId("another"),
                mia.email(),
                "",
                "",
                Optional.empty(),
                mia.status(),
                mia.licenseType(),
                false,
                Optional.empty(),
                mia.joinedAt(),
                Optional.empty(),
                mia.lastLogin(),
                mia.signInDays(),
                mia.devices(),
                mia.linkedApps(),
                mia.storedBytes());
        LicenseReport now = new LicenseReport(LATER, List.of(), FULL, List.of(heir), Fact.unknown("no scope"));

        assertThat(now.since(report(idle("mia"))).came()).containsExactly(heir);
        assertThat(now.since(report(idle("mia"))).left()).containsExactly(mia);
    }

    @Test
    void whoTakesAnotherTypeIsToldThenAndNow() {
        Someone was = idle("leo");
        Someone is = idle("leo").takes("guest");

        ReportChanges changes =
                later(idle("mia"), is, idle("lia").takesNone()).since(report(idle("lia"), was, idle("mia")));

        assertThat(changes.changedType())
                .containsExactly(
                        new PersonChange(was.use(), is.use()),
                        new PersonChange(
                                idle("lia").use(), idle("lia").takesNone().use()));
        assertThat(changes.changedStatus()).isEmpty();
    }

    @Test
    void aTypeThatIsNotKnownIsNoChange() {
        Someone dark = idle("leo").licenseType(Fact.unknown("not told"));

        assertThat(later(dark).since(report(idle("leo"))).changedType()).isEmpty();
        assertThat(later(idle("leo")).since(report(dark)).changedType()).isEmpty();
    }

    @Test
    void whoHasAnotherStatusIsToldThenAndNow() {
        Someone was = idle("ivy").status(UserStatus.INVITED);

        assertThat(later(idle("mia"), idle("ivy"))
                        .since(report(was, idle("mia")))
                        .changedStatus())
                .containsExactly(new PersonChange(was.use(), idle("ivy").use()));
    }

    @Test
    void whoBecameIdleUsedTheirLicenseBeforeOrHadJustJoined() {
        Instant lastUsed = START.plusSeconds(1);
        LicenseReport then = report(
                idle("used").signedIn(lastUsed),
                idle("joined").joined(lastUsed),
                idle("idle"),
                idle("dark").joinedSometime());
        LicenseReport now = later(
                stillIdle("used").signedIn(lastUsed),
                stillIdle("joined").joined(lastUsed),
                stillIdle("idle"),
                stillIdle("dark"),
                stillIdle("came"),
                idle("mia").signedIn(LATER));

        List<IdlePerson> became = now.since(then).becameIdle(RULE).toOptional().orElseThrow();

        assertThat(names(became.stream().map(IdlePerson::who)))
                .containsExactly("used@example.com", "joined@example.com");
        assertThat(became.get(0).evidence()).contains(new Evidence.LastSignIn(lastUsed, "event log", "user"));
    }

    @Test
    void whoWasUsedAgainWasACandidateAndSignedInOrUsedADevice() {
        LicenseReport then = report(
                idle("back"),
                idle("device"),
                idle("late"),
                idle("idle"),
                idle("gone"),
                idle("busy").signedIn(UNTIL));
        LicenseReport now = later(
                idle("back").signedIn(LATER),
                stillIdle("device").usedDevice(LATER),
                idle("late").signedIn(START),
                stillIdle("idle").usedDevice(START.minus(Duration.ofDays(1))),
                idle("busy").signedIn(LATER));

        assertThat(names(now.since(then).usedAgain(RULE).toOptional().orElseThrow().stream()))
                .containsExactly("back@example.com", "device@example.com", "late@example.com");
    }

    @Test
    void whoIsIdleIsNotKnownIfEitherReportDoesNotKnow() {
        LicenseReport dark = report(Fact.unknown("no scope"), FULL, idle("leo"));
        ReportChanges now = later(idle("leo")).since(dark);
        ReportChanges then = dark.since(report(idle("leo")));

        assertThat(now.becameIdle(RULE)).isEqualTo(Fact.unknown("no scope"));
        assertThat(now.usedAgain(RULE)).isEqualTo(Fact.unknown("no scope"));
        assertThat(then.becameIdle(RULE)).isEqualTo(Fact.unknown("no scope"));
        assertThat(then.usedAgain(RULE)).isEqualTo(Fact.unknown("no scope"));
    }

    @Test
    void whoWasUsedAgainIsNotKnownIfTheTimeBetweenWasNotRead() {
        Fact<SignInHistory> read =
                Fact.of(new SignInHistory(UNTIL.plusSeconds(1), UNTIL.plus(Duration.ofDays(90)), Optional.empty()));

        assertThat(report(read, FULL, idle("leo"))
                        .since(report(idle("leo")))
                        .usedAgain(RULE)
                        .toString())
                .contains("unknown", "begin after");
    }

    @Test
    void aRuleForATypeThatIsNewOrGoneIsUnderstood() {
        List<LicenseType> guests = List.of(type("guest", 1, 1, 0, 0));
        ReportChanges changes = later(guests, stillIdle("gus").takes("guest")).since(report(FULL, idle("gus")));

        assertThat(changes.becameIdle(RULE.ofType("guest")).toOptional().orElseThrow())
                .hasSize(1);
        assertThat(changes.usedAgain(RULE.ofType("full")).toOptional().orElseThrow())
                .isEmpty();
        assertThatThrownBy(() -> changes.becameIdle(RULE.ofType("fulll"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anExclusionHoldsForBothReports() {
        IdleRule rule = RULE.excluding(List.of(UserRef.email("leo@example.com")));
        ReportChanges changes = later(idle("leo").signedIn(LATER)).since(report(idle("leo")));

        assertThat(changes.usedAgain(rule).toOptional().orElseThrow()).isEmpty();
        assertThat(changes.usedAgain(RULE).toOptional().orElseThrow()).hasSize(1);
    }

    @Test
    void totalsAreToldThenAndNow() {
        LicenseType gone = type("gone", 1, 1, 0, 0);
        LicenseType fewer = type("full", 8, 8, 0, 0);
        LicenseType added = type("guest", 3, 3, 0, 0);

        assertThat(later(List.of(fewer, added))
                        .since(report(List.of(FULL.get(0), gone)))
                        .types())
                .containsExactly(
                        new TypeChange("full", Optional.of(FULL.get(0)), Optional.of(fewer)),
                        new TypeChange("guest", Optional.empty(), Optional.of(added)),
                        new TypeChange("gone", Optional.of(gone), Optional.empty()));
    }

    @Test
    void costIsToldThenAndNowByCurrency() {
        Prices prices =
                Prices.of("full", Price.of("10", "EUR", Per.MONTH)).and("guest", Price.of("60", "USD", Per.YEAR));
        LicenseReport now = later(List.of(type("full", 8, 8, 0, 0), type("guest", 3, 3, 0, 0)));

        List<CostChange> changes = now.since(report(FULL)).cost(prices);

        assertThat(changes).extracting(it -> it.currency().toString()).containsExactly("EUR", "USD");
        assertThat(changes)
                .extracting(it -> it.then().toString())
                .containsExactly("1200.00 EUR a year", "0.00 USD a year");
        assertThat(changes)
                .extracting(it -> it.now().toString())
                .containsExactly("960.00 EUR a year", "180.00 USD a year");
        assertThat(changes)
                .extracting(it -> it.increase().map(Cost::perMonth).toString())
                .containsExactly("-20.00 EUR", "15.00 USD");
    }

    @Test
    void costIsNotKnownIfItWasNotThen() {
        List<LicenseType> unpriced = List.of(FULL.get(0), type("other", 1, 1, 0, 0));

        CostChange change = later(FULL)
                .since(report(unpriced))
                .cost(Prices.of("full", Price.of("1", "EUR", Per.YEAR)))
                .get(0);

        assertThat(change.now().toString()).isEqualTo("10.00 EUR a year");
        assertThat(change.then().toString()).contains("unknown", "other");
        assertThat(change.increase().toString()).contains("unknown", "other");
    }

    @Test
    void theNewerReportIsAskedAboutTheOlder() {
        assertThatThrownBy(() -> report(idle("leo")).since(later(idle("leo"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("newer");
        assertThat(report(idle("leo")).since(report(idle("leo"))).came()).isEmpty();
    }

    @Test
    void whatTheEarlierReportDoesNotReachIsUnknownAndTheLaterOneMustReach() {
        IdleRule longer = IdleRule.after(Duration.ofDays(100));
        ReportChanges changes = later(stillIdle("leo")).since(report(idle("leo")));

        assertThat(changes.becameIdle(longer).toString()).contains("unknown", "earlier report");
        assertThat(changes.usedAgain(longer).toString()).contains("unknown", "earlier report");
        assertThatThrownBy(() -> changes.later().idle(IdleRule.after(Duration.ofDays(1_000))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoseDevicesCanNoLongerBeReadHasNotBecomeIdle() {
        Someone then = idle("leo").devices(Fact.of(new DeviceUse(0, 1, 0, Optional.of(UNTIL), 0)));
        Someone now = stillIdle("leo").devices(Fact.unknown("sessions.list is missing"));
        ReportChanges changes = later(now).since(report(then));

        assertThat(changes.becameIdle(RULE)).isEqualTo(Fact.of(List.of()));
        assertThat(changes.becameIdle(RULE.bySignInsAlone()).toOptional().orElseThrow())
                .hasSize(1);
    }
}
