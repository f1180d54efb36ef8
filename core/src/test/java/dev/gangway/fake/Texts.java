package dev.gangway.fake;

import java.io.PrintWriter;
import java.io.StringWriter;

/** All that an exception shows when it is printed. */
public final class Texts {

    private Texts() {}

    public static String of(Throwable exception) {
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
