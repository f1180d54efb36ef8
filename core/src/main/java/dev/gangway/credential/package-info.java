/**
 * What opens a connection. Start with {@link dev.gangway.credential.Credential}; every part of it that must stay secret is a
 * {@link dev.gangway.credential.Secret}, which prints as nothing and is read by one conspicuous call.
 */
@NullMarked
package dev.gangway.credential;

import org.jspecify.annotations.NullMarked;
