/**
 * Looks for secrets around every test of this build. Start with {@link dev.gangway.leakwatch.LeakWatch}; decision 0010 says how it works.
 */
@NullMarked
package dev.gangway.leakwatch;

import org.jspecify.annotations.NullMarked;
