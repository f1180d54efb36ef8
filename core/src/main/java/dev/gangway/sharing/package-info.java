/**
 * Sharing controls: whom may people of the team share with. Applications start with {@link dev.gangway.sharing.SharingControls}; vendors
 * implement {@link dev.gangway.sharing.SharingData}.
 */
@NullMarked
package dev.gangway.sharing;

import org.jspecify.annotations.NullMarked;
