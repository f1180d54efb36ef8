package dev.gangway.store;

import dev.gangway.credential.Secret;
import dev.gangway.error.StoreException;
import dev.gangway.store.SealingKey.CipherKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals secrets for the store with AES-256-GCM, bound to the slot they are kept in: a sealed text that was changed, cut or moved to another
 * slot doesn't open, and the error names the slot and never the content. Thread-safe.
 *
 * <p>A sealed text is {@code v1.<key's name>.<sealed>}, or {@code v2.<key's name>.<wrapped data key>.<sealed>} with a {@link KeyService};
 * sealed is a random initialization vector of 96 bits, the ciphertext and a tag of 128 bits. All that comes before its dot is authenticated,
 * together with tenant, record, field and generation of the slot, each with its length and a colon before it.
 *
 * <p>What it can't notice is a whole older record that somebody put back: it was sealed for this slot once. Keep whom you don't trust from
 * writing to the store.
 *
 * <p>Two secrets with the same initialization vector under one key would betray both. As vectors are random, NIST SP 800-38D, section 8.3,
 * allows 2^32 secrets for a key, over all processes and its whole life; the odds are then below 1 in 2^32. A process counts its own, warns in
 * the log at 2^30 and stops at 2^32. With 100 nodes that each seal once a second that is more than a year: make a new key primary every year.
 * Data keys of a {@code KeyService} are renewed long before.
 */
public final class Envelope {

    static final String KEY_ID = "[A-Za-z0-9_-]{1,64}";
    static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private static final String TEXT = "[A-Za-z0-9_-]+";
    private static final Pattern SEALED = Pattern.compile("(?<head>v1\\.(?<id>" + KEY_ID + ")|v2\\.(?<id2>" + KEY_ID
            + ")\\.(?<wrapped>" + TEXT + "))\\.(?<body>" + TEXT + ")");
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Keyring keyring;
    private final SecureRandom random = new SecureRandom();

    /**
     * An envelope over a keyring.
     *
     * @param keyring the keys
     */
    public Envelope(Keyring keyring) {
        this.keyring = Objects.requireNonNull(keyring, "keyring");
    }

    /**
     * Seals a secret with the keyring's primary key.
     *
     * @param slot where it will be kept; the same is needed to open it
     * @param secret the secret
     * @return the sealed text
     * @throws IllegalArgumentException if the secret has halves of characters, so that it couldn't be given back as it is
     * @throws StoreException if the key service doesn't wrap a key, or the key has sealed too much; nothing is lost but the call
     */
    public String seal(Slot slot, Secret secret) {
        Objects.requireNonNull(slot, "slot");
        byte[] text = bytes(slot, Objects.requireNonNull(secret, "secret"));
        byte[] all = new byte[IV_BYTES + text.length + TAG_BITS / 8];
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        System.arraycopy(iv, 0, all, 0, IV_BYTES);
        try {
            CipherKey key = primary().toSeal(slot);
            String head = key.wrapped().isEmpty()
                    ? "v1." + keyring.primary()
                    : "v2." + keyring.primary() + "." + key.wrapped();
            cipher(Cipher.ENCRYPT_MODE, key.key(), iv, head, slot).doFinal(text, 0, text.length, all, IV_BYTES);
            return head + "." + BASE64.encodeToString(all);
        } catch (GeneralSecurityException unavailable) {
            throw new StoreException("This Java runtime can't seal secrets with AES-GCM.", unavailable);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /**
     * Opens what {@link #seal} made for the same slot.
     *
     * @param slot where it was kept
     * @param sealed the sealed text
     * @return the secret
     * @throws StoreException if it was changed, cut, moved from another slot, or sealed with a key that the keyring doesn't have or whose
     *     service doesn't answer; the message names the slot, never the content
     */
    public Secret open(Slot slot, String sealed) {
        Matcher parts = parts(slot, sealed);
        String keyId = keyId(parts);
        SecretKey key = keyring.key(keyId)
                .orElseThrow(() -> new StoreException(
                        "The secret in " + slot + " was sealed with the key " + keyId
                                + ", which the keyring doesn't have; add that key again. Remove a key only when nothing is"
                                + " sealed with it any more.",
                        null))
                .toOpen(slot, Objects.requireNonNullElse(parts.group("wrapped"), ""));
        byte[] text = new byte[0];
        try {
            byte[] all = Base64.getUrlDecoder().decode(parts.group("body"));
            if (all.length < IV_BYTES + TAG_BITS / 8 || !parts.group("body").equals(BASE64.encodeToString(all))) {
                throw new IllegalArgumentException("cut, or another spelling of the same bytes");
            }
            text = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(all, IV_BYTES), parts.group("head"), slot)
                    .doFinal(all, IV_BYTES, all.length - IV_BYTES);
            return Secret.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            throw new StoreException(
                    "The secret in " + slot
                            + " doesn't open: it was changed, cut or moved here from another place, or the"
                            + " keyring has another key than before under the name " + keyId + ".",
                    null);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /**
     * Seals a secret anew with the primary key, for the same slot, if it is sealed with an older one.
     *
     * @param slot where it is kept
     * @param sealed the sealed text
     * @return the new sealed text; empty, and nothing was opened, if it is sealed with the primary key
     * @throws StoreException as {@link #open} and {@link #seal} do
     */
    public Optional<String> reseal(Slot slot, String sealed) {
        return keyId(parts(slot, sealed)).equals(keyring.primary())
                ? Optional.empty()
                : Optional.of(seal(slot, open(slot, sealed)));
    }

    /**
     * Makes sure that a secret can be sealed. Call it before a request whose answer has to be stored and can't be had again: a key service
     * that is down is then found out before and not after.
     *
     * @param slot where the secret will be kept
     * @throws StoreException if the key service doesn't wrap a key, or the key has sealed too much
     */
    public void prepare(Slot slot) {
        primary().toSeal(Objects.requireNonNull(slot, "slot"));
    }

    private SealingKey primary() {
        return keyring.key(keyring.primary()).orElseThrow();
    }

    private static Matcher parts(Slot slot, String sealed) {
        Objects.requireNonNull(slot, "slot");
        Matcher parts = SEALED.matcher(Objects.requireNonNull(sealed, "sealed"));
        if (!parts.matches()) {
            throw new StoreException(
                    "The secret in " + slot
                            + " has no known format: the record was damaged, or a newer Gangway wrote it.",
                    null);
        }
        return parts;
    }

    private static String keyId(Matcher parts) {
        return Objects.requireNonNullElseGet(parts.group("id"), () -> parts.group("id2"));
    }

    private static byte[] bytes(Slot slot, Secret secret) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(secret.reveal())) {
            throw new IllegalArgumentException(
                    "The secret for " + slot + " has halves of characters; it was cut somewhere.");
        }
        return secret.reveal().getBytes(StandardCharsets.UTF_8);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] iv, String head, Slot slot)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(additionalData(head, slot));
        return cipher;
    }

    /** Each part with its length before it, so that no two slots read the same. */
    private static byte[] additionalData(String head, Slot slot) {
        return Stream.of(head, slot.tenant(), slot.record(), slot.field(), Long.toString(slot.generation()))
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }
}
