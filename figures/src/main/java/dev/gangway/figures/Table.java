package dev.gangway.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was counted, beside what was promised. Not thread-safe. */
public final class Table {

    private static final String ROW = "%-58s %-18s %-10s %s";

    private final String title;
    private final List<Row> rows = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param title what was counted
     */
    public Table(String title) {
        this.title = title;
    }

    private record Row(String what, String promised, String counted, boolean kept) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, ROW, what, promised, counted, kept ? "" : "NOT KEPT")
                    .stripTrailing();
        }
    }

    Table exactly(String what, long promised, long counted) {
        return row(what, "exactly " + promised, counted, counted == promised);
    }

    /**
     * Something that may be less.
     *
     * @param what what was counted
     * @param promised the most that was promised
     * @param counted what it is
     * @return this
     */
    public Table atMost(String what, long promised, long counted) {
        return row(what, "at most " + promised, counted, counted <= promised);
    }

    /**
     * Something that may be less, to two digits.
     *
     * @param what what was measured
     * @param promised the most that was promised
     * @param measured what it is
     * @return this
     */
    public Table atMostAbout(String what, double promised, double measured) {
        return row(what, "at most " + promised, rounded(measured), measured <= promised);
    }

    /**
     * Something that may be more, to two digits.
     *
     * @param what what was measured
     * @param promised the least that was promised
     * @param measured what it is
     * @return this
     */
    public Table atLeastAbout(String what, double promised, double measured) {
        return row(what, "at least " + promised, rounded(measured), measured >= promised);
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /**
     * Something that is so or not.
     *
     * @param what what was promised
     * @param kept whether it is so
     * @return this
     */
    public Table holds(String what, boolean kept) {
        return row(what, "yes", kept ? "yes" : "no", kept);
    }

    /**
     * Something that nobody promised, for the reader.
     *
     * @param what what was counted
     * @param counted what it is
     * @return this
     */
    public Table told(String what, Object counted) {
        return row(what, "", counted, true);
    }

    /** What failures said. */
    Table words(Collection<String> said) {
        said.forEach(it -> told("  " + it, ""));
        return this;
    }

    private Table row(String what, String promised, Object counted, boolean kept) {
        rows.add(new Row(what, promised, String.valueOf(counted), kept));
        return this;
    }

    /**
     * Prints the table.
     *
     * @return whether everything was kept
     */
    public boolean print() {
        System.out.println("\n" + this);
        return isKept();
    }

    @Override
    public String toString() {
        String head = title + "\n" + String.format(Locale.ROOT, ROW, "", "promised", "counted", "") + "\n";
        return head + rows.stream().map(Row::toString).collect(Collectors.joining("\n"));
    }

    /**
     * Looks at all rows.
     *
     * @return whether everything was kept
     */
    public boolean isKept() {
        return rows.stream().allMatch(Row::kept);
    }

    /**
     * Ends the process, whose threads may still be waiting.
     *
     * @param kept whether everything was kept
     */
    public static void end(boolean kept) {
        System.out.println(kept ? "\nAll kept." : "\nNOT KEPT.");
        System.exit(kept ? 0 : 1);
    }
}
