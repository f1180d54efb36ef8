package dev.gangway.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What was counted, beside what was promised. Not thread-safe. */
final class Table {

    private static final String ROW = "%-58s %-22s %-22s %s%n";

    private final String title;
    private final List<Row> rows = new ArrayList<>();

    Table(String title) {
        this.title = title;
    }

    private record Row(String what, String promised, String counted, boolean kept) {}

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
        said.forEach(it -> rows.add(new Row("  " + it, "", "", true)));
        return this;
    }

    private Table row(String what, String promised, Object counted, boolean kept) {
        rows.add(new Row(what, promised, String.valueOf(counted), kept));
        return this;
    }

    /** Prints the table. */
    boolean print() {
        System.out.printf(Locale.ROOT, "%n%s%n", title);
        System.out.printf(Locale.ROOT, ROW, "", "promised", "counted", "");
        for (Row row : rows) {
            System.out.printf(
                    Locale.ROOT, ROW, row.what(), row.promised(), row.counted(), row.kept() ? "" : "NOT KEPT");
        }
        return rows.stream().allMatch(Row::kept);
    }

    /** Ends the process, whose threads may still be waiting. */
    static void end(boolean kept) {
        System.out.println(kept ? "\nAll kept." : "\nNOT KEPT.");
        System.exit(kept ? 0 : 1);
    }
}
