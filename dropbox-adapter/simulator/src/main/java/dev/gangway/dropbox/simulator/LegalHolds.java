package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The team's legal holds. Guarded by the world's lock. */
final class LegalHolds {
    private final List<LegalHold> holds = new ArrayList<>();

    /** A new hold, on its way to be active; nothing is checked. */
    LegalHold place(
            Ids ids, String name, String description, List<Member> members, Instant start, Optional<Instant> end) {
        LegalHold hold = new LegalHold(ids.legalHold(), name, description, members, start, end);
        holds.add(hold);
        return hold;
    }

    /**
     * Places an active hold without asking the API.
     *
     * @param start since when the members' content is held, which is also when the hold became active
     * @throws IllegalArgumentException if these members can't be held together
     * @throws IllegalStateException if there is such a hold already
     */
    LegalHold placeActive(Ids ids, String name, List<Member> members, Instant start) {
        if (members.isEmpty() || members.size() > LegalHold.MOST_MEMBERS) {
            throw new IllegalArgumentException(
                    "a legal hold has 1 to " + LegalHold.MOST_MEMBERS + " members, not " + members.size());
        }
        for (Member member : members) {
            if (!canBeHeld(member)) {
                throw new IllegalArgumentException("only people who have joined can be held, not " + member);
            }
        }
        if (byName(name).isPresent()) {
            throw new IllegalStateException("there is a legal hold called " + name + " already");
        }
        LegalHold hold = place(ids, name, "", members, start, Optional.empty());
        hold.activate(start);
        return hold;
    }

    /** Every hold there ever was, oldest first. */
    List<LegalHold> all() {
        return Collections.unmodifiableList(holds);
    }

    Optional<LegalHold> byId(String id) {
        return holds.stream().filter(hold -> hold.id().equals(id)).findFirst();
    }

    /** The hold that keeps all others from having this name; a released one doesn't [assumed]. */
    Optional<LegalHold> byName(String name) {
        return holds.stream()
                .filter(hold -> !hold.isOver() && hold.name().equals(name))
                .findFirst();
    }

    boolean isHeld(Member member) {
        return holds.stream().anyMatch(hold -> hold.holds(member));
    }

    /**
     * Whether a member can be held: only somebody who has content that is the team's [assumed]. An invited person has none yet, a
     * converted account's is its owner's.
     */
    static boolean canBeHeld(Member member) {
        return !member.is(Member.Status.INVITED) && !member.isDisconnected();
    }
}
