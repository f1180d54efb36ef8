package dev.gangway.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.result.Fact;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SignInFoldTest {

    static final Instant SINCE = Instant.parse("2026-03-01T00:00:00Z");
    static final Instant UNTIL = Instant.parse("2026-06-01T00:00:00Z");
    static final SignInSource PASSWORD = new SignInSource("log, password", "user");
    static final SignInSource ADMIN = new SignInSource("log, passkey", "admin");

    private final Interned ids = new Interned();
    private final SignInFold fold = new SignInFold(ids);
    private final Roster roster = new Roster(ids);

    private void person(String id, String email, Instant joined) {
        roster.user(User.of(new UserId(id), email, UserStatus.ACTIVE)
                .withStatus(UserStatus.ACTIVE, Optional.empty(), Optional.of(joined), Optional.empty()));
    }

    private static long second(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    private LastLogin lastLogin(String id) {
        return fold.attribute(roster, SINCE, UNTIL).lastLogin(roster.find(id));
    }

    static void tell(SignInFold fold, String who, String address, long at, SignInSource source) {
        SignInBatch batch = new SignInBatch(fold);
        batch.signIn(who, address, at, source);
        batch.flush();
    }

    @Test
    void whateverTheOrderAndTheRepetitionsTheLatestAndTheDaysAreTheSame() {
        Random chance = new Random(7);
        Map<String, Long> latest = new HashMap<>();
        Map<String, TreeSet<LocalDate>> days = new HashMap<>();
        record Event(String who, long at) {}
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            String who = "id-é-" + chance.nextInt(700);
            long at = SINCE.getEpochSecond() + chance.nextInt(92 * 86_400);
            events.add(new Event(who, at));
            latest.merge(who, at, Math::max);
            days.computeIfAbsent(who, it -> new TreeSet<>())
                    .add(LocalDate.ofInstant(Instant.ofEpochSecond(at), ZoneOffset.UTC));
        }
        events.addAll(events.subList(0, 5_000));
        Collections.shuffle(events, chance);
        events.forEach(it -> tell(fold, it.who(), "", it.at(), PASSWORD));
        for (int i = 699; i >= 0; i--) {
            person("id-é-" + i, "p" + i + "@example.com", SINCE);
        }

        SignInFold.Attributed all = fold.attribute(roster, SINCE, UNTIL);

        for (int person = 0; person < roster.size(); person++) {
            String id = roster.id(person);
            assertThat(all.lastLogin(person))
                    .isEqualTo(new LastLogin.SeenAt(Instant.ofEpochSecond(latest.get(id)), "log, password", "user"));
            assertThat(all.days(person).toOptional().orElseThrow().days()).containsExactlyElementsOf(days.get(id));
        }
    }

    @Test
    void whoDidNotSignInHasNoneFromTheStartOfWhatWasReadToItsEnd() {
        tell(fold, "leo", "", second("2026-04-01T00:00:00Z"), PASSWORD);
        person("mia", "mia@example.com", SINCE);

        assertThat(lastLogin("mia")).isEqualTo(new LastLogin.NoneSince(SINCE, UNTIL));
    }

    @Test
    void theSourceAndActorAreThoseOfTheLatest() {
        tell(fold, "leo", "", second("2026-04-02T00:00:00Z"), ADMIN);
        tell(fold, "leo", "", second("2026-04-01T00:00:00Z"), PASSWORD);
        person("leo", "leo@example.com", SINCE);

        assertThat(lastLogin("leo"))
                .isEqualTo(new LastLogin.SeenAt(Instant.parse("2026-04-02T00:00:00Z"), "log, passkey", "admin"));
    }

    @Test
    void daysBeforeWhatWasReadAreNotTold() {
        tell(fold, "leo", "", second("2026-02-20T00:00:00Z"), PASSWORD);
        tell(fold, "leo", "", second("2026-03-02T12:00:00Z"), PASSWORD);
        person("leo", "leo@example.com", SINCE);

        assertThat(fold.attribute(roster, SINCE, UNTIL)
                        .days(0)
                        .map(it -> it.days().toList()))
                .isEqualTo(Fact.of(List.of(LocalDate.of(2026, 3, 2))));
    }

    @Test
    void aClockGoneWrongHidesNobodyAlsoIfItIsToldFirst() {
        fold.keepDays(SINCE, UNTIL);
        tell(fold, "leo", "", second("1970-01-01T00:00:00Z"), PASSWORD);
        tell(fold, "leo", "", second("2033-01-01T00:00:00Z"), PASSWORD);
        tell(fold, "leo", "", second("2026-04-02T00:00:00Z"), PASSWORD);
        person("leo", "leo@example.com", SINCE);

        assertThat(fold.words).isLessThan(5);
        assertThat(fold.attribute(roster, SINCE, UNTIL)
                        .days(0)
                        .map(it -> it.days().toList()))
                .isEqualTo(Fact.of(List.of(LocalDate.of(2026, 4, 2))));
    }

    @Test
    void aClockGoneWrongCostsNoMemoryAndHidesNobody() {
        tell(fold, "leo", "", second("2026-04-02T00:00:00Z"), PASSWORD);
        tell(fold, "leo", "", second("9999-01-01T00:00:00Z"), PASSWORD);
        tell(fold, "leo", "", Long.MAX_VALUE / 2, PASSWORD);
        person("leo", "leo@example.com", SINCE);

        assertThat(fold.days.length).isLessThan(10_000);
        assertThat(fold.attribute(roster, SINCE, UNTIL)
                        .days(0)
                        .toOptional()
                        .orElseThrow()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void anAddressAloneCountsForItsOneHolderWhoHadJoinedByThen() {
        person("leo", "Leo@example.com", Instant.parse("2026-04-01T00:00:00Z"));
        tell(fold, "", "leo@EXAMPLE.com", second("2026-04-02T00:00:00Z"), PASSWORD);

        SignInFold.Attributed all = fold.attribute(roster, SINCE, UNTIL);

        assertThat(all.lastLogin(0).words()).contains("2026-04-02", "told by e-mail address only");
        assertThat(all.days(0)).isInstanceOf(Fact.Unknown.class);
        assertThat(all.unattributed()).isEmpty();
    }

    @Test
    void whoAlsoSignedInByAddressAloneHasDaysThatAreNotKnown() {
        person("leo", "leo@example.com", SINCE);
        tell(fold, "", "leo@example.com", second("2026-04-02T00:00:00Z"), PASSWORD);
        tell(fold, "leo", "", second("2026-05-02T00:00:00Z"), PASSWORD);

        SignInFold.Attributed all = fold.attribute(roster, SINCE, UNTIL);

        assertThat(all.lastLogin(0).words()).contains("2026-05-02").doesNotContain("address");
        assertThat(all.days(0)).isInstanceOf(Fact.Unknown.class);
    }

    @Test
    void daysBeginWhereReadingDidHoweverLateTheFirstSignInIs() {
        tell(fold, "leo", "", second("2026-05-20T00:00:00Z"), PASSWORD);
        person("leo", "leo@example.com", SINCE);

        SignInDays days =
                fold.attribute(roster, SINCE, UNTIL).days(0).toOptional().orElseThrow();

        assertThat(days.first()).isEqualTo("2026-03-01");
        assertThat(days.days()).containsExactly(LocalDate.of(2026, 5, 20));
    }

    @Test
    void anAddressThatWasSomebodyElsesBeforeIsAnybodys() {
        person("leo", "leo@example.com", Instant.parse("2026-04-01T00:00:00Z"));
        tell(fold, "", "leo@example.com", second("2026-03-02T00:00:00Z"), PASSWORD);

        SignInFold.Attributed all = fold.attribute(roster, SINCE, UNTIL);

        assertThat(all.lastLogin(0)).isInstanceOf(LastLogin.NoneSince.class);
        assertThat(all.unattributed()).contains(Instant.parse("2026-03-02T00:00:00Z"));
    }

    @Test
    void betweenTheFirstAndTheLastAnAddressMayHaveBeenSomebodyElsesUntilItsHolderJoined() {
        Instant joined = Instant.parse("2026-04-01T00:00:00Z");
        person("leo", "leo@example.com", joined);
        tell(fold, "", "leo@example.com", second("2026-03-02T00:00:00Z"), PASSWORD);
        tell(fold, "", "leo@example.com", second("2026-04-02T00:00:00Z"), PASSWORD);

        SignInFold.Attributed all = fold.attribute(roster, SINCE, UNTIL);

        assertThat(all.lastLogin(0)).isInstanceOf(LastLogin.SeenAt.class);
        assertThat(all.unattributed()).contains(joined.minusSeconds(1));
    }

    @Test
    void anAddressThatIsToldWithAnotherIdIsAnybodys() {
        person("leo", "leo@example.com", SINCE);
        tell(fold, "old", "other@example.com", second("2026-03-02T00:00:00Z"), PASSWORD);
        tell(fold, "old", "leo@example.com", second("2026-03-03T00:00:00Z"), PASSWORD);
        tell(fold, "", "leo@example.com", second("2026-04-02T00:00:00Z"), PASSWORD);

        SignInFold.Attributed all = fold.attribute(roster, SINCE, UNTIL);

        assertThat(all.lastLogin(0)).isInstanceOf(LastLogin.NoneSince.class);
        assertThat(all.unattributed()).contains(Instant.parse("2026-04-02T00:00:00Z"));
    }

    @Test
    void anAddressOfTwoPeopleIsAnybodysAndSoIsNone() {
        person("leo", "shared@example.com", SINCE);
        person("mia", "shared@example.com", SINCE);
        tell(fold, "", "shared@example.com", second("2026-04-02T00:00:00Z"), PASSWORD);
        tell(fold, "", "", second("2026-04-01T00:00:00Z"), PASSWORD);

        assertThat(fold.attribute(roster, SINCE, UNTIL).unattributed()).contains(Instant.parse("2026-04-02T00:00:00Z"));
    }

    @Test
    void moreSourcesThanAnybodyReadsAreOne() {
        for (int i = 0; i < 2000; i++) {
            tell(fold, "leo", "", i, new SignInSource("log " + i, "user"));
        }

        assertThat(fold.sources).hasSizeLessThan(1002);
    }

    @Test
    void aPersonTakesAboutAHundredBytesForTheDaysOfAQuarter() {
        for (int i = 0; i < 10_000; i++) {
            tell(
                    fold,
                    "dbmid:AAAAAAAAAAAAAAAAAAAAAAAAAAAA" + i,
                    "p" + i + "@example.com",
                    SINCE.getEpochSecond(),
                    PASSWORD);
            tell(
                    fold,
                    "dbmid:AAAAAAAAAAAAAAAAAAAAAAAAAAAA" + i,
                    "p" + i + "@example.com",
                    SINCE.plus(Duration.ofDays(90)).getEpochSecond(),
                    PASSWORD);
        }

        assertThat(fold.days.length * 8 + fold.latest.length * 18).isLessThan(10_000 * 100);
    }
}
