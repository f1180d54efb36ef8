package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.gangway.connector.Capability;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.license.LicenseData;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSink;
import dev.gangway.license.SignInSource;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** About the log of sign-ins. */
abstract class SignInRules extends Rules {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private record Seen(String who, String address, Instant at, SignInSource source) {}

    private Instant now() {
        return subject().time().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static SignInSink into(Set<Seen> seen) {
        return (who, address, at, source) ->
                seen.add(new Seen(who.toString(), address.toString(), Instant.ofEpochSecond(at), source));
    }

    private PageEnd.Last read(LicenseData licenses, SignInRange range, Cursor from, Set<Seen> seen) {
        PageEnd.Last last = toTheEnd(from, cursor -> licenses.signIns(range, cursor, into(seen)));
        subject().detector().examine(seen);
        return last;
    }

    private Set<Seen> signIns(SignInRange range) {
        Set<Seen> seen = new HashSet<>();
        read(licenses(), range, Cursor.START, seen);
        return seen;
    }

    /** When somebody signed in, as the log tells it. */
    private Set<Instant> of(UserId person, Set<Seen> seen) {
        User user = find(person);
        return seen.stream()
                .filter(it -> it.who().isEmpty()
                        ? user.email().equalsIgnoreCase(it.address())
                        : person.value().equals(it.who()))
                .map(Seen::at)
                .collect(Collectors.toSet());
    }

    private Set<Instant> signInsOf(UserId person, Instant since) {
        return of(person, signIns(SignInRange.since(since)));
    }

    /** Somebody signs in so many times, a minute apart; says when. */
    private List<Instant> signsIn(UserId person, int times) {
        List<Instant> at = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            at.add(now());
            levers().signIn(person);
            levers().passTime(MINUTE);
        }
        return at;
    }

    private void requireRangesWithAnEnd() {
        Assumptions.assumeTrue(licenses().signInReaders() > 1, "The connector's log is read in one go, not by ranges.");
    }

    @Test
    @Rule("L-05")
    void aSignInIsReportedWithWhoAndWhen() {
        UserId leo = active("leo");
        Instant before = subject().time().instant();
        levers().signIn(leo);

        Set<Instant> found = signInsOf(leo, before.minusSeconds(60));

        assertEquals(1, found.size(), "Sign-ins of somebody who signed in once");
        assertTrue(
                found.stream().allMatch(it -> Duration.between(before, it).abs().compareTo(MINUTE) < 0),
                "When it was: " + found + ", and the clock showed " + before);
    }

    @Test
    @Rule("L-06")
    void nothingFromBeforeTheStartOfARangeIsReported() {
        UserId leo = active("leo");
        levers().signIn(leo);
        levers().passTime(Duration.ofDays(2));
        levers().signIn(leo);
        Instant since = now().minus(Duration.ofDays(1));

        Set<Instant> found = signInsOf(leo, since);

        assertEquals(
                Set.of(),
                found.stream().filter(it -> it.isBefore(since)).collect(Collectors.toSet()),
                "Sign-ins from before " + since);
        assertEquals(1, found.size(), "Sign-ins since " + since);
    }

    @Test
    @Rule("L-07")
    void everySignInIsReportedOverAllPages() {
        UserId leo = active("leo");
        List<Instant> at = signsIn(leo, 5);
        levers().pageSize(2);

        Set<Instant> found = signInsOf(leo, at.get(0).minusSeconds(60));

        assertEquals(5, found.size(), "Sign-ins over several pages: " + found);
    }

    @Test
    @Rule("L-08")
    void aLogThatMayNotBeReadIsNotAnEmptyLog() {
        LicenseData licenses = licenses();
        levers().withoutScope(Capability.READ_SIGN_INS);

        assertThrows(
                PermissionMissingException.class,
                () -> licenses.signIns(SignInRange.since(Instant.EPOCH), Cursor.START, into(new HashSet<>())),
                "signIns(…) without the right to read them");
    }

