package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The team of 250 people that a newcomer is shown. */
class CompanyTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-02T09:00:00Z"));
    private final World world = world(1);
    private final List<Member> members = world.team().members();
    private final List<Event> events = world.log().arrived(clock.instant());

    @Test
    void hasTwoHundredFiftyPeopleAndTenFreeLicenses() {
        assertThat(count(Member::isCurrent)).isEqualTo(250);
        assertThat(count(Member.Status.ACTIVE)).isEqualTo(238);
        assertThat(count(Member.Status.INVITED)).isEqualTo(7);
        assertThat(count(Member.Status.SUSPENDED)).isEqualTo(5);
        assertThat(world.team().freeLicenses()).isEqualTo(10);
    }

    @Test
    void hasLeaversOfWhomSomeAreRecoverable() {
        assertThat(count(Member.Status.REMOVED)).isEqualTo(10);
        assertThat(count(member -> member.isRecoverable(clock.instant()))).isEqualTo(3);
        assertThat(count(Member::isDisconnected)).isEqualTo(1);
    }

    @Test
    void hasAdminsOfSixRoles() {
        assertThat(members.stream().flatMap(member -> member.role().stream()))
                .hasSize(7)
                .contains(Role.TEAM, Role.USER_MANAGEMENT, Role.SUPPORT, Role.BILLING, Role.REPORTING, Role.SECURITY);
    }

    @Test
    void everyActiveMemberIsInOneDepartment() {
        assertThat(members.stream().filter(member -> member.is(Member.Status.ACTIVE)))
                .allMatch(member -> member.groupIds().size() >= 2);
        assertThat(TeamSetup.of250().groups()).hasSize(11);
    }

    @Test
    void everyAddressIsOneOfAReservedDomainAndNobodysElse() {
        assertThat(members)
                .extracting(Member::email)
                .doesNotHaveDuplicates()
                .allMatch(email -> email.matches("[a-z]+\\.[a-z]+@example\\.com"));
    }

    @Test
    void leavesRoomForThePersonThatTheTourOnboards() {
        assertThat(world.team().byEmail("ana.silva@example.com")).isEmpty();
        assertThat(world.team().byExternalId("E-1042")).isEmpty();
    }

    @Test
    void joinedOverYears() {
        assertThat(joinedBefore(Duration.ofDays(1500))).isBetween(40L, 120L);
        assertThat(joinedBefore(Duration.ofDays(365))).isBetween(140L, 220L);
        assertThat(joinedBefore(Duration.ofDays(14))).isBetween(230L, 242L);
    }

    @Test
    void twentyFiveActivePeopleHaveNotSignedInForSixtyDaysAndFourNeverDid() {
        Map<Member, Instant> lastSeen = lastSeen();
        Instant idleBefore = clock.instant().minus(Duration.ofDays(60));
        Predicate<Member> active = member -> member.is(Member.Status.ACTIVE);

        assertThat(count(active.and(member -> !lastSeen.containsKey(member)))).isEqualTo(4);
        assertThat(count(active.and(lastSeen::containsKey)
                        .and(member -> lastSeen.get(member).isBefore(idleBefore))))
                .isEqualTo(25);
    }

    @Test
    void peopleSignInOnWorkingDaysMostly() {
        long atWeekends = signIns().stream()
                .map(event -> event.at().atOffset(ZoneOffset.UTC).getDayOfWeek())
                .filter(day -> day.compareTo(DayOfWeek.FRIDAY) > 0)
                .count();

        assertThat(signIns()).hasSizeBetween(8_000, 16_000);
        assertThat(atWeekends).isPositive().isLessThan(signIns().size() / 20);
    }

    @Test
    void nobodySignsInWithoutBeingOnTheTeamOrInTheFuture() {
        assertThat(events).allMatch(event -> !event.at().isAfter(clock.instant()));
        assertThat(signIns()).allSatisfy(event -> {
            Member member = event.context();
            assertThat(event.at()).isAfterOrEqualTo(member.joinedOn().orElseThrow());
            assertThat(event.at()).isBefore(member.suspendedOn().orElse(Instant.MAX));
            assertThat(event.at()).isBefore(member.removedOn().orElse(Instant.MAX));
        });
    }

    @Test
    void theLogTellsHowEverybodyBecameWhatTheyAre() {
        Map<Member, String> last = new HashMap<>();
        events.stream()
                .filter(event -> event.type().equals(EventType.MEMBER_CHANGE_STATUS))
                .forEach(event -> last.put(event.context(), event.details().toString()));

        assertThat(members)
                .allSatisfy(member -> assertThat(last.get(member))
                        .contains("\"new_value\":{\".tag\":\"" + member.status().tag() + "\"}"));
    }

    @Test
    void nobodyIsInvitedByAnAdminWhoCameLater() {
        assertThat(events)
                .allMatch(event -> !(event.actor() instanceof Actor.Person person)
                        || event.context() == person.member()
                        || !person.member().joinedOn().orElseThrow().isAfter(event.at()));
    }

    @Test
    void theSameSeedGivesTheSamePastAndAnotherSeedAnother() {
        assertThat(past(world(1))).isEqualTo(past(world));
        assertThat(past(world(2))).isNotEqualTo(past(world));
    }

    @Test
    void namesakesHaveDifferentAddresses() {
        assertThat(IntStream.range(0, 20_000).mapToObj(Names::of).map(Names.Name::email))
                .doesNotHaveDuplicates()
                .allMatch(email -> email.matches("[a-z]+\\.[a-z]+\\d*@example\\.com"));
    }

    @Test
    void somebodyWhoWasRemovedCannotHaveJoinedLater() {
        Person removed = Person.removed("rob@example.com", "Rob", "Hansen", Duration.ofDays(10));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> removed.joined(Duration.ofDays(9)))
                .withMessageContaining("rob@example.com is removed and cannot have joined");
    }

    private List<String> past(World of) {
        return of.log().arrived(clock.instant()).stream()
                .map(event -> Events.json(event).toString())
                .toList();
    }

    private List<Event> signIns() {
        return events.stream()
                .filter(event -> event.type().equals(EventType.LOGIN_SUCCESS))
                .toList();
    }

    private Map<Member, Instant> lastSeen() {
        Map<Member, Instant> found = new HashMap<>();
        signIns().forEach(event -> found.put(event.context(), event.at()));
        return found;
    }

    private long joinedBefore(Duration ago) {
        Instant then = clock.instant().minus(ago);
        return count(member -> member.isCurrent()
                && member.joinedOn().filter(joined -> joined.isBefore(then)).isPresent());
    }

    private long count(Member.Status status) {
        return count(member -> member.is(status));
    }

    private long count(Predicate<Member> which) {
        return members.stream().filter(which).count();
    }

    private World world(long seed) {
        return new World(
                TeamSetup.of250(),
                clock,
                new Options(
                        0,
                        seed,
                        DropboxSimulator.JobStyle.NEVER,
                        0,
                        Duration.ZERO,
                        true,
                        true,
                        false,
                        false,
                        false,
                        Set.of(),
                        List.<URI>of()));
    }
}
