package dev.gangway.examples;

import dev.gangway.store.KeyService;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Wraps data keys with a key of a Java key store, such as one that never leaves a hardware module behind PKCS#11. Thread-safe. */
final class KeyStoreService implements KeyService {

    private final SecretKey key;

    KeyStoreService(SecretKey key) {
        this.key = key;
    }

    @Override
    public byte[] wrap(byte[] dataKey) {
        try {
            Cipher cipher = Cipher.getInstance("AESWrap"); // RFC 3394: what was changed doesn't unwrap
            cipher.init(Cipher.WRAP_MODE, key);
            return cipher.wrap(new SecretKeySpec(dataKey, "AES"));
        } catch (GeneralSecurityException trouble) {
            throw new IllegalStateException("The module didn't wrap.", trouble); // log here what helps you
        }
    }

    @Override
    public byte[] unwrap(byte[] wrapped) {
        try {
            Cipher cipher = Cipher.getInstance("AESWrap");
            cipher.init(Cipher.UNWRAP_MODE, key);
            return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
        } catch (GeneralSecurityException trouble) {
            throw new IllegalStateException("The module didn't unwrap.", trouble);
        }
    }
}
