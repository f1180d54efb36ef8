/**
 * What operations return. Start with {@link dev.gangway.result.Outcome}: a call that a correct program can make ends in one of three
 * values, done, refused or unsettled, and only trouble is an exception ({@code dev.gangway.error}). {@link dev.gangway.result.Fact} holds
 * a figure that a provider may not tell, so that "we don't know" is never shown as zero.
 */
@NullMarked
package dev.gangway.result;

import org.jspecify.annotations.NullMarked;
