package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Row;
import java.util.List;
import java.util.Objects;

/**
 * How a bulk offboarding stands: everybody of the plan has exactly one row, in the order given. Immutable.
 *
 * @param handle names the run, for {@link BulkOffboardings#resume}, {@link BulkOffboardings#pause} and {@link BulkOffboardings#cancel}; store it as a string
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

    /**
     * The report as a text that people and other programs can read: everybody in the order given, with the signed receipt of each who left,
     * which is the same document as {@link Receipt#toJson()} gives. The report around them isn't signed.
     *
     * @return a JSON object, a field a line
     */
    public String toJson() {
        return JsonObject.EMPTY
                .with("format", "gangway-bulk-report/1")
                .with("handle", handle.value())
                .with("state", state)
                .with("why", why)
                .with("rows", rows.stream().map(BulkReport::write).toList())
                .writeIndented();
    }

    private static JsonObject write(Row<UserRef, Receipt> row) {
        JsonObject json = JsonObject.EMPTY.with("asked", UserJson.write(row.input()));
        return row.end()
                .match(
                        done -> json.with("end", "DONE").with("receipt", ReceiptJson.write(done.value())),
                        refused -> json.with("end", "REFUSED").with("refusal", UserJson.write(refused.refusal())),
                        unsettled -> json.with("end", "UNSETTLED")
                                .with("handle", unsettled.handle().value())
                                .with("why", unsettled.why()),
                        notAttempted -> json.with("end", "NOT_ATTEMPTED").with("why", notAttempted.why()));
    }
}
