package dev.gangway.connection;

import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
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

    static Set<Capability> expected(List<CapabilityCheck> checks) {
        return checks.stream()
                .filter(it -> it.proof() != Proof.MISSING)
                .map(CapabilityCheck::capability)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** In a state for a cause; itself if it is there already for the same cause. */
    Stored moved(Transition to) {
        Transition latest = info.latest();
        if (latest.state() == to.state()
                && latest.cause() == to.cause()
                && to.cause() != ConnectionCause.EXPIRES_SOON) {
            return this;
        }
        List<Transition> history = new ArrayList<>(info.history());
        history.add(to);
        int tooMany = Math.max(0, history.size() - ConnectionInfo.HISTORY);
        return with(new ConnectionInfo(
                info.id(),
                info.tenant(),
                info.name(),
                info.connector(),
                info.account(),
                info.capabilities(),
                history.subList(tooMany, history.size()),
                info.connectedAt(),
                info.checkedAt(),
                info.expiresAt()));
    }

    Stored named(String name) {
        return with(new ConnectionInfo(
                info.id(),
                info.tenant(),
                name,
                info.connector(),
                info.account(),
                info.capabilities(),
                info.history(),
                info.connectedAt(),
                info.checkedAt(),
                info.expiresAt()));
    }

    Stored found(Account account, List<CapabilityCheck> capabilities, Instant checkedAt) {
        return with(new ConnectionInfo(
                info.id(),
                info.tenant(),
                info.name(),
                info.connector(),
                account,
                capabilities,
                info.history(),
                info.connectedAt(),
                checkedAt,
                info.expiresAt()));
    }

    /** With the same credential renewed. */
    Stored credential(SealedCredential renewed) {
        return new Stored(info, expected, renewed);
    }

    /** With another credential, and what was found with it. */
    Stored replaced(
            SealedCredential other,
            Optional<Instant> expiresAt,
            Account account,
            List<CapabilityCheck> capabilities,
            Instant now) {
        return new Stored(
                new ConnectionInfo(
                        info.id(),
                        info.tenant(),
                        info.name(),
                        info.connector(),
                        account,
                        capabilities,
                        info.history(),
                        info.connectedAt(),
                        now,
                        expiresAt),
                expected(capabilities),
                other);
    }

    private Stored with(ConnectionInfo changed) {
        return new Stored(changed, expected, credential);
    }
}
