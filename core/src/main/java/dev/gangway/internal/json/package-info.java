/**
 * A JSON object as a value, for records in the store and answers of token endpoints. Not exported. Start with
 * {@link dev.gangway.internal.json.JsonObject}.
 */
@NullMarked
package dev.gangway.internal.json;

import org.jspecify.annotations.NullMarked;
