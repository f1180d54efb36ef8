package dev.gangway.user;

import dev.gangway.result.JobHandle;
import dev.gangway.result.Row;
import java.util.List;
import java.util.Objects;

/**
 * How a bulk offboarding stands: everybody of the plan has exactly one row, in the order given. Immutable.
 *
 * @param handle names the run, for {@link Users#resume}, {@link Users#pause} and {@link Users#cancel}; store it as a string
 * @param state whether it has ended
 * @param why why it stands as it does, and what to do, for a person
 * @param rows a row for each person: the receipt, a refusal, not settled yet, or not attempted
 */
public record BulkReport(JobHandle handle, State state, String why, List<Row<UserRef, Receipt>> rows) {
    /**
     * Checks and copies the parts.
     *
     * @param handle names the run
     * @param state whether it has ended
     * @param why why it stands so
     * @param rows a row for each person
     */
    public BulkReport {
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(why, "why");
        rows = List.copyOf(rows);
    }

    /** Where a run stands. */
    public enum State {
        /** Somebody is still to be seen off, or isn't settled: resume it. */
        OPEN,
        /** It was paused: resume it when it may go on. */
        PAUSED,
        /** It was cancelled: nobody else is begun with. Resume it while somebody isn't settled. */
        CANCELLED,
        /** Everybody has a receipt or a refusal. */
        FINISHED
    }

    /**
     * How many people left.
     *
     * @return the rows with a receipt
     */
    public int done() {
        return count(1, 0, 0, 0);
    }

    /**
     * For how many it was refused.
     *
     * @return the rows with a refusal
     */
    public int refused() {
        return count(0, 1, 0, 0);
    }

    /**
     * Of how many the end isn't known.
     *
     * @return the rows that aren't settled
     */
    public int unsettled() {
        return count(0, 0, 1, 0);
    }

    /**
     * With how many nothing was begun.
     *
     * @return the rows that weren't attempted
     */
    public int notAttempted() {
        return count(0, 0, 0, 1);
    }

    private int count(int done, int refused, int unsettled, int notAttempted) {
        return rows.stream()
                .mapToInt(row -> row.end().match(it -> done, it -> refused, it -> unsettled, it -> notAttempted))
                .sum();
    }

    /**
     * The report in a line.
     *
     * @return such as "100 people: 97 gone, 2 refused, 1 not settled, 0 not attempted"
     */
    public String words() {
        return Planner.people(rows.size()) + ": " + done() + " gone, " + refused() + " refused, " + unsettled()
                + " not settled, " + notAttempted() + " not attempted";
    }
}
