package dev.gangway.connection;

import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Who;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What real calls found out about a connection, as its next state. */
final class Findings {

    /** What a single call that goes through disproves. */
    private static final Set<ConnectionCause> DISPROVED_BY_A_CALL = Set.of(
            ConnectionCause.REVOKED,
            ConnectionCause.EXPIRED,
            ConnectionCause.APP_MISCONFIGURED,
            ConnectionCause.PROVIDER_UNAVAILABLE);

    /** What passes, or is about a single call. */
    private static final Set<Problem> SAYS_NOTHING =
            Set.of(Problem.RATE_LIMITED, Problem.PROVIDER_UNAVAILABLE, Problem.PERMISSION_DENIED);

    private Findings() {}

    static boolean saysNothing(Diagnosis diagnosis) {
        return SAYS_NOTHING.contains(diagnosis.problem());
    }

    /** The provider rejects the credential. That of somebody known to have left stays for that cause. */
    static Stored rejected(Shared shared, Stored record, Diagnosis diagnosis) {
        if (record.info().state() == ConnectionState.NEEDS_RECONNECT) {
            return record;
        }
        Instant now = shared.time().instant();
        Optional<Instant> over = record.info().expiresAt().filter(end -> !now.isBefore(end));
        boolean expired = over.isPresent() || diagnosis.problem() == Problem.CREDENTIAL_EXPIRED;
        return record.moved(shared.ledger()
                .trouble(
                        ConnectionState.NEEDS_RECONNECT,
                        expired ? ConnectionCause.EXPIRED : ConnectionCause.REVOKED,
                        over.map(Expiry::expired).orElse(diagnosis)));
    }

    /** A call could not be made, for a reason that a person can mend. */
    static Stored failed(Shared shared, Stored record, Diagnosis diagnosis) {
        if (saysNothing(diagnosis)) {
            return record;
        }
        ConnectionCause cause = switch (diagnosis.problem()) {
            case CREDENTIAL_REJECTED -> ConnectionCause.REVOKED;
            case CREDENTIAL_EXPIRED -> ConnectionCause.EXPIRED;
            case WRONG_TEAM -> ConnectionCause.WRONG_TEAM;
            case NOT_AN_ADMIN, OWNER_DEACTIVATED -> ConnectionCause.OWNER_DEACTIVATED;
            case SCOPE_MISSING -> ConnectionCause.SCOPE_LOST;
            case APP_MISCONFIGURED -> ConnectionCause.APP_MISCONFIGURED;
            default -> ConnectionCause.ACCOUNT_UNFIT;
        };
        ConnectionState state = switch (cause) {
            case REVOKED, EXPIRED, OWNER_DEACTIVATED, WRONG_TEAM -> ConnectionState.NEEDS_RECONNECT;
            default -> ConnectionState.DEGRADED;
        };
        return record.moved(shared.ledger().trouble(state, cause, diagnosis));
    }

    /** A call that began at some time went through: what was found out since is newer. */
    static Stored worked(Shared shared, Stored record, Instant began) {
        return isDisproved(record, began) ? healed(shared, record) : record;
    }

    static boolean isDisproved(Stored record, Instant began) {
        Transition reason = record.info().reason();
        return DISPROVED_BY_A_CALL.contains(reason.cause()) && began.isAfter(reason.at());
    }

    /** What was wrong before, and is nothing that a call disproves, is what is wrong again. */
    private static Stored healed(Shared shared, Stored record) {
        List<Transition> history = record.info().history();
        for (int i = history.size() - 1; i >= 0; i--) {
            Transition it = history.get(i);
            if (it.cause() == ConnectionCause.EXPIRES_SOON || DISPROVED_BY_A_CALL.contains(it.cause())) {
                continue;
            }
            if (it.state() == ConnectionState.CONNECTED) {
                break;
            }
            return record.moved(
                    new Transition(it.state(), it.cause(), shared.time().instant(), it.diagnosis(), Optional.empty()));
        }
        return record.moved(shared.ledger().transition(ConnectionState.CONNECTED, ConnectionCause.RECOVERED));
    }

