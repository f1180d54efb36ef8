/**
 * The benchmark of license data: {@link dev.gangway.figures.license.Benchmark} compares a refresh with the straightforward program on Dropbox's
 * SDK and with reading the same bytes and throwing them away, each in a process of its own. {@code core/docs/figures.md} tells how to run it.
 */
@NullMarked
package dev.gangway.figures.license;

import org.jspecify.annotations.NullMarked;
