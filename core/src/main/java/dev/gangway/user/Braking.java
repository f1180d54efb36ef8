package dev.gangway.user;

import dev.gangway.error.StoreException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts who is seen off through a connection, over all runs and all nodes: one record, in which a window is cut into slices so that it stays
 * small. A slice counts until it has passed as a whole, so that never more people go than the brake allows.
 */
final class Braking {

    private static final Logger LOGGER = LoggerFactory.getLogger(Braking.class);

    private static final Duration COUNTED_ANEW = Duration.ofMinutes(1);
    private static final String TEAM = "team";
    private static final int SLICES = 240;
    private static final int ATTEMPTS = 100;
    private static final String ID = "brake";

    private final UsersSettings settings;
    private final Guards guards;
    private final Journal journal;
    private volatile @Nullable Counted counted;

    Braking(UsersSettings settings, Guards guards) {
        this.settings = settings;
        this.guards = guards;
        this.journal = new Journal(settings.store(), settings.connectionId(), "guards");
    }

    /** How many went within the window, how many may, and of how many. */
    private record Room(int gone, int limit, int team) {}

    /** How things stand. The share is of the team as it was counted for the first slice of those who went within the window. */
    private Room room(List<JsonObject> slices) {
        int team = slices.stream()
                .filter(it -> counts(it) && it.number(TEAM).isPresent())
                .min(Comparator.comparing(Braking::from))
                .map(it -> (int) it.number(TEAM).getAsLong())
                .orElseGet(this::size);
        return new Room(gone(slices), settings.brake().limit(team), team);
    }

    /** Counted anew once a minute: a run of thousands asks before each of them. */
    private int size() {
        Counted last = counted;
        Instant now = settings.time().instant();
        if (last == null || Duration.between(last.at(), now).abs().compareTo(COUNTED_ANEW) > 0) {
            last = new Counted(now, Math.max(0, guards.size()));
            counted = last;
        }
        return last.members();
    }

    private record Counted(Instant at, int members) {}

    /** Why not so many more can go; empty if they can. */
    Optional<Refusal> against(int more) {
        List<JsonObject> slices = slices(journal.find(ID));
        boolean few = gone(slices) + more <= settings.brake().count(); // then the team need not be counted
        return few ? Optional.empty() : against(more, room(slices));
    }

    private Optional<Refusal> against(int more, Room room) {
        return room.gone() + more <= room.limit()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        Reason.MASS_OFFBOARDING,
                        more + " more of " + room.team() + " people would go, after " + room.gone() + " within "
                                + words(settings.brake().window()) + "; the brake allows " + room.limit()
                                + ". If that is meant, have somebody release it by name: releasingBrake(…)."));
    }

    private static String words(Duration window) {
        return window.toMinutesPart() == 0
                ? Planner.count((int) window.toHours(), "hour")
                : Planner.count((int) window.toMinutes(), "minute");
    }

    /** Counts one more; refuses, and counts nothing, if that is one too many and nobody has released the brake. */
    Optional<Refusal> count(boolean released) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Journal.Entry> before = journal.find(ID);
            List<JsonObject> slices = slices(before);
            Optional<Refusal> refusal = released ? Optional.empty() : against(1, room(slices));
            if (refusal.isPresent()) {
                return refusal;
            }
            Instant now = settings.time().instant();
            if (add(before, now, 1, released || hasTeam(slices, now) ? Optional.empty() : Optional.of(size()))) {
                return Optional.empty();
            }
        }
        throw new StoreException("Too many nodes see people off at once; nothing was sent. Ask again.", null);
    }

    private boolean hasTeam(List<JsonObject> slices, Instant at) {
        return slices.stream()
                .anyMatch(it -> from(it).equals(slice(at)) && it.number(TEAM).isPresent());
    }

    /** Somebody who was counted did not go. What can't be written is left: too many counted is the safe side. */
    void giveBack(Instant counted) {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (add(journal.find(ID), counted, -1, Optional.empty())) {
                    return;
                }
            }
        } catch (StoreException failed) {
            LOGGER.warn("The brake counts one too many for a while: {}", failed.getMessage());
        }
    }

    private boolean add(Optional<Journal.Entry> before, Instant at, int more, Optional<Integer> team) {
        Instant slice = slice(at);
        List<JsonObject> others = slices(before).stream()
                .filter(it -> !from(it).equals(slice) && isOf(it, 2)) // the clock of this node may be ahead
                .toList();
        Optional<JsonObject> here =
                slices(before).stream().filter(it -> from(it).equals(slice)).findFirst();
        int count = here.map(Braking::count).orElse(0) + more;
        List<JsonObject> all = new ArrayList<>(others);
        if (count > 0) {
            all.add(here.filter(it -> it.number(TEAM).isPresent())
                    .orElseGet(() -> JsonObject.EMPTY.with("from", slice).with(TEAM, team))
                    .with("count", count));
        }
        return journal.replace(ID, before, JsonObject.EMPTY.with("slices", all));
    }

    private static List<JsonObject> slices(Optional<Journal.Entry> record) {
        return record.map(it -> it.content().objects("slices")).orElse(List.of());
    }

    private static Instant from(JsonObject slice) {
        return slice.instant("from").orElseThrow();
    }

    private static int count(JsonObject slice) {
        return (int) slice.number("count").orElse(0);
    }

    private int gone(List<JsonObject> slices) {
        return slices.stream().filter(this::counts).mapToInt(Braking::count).sum();
    }

    private boolean counts(JsonObject slice) {
        return isOf(slice, 1);
    }

    /** Whether the slice is of the last so many windows, or has yet to come. */
    private boolean isOf(JsonObject slice, int windows) {
        return from(slice)
                .plus(settings.brake().window().multipliedBy(windows).plus(length()))
                .isAfter(settings.time().instant());
    }

    private Duration length() {
        return settings.brake().window().dividedBy(SLICES);
    }

    private Instant slice(Instant at) {
        long length = length().toMillis();
        return Instant.ofEpochMilli(at.toEpochMilli() / length * length);
    }
}
