package dev.gangway.connection;

import dev.gangway.internal.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A credential as it is stored, every secret of it sealed. Immutable.
 *
 * @param json its kind, its generation, and its fields
 */
record SealedCredential(JsonObject json) {

    static final String GENERATION = "generation";
    static final String GRANT = "grant";
    private static final String RENEWAL_BEGUN = "renewalBegun";
    private static final String REFUSED_AT = "refusedAt";

    /** Grows with each credential that is stored for a connection: renewed, replaced or given anew. */
    long generation() {
        return json.number(GENERATION).orElseThrow();
    }

    /** The generation of the first credential that came of the same consent: renewals keep it. */
    long grant() {
        return json.number(GRANT).orElseThrow();
    }

    /** When a renewal was begun whose end nobody has stored. */
    Optional<Instant> renewalBegun() {
        return json.instant(RENEWAL_BEGUN);
    }

    SealedCredential renewalBegun(Instant at) {
        return new SealedCredential(json.with(RENEWAL_BEGUN, at));
    }

    /** When the provider said last that the grant is gone. */
    Optional<Instant> refusedAt() {
        return json.instant(REFUSED_AT);
    }

    SealedCredential refusedAt(Instant at) {
        return new SealedCredential(json.with(REFUSED_AT, at));
    }
}
