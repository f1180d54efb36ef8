package dev.gangway.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was counted, beside what was promised. Not thread-safe. */
final class Table {

    private static final String ROW = "%-58s %-18s %-10s %s";

    private final String title;
    private final List<Row> rows = new ArrayList<>();

    Table(String title) {
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

    Table atMost(String what, long promised, long counted) {
        return row(what, "at most " + promised, counted, counted <= promised);
    }

    Table holds(String what, boolean kept) {
        return row(what, "yes", kept ? "yes" : "no", kept);
    }

    /** Something that nobody promised, for the reader. */
    Table told(String what, Object counted) {
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

    /** Prints the table; whether everything was kept. */
    boolean print() {
        System.out.println("\n" + this);
        return isKept();
    }

    @Override
    public String toString() {
        String head = title + "\n" + String.format(Locale.ROOT, ROW, "", "promised", "counted", "") + "\n";
        return head + rows.stream().map(Row::toString).collect(Collectors.joining("\n"));
    }

    boolean isKept() {
        return rows.stream().allMatch(Row::kept);
    }

    /** Ends the process, whose threads may still be waiting. */
    static void end(boolean kept) {
        System.out.println(kept ? "\nAll kept." : "\nNOT KEPT.");
        System.exit(kept ? 0 : 1);
    }
}
