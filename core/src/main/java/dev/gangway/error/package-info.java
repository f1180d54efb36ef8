/**
 * Trouble: what a correct program with a valid credential and a healthy network doesn't meet. Everything here is unchecked and extends
 * {@link dev.gangway.error.GangwayException}. A provider's "no" is not here: it is a value ({@code dev.gangway.result.Refusal}). Vendors
 * throw these exceptions and none of their own.
 */
@NullMarked
package dev.gangway.error;

import org.jspecify.annotations.NullMarked;
