package dev.gangway.sharing;

/** Texts of callers in messages. */
final class Printable {

    private Printable() {}

    static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 60) + "…";
    }
}
