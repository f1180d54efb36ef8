package dev.gangway.assistance;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether delegated assistance is switched on for a connection. Immutable.
 *
 * @param enabled whether grants can be given
 * @param since since when it is so; empty if it was never switched on
 * @param by who switched it last; empty if nobody did
 * @param why what was said when it was switched; empty if nothing was
 */
public record AssistanceStatus(boolean enabled, Optional<Instant> since, Optional<String> by, Optional<String> why) {

    /**
     * Checks that nothing is missing.
     *
     * @param enabled whether grants can be given
     * @param since since when it is so
     * @param by who switched it last
     * @param why what was said
     */
    public AssistanceStatus {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(why, "why");
    }

    static AssistanceStatus of(Grants grants) {
        Optional<TrailRecord> turned = grants.turned();
        return new AssistanceStatus(
                grants.isEnabled(),
                turned.map(TrailRecord::at),
                turned.map(it -> it.who().name()),
                turned.flatMap(TrailRecord::detail));
    }
}
