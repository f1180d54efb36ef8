/**
 * Runnable programs, one per task. Start with {@link dev.gangway.examples.Tour}, the README's main command, and
 * {@link dev.gangway.examples.TenLines}, the README's first example.
 */
@NullMarked
package dev.gangway.examples;

import org.jspecify.annotations.NullMarked;