    @Test
    @Rule("L-10")
    void aSignInIsReportedOnceItIsAsOldAsTheLag() {
        UserId leo = active("leo");
        Instant before = subject().time().instant();
        Duration lag = licenses().signInLag();
        assertFalse(lag.isNegative(), "The lag of sign-ins can't be negative: " + lag);

        levers().signIn(leo);
        levers().passTime(lag);

        assertEquals(
                1, signInsOf(leo, before.minusSeconds(60)).size(), "Sign-ins that are as old as the lag of " + lag);
        assertEquals(lag, licenses().signInLag(), "The lag of sign-ins is always the same");
    }

    @Test
    @Rule("L-11")
    void aSignInIsThatOfTheSamePersonAlsoWhenTheAddressMoved() {
        UserId leo = active("leo");
        Instant before = subject().time().instant();
        levers().signIn(leo);
        levers().changeEmail(leo, newUser("leopold").email().address());
        UserId other = levers().activePerson(newUser("leo").withExternalId("external-other"));

        assertEquals(1, signInsOf(leo, before.minusSeconds(60)).size(), "Sign-ins of who signed in");
        assertEquals(0, signInsOf(other, before.minusSeconds(60)).size(), "Sign-ins of who has the address now");
    }

    @Test
    @Rule("L-12")
    void nothingFromTheEndOfARangeOnIsReported() {
        requireRangesWithAnEnd();
        UserId leo = active("leo");
        List<Instant> at = signsIn(leo, 3);
        Instant end = at.get(2);

        Set<Instant> found = of(leo, signIns(new SignInRange(at.get(0).minusSeconds(60), Optional.of(end))));

        assertEquals(2, found.size(), "Sign-ins before the end of the range, " + end + ": " + found);
    }

    @Test
    @Rule("L-13")
    void rangesThatMeetLoseNothingBetweenThem() {
        requireRangesWithAnEnd();
        UserId leo = active("leo");
        List<Instant> at = signsIn(leo, 3);
        Instant from = at.get(0).minusSeconds(60);
        Instant to = at.get(2).plusSeconds(1);
        Set<Seen> whole = signIns(new SignInRange(from, Optional.of(to)));

        for (Instant seam : List.of(at.get(1), at.get(1).plusSeconds(1))) {
            Set<Seen> both = new HashSet<>(signIns(new SignInRange(from, Optional.of(seam))));
            both.addAll(signIns(new SignInRange(seam, Optional.of(to))));

            assertEquals(whole, both, "Sign-ins of two ranges that meet at " + seam);
        }
    }

    @Test
    @Rule("L-14")
    void somebodyReadsTheLog() {
        int readers = licenses().signInReaders();

        assertTrue(readers >= 1, "At least one reads the log: " + readers);
        assertEquals(readers, licenses().signInReaders(), "How many read the log is always the same");
    }

    @Test
    @Rule("L-15")
    void theLastCursorBringsWhatIsNew() {
        whatComesAfterTheLastCursor("A new sign-in", Duration.ZERO);
    }

    @Test
    @Rule("L-16")
    void theLastCursorBringsWhatWasLate() {
        whatComesAfterTheLastCursor("A sign-in that was late", Duration.ofMinutes(10));
    }

    private void whatComesAfterTheLastCursor(String what, Duration late) {
        LicenseData licenses = licenses();
        UserId leo = active("leo");
        SignInRange range = SignInRange.since(now().minus(Duration.ofHours(1)));
        signsIn(leo, 2);
        Set<Seen> before = new HashSet<>();
        Optional<Cursor> later = read(licenses, range, Cursor.START, before).later();
        Assumptions.assumeTrue(later.isPresent(), "The provider has no cursor that brings later what is new.");

        if (late.isZero()) {
            levers().signIn(leo);
        } else {
            levers().signInLate(leo, now().minus(late));
        }
        levers().passTime(licenses.signInLag());
        Set<Seen> after = new HashSet<>();
        read(licenses, range, later.orElseThrow(), after);

        Set<Instant> more = of(leo, after);
        more.removeAll(of(leo, before));
        assertEquals(1, more.size(), what + " in what the last cursor brings: " + more);
    }

