/**
 * What happened on the team, as the provider's log tells it: sharing, and who was let in to administer. Vendors implement
 * {@link dev.gangway.activity.ActivityData}.
 */
@NullMarked
package dev.gangway.activity;

import org.jspecify.annotations.NullMarked;
