package dev.gangway.store;

import javax.crypto.SecretKey;

/** One key of a keyring. Thread-safe. The slots are for messages. */
sealed interface SealingKey permits LocalKey, ServiceKey {

    /** A key for the cipher and, if a service holds the key that protects it, its wrapped form to keep beside the sealed text. */
    record CipherKey(SecretKey key, String wrapped) {
        @Override
        public String toString() {
            return "CipherKey";
        }
    }

    /** What to seal one secret with. */
    CipherKey toSeal(Slot slot);

    /** What to open with; the wrapped form is empty if there was none. */
    SecretKey toOpen(Slot slot, String wrapped);
}
