package dev.gangway.user;

import dev.gangway.error.StoreException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts who is seen off through a connection, over all runs and all nodes: one record, in which a window is cut into slices so that it stays
 * small. A slice counts until it has passed as a whole, so that never more people go than the brake allows.
 */
final class Braking {

    private static final Logger LOGGER = LoggerFactory.getLogger(Braking.class);

    private static final int SLICES = 240;
    private static final int ATTEMPTS = 100;
    private static final String ID = "brake";

    private final UsersSettings settings;
    private final Guards guards;
    private final Journal journal;

    Braking(UsersSettings settings, Guards guards) {
        this.settings = settings;
        this.guards = guards;
        this.journal = new Journal(settings.store(), settings.connectionId(), "guards");
    }

    /** How many went within the window, and how many may. */
    record Room(int gone, int limit, int members) {
        boolean isFor(int more) {
            return gone + more <= limit;
        }
    }

    /** How things stand now. The team as it was at the beginning of the window counts: who went is counted in. */
    Room room() {
        int gone = gone(slices());
        int members = (int) Math.min(Integer.MAX_VALUE, Math.max(0L, guards.size()) + gone);
        return new Room(gone, settings.brake().limit(members), members);
    }

    /** Why not so many more can go; empty if they can. */
    Optional<Refusal> against(int more) {
        if (gone(slices()) + more <= settings.brake().count()) {
            return Optional.empty(); // the team need not be counted
        }
        Room room = room();
        return room.isFor(more)
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        Reason.MASS_OFFBOARDING,
                        more + " more of " + room.members() + " people would go, after " + room.gone() + " within "
                                + words(settings.brake().window()) + "; the brake allows " + room.limit()
                                + ". If that is meant, have somebody release it by name: releasingBrake(…)."));
    }

    private static String words(Duration window) {
        return window.toHours() > 0 && window.toMinutesPart() == 0
                ? Planner.count((int) window.toHours(), "hour")
                : Planner.count((int) window.toMinutes(), "minute");
    }

    /** Counts one more; refuses, and counts nothing, if that is one too many and nobody has released the brake. */
    Optional<Refusal> count(boolean released) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Journal.Entry> before = journal.find(ID);
            if (!released) {
                Optional<Refusal> refusal = against(1);
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
            if (add(before, settings.time().instant(), 1)) {
                return Optional.empty();
            }
        }
        throw new StoreException("Too many nodes see people off at once; nothing was sent. Ask again.", null);
    }

    /** Somebody who was counted did not go. What can't be written is left: too many counted is the safe side. */
    void giveBack(Instant counted) {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (add(journal.find(ID), counted, -1)) {
                    return;
                }
            }
        } catch (StoreException failed) {
            LOGGER.warn("The brake counts one too many for a while: {}", failed.getMessage());
        }
    }

    private boolean add(Optional<Journal.Entry> before, Instant at, int more) {
        Instant slice = slice(at);
        List<JsonObject> slices = new ArrayList<>();
        int here = more;
        for (JsonObject each : before.map(it -> it.content().objects("slices")).orElse(List.of())) {
            if (each.instant("from").orElseThrow().equals(slice)) {
                here += (int) each.number("count").orElse(0);
            } else if (isOf(each, 2)) { // the clock of this node may be ahead
                slices.add(each);
            }
        }
        if (here > 0) {
            slices.add(JsonObject.EMPTY.with("from", slice).with("count", here));
        }
        return journal.replace(ID, before, JsonObject.EMPTY.with("slices", slices));
    }

    private List<JsonObject> slices() {
        return journal.find(ID).map(it -> it.content().objects("slices")).orElse(List.of());
    }

    private int gone(List<JsonObject> slices) {
        return slices.stream()
                .filter(this::counts)
                .mapToInt(it -> (int) it.number("count").orElse(0))
                .sum();
    }

    private boolean counts(JsonObject slice) {
        return isOf(slice, 1);
    }

    /** Whether the slice is of the last so many windows, or has yet to come. */
    private boolean isOf(JsonObject slice, int windows) {
        return slice.instant("from")
                .orElseThrow()
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
