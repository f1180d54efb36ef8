/**
 * The way to a provider. Start with {@link dev.gangway.http.Transport}: it adds the token, waits when told to, keeps deadlines, and knows
 * whether a request was sent; a {@link dev.gangway.http.Request} that changes something goes on the wire once.
 */
@NullMarked
package dev.gangway.http;

import org.jspecify.annotations.NullMarked;
