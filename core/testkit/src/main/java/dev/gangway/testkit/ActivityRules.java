package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityData;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityRange;
import dev.gangway.activity.Party;
import dev.gangway.connector.Capability;
import dev.gangway.connector.Session;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.PageEnd;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** About the log of activity. */
abstract class ActivityRules extends Rules {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String CLIENT = "bob@client.example";
    private static final Set<ActivityKind> SHARES = Set.of(ActivityKind.SHARE_MEMBER_ADDED);

    private ActivityData log() {
        return log(session());
    }

    private ActivityData log(Session session) {
        Optional<ActivityData> log = session.activity();
        Assumptions.assumeTrue(log.isPresent(), "The connector doesn't offer a log of activity.");
        return Watched.by(subject().detector(), ActivityData.class, log.orElseThrow());
    }

    private Instant now() {
        return subject().time().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private PageEnd.Last read(ActivityRange range, Set<ActivityKind> kinds, Cursor from, List<Activity> told) {
        ActivityData log = log();
        PageEnd.Last last = toTheEnd(from, cursor -> log.activities(range, kinds, cursor, told::add));
        subject().detector().examine(told);
        return last;
    }

    private List<Activity> shares(ActivityRange range) {
        List<Activity> told = new ArrayList<>();
        read(range, SHARES, Cursor.START, told);
        return told;
    }

    private static Set<String> keys(List<Activity> activities) {
        Set<String> keys = new HashSet<>();
        activities.forEach(it -> keys.add(it.key()));
        return keys;
    }

    private static Set<Instant> times(List<Activity> activities) {
        Set<Instant> times = new HashSet<>();
        activities.forEach(it -> times.add(it.at()));
        return times;
    }

    /** Somebody shares so many times, a minute apart; says when. */
    private List<Instant> shares(UserId person, int times) {
        List<Instant> at = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            at.add(now());
            levers().shareOutside(person, "Folder " + i, CLIENT, now());
            levers().passTime(MINUTE);
        }
        return at;
    }

    @Test
    @Rule("A-01")
    void anEventTellsWhoDidWhatAndWhen() {
        UserId leo = active("leo");
        Instant at = now();
        levers().shareOutside(leo, "Marketing", CLIENT, at);

        List<Activity> told = shares(ActivityRange.since(at.minus(MINUTE)));

        assertEquals(1, keys(told).size(), "Events of one sharing: " + told);
        assertEquals(Optional.of(leo), told.get(0).actor().id(), "Who did it");
        assertEquals(at, told.get(0).at(), "When it was");
        assertTrue(
                told.get(0).things().stream().anyMatch(it -> it.name().equals(Optional.of("Marketing"))),
                "What was shared: " + told.get(0).things());
    }

    @Test
    @Rule("A-02")
    void somebodyOutsideIsToldWithTheirDomain() {
        UserId leo = active("leo");
        Instant at = now();
        levers().shareOutside(leo, "Marketing", CLIENT, at);

        Activity told = shares(ActivityRange.since(at.minus(MINUTE))).get(0);

        assertEquals(Fact.of(true), told.outside(), "Whether somebody outside is involved");
        assertEquals(Set.of("client.example"), told.outsideDomains(), "The domains outside");
        assertEquals(
                1, told.parties().stream().filter(Party::isOutside).count(), "Parties outside, of " + told.parties());
    }

    @Test
    @Rule("A-03")
    void nothingFromBeforeTheStartOrFromTheEndOnIsTold() {
        List<Instant> at = shares(active("leo"), 4);

        List<Activity> told = shares(ActivityRange.between(at.get(1), at.get(3)));

        assertEquals(Set.of(at.get(1), at.get(2)), times(told), "When the events of a range were");
    }

    @Test
    @Rule("A-04")
    void everyEventIsToldOverAllPages() {
        List<Instant> at = shares(active("leo"), 5);
        levers().pageSize(2);

        List<Activity> told = shares(ActivityRange.since(at.get(0)));

        assertEquals(Set.copyOf(at), times(told), "When the events of all pages were");
    }

    @Test
    @Rule("A-05")
    void nothingOfAnotherKindIsTold() {
        UserId leo = active("leo");
        Instant since = now();
        levers().shareOutside(leo, "Marketing", CLIENT, since);

        List<Activity> told = new ArrayList<>();
        read(ActivityRange.since(since), Set.of(ActivityKind.LINK_CREATED), Cursor.START, told);

        assertEquals(List.of(), told, "Events of a kind that didn't happen");
    }

    @Test
    @Rule("A-06")
    void anEventHasTheSameKeyInEveryReadingAndNoOtherHasIt() {
        List<Instant> at = shares(active("leo"), 3);
        ActivityRange range = ActivityRange.since(at.get(0));
        Set<String> keys = keys(shares(range));

        assertEquals(3, keys.size(), "Keys of three events");
        assertEquals(keys, keys(shares(range)), "The keys when read again");
    }

