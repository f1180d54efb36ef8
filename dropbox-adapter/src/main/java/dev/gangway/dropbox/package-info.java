/** Placeholder. */
@NullMarked
package dev.gangway.dropbox;

import org.jspecify.annotations.NullMarked;
