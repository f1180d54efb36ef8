package dev.gangway.assistance;

import dev.gangway.result.Fact;
import java.util.List;
import java.util.Objects;

/**
 * What switching assistance off ended, and what it leaves. Immutable.
 *
 * @param ended the grants that were alive
 * @param unended what had begun and isn't known to have ended, because its node is gone; empty as a rule
 * @param admins who is an admin of the team now because a partner made them one, by hand or through Gangway: they stay admins until you take
 *     that away; unknown, with the reason, if it can't be read
 */
public record Disabled(List<Grant> ended, List<TrailRecord> unended, Fact<List<PartnerMadeAdmin>> admins) {

    /**
     * Checks and copies the parts.
     *
     * @param ended the grants that were alive
     * @param unended what isn't known to have ended
     * @param admins whom a partner made an admin
     */
    public Disabled {
        ended = List.copyOf(ended);
        unended = List.copyOf(unended);
        Objects.requireNonNull(admins, "admins");
    }
}
