/**
 * Connections to customers' teams: begin, finish, test, list, disconnect. Start with {@link dev.gangway.connection.Connections}; a
 * {@link dev.gangway.connection.Connection} is the handle to work with one.
 */
@NullMarked
package dev.gangway.connection;

import org.jspecify.annotations.NullMarked;
