/**
 * Programs that count what Gangway promises, with several processes on one PostgreSQL, or with a simulated team in this one. {@code core/docs/figures.md}
 * lists them with their commands. Each starts what it needs, prints a table, and ends with status 1 if a promise wasn't kept.
 */
@NullMarked
package dev.gangway.figures;

import org.jspecify.annotations.NullMarked;
