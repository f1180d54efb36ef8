package dev.gangway.figures.license;

import dev.gangway.figures.license.Pages.Page;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The sign-ins. They are deflated a hundred at a time, before anybody asks; only at the ends of a window a part of a hundred is deflated when it
 * is asked for. Of a hundred, none stands where its time would put it. Thread-safe.
 */
final class EventLog {

    private static final int CHUNK = 100;
    /** A place in a chunk, times this, is another place in it. */
    private static final int SHUFFLE = 37;

    private final List<Person> people;
    private volatile State state;

    EventLog(Size size, List<Person> team) {
        people = team.stream().filter(Person::signsIn).toList();
        state = state(List.of(), times(size));
    }

    /** At one moment. */
    private static final class State {
        private final int[] times;
        private final List<Deflated> chunks;

        State(int[] times, List<Deflated> chunks) {
            this.times = times;
            this.chunks = chunks;
        }

        /** The first one that isn't before that time. */
        int from(long second) {
            int low = 0;
            int high = times.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (times[middle] < second) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** More on working days, and more by day than by night. */
    private static int[] times(Size size) {
        SplittableRandom random = new SplittableRandom(1);
        int start = (int) size.start().getEpochSecond();
        int length = (int) size.now().getEpochSecond() - start;
        return IntStream.generate(() -> start + random.nextInt(length))
                .filter(it -> isWork(it) || random.nextInt(4) == 0)
                .limit(size.signIns())
                .sorted()
                .toArray();
    }

    private static boolean isWork(int second) {
        var time = Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC);
        return time.getHour() >= 7 && time.getHour() < 19 && time.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
    }

    private State state(List<Deflated> before, int[] times) {
        List<Deflated> chunks = new ArrayList<>(before);
        chunks.addAll(IntStream.range(before.size(), times.length / CHUNK)
                .parallel()
                .mapToObj(it -> chunk(times, it, it * CHUNK, (it + 1) * CHUNK))
                .toList());
        return new State(times, chunks);
    }

    /** The sign-ins of one chunk, or those of them from one place to before another. */
    private Deflated chunk(int[] times, int chunk, int from, int to) {
        StringBuilder json = new StringBuilder(CHUNK * 1_300);
        for (int i = 0; i < CHUNK; i++) {
            int number = chunk * CHUNK + (i + 1) * SHUFFLE % CHUNK;
            if (number >= from && number < to) {
                json.append(json.length() == 0 ? "" : ", ");
                Bodies.signIn(json, who(number), Instant.ofEpochSecond(times[number]), number);
            }
        }
        return Deflated.of(json.toString());
    }

    /** Some sign in more often than others. */
    private Person who(int number) {
        Draw draw = Draw.at("who", number);
        return people.get(draw.below(1 + draw.below(people.size())));
    }

    /** Adds sign-ins since the log's last one. */
    synchronized void add(int count, Instant now) {
        int[] times = Arrays.copyOf(state.times, state.times.length + count);
        int last = state.times[state.times.length - 1];
        int length = Math.max(0, (int) now.getEpochSecond() - last);
        for (int i = 1; i <= count; i++) {
            times[times.length - count - 1 + i] = last + (int) ((long) length * i / count);
        }
        state = state(state.chunks, times);
    }

    /** The first page of a window; without an end, what is added later follows. */
    Page first(long start, OptionalLong end, int limit) {
        return page(state.from(start), end, limit);
    }

    Page after(String cursor) {
        String[] place = Pages.place(cursor).split("-", -1);
        return page(
                Integer.parseInt(place[0]),
                place[1].isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(place[1])),
                Integer.parseInt(place[2]));
    }

    /** The sum of everybody's last sign-ins, in seconds. */
    long lastSignIns() {
        int[] times = state.times;
        Map<Person, Integer> last = new HashMap<>();
        for (int number = 0; number < times.length; number++) {
            last.put(who(number), times[number]);
        }
        return last.values().stream().mapToLong(it -> it).sum();
    }

    private Page page(int from, OptionalLong end, int limit) {
        State now = state;
        int last = end.isPresent() ? now.from(end.getAsLong()) : now.times.length;
        int to = Math.min(last, from + limit);
        if (to < last && to / CHUNK * CHUNK > from) {
            to = to / CHUNK * CHUNK;
        }
        List<Deflated> parts = new ArrayList<>();
        int at = from;
        while (at < to) {
            int chunk = at / CHUNK;
            int next = Math.min(to, (chunk + 1) * CHUNK);
            parts.add(next - at == CHUNK ? now.chunks.get(chunk) : chunk(now.times, chunk, at, next));
            at = next;
        }
        String cursor = Pages.cursor(at + "-" + (end.isPresent() ? end.getAsLong() : "") + "-" + limit);
        return Page.of("events", parts, cursor, at < last, at - from);
    }

    long bytes() {
        return state.chunks.stream().mapToLong(it -> it.size()).sum();
    }

    long plainBytes() {
        return state.chunks.stream().mapToLong(Deflated::length).sum();
    }
}
