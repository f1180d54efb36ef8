/**
 * The way to a provider: one transport that adds the token, waits when told to, keeps deadlines, and knows whether a request was sent.
 * A request that changes something goes on the wire once.
 */
@NullMarked
package dev.gangway.http;

import org.jspecify.annotations.NullMarked;
