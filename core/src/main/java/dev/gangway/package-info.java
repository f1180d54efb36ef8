/** Placeholder. */
@NullMarked
package dev.gangway;

import org.jspecify.annotations.NullMarked;
