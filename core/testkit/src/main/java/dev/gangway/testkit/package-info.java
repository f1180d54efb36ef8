/** Placeholder. */
@NullMarked
package dev.gangway.testkit;

import org.jspecify.annotations.NullMarked;
