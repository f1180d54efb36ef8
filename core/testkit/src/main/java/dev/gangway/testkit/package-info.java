/**
 * For tests. Vendors start with {@code ConnectorContract}: subclass it, and every rule of {@code contract.md} runs against the connector.
 * {@code StoreContract} does the same for stores.
 * Applications start with {@link dev.gangway.testkit.InMemoryConnector}, a whole team in memory, and
 * {@link dev.gangway.testkit.TestClock}, which makes waiting take no time.
 */
@NullMarked
package dev.gangway.testkit;

import org.jspecify.annotations.NullMarked;
