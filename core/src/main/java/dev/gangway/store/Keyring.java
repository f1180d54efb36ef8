package dev.gangway.store;

import dev.gangway.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that seal secrets before they are stored: the primary one seals, all of them open, so that a new key can take over while records
 * of an older one still open. {@code keys.md} says how. Thread-safe; a keyring never changes, and printing it shows the names of the keys
 * only.
 *
 * <p>Keys are AES-256, from the environment, a file, the host's own code, or a {@link KeyService}. They can't be serialized. What they are
 * read from is overwritten with zeros where Java allows it; the keys themselves and texts such as {@link Secret} stay in memory as long as
 * they are in use and until the garbage collector has been there.
 */
public final class Keyring {

    /** The environment variable that {@link #fromEnvironment()} reads: {@value}. */
    public static final String VARIABLE = "GANGWAY_KEYS";

    private final String primary;
    private final Map<String, SealingKey> keys;

    private Keyring(String primary, Map<String, ? extends SealingKey> keys) {
        this.primary = primary;
        this.keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /**
     * A keyring with one key.
     *
     * @param keyId the key's name, stored beside what it seals: 1 to 64 letters, digits, hyphens or underscores
     * @param base64Key 32 random bytes in Base64, such as {@code openssl rand -base64 32} prints
     * @return the keyring
     * @throws IllegalArgumentException if the name or the key has another shape; the message doesn't repeat the key
     */
    public static Keyring of(String keyId, Secret base64Key) {
        return new Keyring(keyId, Map.of(keyId, key(keyId, base64Key)));
    }

    /**
     * A keyring with one key that the host's key service holds. The service isn't asked before the first secret.
     *
     * @param keyId a name for the service's key, stored beside what it seals: 1 to 64 letters, digits, hyphens or underscores
     * @param service what wraps and unwraps data keys
     * @return the keyring
     * @throws IllegalArgumentException if the name has another shape
     */
    public static Keyring of(String keyId, KeyService service) {
        return new Keyring(keyId, Map.of(keyId, key(keyId, service)));
    }

    /**
     * The keys in the environment variable {@value #VARIABLE}: one or more of {@code name:Base64}, separated by commas, the primary first.
     *
     * @return the keyring
     * @throws IllegalStateException if the variable isn't set or is empty
     * @throws IllegalArgumentException if an entry has another shape, or repeats a name or a key; the message says which, and not what is in
     *     it
     */
    public static Keyring fromEnvironment() {
        return from(System.getenv(VARIABLE));
    }

    static Keyring from(@Nullable String variable) {
        if (variable == null || variable.isBlank()) {
            throw new IllegalStateException("The environment variable " + VARIABLE
                    + " has no keys; set it to name:Base64, several of them separated by commas, the primary first.");
        }
        byte[] text = variable.getBytes(StandardCharsets.UTF_8);
        try {
            return listed(KeyList.entries(text, entry -> "Entry " + entry + " of " + VARIABLE));
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /**
     * The keys in a file: {@code name:Base64}, one a line, the primary first. Empty lines and those that begin with {@code #} don't count.
     *
     * @param file the file, which its owner alone may write, and only its owner and group may read; where the file system has no such
     *     permissions that isn't checked
     * @return the keyring
     * @throws IllegalArgumentException if others may read or write the file, if it has no key, or a line has another shape or repeats a name
     *     or a key; the message says which line, and not what is in it
     * @throws dev.gangway.error.StoreException if the file is absent or can't be read
     */
    public static Keyring fromFile(Path file) {
        Map<String, LocalKey> keys = KeyFile.read(Objects.requireNonNull(file, "file"));
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "The file of keys " + file + " has no key; write name:Base64, one a line, the primary first.");
        }
        return listed(keys);
    }

    private static Keyring listed(Map<String, LocalKey> keys) {
        return new Keyring(keys.keySet().iterator().next(), keys);
    }

    /**
     * A keyring with a fresh random key that nobody else has: what it seals can't be opened after a restart.
     *
     * @return the keyring
     */
    public static Keyring random() {
        byte[] bytes = new byte[LocalKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Keyring("random", Map.of("random", new LocalKey("random", bytes)));
    }

    /**
     * A copy that seals with a new key and still opens with the keys before. A fleet has to be able to open with it first: see {@link
     * #withSecondary(String, Secret)}.
     *
     * @param keyId the new key's name; not one that is there already
     * @param base64Key 32 random bytes in Base64; not those of another key
     * @return the copy
     * @throws IllegalArgumentException if the name or the key is there already or has another shape
     */
    public Keyring withPrimary(String keyId, Secret base64Key) {
        return new Keyring(keyId, with(keyId, key(keyId, base64Key)));
    }

    /**
     * A copy that seals with a key of the host's service and still opens with the keys before.
     *
     * @param keyId a name for the service's key; not one that is there already
     * @param service what wraps and unwraps data keys
     * @return the copy
     * @throws IllegalArgumentException if the name is there already or has another shape
     */
    public Keyring withPrimary(String keyId, KeyService service) {
        return new Keyring(keyId, with(keyId, key(keyId, service)));
    }

    /**
     * A copy that also opens what another key sealed: an older one, or one that is to become primary once all nodes have it.
     *
     * @param keyId the key's name; not one that is there already
     * @param base64Key 32 random bytes in Base64; not those of another key
     * @return the copy
     * @throws IllegalArgumentException if the name or the key is there already or has another shape
     */
    public Keyring withSecondary(String keyId, Secret base64Key) {
        return new Keyring(primary, with(keyId, key(keyId, base64Key)));
    }

    /**
     * A copy that also opens what a key of the host's service sealed.
     *
     * @param keyId the name of the service's key; not one that is there already
     * @param service what wraps and unwraps data keys
     * @return the copy
     * @throws IllegalArgumentException if the name is there already or has another shape
     */
    public Keyring withSecondary(String keyId, KeyService service) {
        return new Keyring(primary, with(keyId, key(keyId, service)));
    }

    private Map<String, SealingKey> with(String keyId, SealingKey key) {
        Map<String, SealingKey> more = new LinkedHashMap<>(keys);
        KeyList.put(more, keyId, key);
        return more;
    }

    private static SealingKey key(String keyId, KeyService service) {
        return new ServiceKey(KeyList.checkedId(keyId), Objects.requireNonNull(service, "service"), System::nanoTime);
    }

    private static SealingKey key(String keyId, Secret base64Key) {
        KeyList.checkedId(keyId);
        byte[] base64 = Objects.requireNonNull(base64Key, "base64Key").reveal().getBytes(StandardCharsets.UTF_8);
        try {
            return new LocalKey(keyId, KeyList.decoded(base64));
        } finally {
            Arrays.fill(base64, (byte) 0);
        }
    }

    /** For tests: what a given key seals and opens. */
    static Keyring over(String keyId, SealingKey key) {
        return new Keyring(keyId, Map.of(keyId, key));
    }

    String primary() {
        return primary;
    }

    Optional<SealingKey> key(String keyId) {
        return Optional.ofNullable(keys.get(keyId));
    }

    @Override
    public String toString() {
        return "Keyring[primary " + primary + ", keys " + keys.keySet() + "]";
    }
}