    /** A test that began at some time went through: what it found, and whether that is still as good as it was. */
    static Stored tested(
            Shared shared, Stored record, Account account, List<CapabilityCheck> capabilities, Instant began) {
        Stored found = record.found(account, capabilities, shared.time().instant());
        Transition reason = record.info().reason();
        if (reason.state() != ConnectionState.CONNECTED && reason.at().isAfter(began)) {
            return found;
        }
        if (ownerGone(account).isPresent()) {
            return ownerGone(shared, found);
        }
        List<CapabilityCheck> lost = capabilities.stream()
                .filter(it -> it.proof() == Proof.MISSING && record.expected().contains(it.capability()))
                .toList();
        if (!lost.isEmpty()) {
            return found.moved(
                    shared.ledger().trouble(ConnectionState.DEGRADED, ConnectionCause.SCOPE_LOST, lost(lost)));
        }
        return found.info().state() == ConnectionState.CONNECTED
                ? found
                : found.moved(shared.ledger().transition(ConnectionState.CONNECTED, ConnectionCause.RECOVERED));
    }

    /** A connection that works, though whoever gave the credential is gone, needs somebody else before it stops to. */
    static Stored ownerGone(Shared shared, Stored record) {
        return ownerGone(record.info().account())
                .map(it -> record.moved(shared.ledger()
                        .trouble(
                                ConnectionState.NEEDS_RECONNECT,
                                ConnectionCause.OWNER_DEACTIVATED,
                                naming(record.info().account(), it))))
                .orElse(record);
    }

    /** A provider that no longer tells who it was has told before. */
    private static Diagnosis naming(Account account, Diagnosis gone) {
        return account.adminEmail()
                .match(
                        email -> gone.what().contains(email)
                                ? gone
                                : new Diagnosis(
                                        gone.problem(),
                                        "It was connected by " + email + ". " + gone.what(),
                                        gone.remedy(),
                                        gone.who(),
                                        gone.concerns()),
                        unknown -> gone);
    }

    /** Somebody who is no longer an admin doesn't take over from one who may still be. */
    static void requireOwner(Account account) {
        ownerGone(account).ifPresent(it -> {
            throw new ConnectFailedException(it);
        });
    }

    private static Optional<Diagnosis> ownerGone(Account account) {
        return account.warnings().stream()
                .filter(it -> it.problem() == Problem.OWNER_DEACTIVATED)
                .findFirst();
    }

    /** A call was refused for scopes that are missing: news if the connection once had what they are for. */
    static Stored refused(Shared shared, Stored record, Set<String> missing) {
        List<CapabilityCheck> lost = record.info().capabilities().stream()
                .filter(it -> missing.contains(it.scope()) && record.expected().contains(it.capability()))
                .toList();
        return lost.isEmpty() || record.info().state() != ConnectionState.CONNECTED
                ? record
                : record.moved(
                        shared.ledger().trouble(ConnectionState.DEGRADED, ConnectionCause.SCOPE_LOST, lost(lost)));
    }

    private static Diagnosis lost(List<CapabilityCheck> lost) {
        return new Diagnosis(
                Problem.SCOPE_MISSING,
                "The connection may no longer "
                        + lost.stream()
                                .map(CapabilityCheck::capability)
                                .map(Capability::words)
                                .collect(Collectors.joining("; "))
                        + ". Missing: "
                        + lost.stream().map(CapabilityCheck::scope).distinct().collect(Collectors.joining(", ")) + ".",
                "Grant it again at the provider, or have an admin connect again and grant all that is asked for.",
                Who.TEAM_ADMIN,
                lost.stream()
                        .map(CapabilityCheck::scope)
                        .distinct()
                        .map(Diagnosis.Subject::scope)
                        .toList());
    }
}
