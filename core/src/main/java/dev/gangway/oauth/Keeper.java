package dev.gangway.oauth;

import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the tokens of one connection are kept, for all nodes that share the store. Each credential that is written has a generation, one
 * above that of the credential it replaces, and nothing is written over a generation that the writer hasn't seen. Implementations are
 * thread-safe.
 */
public interface Keeper {

    /**
     * The tokens as the store has them now; another node may have renewed them, or a person connected again.
     *
     * @return the tokens and their generation
     * @throws dev.gangway.error.StoreException if they can't be read
     */
    Kept load();

    /**
     * Marks that a renewal which can't be repeated is about to be sent: a rotating provider spends the refresh token with it. A node that
     * finds the mark later knows that an answer may have been lost.
     *
     * @param generation of the tokens that are about to be shown to the provider
     * @return false, with nothing written, if what is kept isn't of that generation any more
     * @throws dev.gangway.error.StoreException if it can't be written; then nothing may be sent
     */
    boolean begin(long generation);

    /**
     * Keeps new tokens, as the next generation and without the mark of {@link #begin}. They are used only once this has returned true.
     *
     * @param tokens the tokens
     * @param generation of the tokens that they replace
     * @return false, with nothing written, if what is kept isn't of that generation any more
     * @throws dev.gangway.error.StoreException if they can't be written; they are then offered again before the next use
     */
    boolean save(OAuthTokens tokens, long generation);

    /**
     * The right to renew the tokens, for one node at a time.
     *
     * @param duration how long it holds unless it is closed before
     * @return the lease; empty if another node holds it
     * @throws dev.gangway.error.StoreException if the store is out of reach
     */
    Optional<Store.Lease> lease(Duration duration);

    /**
     * Notes, for the other nodes, that the provider has just said that the grant of these tokens is gone, so that they needn't ask as well.
     *
     * @param generation of the tokens that were refused; if they aren't kept any more there is nothing to note
     * @throws dev.gangway.error.StoreException if it can't be written: other nodes ask for themselves
     */
    default void refused(long generation) {}

    /**
     * When the provider said last that the grant of these tokens is gone, as any node has noted it.
     *
     * @param generation of the tokens
     * @return the time; empty if no node has noted it, or the keeper doesn't share it
     * @throws dev.gangway.error.StoreException if it can't be read
     */
    default Optional<Instant> refusedAt(long generation) {
        return Optional.empty();
    }

    /**
     * What is kept. Immutable.
     *
     * @param tokens the tokens
     * @param generation which tokens these are; grows with each that are written
     * @param renewalBegun when a renewal was {@linkplain #begin begun} of which no end is known
     */
    record Kept(OAuthTokens tokens, long generation, Optional<Instant> renewalBegun) {
        /**
         * Checks the parts.
         *
         * @param tokens the tokens
         * @param generation which tokens these are
         * @param renewalBegun when a renewal was begun
         */
        public Kept {
            Objects.requireNonNull(tokens, "tokens");
            Objects.requireNonNull(renewalBegun, "renewalBegun");
        }
    }
}
