package dev.gangway.license;

import static dev.gangway.license.Someone.SINCE;
import static dev.gangway.license.Someone.UNTIL;
import static dev.gangway.license.Someone.idle;
import static dev.gangway.license.Someone.report;
import static dev.gangway.license.Someone.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom a wrong answer would cost access is never a candidate in doubt. Sixty days before {@link Someone#UNTIL} is {@link #START}. */
class IdlenessTest {

    private static final Duration TIME = Duration.ofDays(60);
    private static final Instant START = UNTIL.minus(TIME);
    private static final IdleRule RULE = IdleRule.after(TIME);

    private static IdlePeople judged(IdleRule rule, Someone... people) {
        return report(people).idle(rule).toOptional().orElseThrow();
    }

    private static void isCandidate(IdleRule rule, Someone someone) {
        IdlePeople idle = judged(rule, someone);

        assertThat(idle.candidates()).extracting(IdlePerson::who).containsExactly(someone.use());
        assertThat(idle.spared()).isEmpty();
        assertThat(idle.undecided()).isEmpty();
    }

    private static void isSpared(IdleRule rule, Someone someone, String why) {
        IdlePeople idle = judged(rule, someone);

        assertThat(idle.candidates()).isEmpty();
        assertThat(idle.undecided()).isEmpty();
        assertThat(idle.spared()).extracting(SparedPerson::who).containsExactly(someone.use());
        assertThat(idle.spared().get(0).why()).contains(why);
    }

    private static void isUndecided(IdleRule rule, Someone someone, String why) {
        IdlePeople idle = judged(rule, someone);

        assertThat(idle.candidates()).isEmpty();
        assertThat(idle.spared()).isEmpty();
        assertThat(idle.undecided()).extracting(SparedPerson::who).containsExactly(someone.use());
        assertThat(idle.undecided().get(0).why()).contains(why);
    }

    private static void isLeftOut(IdleRule rule, Someone someone) {
        IdlePeople idle = judged(rule, someone);

        assertThat(idle.candidates()).isEmpty();
        assertThat(idle.spared()).isEmpty();
        assertThat(idle.undecided()).isEmpty();
    }

    @Test
    void whoDidNotSignInForThatLongIsACandidate() {
        isCandidate(RULE, idle("leo"));
        isCandidate(RULE, idle("leo").signedIn(START.minusSeconds(1)));
    }

    @Test
    void whoSignedInWithinThatTimeIsInNoList() {
        isLeftOut(RULE, idle("mia").signedIn(START));
        isLeftOut(RULE, idle("mia").signedIn(UNTIL.plusSeconds(1)));
    }

    @Test
    void aSignInLaterThanOurClockCounts() {
        isLeftOut(RULE, idle("mia").signedIn(UNTIL.plus(Duration.ofDays(400))));
    }

    @Test
    void aSignInThatMayHaveBeenInTheFirstSecondCounts() {
        Instant until = UNTIL.plusMillis(900);
        SignInHistory read = new SignInHistory(SINCE, until, Optional.empty());

        LicenseReport report = report(
                Fact.of(read),
                List.of(),
                idle("mia").signedIn(START).lastLogin(new LastLogin.SeenAt(START, "event log", "user")),
                idle("new").joined(START).lastLogin(new LastLogin.NoneSince(SINCE, until)),
                idle("leo").lastLogin(new LastLogin.NoneSince(SINCE, until)));

        IdlePeople idle = report.idle(TIME).toOptional().orElseThrow();
        assertThat(idle.candidates()).extracting(it -> it.who().id().value()).containsExactly("id-leo");
        assertThat(idle.spared()).extracting(it -> it.who().id().value()).containsExactly("id-new");
    }

    @Test
    void theListsKeepTheReportsOrderAndCount() {
        Someone[] people = new Someone[40];
        for (int i = 0; i < people.length; i++) {
            people[i] = i % 4 == 0 ? idle("used" + i).signedIn(UNTIL) : idle("leo" + i);
        }

        IdlePeople idle = judged(RULE, people);

        assertThat(idle.candidates()).hasSize(30);
        assertThat(idle.candidates().get(29).who().id()).isEqualTo(new UserId("id-leo39"));
        assertThatThrownBy(() -> idle.candidates().get(30)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> idle.candidates().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whoJoinedWithinTheTimeIsSpared() {
        isSpared(RULE, idle("new").joined(START), "joined");
        isSpared(RULE, idle("new").joined(UNTIL.plusSeconds(5)), "joined");
        isCandidate(RULE, idle("leo").joined(START.minusSeconds(1)));
    }

    @Test
    void theGraceCanBeShorterOrLonger() {
        Instant joined = UNTIL.minus(Duration.ofDays(30));

        isCandidate(RULE.grace(Duration.ofDays(29)), idle("leo").joined(joined));
        isSpared(RULE.grace(Duration.ofDays(30)), idle("leo").joined(joined), "grace");
        isSpared(RULE.grace(Duration.ofDays(1000)), idle("leo"), "grace");
    }

    @Test
    void withoutGraceWhoJoinedAfterTheLogEndsIsSparedStill() {
        IdleRule rule = RULE.grace(Duration.ZERO);

        isSpared(rule, idle("new").joined(UNTIL), "joined");
        isUndecided(rule, idle("new").joinedSometime(), "joined");
        isCandidate(rule, idle("leo").joined(UNTIL.minusSeconds(1)));
    }

    @Test
    void whoJoinedAtATimeThatIsNotKnownIsUndecided() {
        isUndecided(RULE, idle("leo").joinedSometime(), "when they joined");
        isUndecided(RULE, idle("leo").joinedSometime().signedIn(START.minusSeconds(1)), "when they joined");
    }

    @ParameterizedTest
    @EnumSource(
            value = UserStatus.class,
            names = {"ACTIVE", "OTHER"},
            mode = EnumSource.Mode.EXCLUDE)
    void whoIsNotActiveIsSpared(UserStatus status) {
        isSpared(RULE, idle("leo").status(status), "");
    }

    @Test
    void whoseStatusIsNotUnderstoodIsUndecided() {
        isUndecided(RULE, idle("leo").status(UserStatus.OTHER), "status");
    }

    @Test
    void whoIsActiveAndWasSuspendedIsUndecided() {
        isUndecided(RULE, idle("leo").suspended(START), "suspended");
    }

    @Test
    void whoTakesNoLicenseIsSpared() {
        isSpared(RULE, idle("lia").takesNone(), "without a license");
    }

    @Test
    void whoseLicenseIsNotKnownIsACandidateButNotForAType() {
        Someone leo = idle("leo").licenseType(Fact.unknown("not told"));

        isCandidate(RULE, leo);
        isUndecided(RULE.ofType("full"), leo, "which license");
        assertThat(judged(RULE, leo).candidates().get(0).evidence()).contains(new Evidence.LicenseUnknown("not told"));
    }

    @Test
    void aTypeLeavesOutWhoTakesAnother() {
        isLeftOut(RULE.ofType("full"), idle("leo").takes("guest"));
        isLeftOut(RULE.ofType("full"), idle("leo").takesNone());
        isCandidate(RULE.ofType("full"), idle("leo"));
    }

    @Test
    void aTypeThatTheReportDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> judged(RULE.ofType("fulll"), idle("leo")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fulll")
                .hasMessageContaining("[full]");
    }

    @Test
    void whoUsedADeviceWithinThatTimeIsSpared() {
        isSpared(RULE, idle("leo").usedDevice(START), "device");
        isSpared(RULE, idle("leo").usedDevice(UNTIL.plus(Duration.ofDays(2))), "device");
        isSpared(RULE, idle("leo").signedIn(START.minusSeconds(1)).usedDevice(UNTIL), "device");
    }

    @Test
    void aDeviceUsedOnTheFirstDayCountsSinceAProviderMayKnowTheDayOnly() {
        Instant midnight = Instant.parse("2026-09-25T00:00:00Z");

        assertThat(START).isEqualTo("2026-09-25T12:00:00Z");
        isSpared(RULE, idle("leo").usedDevice(midnight), "device");
        isCandidate(RULE, idle("leo").usedDevice(midnight.minusSeconds(1)));
    }

    @Test
    void whoHasADeviceOfWhichItIsNotKnownWhenItWasUsedIsUndecided() {
        for (DeviceUse silent : List.of(
                new DeviceUse(1, 0, 0, Optional.empty(), 1),
                new DeviceUse(0, 1, 0, Optional.empty(), 1),
                new DeviceUse(0, 0, 1, Optional.empty(), 1))) {
            isUndecided(RULE, idle("leo").devices(Fact.of(silent)), "device");
        }
    }

    @Test
    void anOldDeviceDoesNotSpeakForASilentOne() {
        Instant old = START.minus(Duration.ofDays(9));
        DeviceUse oldAndSilent = new DeviceUse(0, 2, 0, Optional.of(old), 1);
        DeviceUse usedAndSilent = new DeviceUse(0, 1, 1, Optional.of(START), 1);

        isUndecided(RULE, idle("leo").devices(Fact.of(oldAndSilent)), "device");
        isSpared(RULE, idle("leo").devices(Fact.of(usedAndSilent)), "used a device");
        assertThat(judged(RULE, idle("leo").devices(Fact.of(oldAndSilent)))
                        .undecided()
                        .get(0)
                        .evidence())
                .contains(
                        new Evidence.DeviceLastUsed(old),
                        new Evidence.DevicesUnknown("the provider doesn't tell of 1 of 2 when it was last used"));
    }

    @Test
    void devicesAddUp() {
        for (Runnable wrong : List.<Runnable>of(
                () -> new DeviceUse(0, 1, 0, Optional.empty(), 0),
                () -> new DeviceUse(0, 1, 0, Optional.of(START), 1),
                () -> new DeviceUse(0, 1, 0, Optional.empty(), 2),
                () -> new DeviceUse(1, 0, 0, Optional.of(START), -1),
                () -> new DeviceUse(2, -1, 0, Optional.of(START), 0))) {
            assertThatThrownBy(wrong::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("silent");
        }
    }

    @Test
    void whoseDevicesCouldNotBeReadIsUndecidedUnlessTheRuleGoesBySignInsAlone() {
        Someone leo = idle("leo").devices(Fact.unknown("sessions.list is missing"));

        isUndecided(RULE, leo, "whether a device was used");
        isCandidate(RULE.bySignInsAlone(), leo);
        assertThat(judged(RULE.bySignInsAlone(), leo).candidates().get(0).evidence())
                .contains(new Evidence.DevicesUnknown("sessions.list is missing"));
        assertThat(RULE.isBySignInsAlone()).isFalse();
        assertThat(RULE.bySignInsAlone()
                        .grace(TIME)
                        .ofType("full")
                        .excluding(List.of())
                        .isBySignInsAlone())
                .isTrue();
    }

    @Test
    void whoseSignInsAreNotKnownIsUndecided() {
        isUndecided(RULE, idle("leo").lastLogin(new LastLogin.Unknown("no word")), "sign-ins");
    }

    @Test
    void whoseSignInsWereNotReadForAllOfThatTimeIsUndecided() {
        isUndecided(RULE, idle("leo").lastLogin(new LastLogin.NoneSince(START.plusSeconds(1), UNTIL)), "all of");
        isUndecided(RULE, idle("leo").lastLogin(new LastLogin.NoneSince(SINCE, UNTIL.minusSeconds(1))), "all of");
        isCandidate(RULE, idle("leo").lastLogin(new LastLogin.NoneSince(START, UNTIL)));
    }

    @Test
    void whoHasARoleIsACandidateUnlessTheRuleSparesThemAndTheEvidenceSaysSo() {
        Someone ada = idle("ada").role();

        isCandidate(RULE, ada);
        isSpared(RULE.excluding(LicenseUse::hasRole, "has a role"), ada, "has a role");
        assertThat(judged(RULE, ada).candidates().get(0).evidence()).contains(new Evidence.HasRole());
    }

    @Test
    void whoIsExcludedByNameIsSparedHoweverTheyAreNamed() {
        Someone leo = idle("leo").externalId("E-1");

        for (UserRef ref : List.of(
                UserRef.id(new UserId("id-leo")), UserRef.email("LEO@Example.com"), UserRef.externalId("E-1"))) {
            isSpared(RULE.excluding(List.of(ref)), leo, "excluded");
            isCandidate(RULE.excluding(List.of(ref)), idle("mia").externalId(" "));
        }
    }

    @Test
    void whoIsExcludedAndNotFoundIsTold() {
        UserRef former = UserRef.email("leo@former.example");
        UserRef used = UserRef.email("mia@example.com");

        IdlePeople idle = judged(
                RULE.excluding(List.of(former, used)).excluding(List.of(UserRef.id(new UserId("id-leo")))),
                idle("leo"),
                idle("mia").signedIn(UNTIL));

        assertThat(idle.notFound()).containsExactly(former);
        assertThat(idle.candidates()).isEmpty();
    }

    @Test
    void exclusionsAddUp() {
        IdleRule rule = RULE.excluding(it -> it.name().startsWith("a"), "is an a")
                .excluding(it -> it.name().startsWith("b"), "is a b");

        isSpared(rule, idle("ada"), "is an a");
        isSpared(rule, idle("ben"), "is a b");
        isSpared(rule, idle("ben").lastLogin(new LastLogin.Unknown("no word")), "is a b");
    }

    @Test
    void aSignInThatMayBeAnybodysLeavesAllOpen() {
        for (Instant at : List.of(START, UNTIL)) {
            LicenseReport report =
                    report(Fact.of(new SignInHistory(SINCE, UNTIL, Optional.of(at))), List.of(), idle("leo"));

            assertThat(report.idle(TIME).toString()).contains("unknown", at.toString(), "anybody");
        }
    }

    @Test
    void aSignInOfAnybodyLeavesTheTimeAfterItKnown() {
        SignInHistory read = new SignInHistory(SINCE, UNTIL, Optional.of(START.minusSeconds(1)));

        assertThat(report(Fact.of(read), List.of(), idle("leo")).idle(TIME)).isInstanceOf(Fact.Known.class);
    }

    @Test
    void withoutTheLogNothingIsKnown() {
        LicenseReport report = report(Fact.unknown("events.read is missing"), List.of(), idle("leo"));

        assertThat(report.idle(Duration.ofDays(5000))).isEqualTo(Fact.unknown("events.read is missing"));
    }

    @Test
    void isAskedForNoLongerThanSignInsWereRead() {
        LicenseReport report = report(idle("leo"));

        assertThat(report.idle(Duration.ofDays(90))).isInstanceOf(Fact.Known.class);
        assertThatThrownBy(() -> report.idle(Duration.ofDays(90).plusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from " + SINCE + " to " + UNTIL)
                .hasMessageContaining("history(…)");
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        for (Duration none : List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatThrownBy(() -> IdleRule.after(none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("more than zero");
        }
        assertThatThrownBy(() -> RULE.grace(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RULE.grace(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RULE.excluding(it -> true, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("why");
    }

    @Test
    void theEvidenceOfACandidateSaysAllThatIsKnown() {
        Instant signIn = START.minus(Duration.ofDays(3));
        Instant used = START.minus(Duration.ofDays(2));
        Instant joined = SINCE.minus(Duration.ofDays(9));
        Someone ada = idle("ada")
                .role()
                .joined(joined)
                .signedIn(signIn)
                .usedDevice(used)
                .apps("Slides", "Signer");

        List<Evidence> evidence = judged(RULE, ada).candidates().get(0).evidence();

        assertThat(evidence)
                .containsExactly(
                        new Evidence.LastSignIn(signIn, "event log", "user"),
                        new Evidence.NoSignIn(START, UNTIL),
                        new Evidence.DeviceLastUsed(used),
                        new Evidence.LinkedApps(List.of("Slides", "Signer")),
                        new Evidence.JoinedAt(joined),
                        new Evidence.HasRole());
        assertThat(evidence)
                .extracting(Evidence::words)
                .containsExactly(
                        "last signed in on 2026-09-22 (event log, as user)",
                        "no sign-in from 2026-09-25 to 2026-11-24",
                        "a device was last used on 2026-09-23",
                        "has linked apps, which can work without a sign-in: Slides, Signer",
                        "joined on 2026-08-17",
                        "has a role besides plain membership");
    }

    @Test
    void theEvidenceSaysWhatIsNotKnown() {
        Someone leo = idle("leo")
                .joinedSometime()
                .licenseType(Fact.unknown("not told"))
                .lastLogin(new LastLogin.Unknown("no word"))
                .devices(Fact.of(new DeviceUse(0, 1, 0, Optional.empty(), 1)));

        assertThat(judged(RULE, leo).undecided().get(0).evidence())
                .extracting(Evidence::words)
                .containsExactly(
                        "sign-ins not known: no word",
                        "use of devices not known: the provider doesn't tell when one was last used",
                        "license not known: not told");
        assertThat(judged(RULE, idle("mia")).candidates().get(0).evidence())
                .extracting(Evidence::words)
                .contains("no sign-in from 2026-08-26 to 2026-11-24", "no device and no web session");
    }

    @Test
    void theTimeOfTheAnswerIsTold() {
        IdlePeople idle = judged(RULE, idle("leo"));

        assertThat(idle.from()).isEqualTo(START);
        assertThat(idle.until()).isEqualTo(UNTIL);
    }

    @Test
    void ofSeveralTypesEachIsAskedAlone() {
        LicenseReport report = report(
                List.of(type("full", 1, 1, 0, 0), type("guest", 1, 1, 0, 0)),
                idle("leo"),
                idle("gus").takes("guest"));

        assertThat(report.idle(RULE.ofType("guest")).toOptional().orElseThrow().candidates())
                .extracting(it -> it.who().name())
                .containsExactly("gus@example.com");
        assertThat(report.idle(RULE).toOptional().orElseThrow().candidates()).hasSize(2);
    }

    /** How something about a person can be; the first only is no reason to spare them. */
    private static final List<List<UnaryOperator<Someone>>> WAYS = List.of(
            List.of(
                    it -> it,
                    it -> it.status(UserStatus.INVITED),
                    it -> it.status(UserStatus.SUSPENDED),
                    it -> it.status(UserStatus.OTHER)),
            List.of(it -> it, Someone::takesNone),
            List.of(it -> it, it -> it.joined(START), Someone::joinedSometime),
            List.of(it -> it, it -> it.suspended(SINCE)),
            List.of(
                    it -> it,
                    it -> it.usedDevice(START),
                    it -> it.devices(Fact.of(new DeviceUse(0, 1, 0, Optional.empty(), 1)))),
            List.of(
                    it -> it,
                    it -> it.signedIn(START),
                    it -> it.lastLogin(new LastLogin.Unknown("no word")),
                    it -> it.lastLogin(new LastLogin.NoneSince(UNTIL, UNTIL))));

    @Test
    void oneReasonIsEnoughHoweverTheOthersAre() {
        int ways = WAYS.stream().mapToInt(List::size).reduce(1, (one, other) -> one * other);
        for (int way = 0; way < ways; way++) {
            Someone someone = idle("leo");
            int rest = way;
            for (List<UnaryOperator<Someone>> each : WAYS) {
                each.get(rest % each.size()).apply(someone);
                rest /= each.size();
            }

            IdlePeople idle = judged(RULE, someone);

            assertThat(idle.candidates()).as("way %d", way).hasSize(way == 0 ? 1 : 0);
            assertThat(idle.spared().size() + idle.undecided().size())
                    .as("way %d", way)
                    .isLessThanOrEqualTo(1);
        }
    }
}
