package dev.gangway.user;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public keys that tell whether receipts are genuine. Whoever has them can verify and can't sign. Get them from
 * {@code Gangway.receiptKeys()} and give them, by a way that the reader trusts, to whoever reads receipts. Immutable.
 */
public final class ReceiptKeys {

    /** How the keys are named in signatures. */
    static final String ALGORITHM = "Ed25519";

    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final int ID_BYTES = 16;

    private final Map<String, PublicKey> keys;

    private ReceiptKeys(Map<String, PublicKey> keys) {
        this.keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /** Keys by their bytes, as X.509 has them. */
    static ReceiptKeys of(Iterable<byte[]> encoded) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        for (byte[] key : encoded) {
            keys.put(id(key), key(key));
        }
        return new ReceiptKeys(keys);
    }

    /**
     * Reads keys that {@link #export()} wrote, perhaps several exports one after the other.
     *
     * @param pem the text; what stands between the keys doesn't count
     * @return the keys
     * @throws IllegalArgumentException if there is no key, or something else than an Ed25519 public key; the message repeats nothing of it
     */
    public static ReceiptKeys parse(String pem) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        Matcher blocks = PEM.matcher(Objects.requireNonNull(pem, "pem"));
        while (blocks.find()) {
            if (!blocks.group(1).equals("PUBLIC KEY")) {
                throw new IllegalArgumentException(
                        "The text holds something else than public keys. Take what receiptKeys().export() gives.");
            }
            byte[] encoded = decoded(blocks.group(2));
            keys.put(id(encoded), key(encoded));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("The text holds no public key. Take what receiptKeys().export() gives.");
        }
        return new ReceiptKeys(keys);
    }

    /**
     * The keys as text, for programs of any kind: PEM, a block for each, the oldest first.
     *
     * @return the text, which is no secret
     */
    public String export() {
        StringBuilder text = new StringBuilder();
        keys.values()
                .forEach(key -> text.append("-----BEGIN PUBLIC KEY-----\n")
                        .append(Base64.getEncoder().encodeToString(key.getEncoded()))
                        .append("\n-----END PUBLIC KEY-----\n"));
        return text.toString();
    }

    /**
     * The keys' ids, as signatures name them: the first 32 hexadecimal digits of the SHA-256 of the key's X.509 form.
     *
     * @return the ids, the oldest key's first
     */
    public Set<String> ids() {
        return keys.keySet();
    }

    /** Whether the key of that id signed this; it is among these. */
    boolean verifies(String id, byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance(ALGORITHM);
            ed25519.initVerify(Objects.requireNonNull(keys.get(id), "id"));
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException malformed) { // such as a signature of another length
            return false;
        }
    }

    static String id(byte[] encoded) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(encoded);
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java runtime has no SHA-256.", impossible);
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException damaged) {
            throw unreadable();
        }
    }

    private static PublicKey key(byte[] encoded) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException another) {
            throw unreadable();
        }
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException(
                "The text holds a key that is damaged or no Ed25519 key. Take what receiptKeys().export() gives.");
    }

    /** The ids. */
    @Override
    public String toString() {
        return "ReceiptKeys" + keys.keySet();
    }
}
