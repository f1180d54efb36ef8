package dev.gangway.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in columns for a terminal. The first column gives way if a line would be too long; what is cut ends with an ellipsis. Not thread-safe. */
public final class Grid {

    /** How many columns a terminal has. */
    public static final int WIDTH = 100;

    private static final String GAP = "  ";

    /** The first and the last of each range of wide characters. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x231A, 0x231B},
        {0x23E9, 0x23F3},
        {0x2600, 0x27BF},
        {0x2B1B, 0x2B55},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xA960, 0xA97C},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x16FE0, 0x18DFF},
        {0x1AFF0, 0x1B2FF},
        {0x1F000, 0x3FFFD}
    };

    private final List<String[]> rows = new ArrayList<>();
    private final int texts;

    /**
     * Columns of text on the left; all others are figures, on the right of their columns.
     *
     * @param texts how many are of text
     * @param head what stands above the columns
     */
    public Grid(int texts, String... head) {
        this.texts = texts;
        rows.add(head);
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column
     */
    public void row(String... cells) {
        rows.add(Arrays.stream(cells).map(Grid::plain).toArray(String[]::new));
    }

    /**
     * All rows.
     *
     * @return a line for each
     */
    public String text() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], width(row[column]));
            }
        }
        for (int column = 0; column < texts; column++) {
            int all = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
            widths[column] = Math.max(Math.min(widths[column], 12), widths[column] - Math.max(0, all - WIDTH));
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                String cell = cut(row[column], widths[column]);
                String blanks = " ".repeat(widths[column] - width(cell));
                line.append(column == 0 ? "" : GAP).append(column < texts ? cell + blanks : blanks + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /**
     * Lines of at most {@link #WIDTH}.
     *
     * @param prefix what the first one begins with; the others are indented as far
     * @param text the words
     * @return the lines
     */
    public static String wrapped(String prefix, String text) {
        int room = WIDTH - width(prefix);
        StringBuilder all = new StringBuilder(prefix);
        int used = 0;
        for (String word : plain(text).split(" ", -1)) {
            String fitting = cut(word, room);
            int width = width(fitting);
            if (used > 0 && used + 1 + width > room) {
                all.append('\n').append(" ".repeat(width(prefix)));
                used = 0;
            }
            all.append(used > 0 ? " " : "").append(fitting);
            used += width + (used > 0 ? 1 : 0);
        }
        return all.append('\n').toString();
    }

    /**
     * Leaves out characters that move the cursor, turn the direction of the text, or are half of one.
     *
     * @param text a text of somebody else's
     * @return the text without them
     */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(it -> plain.appendCodePoint(isHarmful(it) ? 0xFFFD : it));
        return plain.toString();
    }

    private static boolean isHarmful(int it) {
        int type = Character.getType(it);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (it >= 0x202A && it <= 0x202E)
                || (it >= 0x2066 && it <= 0x2069);
    }

    /**
     * As much as there is room for; an ellipsis shows that something was cut.
     *
     * @param text the text
     * @param room how many columns there are
     * @return its beginning
     */
    public static String cut(String text, int room) {
        if (width(text) <= room) {
            return text;
        }
        StringBuilder start = new StringBuilder();
        int used = 0;
        for (int it : text.codePoints().toArray()) {
            used += width(it);
            if (used > room - 1) {
                break;
            }
            start.appendCodePoint(it);
        }
        return start.append('…').toString();
    }

    /**
     * How many columns a text takes on a terminal; rather too many than too few, where terminals differ.
     *
     * @param text the text
     * @return the columns
     */
    public static int width(String text) {
        return text.codePoints().map(Grid::width).sum();
    }

    private static int width(int it) {
        int type = Character.getType(it);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return Arrays.stream(WIDE).anyMatch(range -> it >= range[0] && it <= range[1]) ? 2 : 1;
    }
}
