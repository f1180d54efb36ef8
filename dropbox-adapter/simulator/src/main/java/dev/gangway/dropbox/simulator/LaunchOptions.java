package dev.gangway.dropbox.simulator;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@link Standalone} is told on its command line. Immutable. */
record LaunchOptions(TeamSetup team, int port, long seed, Optional<Path> file) {
    static final String HELP = """
            Serves a simulated Dropbox team on this machine until Ctrl-C.

              --team TEAM         empty, small, 250 (the default), or MEMBERSxEVENTS such as 100000x1000000
              --port PORT         0 to 65535; 8443 by default, 0 for any free one
              --certificate FILE  where the certificate authority goes, in PEM form;
                                  by default a file in the system's folder for temporary files
              --seed NUMBER       the same team, secret and tokens in every run; by default all are made for this run
              --help              this text""";

    private static final int USUAL_PORT = 8443;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})x(\\d{1,7})");

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException in words for the user
     */
    static LaunchOptions parse(List<String> arguments) {
        LaunchOptions options =
                new LaunchOptions(TeamSetup.of250(), USUAL_PORT, new SecureRandom().nextLong(), Optional.empty());
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String option = left.remove();
            options = switch (option) {
                case "--team" -> options.with(team(value(option, left)));
                case "--port" -> options.withPort((int) number(option, value(option, left), 0, 65_535));
                case "--seed" -> options.withSeed(number(option, value(option, left), Long.MIN_VALUE, Long.MAX_VALUE));
                case "--certificate" -> options.with(path(value(option, left)));
                default -> throw new IllegalArgumentException("There is no option " + option + ".");
            };
        }
        return options;
    }

    /** Where the certificate goes, for a simulator that listens there. */
    Path certificate(URI endpoint) {
        return file.orElseGet(() ->
                Path.of(System.getProperty("java.io.tmpdir"), "dropbox-simulator-" + endpoint.getPort() + ".pem"));
    }

    private LaunchOptions with(TeamSetup changed) {
        return new LaunchOptions(changed, port, seed, file);
    }

    private LaunchOptions withPort(int changed) {
        return new LaunchOptions(team, changed, seed, file);
    }

    private LaunchOptions withSeed(long changed) {
        return new LaunchOptions(team, port, changed, file);
    }

    private LaunchOptions with(Path changed) {
        return new LaunchOptions(team, port, seed, Optional.of(changed));
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty() || left.element().startsWith("--")) {
            throw new IllegalArgumentException(option + " needs a value after it.");
        }
        return left.remove();
    }

    private static TeamSetup team(String text) {
        Matcher size = SIZE.matcher(text);
        if (size.matches()) {
            return TeamSetup.ofSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
        }
        return switch (text) {
            case "empty" -> TeamSetup.empty();
            case "small" -> TeamSetup.small();
            case "250" -> TeamSetup.of250();
            default ->
                throw new IllegalArgumentException(
                        "--team is empty, small, 250 or something like 5000x50000, not " + text + ".");
        };
    }

    private static long number(String option, String text, long min, long max) {
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Said below, as for a number that is too large.
        }
        throw new IllegalArgumentException(option + " takes a whole number"
                + (max == Long.MAX_VALUE ? "" : " from " + min + " to " + max) + ", not " + text + ".");
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            throw new IllegalArgumentException("--certificate takes the name of a file, not " + text + ".", wrong);
        }
    }
}
