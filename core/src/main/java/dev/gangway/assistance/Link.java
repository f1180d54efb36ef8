package dev.gangway.assistance;

import dev.gangway.connection.ConnectionId;
import dev.gangway.internal.json.CanonicalJson;
import dev.gangway.internal.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One record as a link of its chain, whatever state it is in. Immutable.
 *
 * @param place where it was found: the number in its key, or the line of an export
 * @param number what it says its number is; 0 if it can't be read
 * @param connection whose trail it says it belongs to
 * @param previous what it says the hash before is
 * @param hash what it says its hash is
 * @param intact whether that is its hash
 * @param json all that it says, if it isn't intact
 */
record Link(long place, long number, String connection, String previous, String hash, boolean intact, JsonObject json) {

    static final String FORMAT = "gangway-trail/1";
    static final String CONNECTION = "connection";
    static final String NUMBER = "number";
    static final String PREVIOUS = "previous";
    static final String HASH = "hash";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** The hash before the first record. */
    static final String START = "0".repeat(64);

    /** A stored record; another spelling of the same is a change, too. */
    static Link stored(long place, byte[] data) {
        return read(place, new String(data, StandardCharsets.UTF_8), it -> Arrays.equals(CanonicalJson.of(it), data));
    }

    /** A line of an export. */
    static Link read(long place, String text) {
        return read(place, text, it -> true);
    }

    private static Link read(long place, String text, Predicate<JsonObject> spelling) {
        try {
            JsonObject json = JsonObject.parseWithoutNulls(text);
            long number = Math.max(0, json.number(NUMBER).orElse(0));
            String hash = json.text(HASH).orElse("");
            boolean intact = number > 0 && hash.equals(hash(json)) && spelling.test(json);
            return new Link(
                    place,
                    number,
                    json.text(CONNECTION).orElse(""),
                    json.text(PREVIOUS).orElse(""),
                    hash,
                    intact,
                    intact ? JsonObject.EMPTY : json);
        } catch (IllegalArgumentException unreadable) {
            return new Link(place, 0, "", "", "", false, JsonObject.EMPTY);
        }
    }

    /** A stored record as a line for others; of what is no JSON, the bytes. */
    static String line(byte[] data) {
        try {
            JsonObject json = JsonObject.parse(new String(data, StandardCharsets.UTF_8));
            return new String(CanonicalJson.of(json), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            return JsonObject.EMPTY
                    .with("unreadable", Base64.getEncoder().encodeToString(data))
                    .write();
        }
    }

    /** The connection that most of them belong to. */
    static Optional<ConnectionId> connectionOf(List<Link> links) {
        return links.stream()
                .map(Link::connection)
                .filter(it -> ID.matcher(it).matches())
                .collect(Collectors.groupingBy(it -> it, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(it -> new ConnectionId(it.getKey()));
    }

    Link broken() {
        return new Link(place, number, connection, previous, hash, false, json);
    }

    /** Whether it was intact when the hash before was this one, and nothing else was changed in it since. */
    boolean wasIntactAfter(String former) {
        return hash.equals(hash(json.with(PREVIOUS, former)));
    }

    static byte[] bytes(JsonObject withoutHash) {
        return CanonicalJson.of(withoutHash.with(HASH, hash(withoutHash)));
    }

    /** SHA-256 over the canonical JSON of all fields but the hash itself; the hash before is one of them. */
    static String hash(JsonObject record) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(CanonicalJson.of(record.without(HASH)));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
