package dev.gangway.connection;

import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.error.Diagnosis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A connection's record. Immutable.
 *
 * @param info what may be shown
 * @param expected the capabilities it had when it was connected: to miss one of these is news
 * @param credential its credential
 */
record Stored(ConnectionInfo info, Set<Capability> expected, SealedCredential credential) {

    /** What somebody did, or what has a time of its own: each is told, also if it is the second of its kind in a row. */
    private static final Set<ConnectionCause> EACH_TOLD = Set.of(
            ConnectionCause.RECONNECTED,
            ConnectionCause.CREDENTIAL_REPLACED,
            ConnectionCause.REVOCATION_FAILED,
            ConnectionCause.EXPIRES_SOON);

    static Set<Capability> expected(List<CapabilityCheck> checks) {
        return checks.stream()
                .filter(it -> it.proof() != Proof.MISSING)
                .map(CapabilityCheck::capability)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** In a state for a cause; itself if that is known already, or if it was ended: nothing brings it back. */
    Stored moved(Transition to) {
        boolean revived = isEnded() && to.state() != ConnectionState.DISCONNECTED;
        if (revived || (isKnown(to) && !EACH_TOLD.contains(to.cause()))) {
            return this;
        }
        List<Transition> history = new ArrayList<>(info.history());
        history.add(to);
        int tooMany = Math.max(0, history.size() - ConnectionInfo.HISTORY);
        return with(
                info.name(),
                info.account(),
                info.capabilities(),
                history.subList(tooMany, history.size()),
                info.checkedAt());
    }

    boolean isEnded() {
        return info.state() == ConnectionState.DISCONNECTED;
    }

    private boolean isKnown(Transition to) {
        Transition now = info.reason();
        return now.state() == to.state() && now.cause() == to.cause() && isSame(now.diagnosis(), to.diagnosis());
    }

    /** The words of one and the same trouble may differ, such as by a date. */
    private static boolean isSame(Optional<Diagnosis> one, Optional<Diagnosis> other) {
        return one.map(Diagnosis::problem).equals(other.map(Diagnosis::problem))
                && one.map(Diagnosis::concerns).equals(other.map(Diagnosis::concerns));
    }

    Stored named(String name) {
        return with(name, info.account(), info.capabilities(), info.history(), info.checkedAt());
    }

    Stored found(Account account, List<CapabilityCheck> capabilities, Instant checkedAt) {
        return with(info.name(), account, capabilities, info.history(), checkedAt);
    }

    /** With the same credential renewed. */
    Stored credential(SealedCredential renewed) {
        return new Stored(info, expected, renewed);
    }

    /** With another credential that has another end. */
    Stored replaced(SealedCredential other, Optional<Instant> expiresAt) {
        return new Stored(
                new ConnectionInfo(
                        info.id(),
                        info.tenant(),
                        info.name(),
                        info.connector(),
                        info.account(),
                        info.capabilities(),
                        info.history(),
                        info.connectedAt(),
                        info.checkedAt(),
                        expiresAt),
                expected(info.capabilities()),
                other);
    }

    private Stored with(
            String name,
            Account account,
            List<CapabilityCheck> capabilities,
            List<Transition> history,
            Instant checkedAt) {
        return new Stored(
                new ConnectionInfo(
                        info.id(),
                        info.tenant(),
                        name,
                        info.connector(),
                        account,
                        capabilities,
                        history,
                        info.connectedAt(),
                        checkedAt,
                        info.expiresAt()),
                expected,
                credential);
    }
}
