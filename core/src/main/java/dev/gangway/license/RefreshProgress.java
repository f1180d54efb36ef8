package dev.gangway.license;

import java.time.Instant;
import java.util.Objects;

/**
 * A sign of life from a refresh: how far one part of it is. Immutable.
 *
 * @param at when
 * @param part which part
 * @param pages how many pages of it were read from the provider so far
 * @param items how many people, sign-ins, devices or apps were on them
 * @param finished whether this part is complete
 */
public record RefreshProgress(Instant at, ReportPart.Kind part, int pages, long items, boolean finished) {
    /**
     * Checks the parts.
     *
     * @param at when
     * @param part which part
     * @param pages how many pages
     * @param items how many things
     * @param finished whether it is complete
     */
    public RefreshProgress {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(part, "part");
    }
}
