package dev.gangway.leakwatch;

import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.Security;

/**
 * Random bytes that begin with the mark if they are enough for a secret: 32 or more. So what the library makes up (states, PKCE verifiers,
 * keys) is recognized without a hook in the library. Fewer bytes, such as initialization vectors and ids, are left alone.
 */
public final class MarkedRandom extends SecureRandomSpi {

    private static final long serialVersionUID = 1L;
    private static final int SECRET = 32;
    private static final SecureRandom REAL = new SecureRandom();

    /** For the security provider. */
    public MarkedRandom() {}

    /** From now on {@code new SecureRandom()} is one of these. */
    static void plant() {
        Security.insertProviderAt(new Marking(), 1);
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
        REAL.nextBytes(bytes);
        if (bytes.length >= SECRET) {
            System.arraycopy(Mark.bytes(), 0, bytes, 0, Mark.bytes().length);
        }
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
        REAL.setSeed(seed);
    }

    @Override
    protected byte[] engineGenerateSeed(int count) {
        return REAL.generateSeed(count);
    }

    private static final class Marking extends Provider {
        private static final long serialVersionUID = 1L;

        Marking() {
            super("Marking", "1", "Plants a mark in random bytes.");
            put("SecureRandom.Marked", MarkedRandom.class.getName());
        }
    }
}
