/**
 * User lifecycle: find people, bring them aboard, suspend them, see them off, bring them back. Applications start with
 * {@link dev.gangway.user.Users}; vendors implement {@link dev.gangway.user.UserLifecycle}. What stands between the two (plans, guards,
 * the journal, waiting, settling lost answers) is written once, in this package, so every connector gets it.
 */
@NullMarked
package dev.gangway.user;

import org.jspecify.annotations.NullMarked;
