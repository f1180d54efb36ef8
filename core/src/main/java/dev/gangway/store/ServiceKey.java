package dev.gangway.store;

import dev.gangway.error.StoreException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A key that the host's service holds. It wraps data keys, and those seal. */
final class ServiceKey implements SealingKey {

    static final Duration RENEWED_AFTER = Duration.ofHours(1);

    /** While the service is down, the data key before is used on, so that no renewed credential is lost. */
    static final Duration USED_AT_MOST = Duration.ofDays(1);

    static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);
    static final int KEPT = 1000;
    private static final int MOST_USES = 1 << 20;
    private static final int LONGEST_WRAPPED = 8192;
    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceKey.class);

    private final String id;
    private final KeyService service;
    private final LongSupplier nanos;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Opened> opened = new ConcurrentHashMap<>(2 * KEPT);
    private @Nullable Sealing sealing; // guarded by this

    ServiceKey(String id, KeyService service, LongSupplier nanos) {
        this.id = id;
        this.service = service;
        this.nanos = nanos;
    }

    private record Opened(SecretKey key, long since) {}

    private static final class Sealing {
        final CipherKey key;
        final long since;
        long nextTry;
        int uses;

        Sealing(CipherKey key, long since) {
            this.key = key;
            this.since = since;
            this.nextTry = since + RENEWED_AFTER.toNanos();
        }
    }

    @Override
    public synchronized CipherKey toSeal(Slot slot) {
        long now = nanos.getAsLong();
        if (sealing == null || now - sealing.nextTry >= 0 || sealing.uses >= MOST_USES) {
            sealing = renewed(slot, now, sealing);
        }
        sealing.uses++;
        return sealing.key;
    }

    private Sealing renewed(Slot slot, long now, @Nullable Sealing before) {
        try {
            return new Sealing(freshKey(), now);
        } catch (RuntimeException trouble) {
            String type = trouble.getClass().getName();
            if (before == null || now - before.since >= USED_AT_MOST.toNanos() || before.uses >= MOST_USES) {
                throw new StoreException(
                        "The secret for " + slot + " was not sealed: the key service behind the key " + id
                                + " did not wrap a data key (" + type + "). See that it can be reached and lets this"
                                + " application wrap and unwrap, then try again.",
                        null);
            }
            LOGGER.warn(
                    "The key service behind the key {} did not wrap a new data key ({}). The one before is used on, for a day at most.",
                    id,
                    type);
            before.nextTry = now + BETWEEN_TRIES.toNanos();
            return before;
        }
    }

    /** Is unwrapped once before it is used: a key that can't be had back would lose what it sealed. */
    private CipherKey freshKey() {
        byte[] dataKey = new byte[LocalKey.BYTES];
        random.nextBytes(dataKey);
        byte[] handedOut = dataKey.clone();
        byte[] back = new byte[0];
        try {
            byte[] wrapped = service.wrap(handedOut).clone();
            if (wrapped.length == 0 || wrapped.length > LONGEST_WRAPPED || Arrays.equals(wrapped, dataKey)) {
                throw new IllegalStateException("The key service gave something that is no wrapped key.");
            }
            back = service.unwrap(wrapped.clone());
            if (!MessageDigest.isEqual(back, dataKey)) {
                throw new IllegalStateException("The key service doesn't unwrap what it wrapped.");
            }
            String text = Envelope.BASE64.encodeToString(wrapped);
            SecretKey key = new SecretKeySpec(dataKey, "AES");
            opened.put(text, new Opened(key, nanos.getAsLong()));
            return new CipherKey(key, text);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
            Arrays.fill(handedOut, (byte) 0);
            Arrays.fill(back, (byte) 0);
        }
    }

    @Override
    public SecretKey toOpen(Slot slot, String wrapped) {
        Opened known = opened.get(wrapped);
        if (known == null || isOld(known)) {
            opened.values().removeIf(this::isOld);
            if (opened.size() >= KEPT) {
                opened.clear();
            }
            known = opened.computeIfAbsent(wrapped, text -> unwrap(slot, text));
        }
        return known.key;
    }

    private boolean isOld(Opened key) {
        return nanos.getAsLong() - key.since >= RENEWED_AFTER.toNanos();
    }

    private Opened unwrap(Slot slot, String wrapped) {
        byte[] dataKey = new byte[0];
        try {
            dataKey = service.unwrap(Base64.getUrlDecoder().decode(wrapped));
            if (dataKey.length != LocalKey.BYTES) {
                throw new IllegalStateException("The key service gave something that is no data key.");
            }
            return new Opened(new SecretKeySpec(dataKey, "AES"), nanos.getAsLong());
        } catch (RuntimeException trouble) {
            throw new StoreException(
                    "The secret in " + slot + " was not opened: the key service behind the key " + id
                            + " did not unwrap its data key ("
                            + trouble.getClass().getName()
                            + "). If the service can't be reached or denies access, nothing is lost: try again when it"
                            + " answers. If it opens other records, this one was changed, cut or sealed by another service.",
                    null);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }
}
