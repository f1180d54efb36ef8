/**
 * What happened on the team, as the provider's log tells it. Applications start from {@link dev.gangway.activity.SharingActivity}, for who shares
 * what with whom, and {@link dev.gangway.activity.PartnerWatch}, for the provider's own assistance by a partner; vendors implement
 * {@link dev.gangway.activity.ActivityData}.
 */
@NullMarked
package dev.gangway.activity;

import org.jspecify.annotations.NullMarked;
