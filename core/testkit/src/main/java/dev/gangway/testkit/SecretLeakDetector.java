package dev.gangway.testkit;

import dev.gangway.credential.Secret;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds secrets where they must not be. From {@link #start()} to {@link #close()} it listens to the standard streams and to
 * {@code java.util.logging}; {@link #examine} looks at what an object shows of itself. A secret is found as it is, URL-encoded, in Base64
 * wherever it stands in a longer text, and in hexadecimal.
 *
 * <p>SLF4J is heard through the provider that the tests run with: one that writes to the standard streams (slf4j-simple) or to
 * {@code java.util.logging} (slf4j-jdk14). {@link #hearsLogs()} tells whether that works, down to level DEBUG. Thread-safe; but the
 * standard streams are the whole process's, so don't run tests that use it at the same time as others that print.
 */
public final class SecretLeakDetector implements AutoCloseable {

    private final List<Traces> secrets = new ArrayList<>();
    private final Set<Leak> leaks = new LinkedHashSet<>();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StringWriter logged = new StringWriter();
    private final Logger root = Logger.getLogger("");
    private final Level rootLevel = Objects.requireNonNullElse(root.getLevel(), Level.INFO);
    private final Handler ear = new Ear();

    private SecretLeakDetector() {}

    /**
     * Starts to listen.
     *
     * @return the detector; close it to give the standard streams back
     */
    public static SecretLeakDetector start() {
        SecretLeakDetector detector = new SecretLeakDetector();
        System.setOut(new PrintStream(new Copy(detector.out, detector.printed), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new Copy(detector.err, detector.printed), true, StandardCharsets.UTF_8));
        detector.root.addHandler(detector.ear);
        detector.root.setLevel(Level.ALL);
        return detector;
    }

    /**
     * Looks out for one more secret.
     *
     * @param secret the secret, at least 8 characters
     * @throws IllegalArgumentException if it is shorter
     */
    public synchronized void watch(Secret secret) {
        secrets.add(new Traces(secret));
    }

    /**
     * Looks at all that an object shows: its {@code toString}, the parts of records, collections, maps and optionals, of an exception its
     * message, causes and stack trace, and of a store what is stored.
     *
     * @param seen the object
     */
    public synchronized void examine(Object seen) {
        Place place = seen instanceof Throwable ? Place.EXCEPTION : Place.VALUE;
        Shown.by(seen).forEach(text -> look(place, text));
    }

    /**
     * Whether a message that is logged by SLF4J at level DEBUG is heard.
     *
     * @return false if logs go where this detector doesn't hear them, or DEBUG is off
     */
    public boolean hearsLogs() {
        String canary = "A secret would be heard here (" + System.identityHashCode(this) + ").";
        LoggerFactory.getLogger(SecretLeakDetector.class).debug("{}", canary);
        return printed.toString(StandardCharsets.UTF_8).contains(canary)
                || logged.toString().contains(canary);
    }

    /**
     * What was found so far.
     *
     * @return the leaks; empty if there were none
     */
    public synchronized List<Leak> leaks() {
        look(Place.OUTPUT, printed.toString(StandardCharsets.UTF_8));
        look(Place.OUTPUT, logged.toString());
        return List.copyOf(leaks);
    }

    private void look(Place place, String text) {
        for (Traces traces : secrets) {
            traces.in(text)
                    .ifPresent(shape -> leaks.add(new Leak(place, shape, excerpt(Traces.censor(text, secrets)))));
        }
    }

    private static String excerpt(String censored) {
        int at = Math.max(0, censored.indexOf("[secret]"));
        return censored.substring(Math.max(0, at - 80), Math.min(censored.length(), at + 80))
                .replaceAll("\\s+", " ");
    }

    /** Gives the standard streams and the logging back. Closing twice does nothing. */
    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        root.removeHandler(ear);
        root.setLevel(rootLevel);
    }

    /** Where a secret can show. */
    public enum Place {
        /** What was logged, or printed on the standard streams. */
        OUTPUT,
        /** An exception: its message, its causes, its stack trace. */
        EXCEPTION,
        /** What an object says of itself. */
        VALUE
    }

    /**
     * A secret that showed. Immutable.
     *
     * @param place where
     * @param shape how: as it is, URL-encoded, in Base64, in hexadecimal
     * @param excerpt the text around it, with every secret taken out
     */
    public record Leak(Place place, String shape, String excerpt) {
        /**
         * Checks the parts.
         *
         * @param place where
         * @param shape how
         * @param excerpt the text around it
         */
        public Leak {
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(shape, "shape");
            Objects.requireNonNull(excerpt, "excerpt");
        }
    }

    /** Writes to two places. */
    private static final class Copy extends OutputStream {
        private final PrintStream first;
        private final ByteArrayOutputStream second;

        Copy(PrintStream first, ByteArrayOutputStream second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public void write(int b) {
            first.write(b);
            second.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            first.write(bytes, from, length);
            second.write(bytes, from, length);
        }

        @Override
        public void flush() {
            first.flush();
        }
    }

    private final class Ear extends Handler {
        @Override
        public void publish(LogRecord record) {
            PrintWriter writer = new PrintWriter(logged, true);
            writer.println(record.getLoggerName() + " " + record.getMessage());
            writer.println(Arrays.toString(record.getParameters()));
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(writer);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
