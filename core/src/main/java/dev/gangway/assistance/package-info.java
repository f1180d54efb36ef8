/**
 * Delegated assistance: a customer lets a partner act for it, within limits and for a while, and everybody can see what was done.
 */
@NullMarked
package dev.gangway.assistance;

import org.jspecify.annotations.NullMarked;
