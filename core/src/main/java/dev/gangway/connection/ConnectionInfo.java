package dev.gangway.connection;

import dev.gangway.connector.Account;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.ConnectorId;
import dev.gangway.error.Diagnosis;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a connection; it holds no secret. Immutable.
 *
 * @param id names it
 * @param tenant whose it is
 * @param name the name that the application gave it, whole; {@link #label} shortens it
 * @param connector which connector it uses
 * @param account whom it connects
 * @param capabilities what it is good for, and how that is known
 * @param history its last transitions, up to {@value #HISTORY}, the newest last; never empty
 * @param connectedAt since when it exists
 * @param checkedAt when it was last checked by real calls
 * @param expiresAt when its credential expires for good; empty if it is renewed by itself, or no end is known
 */
public record ConnectionInfo(
        ConnectionId id,
        TenantId tenant,
        String name,
        ConnectorId connector,
        Account account,
        List<CapabilityCheck> capabilities,
        List<Transition> history,
        Instant connectedAt,
        Instant checkedAt,
        Optional<Instant> expiresAt) {

    /** How many transitions are kept. */
    public static final int HISTORY = 20;

    /**
     * Checks and copies the parts.
     *
     * @param id names it
     * @param tenant whose it is
     * @param name the application's name for it
     * @param connector which connector
     * @param account whom it connects
     * @param capabilities what it is good for
     * @param history its last transitions
     * @param connectedAt since when it exists
     * @param checkedAt when it was last checked
     * @param expiresAt when its credential expires for good
     * @throws IllegalArgumentException if there is no transition
     */
    public ConnectionInfo {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(account, "account");
        capabilities = List.copyOf(capabilities);
        history = List.copyOf(history);
        Objects.requireNonNull(connectedAt, "connectedAt");
        Objects.requireNonNull(checkedAt, "checkedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        if (history.isEmpty()) {
            throw new IllegalArgumentException("A connection came into its state somehow: one transition at least.");
        }
    }

    /**
     * How it came into its present state.
     *
     * @return the newest transition
     */
    public Transition latest() {
        return history.get(history.size() - 1);
    }

    /**
     * Whether it works, as last found.
     *
     * @return its state
     */
    public ConnectionState state() {
        return latest().state();
    }

    /**
     * Since when it is in its state, as far back as the history goes.
     *
     * @return when the first of the newest transitions to this state was found
     */
    public Instant since() {
        int first = history.size() - 1;
        while (first > 0 && history.get(first - 1).state() == state()) {
            first--;
        }
        return history.get(first).at();
    }

    /** Why it is in its state: that its credential ends soon is told in between and is no reason for any. */
    Transition reason() {
        int newest = history.size() - 1;
        while (newest > 0 && history.get(newest).cause() == ConnectionCause.EXPIRES_SOON) {
            newest--;
        }
        return history.get(newest);
    }

    /**
     * What a person has to mend so that it works, or goes on working: what is wrong, what to do, and who can do it.
     *
     * @return the diagnosis of the present state, or for one that works of a credential that expires soon; empty if there is nothing to do.
     *     More advice for one that works is in {@code account().warnings()}
     */
    public Optional<Diagnosis> diagnosis() {
        return (state() == ConnectionState.CONNECTED ? latest() : reason()).diagnosis();
    }

    /**
     * What the connection surely can't do.
     *
     * @return the checks of capabilities that are missing
     */
    public List<CapabilityCheck> missing() {
        return capabilities.stream()
                .filter(it -> it.proof() == CapabilityCheck.Proof.MISSING)
                .toList();
    }

    /**
     * The name for a narrow place: whole if it fits, else cut and ended with "…". What a reader sees as one character, such as an emoji of a
     * family or a letter with its accents, is never cut in two.
     *
     * @param atMost how many such characters it may have, the "…" included: 1 or more
     * @return the label
     * @throws IllegalArgumentException if {@code atMost} is less than 1
     */
    public String label(int atMost) {
        return Label.of(name, atMost);
    }
}
