package dev.gangway.analytics;

import dev.gangway.license.LicenseData;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSink;
import dev.gangway.license.SignInSource;
import dev.gangway.result.Fact;
import java.time.Instant;
import java.util.Locale;

/** Counts sign-ins, and the people who signed in, for each step. Not thread-safe. */
final class SignInTally implements SignInSink {

    private static final byte THERE = 1;
    private static final byte WITH_ID = 1;
    private static final byte ALONE = 2;

    private final Steps steps;
    private final LogReading reading;
    private final Reach reach;
    private final long[] signIns;
    private final long[] people;
    /** Sign-ins that tell neither id nor address. */
    private final long[] nobodys;

    private final Numbers seen = new Numbers();
    private final Numbers ids = new Numbers();
    /** Whether an address was told with an id or without; who is told by both ways is one person. */
    private final Numbers addresses = new Numbers();

    private Steps.Span span = new Steps.Span(0, 0);

    private SignInTally(Steps steps, Instant now) {
        this.steps = steps;
        this.reading = new LogReading("sign-ins", steps, now);
        this.reach = new Reach(steps);
        this.signIns = new long[steps.count()];
        this.people = new long[steps.count()];
        this.nobodys = new long[steps.count()];
    }

    static SignInTally read(LicenseData provider, Steps steps, Instant now) {
        SignInTally tally = new SignInTally(steps, now);
        boolean bounded = provider.signInReaders() > 1;
        tally.reading.read(
                bounded,
                tally::begin,
                (from, to, cursor) -> provider.signIns(new SignInRange(from, to), cursor, tally));
        tally.reading.lookBack(
                bounded,
                (from, to, cursor) -> provider.signIns(
                        new SignInRange(from, to), cursor, (who, address, second, source) -> tally.before(second)));
        return tally;
    }

    private void begin(Steps.Span next) {
        span = next;
        for (int step = next.first(); step < next.behind(); step++) {
            signIns[step] = 0;
            people[step] = 0;
            nobodys[step] = 0;
        }
        seen.clear();
        ids.clear();
        addresses.clear();
    }

    private void before(long epochSecond) {
        if (reach.before(epochSecond)) {
            reading.told();
        }
    }

    @Override
    public void signIn(CharSequence who, CharSequence address, long epochSecond, SignInSource source) {
        reading.told();
        int step = steps.of(epochSecond);
        if (!span.has(step)) {
            return;
        }
        reach.told(epochSecond);
        if (who.isEmpty() && address.isEmpty()) {
            signIns[step]++;
            nobodys[step]++;
            return;
        }
        String small = address.toString().toLowerCase(Locale.ROOT);
        long person = who.isEmpty() ? Numbers.hash(1, small) : Numbers.hash(0, who);
        long signIn = Numbers.hash(Numbers.hash(Numbers.hash(person, epochSecond), source.words()), source.actor());
        if (seen.put(signIn, THERE) == Numbers.NONE) {
            signIns[step]++;
        }
        if (who.isEmpty()) {
            byAddress(step, small);
        } else {
            byId(step, person, small);
        }
    }

    private void byId(int step, long person, String address) {
        if (ids.put(Numbers.hash(person, step), THERE) == Numbers.NONE) {
            people[step]++;
        }
        if (!address.isEmpty() && addresses.put(Numbers.hash(step, address), WITH_ID) == ALONE) {
            people[step]--;
        }
    }

    private void byAddress(int step, String address) {
        long key = Numbers.hash(step, address);
        if (addresses.get(key) == Numbers.NONE) {
            addresses.put(key, ALONE);
            people[step]++;
        }
    }

    Reach reach() {
        return reach;
    }

    Fact<Long> signIns(int step) {
        return Fact.of(signIns[step]);
    }

    Fact<Long> people(int step) {
        return nobodys[step] == 0
                ? Fact.of(people[step])
                : Fact.unknown(Reason.NAMELESS.of(nobodys[step], signIns[step], people[step]));
    }
}
