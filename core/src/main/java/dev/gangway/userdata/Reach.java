package dev.gangway.userdata;

import dev.gangway.result.Instruction;
import dev.gangway.result.Text;
import java.util.Objects;
import java.util.Optional;

/**
 * How far acting as a user goes at a provider, in words for people: show it to whoever grants it. Immutable.
 *
 * @param is what can be done
 * @param isNot what it is not, though its name may sound so
 * @param trace who learns of it, and what the provider's own log shows
 * @param signIn how an admin really signs in as somebody, where the provider's console has that; empty if it hasn't
 */
public record Reach(Text is, Text isNot, Text trace, Optional<Instruction> signIn) {
    /**
     * Checks the parts.
     *
     * @param is what can be done
     * @param isNot what it is not
     * @param trace who learns of it
     * @param signIn how an admin really signs in as somebody
     */
    public Reach {
        Objects.requireNonNull(is, "is");
        Objects.requireNonNull(isNot, "isNot");
        Objects.requireNonNull(trace, "trace");
        Objects.requireNonNull(signIn, "signIn");
    }
}
