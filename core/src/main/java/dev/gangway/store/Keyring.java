package dev.gangway.store;

import dev.gangway.credential.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that seal secrets before they are stored: one seals, all of them open, so that a new key can take over while records of an older
 * one still open. Keys are AES-256. Immutable; printing it shows the names of the keys only.
 */
public final class Keyring {

    private final String primary;
    private final Map<String, SecretKey> keys;

    private Keyring(String primary, Map<String, SecretKey> keys) {
        this.primary = primary;
        this.keys = keys;
    }

    /**
     * A keyring with one key.
     *
     * @param keyId the key's name, stored beside what it seals: 1 to 64 letters, digits, dots, hyphens or underscores
     * @param base64Key 32 random bytes in Base64, such as {@code openssl rand -base64 32} prints
     * @return the keyring
     * @throws IllegalArgumentException if the name or the key has another shape; the message doesn't repeat the key
     */
    public static Keyring of(String keyId, Secret base64Key) {
        return new Keyring(keyId, Map.of(checkedId(keyId), key(base64Key)));
    }

    /**
     * A keyring with a fresh random key that nobody else has: what it seals can't be opened after a restart.
     *
     * @return the keyring
     */
    public static Keyring random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new Keyring("random", Map.of("random", new SecretKeySpec(bytes, "AES")));
    }

    /**
     * A copy that seals with a new key and still opens with the keys before.
     *
     * @param keyId the new key's name; not one that is there already
     * @param base64Key 32 random bytes in Base64
     * @return the copy
     * @throws IllegalArgumentException if the name is taken, or the name or the key has another shape
     */
    public Keyring withPrimary(String keyId, Secret base64Key) {
        if (keys.containsKey(keyId)) {
            throw new IllegalArgumentException(
                    "The keyring has a key named " + keyId + " already; give the new one another name.");
        }
        Map<String, SecretKey> more = new LinkedHashMap<>(keys);
        more.put(checkedId(keyId), key(base64Key));
        return new Keyring(keyId, Map.copyOf(more));
    }

    private static String checkedId(String keyId) {
        if (!keyId.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "A key's name is 1 to 64 letters, digits, dots, hyphens or underscores.");
        }
        return keyId;
    }

    private static SecretKey key(Secret base64Key) {
        Objects.requireNonNull(base64Key, "base64Key");
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64Key.reveal());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("The key is not Base64; make one with: openssl rand -base64 32");
        }
        if (bytes.length != 32) {
            throw new IllegalArgumentException(
                    "The key has " + bytes.length + " bytes, not 32; make one with: openssl rand -base64 32");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    String primary() {
        return primary;
    }

    Optional<SecretKey> key(String keyId) {
        return Optional.ofNullable(keys.get(keyId));
    }

    @Override
    public String toString() {
        return "Keyring[primary " + primary + ", keys " + keys.keySet() + "]";
    }
}
