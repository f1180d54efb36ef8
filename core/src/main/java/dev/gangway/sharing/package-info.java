/**
 * Sharing controls: whom may people of the team share with. Vendors implement
 * {@link dev.gangway.sharing.SharingData}.
 */
@NullMarked
package dev.gangway.sharing;

import org.jspecify.annotations.NullMarked;
