/** Placeholder. */
@NullMarked
package dev.gangway.examples;

import org.jspecify.annotations.NullMarked;
