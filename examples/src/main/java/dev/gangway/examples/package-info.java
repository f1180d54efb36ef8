/**
 * Runnable programs, one per task. Start with {@link dev.gangway.examples.Tour}, the README's main command; the README's code is in
 * {@link dev.gangway.examples.TenLines}, {@link dev.gangway.examples.Settling} and {@link dev.gangway.examples.Production}. Run another one
 * than the tour with {@code -Dexec.mainClass=dev.gangway.examples.TenLines}.
 */
@NullMarked
package dev.gangway.examples;

import org.jspecify.annotations.NullMarked;
