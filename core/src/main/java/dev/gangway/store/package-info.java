/**
 * Where connections, authorizations under way, the journal and receipts are kept. For one machine there is
 * {@link dev.gangway.store.DirectoryStore}, for a fleet {@link dev.gangway.store.JdbcStore}; {@link dev.gangway.store.Store} is four methods
 * that an application can implement over whatever else it has. Secrets are sealed with a key of the {@link dev.gangway.store.Keyring} before
 * they get there, so that a store never sees one in clear.
 */
@NullMarked
package dev.gangway.store;

import org.jspecify.annotations.NullMarked;
