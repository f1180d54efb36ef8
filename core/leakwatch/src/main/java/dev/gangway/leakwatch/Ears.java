package dev.gangway.leakwatch;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears what is printed, what is logged at any level, what exceptions say and what threads are called, in the whole virtual machine. Thread-safe. */
final class Ears {

    private static final Logger ROOT = Logger.getLogger("");

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> leaks = new ArrayList<>();
    private Thrown thrown = Thrown.record();

    /** Takes the streams and the root logger for good: SLF4J prints, and what tests print belongs to nobody's console. */
    Ears() {
        PrintStream heard = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(heard);
        System.setErr(heard);
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        ROOT.addHandler(new Logs());
        ROOT.setLevel(Level.ALL);
    }

    synchronized void hear(String where, String text) {
        if (Mark.isIn(text)) {
            leaks.add(where + ": " + Mark.excerpt(text));
        }
    }

    /** The leaks since the last time. */
    synchronized List<String> leaks() {
        hear("printed or logged", printed.toString(StandardCharsets.UTF_8));
        printed.reset();
        List<String> taken = List.copyOf(leaks);
        leaks.clear();
        return taken;
    }

    /** Listens to the exceptions that were made since the last time, and looks at the names of threads. */
    synchronized void hearMore() {
        thrown.messages().forEach(message -> hear("in an exception", message));
        thrown = Thrown.record();
        Thread.getAllStackTraces().keySet().forEach(thread -> hear("in a thread's name", thread.getName()));
    }

    /** Shows what was printed since the last time to whoever has to understand why a test failed. */
    synchronized void show() {
        console.print(printed.toString(StandardCharsets.UTF_8));
    }

    static String text(Throwable exception) {
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private final class Logs extends Handler {
        @Override
        public void publish(LogRecord line) {
            String where = "logged by " + line.getLoggerName();
            hear(where, line.getMessage() + " " + Arrays.toString(line.getParameters()));
            if (line.getThrown() != null) {
                hear(where, text(line.getThrown()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