    @Test
    @Rule("L-17")
    void aCursorThatIsNotTakenAnyMoreHasExpired() {
        LicenseData licenses = licenses();
        UserId leo = active("leo");
        SignInRange range = SignInRange.since(now().minusSeconds(60));
        signsIn(leo, 3);
        levers().pageSize(1);
        List<Cursor> given = new ArrayList<>();
        if (licenses.signIns(range, Cursor.START, into(new HashSet<>())) instanceof PageEnd.More more) {
            given.add(more.next());
        }
        read(licenses, range, Cursor.START, new HashSet<>()).later().ifPresent(given::add);
        Optional<Cursor> people = licenses.people(Cursor.START, it -> {})
                .flatMap(it -> it instanceof PageEnd.More more ? Optional.of(more.next()) : Optional.empty());
        Assumptions.assumeFalse(given.isEmpty() && people.isEmpty(), "The provider gives no cursors.");

        levers().expireCursors();

        given.forEach(it -> assertEquals(
                new PageEnd.Expired(),
                licenses.signIns(range, it, into(new HashSet<>())),
                "The end of a page of sign-ins whose cursor has expired"));
        people.ifPresent(it -> assertEquals(
                Optional.of(new PageEnd.Expired()),
                licenses.people(it, person -> {}),
                "The end of a page of people whose cursor has expired"));
    }

    @Test
    @Rule("L-18")
    void aCursorThatWasNeverGivenIsNotTheLastPage() {
        LicenseData licenses = licenses();
        Cursor never = new Cursor("never-given-by-anybody");
        SignInRange range = SignInRange.since(now().minusSeconds(60));
        PageEnd end;
        try {
            end = licenses.signIns(range, never, into(new HashSet<>()));
        } catch (RuntimeException loud) {
            subject().detector().examine(loud);
            return;
        }

        assertEquals(new PageEnd.Expired(), end, "The end of a page of a cursor that was never given");
    }

    @Test
    @Rule("L-19")
    void aCursorGoesOnOnAnotherNodeAndMoreThanOnce() {
        LicenseData licenses = licenses();
        UserId leo = active("leo");
        SignInRange range = SignInRange.since(now().minusSeconds(60));
        signsIn(leo, 5);
        levers().pageSize(2);
        if (!(licenses.signIns(range, Cursor.START, into(new HashSet<>())) instanceof PageEnd.More more)) {
            fail("The first page of two sign-ins of five was the last.");
            return;
        }
        Set<Seen> once = new HashSet<>();
        read(licenses, range, more.next(), once);
        Set<Seen> again = new HashSet<>();
        read(licenses, range, more.next(), again);
        Set<Seen> elsewhere = new HashSet<>();
        read(subject().open().session().licenses().orElseThrow(), range, more.next(), elsewhere);

        assertFalse(once.isEmpty(), "Sign-ins after the first page of two of five");
        assertEquals(once, again, "The same pages again");
        assertEquals(once, elsewhere, "The same pages on another node");
    }

    @Test
    @Rule("L-20")
    void readingsAtTheSameTimeDoNotMixUp() {
        LicenseData licenses = licenses();
        UserId leo = active("leo");
        List<Instant> at = signsIn(leo, 5);
        levers().pageSize(1);
        SignInRange all = SignInRange.since(at.get(0).minusSeconds(30));
        SignInRange last = SignInRange.since(at.get(4).minusSeconds(30));
        Set<Seen> alone = signIns(all);
        Set<Seen> ofAll = new HashSet<>();
        Set<Seen> ofLast = new HashSet<>();

        PageEnd first = licenses.signIns(all, Cursor.START, into(ofAll));
        read(licenses, last, Cursor.START, ofLast);
        if (first instanceof PageEnd.More more) {
            read(licenses, all, more.next(), ofAll);
        }

        assertEquals(alone, ofAll, "Sign-ins of a range, alone and with another one read in between");
        assertEquals(signIns(last), ofLast, "Sign-ins of the range in between, and alone");
    }

    @Test
    @Rule("L-21")
    void aSignInTellsWhereItIsKnownFrom() {
        UserId leo = active("leo");
        Instant before = now();
        levers().signIn(leo);

        List<SignInSource> vague = signIns(SignInRange.since(before.minusSeconds(60))).stream()
                .map(Seen::source)
                .filter(it -> it.words().isBlank() || it.actor().isBlank())
                .toList();

        assertEquals(List.of(), vague, "Sources of sign-ins without words or actor");
    }
}
