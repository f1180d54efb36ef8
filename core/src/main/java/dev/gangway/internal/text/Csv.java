package dev.gangway.internal.text;

import java.io.IOException;
import java.util.List;

/** Rows of RFC 4180. No text in them is a formula to a spreadsheet. */
public final class Csv {

    private Csv() {}

    /**
     * A text of somebody else's. Spreadsheets take what begins with one of these characters for a formula, some after blanks, too; an
     * apostrophe before it makes it a text. So it does to a text that begins with one, so that it can be taken away again.
     *
     * @param text the text
     * @return what is harmless in a cell
     */
    public static String text(String text) {
        String begin = text.stripLeading();
        boolean harmful = !text.isEmpty()
                && ("'\t\r\n".indexOf(text.charAt(0)) >= 0
                        || (!begin.isEmpty() && "=+-@＝＋－＠".indexOf(begin.charAt(0)) >= 0));
        return harmful ? "'" + text : text;
    }

    /**
     * Writes a row.
     *
     * @param out where to
     * @param cells one for each column
     * @throws IOException if it can't be written
     */
    public static void row(Appendable out, List<String> cells) throws IOException {
        String comma = "";
        for (String cell : cells) {
            out.append(comma).append(quoted(cell));
            comma = ",";
        }
        out.append("\r\n");
    }

    private static String quoted(String cell) {
        for (int place = 0; place < cell.length(); place++) {
            if (",\"\r\n;\t".indexOf(cell.charAt(place)) >= 0) {
                return '"' + cell.replace("\"", "\"\"") + '"';
            }
        }
        return cell;
    }
}
