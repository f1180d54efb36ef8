package dev.gangway.security;

import dev.gangway.result.Instruction;
import java.util.Objects;

/**
 * What only a person can do, in the provider's console. Immutable.
 *
 * @param topic what it is about, which is also its id
 * @param instruction what to do, step by step, and where to begin
 */
public record ConsoleTask(SecurityTopic topic, Instruction instruction) {
    /**
     * Checks that nothing is missing.
     *
     * @param topic what it is about
     * @param instruction what to do
     */
    public ConsoleTask {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(instruction, "instruction");
    }
}
