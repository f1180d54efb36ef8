package dev.gangway.result;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person does by hand, step by step, because the provider has no route for it. Immutable.
 *
 * @param title what it is about, on one line
 * @param steps what to do, in this order, one sentence or two each; at least one
 * @param link where in the provider's console or help to begin; empty if no address is known
 */
public record Instruction(Text title, List<Text> steps, Optional<URI> link) {

    /**
     * Checks and copies the parts.
     *
     * @param title what it is about
     * @param steps what to do
     * @param link where to begin
     * @throws IllegalArgumentException if there is no step
     */
    public Instruction {
        Objects.requireNonNull(title, "title");
        steps = List.copyOf(steps);
        Objects.requireNonNull(link, "link");
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("An instruction has at least one step.");
        }
    }

    /**
     * All of it as numbered lines, for a terminal or an e-mail.
     *
     * @return the title, the steps and the link, in each language
     */
    public Text lines() {
        return new Text(lines(true), lines(false));
    }

    private String lines(boolean english) {
        StringBuilder lines = new StringBuilder(words(title, english));
        for (int step = 0; step < steps.size(); step++) {
            lines.append('\n').append(step + 1).append(". ").append(words(steps.get(step), english));
        }
        link.ifPresent(it -> lines.append('\n').append(it));
        return lines.toString();
    }

    private static String words(Text text, boolean english) {
        return english ? text.en() : text.fr();
    }
}
