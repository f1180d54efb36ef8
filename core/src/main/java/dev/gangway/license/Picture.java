package dev.gangway.license;

import dev.gangway.internal.text.Grid;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws bars as SVG. Widths are in percent and texts in pixels, so a picture is as wide as the page and its texts are never smaller than the
 * page's. What a picture shows stands in a table beside it, too.
 */
final class Picture {

    private static final int ROW = 54;
    private static final int HEIGHT = 170;
    private static final int LABEL = 22;

    private Picture() {}

    /** A part of a bar: its share of the picture's width from 0 to 1, the class that colours it, and what it says when pointed at. */
    record Piece(double share, String colour, String words) {}

    /** A bar: a name on its left, a figure on its right, both above it. */
    record Bar(String name, String figure, List<Piece> pieces) {}

    /** A column of a histogram, and what it says when pointed at. */
    record Column(long count, String words) {}

    /** Bars that lie one below the other. The id is unique on the page. */
    static String bars(String id, String title, String description, List<Bar> bars) {
        StringBuilder svg = new StringBuilder(head(id, "bars", bars.size() * ROW, title, description));
        svg.append("<defs><pattern id=\"")
                .append(id)
                .append(
                        "-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                                + "<rect class=\"ground\" width=\"6\" height=\"6\"/><rect class=\"unused\" width=\"3\" height=\"6\"/>"
                                + "</pattern></defs>\n");
        int top = 0;
        for (Bar bar : bars) {
            svg.append(text("0", top + 18, "start", "name", Grid.cut(Grid.plain(bar.name()), LABEL)))
                    .append(text("100%", top + 18, "end", "figure", bar.figure()))
                    .append(rect(0, top + 26, 1, 18, "ground", ""));
            double left = 0;
            for (Piece piece : bar.pieces()) {
                if (piece.share() > 0) {
                    svg.append(rect(left, top + 26, piece.share(), 18, piece.colour(), piece.words()));
                    left += piece.share();
                }
            }
            svg.append('\n');
            top += ROW;
        }
        return svg.append("</svg>\n")
                .toString()
                .replace("class=\"idle\"", "class=\"idle\" fill=\"url(#" + id + "-hatch)\"");
    }

    /** Columns side by side over an axis with three dates. */
    static String columns(
            String id,
            String title,
            String description,
            List<Column> columns,
            String first,
            String middle,
            String last) {
        long top = roundedUp(columns.stream().mapToLong(Column::count).max().orElse(0));
        StringBuilder svg = new StringBuilder(head(id, "columns", HEIGHT + 34, title, description));
        for (int half = 0; half <= 2; half++) {
            int y = 10 + HEIGHT - HEIGHT * half / 2;
            svg.append(String.format(Locale.ROOT, "<line x1=\"0\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>", y, y))
                    .append(text("-8", y + 4, "end", "figure", Words.number(top * half / 2)));
        }
        double width = 1.0 / columns.size();
        svg.append(IntStream.range(0, columns.size())
                .mapToObj(it -> {
                    Column column = columns.get(it);
                    double height = (double) HEIGHT * column.count() / top;
                    return rect(it * width, 10 + HEIGHT - height, width, height, "used", column.words());
                })
                .collect(Collectors.joining("\n", "\n", "\n")));
        return svg.append(text("0", HEIGHT + 30, "start", "figure", first))
                .append(text("50%", HEIGHT + 30, "middle", "figure", middle))
                .append(text("100%", HEIGHT + 30, "end", "figure", last))
                .append("</svg>\n")
                .toString();
    }

    /** The next even number that is round to two digits, so that half of it is a whole number, too. */
    private static long roundedUp(long most) {
        long step = 2;
        while (step * 50 < most) {
            step *= 10;
        }
        return Math.max(2, (most + step - 1) / step * step);
    }

    private static String head(String id, String kind, int height, String title, String description) {
        return String.format(
                Locale.ROOT,
                "<svg class=\"%s\" role=\"img\" aria-labelledby=\"%s-title %s-desc\" width=\"100%%\" height=\"%d\">"
                        + "<title id=\"%s-title\">%s</title><desc id=\"%s-desc\">%s</desc>\n",
                kind,
                id,
                id,
                height,
                id,
                Html.text(title),
                id,
                Html.text(description));
    }

    private static String text(String x, int y, String anchor, String kind, String text) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%s\" y=\"%d\" text-anchor=\"%s\" class=\"%s\">%s</text>",
                x,
                y,
                anchor,
                kind,
                Html.text(text));
    }

    private static String rect(double x, double y, double width, double height, String kind, String words) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.3f%%\" y=\"%.1f\" width=\"%.3f%%\" height=\"%.1f\" class=\"%s\">%s</rect>",
                x * 100,
                y,
                width * 100,
                height,
                kind,
                words.isEmpty() ? "" : "<title>" + Html.text(words) + "</title>");
    }
}
