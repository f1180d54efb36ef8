package dev.gangway.store;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/** What every store accepts, checked at the door. The messages don't repeat what was handed in. */
final class Limits {

    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1," + Store.MAX_KEY_LENGTH + "}");
    private static final Duration LONGEST_LEASE = Duration.ofDays(30);

    private Limits() {}

    static void checkKey(String key) {
        checkName("A key", key);
    }

    static void checkLease(String name, Duration duration) {
        checkName("A lease's name", name);
        if (duration.toMillis() < 1 || duration.compareTo(LONGEST_LEASE) > 0) {
            throw new IllegalArgumentException("A lease holds for 1 millisecond to 30 days, not " + duration + ".");
        }
    }

    private static void checkName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    what + " has 1 to " + Store.MAX_KEY_LENGTH + " printable ASCII characters, without space.");
        }
    }

    static void checkPrefix(String prefix) {
        if (!prefix.isEmpty()) {
            checkName("A prefix", prefix);
        }
    }

    static void checkChange(String key, long expectedVersion, byte[] data) {
        checkKey(key);
        if (expectedVersion < 0) {
            throw new IllegalArgumentException("No version is below 0; pass the one last seen, or 0.");
        }
        if (Objects.requireNonNull(data, "data").length > Store.MAX_DATA_LENGTH) {
            throw new IllegalArgumentException("A record has at most " + Store.MAX_DATA_LENGTH + " bytes, not "
                    + data.length + "; divide it among several keys.");
        }
    }
}
