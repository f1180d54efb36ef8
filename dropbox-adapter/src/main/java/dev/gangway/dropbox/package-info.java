/**
 * The connector for Dropbox teams. Start with {@link dev.gangway.dropbox.DropboxConnector} and hand it to
 * {@code Gangway.builder().connector(…)}; everything else is reached through core.
 *
 * <p>Facts about Dropbox carry their source: <em>specified</em> (the public API specification, state of 2026-08), <em>documented</em>
 * (Dropbox's developer or help pages), <em>observed</em> (a real answer that somebody published, with its year) or <em>assumed</em>.
 */
@NullMarked
package dev.gangway.dropbox;

import org.jspecify.annotations.NullMarked;
