package dev.gangway.assistance;

import dev.gangway.activity.SwitchPosition;
import dev.gangway.result.Fact;
import dev.gangway.result.Instruction;
import java.util.Objects;
import java.util.Optional;

/**
 * The provider's own switch for a partner's support: it is another thing than delegated assistance here, and only a person can move it. Immutable.
 *
 * @param steps how a person moves it, in English and French; empty if the provider has no such switch
 * @param position where it stood last, as far as the provider's log shows it; unknown, with the reason, if the log doesn't
 */
public record ProviderSwitch(Optional<Instruction> steps, Fact<SwitchPosition> position) {

    /**
     * Checks that nothing is missing.
     *
     * @param steps how a person moves it
     * @param position where it stood last
     */
    public ProviderSwitch {
        Objects.requireNonNull(steps, "steps");
        Objects.requireNonNull(position, "position");
    }
}
