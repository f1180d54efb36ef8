package dev.gangway.license;

import dev.gangway.result.Fact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What sign-ins come to for each person: the latest, and the days. Telling one twice changes nothing, and so does the order, so ranges may be
 * read at the same time, overlap, and be read again. What is kept grows with people, not with sign-ins. Telling is thread-safe.
 *
 * <p>An id decides, whoever has the address now. Without one, a sign-in is that of the one person who has the address and had joined by
 * then, unless the same address is told together with another id: then it has moved, or is shared, and whose the sign-in was isn't known.
 */
final class SignInFold {

    /** For no sign-in. */
    static final long NONE = Long.MIN_VALUE;

    /** For a person whose id isn't told. */
    static final int NOBODY = -1;

    /** For an address that isn't told. */
    static final long NO_ADDRESS = 0;

    /** The most days that are kept, in words of 64: what a clock gone wrong claims beyond is no day that anybody asks for. */
    private static final int MOST_WORDS = 48;

    private static final int MOST_SOURCES = 1000;
    private static final int SAME = 16;
    private static final SignInSource OTHER = new SignInSource("the provider's log", "somebody");

    final Interned ids;
    final List<SignInSource> sources = new ArrayList<>();
    private final Map<SignInSource, Integer> sourceNumbers = new HashMap<>();
    long[] latest = {};
    short[] source = {};
    /** The address that each person was told with at first; 0 if with none. */
    long[] address = {};
    /** Addresses that people were told with besides. */
    final Map<Integer, Set<Long>> further = new HashMap<>();
    /** Sign-ins that are told by address only. */
    final Map<Long, ByAddress> byAddress = new HashMap<>();

    long anybodys = NONE;
    /** The days of each person, in so many words each, the first of which has the day of this number times 64. */
    long[] days = new long[0];

    int firstWord;
    int words;
    private long firstWanted = Long.MIN_VALUE;
    private long lastWanted = Long.MAX_VALUE;

    SignInFold(Interned ids) {
        this.ids = ids;
    }

    /** The first and the last sign-in with an address and no id. */
    record ByAddress(long first, long last, int source) {
        ByAddress and(long at, int itsSource) {
            return new ByAddress(Math.min(first, at), Math.max(last, at), at > last ? itsSource : source);
        }
    }

    /** Somebody signed in: the person of a number or {@link #NOBODY} known, with a number of an address or {@link #NO_ADDRESS}. */
    synchronized void signIn(int person, long told, long epochSecond, SignInSource from) {
        int number = number(from);
        if (person == NOBODY) {
            if (told == NO_ADDRESS) {
                anybodys = Math.max(anybodys, epochSecond);
            } else {
                byAddress.compute(
                        told,
                        (key, known) -> known == null
                                ? new ByAddress(epochSecond, epochSecond, number)
                                : known.and(epochSecond, number));
            }
            return;
        }
        if (epochSecond > latest[person]) {
            latest[person] = epochSecond;
            source[person] = (short) number;
        }
        if (told != NO_ADDRESS) {
            toldWith(person, told);
        }
        mark(person, day(epochSecond));
    }

    private static long day(long epochSecond) {
        return Math.floorDiv(epochSecond, 86_400L);
    }

    private static long word(long day) {
        return Math.floorDiv(day, 64L);
    }

    @SuppressWarnings("ReferenceEquality") // only to be quick
    int number(SignInSource from) {
        for (int i = 0; i < Math.min(sources.size(), SAME); i++) {
            if (sources.get(i) == from) { // connectors make one for each kind and use it again
                return i;
            }
        }
        Integer known = sourceNumbers.get(from);
        if (known != null) {
            sources.set(known, from);
            return known;
        }
        if (sources.size() >= MOST_SOURCES && !from.equals(OTHER)) {
            return number(OTHER);
        }
        sources.add(from);
        sourceNumbers.put(from, sources.size() - 1);
        return sources.size() - 1;
    }

    /** The number of a person, for whom there is room then. */
    int person(CharSequence who) {
        return withRoom(ids.add(who));
    }

    /** The number of a person whose id {@link Chars} has put into some bytes. */
    synchronized int person(byte[] bytes, int from, int to, int hash) {
        return withRoom(ids.add(bytes, from, to, hash));
    }

    private int withRoom(int person) {
        if (person >= latest.length) {
            int before = latest.length;
            int after = Math.max(64, Integer.highestOneBit(person) * 2);
            latest = Arrays.copyOf(latest, after);
            source = Arrays.copyOf(source, after);
            address = Arrays.copyOf(address, after);
            days = Arrays.copyOf(days, after * words);
            Arrays.fill(latest, before, after, NONE);
        }
        return person;
    }

    /** When anybody signed in last, or {@link #NONE}. */
    synchronized long newest() {
        long newest = anybodys;
        for (int person = 0; person < room(); person++) {
            newest = Math.max(newest, latest[person]);
        }
        for (ByAddress each : byAddress.values()) {
            newest = Math.max(newest, each.last());
        }
        return newest;
    }

    /** How many numbers there is room for. */
    int room() {
        return latest.length;
    }

    void toldWith(int person, long hash) {
        if (address[person] == NO_ADDRESS) {
            address[person] = hash;
        } else if (address[person] != hash) {
            further.computeIfAbsent(person, it -> new HashSet<>()).add(hash);
        }
    }

    private void mark(int person, long day) {
        long word = word(day);
        boolean wanted = word >= firstWanted && word <= lastWanted;
        if (words == 0 && wanted) {
            cover(word, word);
        } else if (wanted && (word < firstWord || word >= firstWord + words)) {
            cover(Math.min(word, firstWord), Math.max(word, firstWord + words - 1L));
        }
        if (word >= firstWord && word < firstWord + words) {
            days[person * words + (int) (word - firstWord)] |= 1L << Math.floorMod(day, 64);
        }
    }

