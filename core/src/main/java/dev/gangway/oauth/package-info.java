/**
 * OAuth 2.0 as a connection needs it: the consent of an admin by authorization code with PKCE and state, the token endpoint with its
 * answers sorted, and one refresh for any number of threads. A connector describes its provider with
 * {@link dev.gangway.oauth.OAuthSpec}; core does the rest, starting at {@link dev.gangway.oauth.TokenCell}.
 */
@NullMarked
package dev.gangway.oauth;

import org.jspecify.annotations.NullMarked;
