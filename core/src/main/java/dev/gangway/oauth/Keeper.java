package dev.gangway.oauth;

import dev.gangway.credential.Credential.OAuthTokens;

/** Where the tokens of one connection are kept. Implementations are thread-safe. */
public interface Keeper {

    /**
     * The tokens as they are kept now; another node may have renewed them.
     *
     * @return the tokens
     * @throws dev.gangway.error.StoreException if they can't be read
     */
    OAuthTokens load();

    /**
     * Keeps new tokens. They are used only once this has returned.
     *
     * @param tokens the tokens
     * @throws dev.gangway.error.StoreException if they can't be written; they are then offered again before the next use
     */
    void save(OAuthTokens tokens);
}
