package dev.gangway.connection;

import dev.gangway.error.StoreException;
import dev.gangway.http.Time;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Names that are unique within a tenant, however they are written: capital letters, accents' spelling, spaces and what isn't seen make no other name. A record
 * per name says whose it is; it is made before the connection and erased after it, and one that a node left behind in between is free after
 * a while. Thread-safe.
 */
final class Names {

    static final int LIMIT = 200;
    private static final String PREFIX = "name/";
    /** What readers don't see: format characters, variation selectors, fillers, the empty Braille cell. */
    private static final String UNSEEN =
            "[\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\uFE00-\\uFE0F"
                    + "\\x{E0100}-\\x{E01EF}]";
    /** Longer than making a connection can take: consent is over by then, and what is left are a few calls. */
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private final Store store;
    private final Records connections;
    private final Time time;

    Names(Store store, Records connections, Time time) {
        this.store = store;
        this.connections = connections;
        this.time = time;
    }

    /** Holds a name against the rules. */
    static String checked(String name) {
        if (folded(name).isEmpty() || name.codePointCount(0, name.length()) > LIMIT) {
            throw new IllegalArgumentException(
                    "A connection's name has 1 to " + LIMIT + " characters, of which some can be seen.");
        }
        if (name.codePoints().anyMatch(Names::isUnfit)) {
            throw new IllegalArgumentException(
                    "A connection's name holds no line breaks, no other control characters, none that "
                            + "turn the direction of what follows, and no halves of characters.");
        }
        return name;
    }

    /** What would break a line, show other text out of order, or can't be stored. */
    static boolean isUnfit(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default ->
                switch (Character.getDirectionality(codePoint)) {
                    case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
                            Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
                            Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                            Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                            Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                            Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                            Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                            Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
                            Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE -> true;
                    default -> false;
                };
        };
    }

    /** Refuses a name that another connection of the tenant has. */
    void requireFree(TenantId tenant, String name) {
        String key = key(tenant, name);
        store.get(key)
                .filter(record -> stands(key, record))
                .flatMap(Names::claim)
                .ifPresent(it -> {
                    throw new NameTakenException(tenant, name, it.connection());
                });
    }

    /** Takes a name for a connection that is there or about to be. */
    void claim(TenantId tenant, String name, ConnectionId id) {
        String key = key(tenant, name);
        byte[] claim = JsonObject.EMPTY
                .with("connection", id.value())
                .with("claimedAt", time.instant())
                .write()
                .getBytes(StandardCharsets.UTF_8);
        while (true) { // whoever was quicker may have given it back since
            Optional<Versioned> record = store.get(key);
            record.filter(it -> !isOf(it, id) && stands(key, it))
                    .flatMap(Names::claim)
                    .ifPresent(it -> {
                        throw new NameTakenException(tenant, name, it.connection());
                    });
            if (store.compareAndSet(key, record.map(Versioned::version).orElse(0L), claim)
                    .isPresent()) {
                return;
            }
        }
    }

    /** Gives a name back; nothing happens if it belongs to somebody else by now. */
    void release(TenantId tenant, String name, ConnectionId id) {
        String key = key(tenant, name);
        store.get(key)
                .filter(record -> isOf(record, id))
                .ifPresent(record -> store.compareAndSet(key, record.version(), new byte[0]));
    }

    /** Gives back whatever name a connection has. */
    void releaseAll(ConnectionId id) {
        eraseIf((key, record) -> isOf(record, id));
    }

    /** Gives back names that a node left behind when it died between a connection and its name; not that of a damaged connection. */
    void eraseOrphans() {
        eraseIf((key, record) -> {
            try {
                return !stands(key, record);
            } catch (StoreException damaged) {
                return false;
            }
        });
    }

    /** Whose a connection is, by its name: so that can be told although its record is damaged. */
    Optional<TenantId> tenantOf(ConnectionId id) {
        return store.list(PREFIX).stream()
                .filter(key -> store.get(key).filter(it -> isOf(it, id)).isPresent())
                .map(key -> new TenantId(key.substring(PREFIX.length(), key.lastIndexOf('/'))))
                .findFirst();
    }

    private void eraseIf(BiPredicate<String, Versioned> test) {
        for (String key : store.list(PREFIX)) {
            store.get(key)
                    .filter(record -> test.test(key, record))
                    .ifPresent(record -> store.compareAndSet(key, record.version(), new byte[0]));
        }
    }

    /** A claim holds while its connection has the name, or may be about to. */
    private boolean stands(String key, Versioned record) {
        Optional<Claim> claim = claim(record);
        return claim.isPresent()
                && (time.instant().isBefore(claim.get().at().plus(CLAIM))
                        || connections
                                .find(claim.get().connection())
                                .filter(it -> key(it.info().tenant(), it.info().name())
                                        .equals(key))
                                .isPresent());
    }

    private record Claim(ConnectionId connection, Instant at) {}

    /** Empty for a damaged record, which is nobody's. */
    private static Optional<Claim> claim(Versioned record) {
        try {
            JsonObject json = JsonObject.parse(new String(record.data(), StandardCharsets.UTF_8));
            return Optional.of(new Claim(
                    new ConnectionId(json.requiredText("connection")),
                    json.instant("claimedAt").orElseThrow()));
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            return Optional.empty();
        }
    }

    private static boolean isOf(Versioned record, ConnectionId id) {
        return claim(record).filter(it -> it.connection().equals(id)).isPresent();
    }

    static boolean same(String one, String other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replaceAll(UNSEEN, "")
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static String key(TenantId tenant, String name) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(folded(name).getBytes(StandardCharsets.UTF_8));
            return PREFIX + tenant + "/" + "%064x".formatted(new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException unavailable) {
            throw new StoreException("This Java runtime has no SHA-256.", unavailable);
        }
    }
}