    /** Makes room for the days from one word to another, and forgets those before and after; does nothing if that would be too many. */
    synchronized void cover(long first, long last) {
        long count = last - first + 1;
        if (count < 1 || count > MOST_WORDS || first < Integer.MIN_VALUE || last > Integer.MAX_VALUE) {
            return;
        }
        long[] moved = new long[(int) (latest.length * count)];
        for (int person = 0; person < latest.length; person++) {
            for (int word = 0; word < words; word++) {
                long to = firstWord + word - first;
                if (to >= 0 && to < count) {
                    moved[(int) (person * count + to)] = days[person * words + word];
                }
            }
        }
        days = moved;
        firstWord = (int) first;
        words = (int) count;
    }

    /** Days outside of a time that aren't kept yet are not kept: a clock gone wrong must leave room for the others. */
    synchronized void keepDays(Instant from, Instant to) {
        firstWanted = word(day(from.getEpochSecond()));
        lastWanted = word(day(to.getEpochSecond()));
    }

    /** Forgets days before a time, to keep no more than is asked for. */
    synchronized void forgetDaysBefore(Instant time) {
        long first = word(day(time.getEpochSecond()));
        if (words > 0 && first > firstWord && first < firstWord + words) {
            cover(first, firstWord + words - 1L);
        }
    }

    /**
     * Says whose the sign-ins were. Nothing may be told any more from then on.
     *
     * @param people everybody on the team, by the same ids
     * @param since the start of what was read
     * @param until the end of what is surely complete
     */
    synchronized Attributed attribute(Roster people, Instant since, Instant until) {
        return new Attributed(this, people, since, until);
    }

    /** When each person on the team last signed in. Immutable. */
    static final class Attributed {
        private final SignInFold fold;
        private final Roster people;
        private final Instant since;
        private final Instant until;
        /** Who was seen by address only, maybe besides. */
        private final Map<Integer, ByAddress> byAddress = new HashMap<>();

        private long unattributed;

        private Attributed(SignInFold fold, Roster people, Instant since, Instant until) {
            this.fold = fold;
            this.people = people;
            this.since = since;
            this.until = until;
            this.unattributed = fold.anybodys;
            if (!fold.byAddress.isEmpty()) {
                readByAddress();
            }
        }

        private void readByAddress() {
            Map<Long, Set<Integer>> holders = new HashMap<>();
            for (int person = 0; person < people.size(); person++) {
                long hash = Chars.address(people.email(person));
                if (fold.byAddress.containsKey(hash)) {
                    holders.computeIfAbsent(hash, it -> new HashSet<>()).add(person);
                }
            }
            fold.byAddress.forEach((hash, seen) -> {
                Set<Integer> who = holders.getOrDefault(hash, Set.of());
                int person = who.size() == 1 ? who.iterator().next() : -1;
                long joined = person < 0 ? Holder.UNKNOWN : people.joinedAt(person);
                if (joined == Holder.UNKNOWN
                        || seen.last() < joined
                        || isToldWithAnother(hash, people.number(person))) {
                    unattributed = Math.max(unattributed, seen.last());
                    return;
                }
                if (seen.first() < joined) { // of those in between only the first and the last are kept
                    unattributed = Math.max(unattributed, joined - 1);
                }
                byAddress.put(person, seen);
            });
        }

        private boolean isToldWithAnother(long hash, int number) {
            for (int other = 0; other < fold.room(); other++) {
                if (other != number && fold.address[other] == hash) {
                    return true;
                }
            }
            return fold.further.entrySet().stream()
                    .anyMatch(it -> it.getKey() != number && it.getValue().contains(hash));
        }

        private long latest(int person) {
            int number = people.number(person);
            return number < fold.room() ? fold.latest[number] : NONE;
        }

        LastLogin lastLogin(int person) {
            ByAddress seen = byAddress.get(person);
            if (seen != null && seen.last() > latest(person)) {
                SignInSource from = fold.sources.get(seen.source());
                return new LastLogin.SeenAt(
                        Instant.ofEpochSecond(seen.last()),
                        from.words() + ", told by e-mail address only",
                        from.actor());
            }
            long latest = latest(person);
            if (latest == NONE) {
                return new LastLogin.NoneSince(since, until);
            }
            SignInSource from = fold.sources.get(fold.source[people.number(person)]);
            return new LastLogin.SeenAt(Instant.ofEpochSecond(latest), from.words(), from.actor());
        }

        /** Unknown where sign-ins were told by address only, of which only the first and the last are kept. */
        Fact<SignInDays> days(int person) {
            if (byAddress.containsKey(person)) {
                return Fact.unknown("the provider tells sign-ins by e-mail address only; of these the last is known");
            }
            int number = people.number(person);
            int words = number < fold.room() ? fold.words : 0;
            BitSet all = BitSet.valueOf(Arrays.copyOfRange(fold.days, number * words, (number + 1) * words));
            LocalDate kept = LocalDate.ofEpochDay(fold.firstWord * 64L);
            LocalDate read = LocalDate.ofInstant(since, ZoneOffset.UTC);
            int earlier = (int) (read.toEpochDay() - kept.toEpochDay());
            BitSet days = new BitSet();
            for (int day = all.nextSetBit(Math.max(0, earlier)); day >= 0; day = all.nextSetBit(day + 1)) {
                days.set(day - earlier);
            }
            return Fact.of(new SignInDays(read, days));
        }

        /** The latest sign-in that can't be said to be any one person's. */
        Optional<Instant> unattributed() {
            return unattributed == NONE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(unattributed));
        }
    }
}
