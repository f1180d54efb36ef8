/** Stand-ins for the tests of this module: a clock that jumps, and a provider on a local port. */
@NullMarked
package dev.gangway.fake;

import org.jspecify.annotations.NullMarked;
