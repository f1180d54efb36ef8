package dev.gangway.assistance;

import dev.gangway.connection.ConnectionId;
import dev.gangway.internal.json.CanonicalJson;
import dev.gangway.internal.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One record as a link of its chain, whatever state it is in. Immutable.
 *
 * @param place where it was found: the number in its key, or the line of an export
 * @param number what it says its number is; 0 if it can't be read
 * @param previous what it says the hash before is
 * @param hash what it says its hash is
 * @param intact whether that is its hash, and it belongs to the connection
 * @param json all that it says
 */
record Link(long place, long number, String previous, String hash, boolean intact, JsonObject json) {

    static final String FORMAT = "gangway-trail/1";
    static final String CONNECTION = "connection";
    static final String NUMBER = "number";
    static final String PREVIOUS = "previous";
    static final String HASH = "hash";

    /** The hash before the first record. */
    static final String START = "0".repeat(64);

    /** The stored bytes; another spelling of the same is a change, too. */
    static Link stored(ConnectionId connection, long place, byte[] data) {
        Link link = read(connection, place, new String(data, StandardCharsets.UTF_8));
        return link.intact() && !Arrays.equals(CanonicalJson.of(link.json()), data) ? link.broken() : link;
    }

    static Link read(ConnectionId connection, long place, String text) {
        try {
            JsonObject json = JsonObject.parseWithoutNulls(text);
            String hash = json.text(HASH).orElse("");
            return new Link(
                    place,
                    Math.max(0, json.number(NUMBER).orElse(0)),
                    json.text(PREVIOUS).orElse(""),
                    hash,
                    json.requiredText(CONNECTION).equals(connection.value())
                            && json.number(NUMBER).orElse(0) > 0
                            && hash.equals(hash(json)),
                    json);
        } catch (IllegalArgumentException unreadable) {
            return new Link(place, 0, "", "", false, JsonObject.EMPTY);
        }
    }

    private Link broken() {
        return new Link(place, number, previous, hash, false, json);
    }

    /** Whether nothing but the hash before was changed in it. */
    boolean wouldBeIntactAfter(String former) {
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
