package dev.gangway.store;

import dev.gangway.error.StoreException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A key that is in this process. It counts what it seals: see {@link Envelope} for what the limit means. */
final class LocalKey implements SealingKey {

    static final int BYTES = 32;
    static final long MUCH = 1L << 30;
    static final long TOO_MUCH = 1L << 32;

    private static final Logger LOGGER = LoggerFactory.getLogger(LocalKey.class);

    private final String id;
    private final SecretKey key;
    private final AtomicLong sealed;

    /** Takes the bytes over and overwrites them with zeros. */
    LocalKey(String id, byte[] bytes) {
        this(id, bytes, 0);
    }

    LocalKey(String id, byte[] bytes, long sealed) {
        this.id = id;
        this.key = new SecretKeySpec(bytes, "AES");
        this.sealed = new AtomicLong(sealed);
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public CipherKey toSeal(Slot slot) {
        long count = sealed.incrementAndGet();
        if (count > TOO_MUCH) {
            throw new StoreException(
                    "The secret for " + slot + " was not sealed: this process has sealed 2^32 secrets with the key "
                            + id + ", and more would not be safe. Make a new key primary.",
                    null);
        }
        if (count == MUCH) {
            LOGGER.warn("This process has sealed 2^30 secrets with the key {}; make a new key primary soon.", id);
        }
        return new CipherKey(key, "");
    }

    @Override
    public SecretKey toOpen(Slot slot, String wrapped) {
        return key;
    }

    boolean isSame(LocalKey other) {
        return MessageDigest.isEqual(key.getEncoded(), other.key.getEncoded());
    }
}
