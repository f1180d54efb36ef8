/**
 * Delegated assistance: a customer lets a partner into the administration of its team, within limits, and everybody can see what was done.
 * {@link dev.gangway.assistance.Trail} has it all in one order; {@link dev.gangway.assistance.Action} has the words for it.
 */
@NullMarked
package dev.gangway.assistance;

import org.jspecify.annotations.NullMarked;
