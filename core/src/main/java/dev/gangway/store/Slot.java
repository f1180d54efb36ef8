package dev.gangway.store;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The place that a secret is sealed for. It opens there and nowhere else: not for another tenant, record or field, and not for another
 * generation of the same one. Immutable; printing it shows names only.
 *
 * @param tenant whose it is
 * @param record the key of the record in the store, such as {@code connection/42}
 * @param field the field of the record, such as {@code refreshToken}
 * @param generation which version of the field's content; 0 or more
 */
public record Slot(String tenant, String record, String field, long generation) {

    /**
     * Checks the parts.
     *
     * @param tenant whose it is
     * @param record the key of the record
     * @param field the field of the record
     * @param generation which version of the content
     * @throws IllegalArgumentException if a name is blank, or has control characters or halves of characters, or the generation is negative
     */
    public Slot {
        check("tenant", tenant);
        check("record", record);
        check("field", field);
        if (generation < 0) {
            throw new IllegalArgumentException("A generation is 0 or more, not " + generation + ".");
        }
    }

    private static void check(String part, String name) {
        Objects.requireNonNull(name, part);
        if (name.isBlank()
                || name.chars().anyMatch(Character::isISOControl)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException(
                    "A slot's " + part + " can't be blank, nor have control characters or halves of characters.");
        }
    }

    /** Such as {@code connection/42/refreshToken (tenant acme, generation 3)}. */
    @Override
    public String toString() {
        return record + "/" + field + " (tenant " + tenant + ", generation " + generation + ")";
    }
}
