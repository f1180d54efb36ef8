package dev.gangway.assistance;

import java.util.List;

/**
 * What an operation of the library is for the gate. Immutable.
 *
 * @param mode how it goes through
 * @param groups the steps that it takes, together for each person or thing that it is about
 */
record Meaning(Mode mode, List<List<Gate.Step>> groups) {

    /** How an operation goes through the gate. */
    enum Mode {
        /** Changes something: intent and result are written each time. */
        CHANGES,
        /** Reads something: it is written once for what is read, and allowed each time, before and after. */
        READS,
        /** Asks how something stands that was begun here. */
        FOLLOWS,
        /** Is about to take several steps: all have to be allowed, or the first isn't begun. */
        ANNOUNCES,
        /** Tells a constant of the connector. */
        TELLS
    }

    Meaning {
        groups = groups.stream().map(List::copyOf).toList();
    }

    static Meaning changes(Gate.Step... steps) {
        return new Meaning(Mode.CHANGES, List.of(List.of(steps)));
    }

    static Meaning reads(Gate.Step step) {
        return new Meaning(Mode.READS, List.of(List.of(step)));
    }

    static Meaning reads(Action action) {
        return reads(Gate.Step.of(action));
    }

    static Meaning announces(List<List<Gate.Step>> groups) {
        return new Meaning(Mode.ANNOUNCES, groups);
    }

    /** What no grant names, so that it is refused. */
    static Meaning other(String operation) {
        return changes(
                Gate.Step.of(Action.OTHER).on(Subject.named(operation)).saying(TrailRecord.OPERATION, operation));
    }

    List<Gate.Step> steps() {
        return groups.stream().flatMap(List::stream).toList();
    }
}
