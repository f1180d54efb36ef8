/**
 * The entry. Start with {@link dev.gangway.Gangway}: build one, connect a team, work with the
 * {@link dev.gangway.connection.Connection}.
 */
@NullMarked
package dev.gangway;

import org.jspecify.annotations.NullMarked;
