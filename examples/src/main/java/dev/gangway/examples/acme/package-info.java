/**
 * A complete small connector, for vendors to read: {@code core/docs/connectors.md} quotes it and explains it. Its provider, Acme, is made up.
 * Start with {@link dev.gangway.examples.acme.AcmeConnector}.
 */
@NullMarked
package dev.gangway.examples.acme;

import org.jspecify.annotations.NullMarked;
