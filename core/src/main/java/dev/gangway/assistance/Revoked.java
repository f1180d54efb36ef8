package dev.gangway.assistance;

import java.util.List;
import java.util.Objects;

/**
 * A grant that was taken back: nothing begins under it any more, on any node. Immutable.
 *
 * @param grant what was given
 * @param unended what had begun and isn't known to have ended, because its node is gone: look at the provider how it ended; empty as a rule
 */
public record Revoked(Grant grant, List<TrailRecord> unended) {

    /**
     * Checks and copies the parts.
     *
     * @param grant what was given
     * @param unended what isn't known to have ended
     */
    public Revoked {
        Objects.requireNonNull(grant, "grant");
        unended = List.copyOf(unended);
    }
}
