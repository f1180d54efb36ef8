package dev.gangway.result;

import java.util.Objects;
import java.util.Optional;

/**
 * A rule that holds for a whole team, as the provider shows it. Immutable.
 *
 * @param id the provider's own word for it, which stays the same
 * @param name how people call it
 * @param value the provider's own word for how it stands; unknown, with the reason, if the provider doesn't tell
 * @param meaning what that means for people; empty for a value that this version doesn't know
 * @param change how a person changes it, because no route does; empty if Gangway can
 */
public record TeamPolicy(
        String id, Text name, Fact<String> value, Optional<Text> meaning, Optional<Instruction> change) {

    /**
     * Checks the parts.
     *
     * @param id the provider's own word for it
     * @param name how people call it
     * @param value how it stands
     * @param meaning what that means
     * @param change how a person changes it
     * @throws IllegalArgumentException if the id is blank
     */
    public TeamPolicy {
        if (Objects.requireNonNull(id, "id").isBlank()) {
            throw new IllegalArgumentException("A policy has an id.");
        }
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(change, "change");
    }

    /**
     * Whether only a person can change it, in the provider's console.
     *
     * @return true if {@link #change} says how
     */
    public boolean isReadOnly() {
        return change.isPresent();
    }
}
