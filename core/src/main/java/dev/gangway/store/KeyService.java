package dev.gangway.store;

/**
 * The host's key service, such as a cloud's key management or a hardware module: it holds a key that never leaves it, and wraps with it the
 * data keys that Gangway makes. Implement it and pass it to {@link Keyring#of(String, KeyService)}.
 *
 * <p>Secrets are sealed with a random data key, whose wrapped form is stored beside each secret. A process makes a new data key every hour,
 * and keeps up to 1,000 data keys that it unwrapped in memory, none for use longer than an hour. So the service is asked seldom, not for
 * each secret.
 *
 * <p>Implementations are thread-safe and have time limits of their own: they are called in the thread of whoever needs the key, and others
 * may wait for it. What they throw is reported as a {@code StoreException} with the name of its class and without its message, which
 * Gangway can't judge; log there what helps you. They don't keep the arrays that they get and give: Gangway overwrites them.
 */
public interface KeyService {

    /**
     * Wraps a data key. What comes back must be authenticated: {@link #unwrap} refuses it if it was changed.
     *
     * @param dataKey 32 random bytes
     * @return the wrapped form, 1 to 8,192 bytes, with all that unwrapping needs
     * @throws RuntimeException if the service can't be reached or refuses; nothing is sealed then
     */
    byte[] wrap(byte[] dataKey);

    /**
     * Unwraps a data key.
     *
     * @param wrapped what {@link #wrap} gave, maybe years ago and on another node
     * @return the data key
     * @throws RuntimeException if the service can't be reached or refuses, or if this isn't what it wrapped; nothing is lost then
     */
    byte[] unwrap(byte[] wrapped);
}
