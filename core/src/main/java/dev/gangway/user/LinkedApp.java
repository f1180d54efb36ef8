package dev.gangway.user;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An app of somebody else's that a person lets into the account. Immutable.
 *
 * @param id the provider's id of the app
 * @param name the app's name, for a person
 * @param linkedAt since when; empty if the provider doesn't say
 */
public record LinkedApp(String id, String name, Optional<Instant> linkedAt) {
    /**
     * Checks the parts.
     *
     * @param id the provider's id of the app
     * @param name the app's name
     * @param linkedAt since when
     */
    public LinkedApp {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(linkedAt, "linkedAt");
    }
}
