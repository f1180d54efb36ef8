package dev.gangway.store;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A key service that keeps the data keys itself and gives out a random handle for each. */
final class FakeKeyService implements KeyService {

    static final String DETAIL = "a detail of the service";

    final AtomicInteger wraps = new AtomicInteger();
    final AtomicInteger unwraps = new AtomicInteger();
    volatile boolean down;
    volatile boolean deniesUnwrapping;
    private final Map<ByteBuffer, byte[]> keys = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    @Override
    public byte[] wrap(byte[] dataKey) {
        wraps.incrementAndGet();
        if (down) {
            throw new IllegalStateException(DETAIL);
        }
        byte[] handle = new byte[16];
        random.nextBytes(handle);
        keys.put(ByteBuffer.wrap(handle.clone()), dataKey.clone());
        return handle;
    }

    @Override
    public byte[] unwrap(byte[] wrapped) {
        unwraps.incrementAndGet();
        byte[] dataKey = keys.get(ByteBuffer.wrap(wrapped));
        if (down || deniesUnwrapping || dataKey == null) {
            throw new IllegalStateException(DETAIL);
        }
        return dataKey.clone();
    }
}
