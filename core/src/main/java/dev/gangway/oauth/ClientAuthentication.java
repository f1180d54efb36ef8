package dev.gangway.oauth;

/** How an app with a secret shows it to the token endpoint. RFC 6749 section 2.3.1. */
public enum ClientAuthentication {
    /** By HTTP Basic, which every provider must take. */
    BASIC,
    /** By {@code client_id} and {@code client_secret} in the body. */
    BODY
}
