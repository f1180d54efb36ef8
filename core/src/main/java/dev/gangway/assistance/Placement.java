package dev.gangway.assistance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Tells which link of a chain is which record. A link that fits a neighbour, or its own hash, is taken at its word; the others are told by
 * where they stand. Not thread-safe; for one check.
 */
final class Placement {

    private final List<Link> links;
    private final NavigableMap<Long, TrailHead> heads;
    private final long expected;

    /** The numbers said, and who says them. */
    private final Map<Long, List<Integer>> claims = new HashMap<>();

    /** For each link the number of the record that it is; 0 if it is none. */
    private final long[] numbers;

    /** The links in the order of their numbers, as many as possible; the others stand somewhere else. */
    private final BitSet ordered;

    /** The numbers of records that something else stands for. */
    private final Set<Long> replaced = new TreeSet<>();

    private final Set<Long> moved = new TreeSet<>();
    private final NavigableMap<Long, Link> records = new TreeMap<>();

    /**
     * @param links in the order in which they were found
     * @param heads what was kept, by number
     * @param expected the number of a record that was there for sure
     */
    Placement(List<Link> links, NavigableMap<Long, TrailHead> heads, long expected) {
        this.links = links;
        this.heads = heads;
        this.expected = expected;
        this.numbers = new long[links.size()];
        for (int i = 0; i < numbers.length; i++) {
            claims.computeIfAbsent(links.get(i).number(), it -> new ArrayList<>())
                    .add(i);
        }
        claims.remove(0L);
        claims.forEach((number, claimants) -> {
            int best =
                    claimants.stream().max(Comparator.comparingInt(this::fit)).orElseThrow();
            if (fit(best) > 0) {
                numbers[best] = number;
            }
        });
        this.ordered = increasing(placed());
        forgetStrayNumbers();
        findMoved();
        replaceByStrangers();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] > 0) {
                records.put(numbers[i], links.get(i));
            }
        }
    }

    /** All records found, by number; what stands for one that was replaced is among them. */
    NavigableMap<Long, Link> records() {
        return records;
    }

    boolean isReplaced(long number) {
        return replaced.contains(number);
    }

    /** The numbers of records that stand somewhere else. */
    Set<Long> moved() {
        return moved;
    }

    /** Whether a link is no record at all. */
    boolean isInserted(int index) {
        return numbers[index] == 0;
    }

    long number(int index) {
        return numbers[index];
    }

    boolean isOrdered(int index) {
        return ordered.get(index);
    }

    /** How well a link fits the number that it says; the larger, the surer. */
    private int fit(int index) {
        Link link = links.get(index);
        TrailHead head = heads.get(link.number());
        boolean isKept = head != null && head.hash().equals(link.hash());
        boolean isNamed =
                claimants(link.number() + 1).anyMatch(it -> it.previous().equals(link.hash()));
        boolean namesOne = link.number() == 1
                ? link.previous().equals(Link.START)
                : claimants(link.number() - 1).anyMatch(it -> it.hash().equals(link.previous()));
        boolean standsThere =
                index == 0 ? link.number() == 1 : links.get(index - 1).number() == link.number() - 1;
        int fit = (isKept ? 16 : 0) + (isNamed ? 8 : 0) + (namesOne ? 4 : 0) + (link.intact() ? 2 : 0);
        return fit == 0 || !standsThere ? fit : fit + 1;
    }

    private Stream<Link> claimants(long number) {
        return claims.getOrDefault(number, List.of()).stream().map(links::get);
    }

    private int[] placed() {
        int[] indexes = new int[numbers.length];
        int count = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] > 0) {
                indexes[count++] = i;
            }
        }
        return Arrays.copyOf(indexes, count);
    }

    /** The most of these links whose numbers grow in the order in which they stand. */
    private BitSet increasing(int[] indexes) {
        int[] tails = new int[indexes.length];
        int[] before = new int[numbers.length];
        int length = 0;
        for (int index : indexes) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (numbers[tails[middle]] < numbers[index]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[index] = low == 0 ? -1 : tails[low - 1];
            tails[low] = index;
            length = Math.max(length, low + 1);
        }
        BitSet all = new BitSet();
        for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = before[i]) {
            all.set(i);
        }
        return all;
    }

    /** A number beyond all others, said out of order, is nobody's, unless the chain leads to it. */
    private void forgetStrayNumbers() {
        long last = ordered.isEmpty() ? 0 : numbers[ordered.length() - 1];
        Map<Long, Integer> beyond = new TreeMap<>();
        for (int i : placed()) {
            if (numbers[i] > last) {
                beyond.put(numbers[i], i);
            }
        }
        String hash =
                ordered.isEmpty() ? Link.START : links.get(ordered.length() - 1).hash();
        for (Map.Entry<Long, Integer> it : beyond.entrySet()) {
            Link link = links.get(it.getValue());
            if (it.getKey() == last + 1 && link.previous().equals(hash)) {
                last++;
                hash = link.hash();
            } else {
                numbers[it.getValue()] = 0;
            }
        }
    }

    /** Two that stand in each other's place were both moved; of those in a longer ring, as few as possible. */
    private void findMoved() {
        int[] indexes = placed();
        Integer[] byNumber = Arrays.stream(indexes).boxed().toArray(Integer[]::new);
        Arrays.sort(byNumber, Comparator.comparingLong(it -> numbers[it]));
        int[] standsFor = new int[numbers.length];
        for (int i = 0; i < indexes.length; i++) {
            standsFor[indexes[i]] = byNumber[i];
        }
        BitSet seen = new BitSet();
        for (int index : indexes) {
            List<Integer> ring = new ArrayList<>();
            for (int i = index; !seen.get(i); i = standsFor[i]) {
                seen.set(i);
                ring.add(i);
            }
            if (ring.size() == 2) {
                ring.forEach(this::move);
            } else if (ring.size() > 2) {
                BitSet staying =
                        increasing(ring.stream().mapToInt(it -> it).sorted().toArray());
                ring.stream().filter(it -> !staying.get(it)).forEach(this::move);
            }
        }
    }

    private void move(int index) {
        moved.add(numbers[index]);
        ordered.clear(index);
    }

    /** What is no record stands for one that is missing where it is, if there is one. */
    private void replaceByStrangers() {
        Set<Long> taken = new HashSet<>();
        Arrays.stream(numbers).forEach(taken::add);
        long end = Math.max(expected, heads.isEmpty() ? 0 : heads.lastKey());
        long low = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (ordered.get(i)) {
                low = numbers[i];
            } else if (numbers[i] == 0) {
                int next = ordered.nextSetBit(i);
                long number = missing(links.get(i), low, next < 0 ? 0 : numbers[next], taken, end);
                if (number > 0) {
                    numbers[i] = number;
                    taken.add(number);
                    replaced.add(number);
                }
            }
        }
    }

    /** The missing record between two that a stranger stands for; 0 if there is none. Behind the last one {@code high} is 0. */
    private static long missing(Link stranger, long low, long high, Set<Long> taken, long end) {
        if (stranger.place() == 0) {
            return 0; // under a key that no record has
        }
        long first = low + 1;
        while (taken.contains(first)) {
            first++;
        }
        if (high == 0) {
            return first <= end || !stranger.intact() ? first : 0;
        }
        for (long wanted : new long[] {stranger.number(), stranger.place(), first}) {
            if (wanted > low && wanted < high && !taken.contains(wanted)) {
                return wanted;
            }
        }
        return 0;
    }
}
