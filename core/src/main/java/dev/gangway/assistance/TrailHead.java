package dev.gangway.assistance;

import dev.gangway.connection.ConnectionId;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a trail at some moment. Whoever keeps it, outside of the store, can tell later whether anything up to it was changed or cut
 * off. {@link #toString} is one line of text that {@link #parse} reads back; it holds no names. Immutable.
 *
 * @param connection whose trail
 * @param number the number of the last record; 0 if there is none yet
 * @param hash the hash of the last record in 64 small hexadecimal digits; all zeros if there is none yet
 */
public record TrailHead(ConnectionId connection, long number, String hash) {

    private static final Pattern LINE =
            Pattern.compile("gangway-trail/1 ([A-Za-z0-9-]{1,64}) (0|[1-9][0-9]{0,17}) ([0-9a-f]{64})");

    /**
     * Checks the parts.
     *
     * @param connection whose trail
     * @param number the number of the last record
     * @param hash the hash of the last record
     * @throws IllegalArgumentException if number or hash can't be those of a trail
     */
    public TrailHead {
        Objects.requireNonNull(connection, "connection");
        if (number < 0 || !hash.matches("[0-9a-f]{64}") || (number == 0) != hash.equals(Link.START)) {
            throw new IllegalArgumentException(
                    "A head has a number from 0 and a hash of 64 small hexadecimal digits, which are zeros for number 0 only.");
        }
    }

    /**
     * Reads a line that {@link #toString} gave.
     *
     * @param line the line; spaces around it don't matter
     * @return the head
     * @throws IllegalArgumentException if it is no such line; the message doesn't repeat it
     */
    public static TrailHead parse(String line) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "This is no head of a trail. Pass the line that trail.head() printed, whole: gangway-trail/1, connection, number, hash.");
        }
        return new TrailHead(new ConnectionId(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3));
    }

    /** The line to keep: {@code gangway-trail/1}, the connection, the number and the hash, with a space between. */
    @Override
    public String toString() {
        return Link.FORMAT + " " + connection + " " + number + " " + hash;
    }
}
