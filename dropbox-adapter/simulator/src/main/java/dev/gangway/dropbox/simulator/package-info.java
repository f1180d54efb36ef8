/**
 * A stateful Dropbox team that speaks HTTPS and JSON on a loopback port, written from the public API's facts.
 *
 * <p>Start from {@link dev.gangway.dropbox.simulator.DropboxSimulator}; say what team it serves with
 * {@link dev.gangway.dropbox.simulator.TeamSetup} and what goes wrong with {@link dev.gangway.dropbox.simulator.Fault}.
 *
 * <p>Behind the public types: a request comes in at {@code Shell}, which knows HTTP, tokens, scopes and faults, and finds its
 * {@code Route} in {@code Routes}. A route is a name, a scope, an argument {@code Shape} and a handler; the handler works on the
 * {@code Team} through its {@code Invocation}. {@code Routes} says how to add a family of routes.
 */
@NullMarked
package dev.gangway.dropbox.simulator;

import org.jspecify.annotations.NullMarked;
