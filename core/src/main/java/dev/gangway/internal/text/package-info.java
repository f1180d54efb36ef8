/**
 * How tables are written, for terminals and for spreadsheets. Not exported. Start with {@link dev.gangway.internal.text.Grid} or
 * {@link dev.gangway.internal.text.Csv}.
 */
@NullMarked
package dev.gangway.internal.text;

import org.jspecify.annotations.NullMarked;