    @Test
    @Rule("A-07")
    void anEventIsToldOnceItIsAsOldAsTheLag() {
        ActivityData log = log();
        Duration lag = log.activityLag();
        assertFalse(lag.isNegative(), "The lag can't be negative: " + lag);
        UserId leo = active("leo");
        Instant at = now();
        levers().shareOutside(leo, "Marketing", CLIENT, at);
        levers().passTime(lag);

        List<Activity> told = shares(ActivityRange.since(at.minus(MINUTE)));

        assertEquals(1, keys(told).size(), "Events that are as old as the lag of " + lag);
        assertEquals(lag, log.activityLag(), "The lag is always the same");
    }

    @Test
    @Rule("A-08")
    void theLastCursorBringsWhatIsNew() {
        whatComesAfterTheLastCursor("A new event", Duration.ZERO);
    }

    @Test
    @Rule("A-09")
    void theLastCursorBringsWhatWasLate() {
        whatComesAfterTheLastCursor("An event that was late", Duration.ofMinutes(10));
    }

    private void whatComesAfterTheLastCursor(String what, Duration late) {
        UserId leo = active("leo");
        ActivityRange range = ActivityRange.since(now().minus(Duration.ofHours(1)));
        shares(leo, 2);
        List<Activity> before = new ArrayList<>();
        Optional<Cursor> later = read(range, SHARES, Cursor.START, before).later();
        Assumptions.assumeTrue(later.isPresent(), "The provider has no cursor that brings later what is new.");

        levers().shareOutside(leo, "Late", CLIENT, now().minus(late));
        levers().passTime(log().activityLag());
        List<Activity> after = new ArrayList<>();
        read(range, SHARES, later.orElseThrow(), after);

        Set<String> more = keys(after);
        more.removeAll(keys(before));
        assertEquals(1, more.size(), what + " in what the last cursor brings: " + after);
    }

    @Test
    @Rule("A-10")
    void aCursorThatIsNotTakenAnyMoreHasExpired() {
        ActivityData log = log();
        ActivityRange range = ActivityRange.since(now().minus(MINUTE));
        shares(active("leo"), 3);
        levers().pageSize(1);
        List<Cursor> given = new ArrayList<>();
        if (log.activities(range, SHARES, Cursor.START, it -> {}) instanceof PageEnd.More more) {
            given.add(more.next());
        }
        read(range, SHARES, Cursor.START, new ArrayList<>()).later().ifPresent(given::add);
        Assumptions.assumeFalse(given.isEmpty(), "The provider gives no cursors.");

        levers().expireActivityCursors();

        given.forEach(it -> assertEquals(
                new PageEnd.Expired(),
                log.activities(range, SHARES, it, told -> {}),
                "The end of a page whose cursor has expired"));
    }

    @Test
    @Rule("A-11")
    void aCursorThatWasNeverGivenIsNotTheLastPage() {
        PageEnd end;
        try {
            end = log().activities(
                            ActivityRange.since(now().minus(MINUTE)),
                            SHARES,
                            new Cursor("never-given-by-anybody"),
                            it -> {});
        } catch (RuntimeException loud) {
            subject().detector().examine(loud);
            return;
        }

        assertEquals(new PageEnd.Expired(), end, "The end of a page of a cursor that was never given");
    }

    @Test
    @Rule("A-12")
    void aCursorGoesOnOnAnotherNodeAndMoreThanOnce() {
        List<Instant> at = shares(active("leo"), 5);
        ActivityRange range = ActivityRange.since(at.get(0));
        levers().pageSize(2);
        PageEnd first = log().activities(range, SHARES, Cursor.START, it -> {});
        Assumptions.assumeTrue(first instanceof PageEnd.More, "The provider tells everything on one page.");
        Cursor next = ((PageEnd.More) first).next();

        List<Activity> once = new ArrayList<>();
        read(range, SHARES, next, once);
        List<Activity> elsewhere = new ArrayList<>();
        ActivityData other = log(subject().open().session());
        toTheEnd(next, cursor -> other.activities(range, SHARES, cursor, elsewhere::add));

        assertFalse(once.isEmpty(), "Events after the first page of two of five");
        assertEquals(keys(once), keys(elsewhere), "The same pages on another node");
    }

    @Test
    @Rule("A-13")
    void aLogThatMayNotBeReadIsNotAnEmptyLog() {
        ActivityData log = log();
        levers().withoutScope(Capability.READ_ACTIVITY);

        assertThrows(
                PermissionMissingException.class,
                () -> log.activities(ActivityRange.since(Instant.EPOCH), SHARES, Cursor.START, it -> {}),
                "activities(…) without the right to read them");
    }
}
