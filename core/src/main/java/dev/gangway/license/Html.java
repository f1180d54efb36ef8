package dev.gangway.license;

import dev.gangway.internal.text.Grid;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pieces of a page. Whoever's text it is, it is text. */
final class Html {

    private static final Pattern TIME = Pattern.compile("\\b(\\d{4}-\\d{2}-\\d{2})( \\d{2}:\\d{2} UTC)?\\b");

    private Html() {}

    /** A text in a page or between the quotes of an attribute. What turns the direction of text, or is half a character, is shown as �. */
    static String text(String text) {
        return Grid.plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Sentences, in which a day or time is never broken over two lines. */
    static String prose(String text) {
        return TIME.matcher(text(text)).replaceAll("<time datetime=\"$1\">$0</time>");
    }

    /** A name or address, whose direction doesn't touch the text around it. */
    static String name(String text) {
        return "<bdi>" + text(text) + "</bdi>";
    }

    /** A table that scrolls by itself where the page is too narrow. The first cell of each row is its head; cells are markup. */
    static String table(String caption, String kind, List<String> head, List<List<String>> rows) {
        StringBuilder table = new StringBuilder("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .append(text(caption))
                .append("\">\n<table class=\"")
                .append(kind)
                .append("\"><caption><span>")
                .append(text(caption))
                .append("</span></caption>\n<thead><tr>");
        head.forEach(it -> table.append("<th scope=\"col\">").append(text(it)).append("</th>"));
        table.append("</tr></thead>\n<tbody>\n");
        rows.forEach(row -> table.append(row(row)));
        return table.append("</tbody></table></div>\n").toString();
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .skip(1)
                .map(it -> "<td>" + it + "</td>")
                .collect(Collectors.joining("", "<tr><th scope=\"row\">" + cells.get(0) + "</th>", "</tr>\n"));
    }

    static String paragraph(String text) {
        return "<p>" + prose(text) + "</p>\n";
    }

    static String notes(List<String> notes) {
        return notes.isEmpty()
                ? ""
                : notes.stream()
                        .map(it -> "<li>" + prose(it) + "</li>\n")
                        .collect(Collectors.joining("", "<ul class=\"notes\">\n", "</ul>\n"));
    }

    /** What the colours of a picture mean: a class and its words, in turn. */
    static String legend(String... colours) {
        StringBuilder legend = new StringBuilder("<ul class=\"legend\">");
        for (int place = 0; place < colours.length; place += 2) {
            legend.append("<li><svg width=\"14\" height=\"14\" aria-hidden=\"true\"><rect class=\"")
                    .append(colours[place])
                    .append("\" x=\"1\" y=\"1\" width=\"12\" height=\"12\"/></svg> ")
                    .append(text(colours[place + 1]))
                    .append("</li>");
        }
        return legend.append("</ul>\n").toString();
    }

    static String figure(String picture, String caption) {
        return "<figure>\n" + picture + "<figcaption>" + prose(caption) + "</figcaption>\n</figure>\n";
    }

    static String folded(String summary, String content) {
        return "<details><summary>" + text(summary) + "</summary>\n" + content + "</details>\n";
    }
}
