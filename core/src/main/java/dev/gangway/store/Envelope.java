package dev.gangway.store;

import dev.gangway.credential.Secret;
import dev.gangway.error.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals secrets for the store with AES-256-GCM, bound to the slot they are kept in: a sealed text that was changed, cut or moved to another
 * slot doesn't open. Thread-safe.
 */
public final class Envelope {

    private static final String FORMAT = "v1";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

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
     * @param slot where it will be kept, such as {@code connection/42/refresh-token}; the same is needed to open it
     * @param secret the secret
     * @return the sealed text: format, key name, and Base64 of initialization vector, ciphertext and tag
     */
    public String seal(String slot, Secret secret) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            SecretKey key = keyring.key(keyring.primary()).orElseThrow();
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, iv, keyring.primary(), slot)
                    .doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            byte[] all = new byte[iv.length + sealed.length];
            System.arraycopy(iv, 0, all, 0, iv.length);
            System.arraycopy(sealed, 0, all, iv.length, sealed.length);
            return FORMAT + "." + keyring.primary() + "." + BASE64.encodeToString(all);
        } catch (GeneralSecurityException unavailable) {
            throw new StoreException("This Java runtime can't seal secrets with AES-GCM.", unavailable);
        }
    }

    /**
     * Opens what {@link #seal} made for the same slot.
     *
     * @param slot where it was kept
     * @param sealed the sealed text
     * @return the secret
     * @throws StoreException if it was changed, cut, moved from another slot, or sealed with a key that the keyring doesn't have; the
     *     message names the slot, never the content
     */
    public Secret open(String slot, String sealed) {
        int keyEnd = sealed.lastIndexOf('.');
        if (!sealed.startsWith(FORMAT + ".") || keyEnd <= FORMAT.length()) {
            throw new StoreException("The secret in " + slot + " has no known format; the record was damaged.", null);
        }
        String keyId = sealed.substring(FORMAT.length() + 1, keyEnd);
        SecretKey key = keyring.key(keyId)
                .orElseThrow(() -> new StoreException(
                        "The secret in " + slot
                                + " was sealed with a key that the keyring doesn't have; add that key again.",
                        null));
        try {
            byte[] all = Base64.getUrlDecoder().decode(sealed.substring(keyEnd + 1));
            if (all.length < IV_BYTES + TAG_BITS / 8
                    || !sealed.substring(keyEnd + 1).equals(BASE64.encodeToString(all))) {
                throw new IllegalArgumentException("cut, or another spelling of the same bytes");
            }
            byte[] iv = Arrays.copyOf(all, IV_BYTES);
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, key, iv, keyId, slot).doFinal(all, IV_BYTES, all.length - IV_BYTES);
            return Secret.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            throw new StoreException(
                    "The secret in " + slot + " doesn't open: it was changed, cut or moved here from another place.",
                    null);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] iv, String keyId, String slot)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD((FORMAT + "\n" + keyId + "\n" + slot).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
