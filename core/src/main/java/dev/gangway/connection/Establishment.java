package dev.gangway.connection;

import dev.gangway.connector.Account;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.Connector;
import dev.gangway.connector.FieldSpec;
import dev.gangway.connector.Revocation;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Subject;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.error.GangwayException;
import dev.gangway.error.StoreException;
import dev.gangway.result.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes connections, and gives connections that are there another credential: tested first, stored then, and nothing stored on failure. */
final class Establishment {

    private static final Logger LOGGER = LoggerFactory.getLogger(Establishment.class);

    private final Shared shared;

    Establishment(Shared shared) {
        this.shared = shared;
    }

    /** What real calls said of a credential. */
    private record Proof(Account account, List<CapabilityCheck> capabilities, Credential credential) {}

    /**
     * A new connection, whose name was claimed for it.
     *
     * @param ours whether the credential is only known here, so that it has to be withdrawn if nothing comes of it
     */
    ConnectionInfo create(
            ConnectionId id,
            TenantId tenant,
            String name,
            Connector connector,
            Credential credential,
            boolean ours,
            Optional<String> actor) {
        return tried(id, connector, credential, ours, proof -> {
            Instant now = shared.time().instant();
            Stored made = judged(new Stored(
                    new ConnectionInfo(
                            id,
                            tenant,
                            name,
                            connector.spec().id(),
                            proof.account(),
                            proof.capabilities(),
                            List.of(shared.ledger()
                                    .transition(ConnectionState.CONNECTED, ConnectionCause.CONNECTED, actor)),
                            now,
                            now,
                            proof.credential().endsAt()),
                    Stored.expected(proof.capabilities()),
                    shared.safe().first(tenant, id, proof.credential())));
            shared.ledger().create(made, ours ? Optional.of(ConnectionState.PENDING) : Optional.empty());
            return made.info();
        });
    }

    /** Another credential for a connection that is there. It has to belong to the same team. */
    ConnectionInfo replace(
            Stored record,
            Connector connector,
            Credential credential,
            boolean ours,
            ConnectionCause cause,
            Optional<String> actor) {
        ConnectionId id = record.info().id();
        AtomicReference<Stored> former = new AtomicReference<>(record);
        Stored now = tried(id, connector, credential, ours, proof -> {
            requireSameTeam(record.info(), proof.account());
            Findings.requireOwner(proof.account());
            return shared.ledger()
                    .change(id, it -> {
                        former.set(it);
                        return it.isEnded() ? it : replaced(it, proof, cause, actor);
                    })
                    .filter(it -> !it.isEnded())
                    .orElseThrow(() -> OpenConnections.noSuch(id));
        });
        try {
            shared.open().find(id).ifPresent(it -> it.saw(now));
        } catch (StoreException sealed) {
            LOGGER.warn("Connection {} has got another credential; this node takes it up in a while.", id);
        }
        return withdrawn(Objects.requireNonNull(former.get()), now, connector).info();
    }

    private Stored replaced(Stored before, Proof proof, ConnectionCause cause, Optional<String> actor) {
        return judged(before.found(
                        proof.account(), proof.capabilities(), shared.time().instant())
                .replaced(
                        shared.safe().replaced(before, proof.credential()),
                        proof.credential().endsAt())
                .moved(shared.ledger().transition(ConnectionState.CONNECTED, cause, actor)));
    }

    /** Has a credential proved and then stored; one that comes to nothing is given back if it is only known here. */
    private <T> T tried(
            ConnectionId id, Connector connector, Credential credential, boolean ours, Function<Proof, T> storing) {
        try (Live live = Live.open(shared, connector, Custody.unstored(shared, credential))) {
            try {
                return storing.apply(prove(connector, live));
            } catch (RuntimeException failed) {
                boolean kept = failed instanceof StoreException
                        && mayBeKept(id, live.custody().credential());
                if (ours && !kept && connector.revokesOnlyThatGrant()) {
                    giveBack(live);
                }
                throw failed;
            }
        }
    }

    /** With what is to be said of a credential from the start: it ends soon, or whoever gave it is gone. */
    private Stored judged(Stored record) {
        return Findings.ownerGone(shared, Expiry.due(shared, record));
    }

    private static void requireSameTeam(ConnectionInfo info, Account account) {
        if (!account.teamId().equals(info.account().teamId())) {
            throw new ConnectFailedException(new Diagnosis(
                    Problem.WRONG_TEAM,
                    "The new credential is for the team " + account.teamName() + ", the connection " + info.name()
                            + " for the team " + info.account().teamName() + ".",
                    "Sign in with an admin of " + info.account().teamName()
                            + "; for the other team make a connection of its own.",
                    Who.TEAM_ADMIN));
        }
    }

    private static Proof prove(Connector connector, Live live) {
        try {
            Account account = live.session().account();
            Fact<Set<String>> scopes = scopes(live.custody().credential());
            List<CapabilityCheck> capabilities = live.session().check(scopes);
            return new Proof(
                    account.warned(connector.spec().excess(scopes)),
                    capabilities,
                    live.custody().credential());
        } catch (CredentialRejectedException rejected) {
            throw new ConnectFailedException(
                    namingFields(rejected.diagnosis(), connector, live.custody().credential()));
        }
    }

    /** A provider that doesn't say more rejects what was entered as a whole; after a consent nothing was. */
    private static Diagnosis namingFields(Diagnosis diagnosis, Connector connector, Credential credential) {
        return credential instanceof OAuthTokens || !diagnosis.concerns().isEmpty()
                ? diagnosis
                : diagnosis.concerning(connector.spec().form(credential.kind()).fields().stream()
                        .filter(FieldSpec::required)
                        .map(it -> Subject.field(it.id()))
                        .toArray(Subject[]::new));
    }

    static Fact<Set<String>> scopes(Credential credential) {
        return credential instanceof OAuthTokens it
                ? it.scopes()
                : Fact.unknown("no list of scopes comes with this kind of credential");
    }

    /** A store that fails may have written all the same. */
    private boolean mayBeKept(ConnectionId id, Credential credential) {
        try {
            return shared.records()
                    .find(id)
                    .filter(it -> isPartOf(credential, opened(it)))
                    .isPresent();
        } catch (StoreException unknown) {
            LOGGER.warn("A consent may have been stored or not, so it was not given back.");
            return true;
        }
    }

    /** So that no token stays alive that nobody holds. */
    private static void giveBack(Live live) {
        try {
            Revocation revocation = live.session().revoke();
            LOGGER.debug("A consent that came to nothing was given back: {}", revocation.state());
        } catch (GangwayException unreachable) {
            LOGGER.warn("A consent that came to nothing could not be given back: {}", unreachable.getMessage());
        }
    }

    /** The former credential is of no use any more: it is withdrawn, or it is told that it may be alive. */
    private Stored withdrawn(Stored former, Stored now, Connector connector) {
        Optional<String> alive = withdraw(former, now, connector);
        if (alive.isEmpty()) {
            return now;
        }
        Diagnosis warning = new Diagnosis(
                Problem.OTHER,
                "The connection works with its new credential, but the former one may still be alive.",
                alive.get(),
                Who.TEAM_ADMIN);
        Stored warned = now.found(
                now.info().account().warned(List.of(warning)),
                now.info().capabilities(),
                now.info().checkedAt());
        try {
            return shared.ledger()
                    .change(
                            now.info().id(),
                            it -> it.credential().grant() == now.credential().grant()
                                    ? it.found(
                                            warned.info().account(),
                                            it.info().capabilities(),
                                            it.info().checkedAt())
                                    : it)
                    .orElse(now);
        } catch (StoreException unwritable) { // the new credential is stored, and the caller hears of the former one
            return warned;
        }
    }

    /** Withdraws the former credential; if it may still be alive, says why and what to do. */
    private Optional<String> withdraw(Stored former, Stored now, Connector connector) {
        try {
            Credential credential = opened(former);
            if (isPartOf(credential, opened(now))) {
                return Optional.empty();
            }
            if (isOfAnother(credential, former.info())) {
                return Optional.of(
                        "Another connection uses it, or may do so, and it was not revoked. Disconnect that one to end it.");
            }
            if (!connector.revokesOnlyThatGrant()) {
                return Optional.of(
                        "Revoking it could end the new one too, so nothing was revoked. Have an admin remove what "
                                + "isn't needed in the provider's console.");
            }
            try (Live live = Live.open(shared, connector, Custody.unstored(shared, credential))) {
                Revocation revocation = live.session().revoke();
                return switch (revocation.state()) {
                    case REVOKED, ALREADY_DEAD -> Optional.empty();
                    default -> Optional.of(revocation.explanation());
                };
            }
        } catch (GangwayException failed) {
            return Optional.of("Revoking it failed (" + failed.getMessage()
                    + "). Have an admin remove it in the provider's console.");
        }
    }

    private Credential opened(Stored record) {
        return shared.safe().open(record.info().tenant(), record.info().id(), record.credential());
    }

    /** An application may have made two connections with one credential: to revoke it would end the other one. */
    private boolean isOfAnother(Credential credential, ConnectionInfo info) {
        return shared.records().ids().stream()
                .filter(id -> !id.equals(info.id()))
                .map(this::readable)
                .flatMap(Optional::stream)
                .filter(it -> !it.isEnded()
                        && it.info().connector().equals(info.connector())
                        && it.info().account().teamId().equals(info.account().teamId()))
                .anyMatch(it -> mayBeOf(credential, it));
    }

    /** What is damaged uses nothing. */
    private Optional<Stored> readable(ConnectionId id) {
        try {
            return shared.records().find(id);
        } catch (StoreException damaged) {
            return Optional.empty();
        }
    }

    /** What doesn't open here may be in use on a node that has the key. */
    private boolean mayBeOf(Credential credential, Stored other) {
        try {
            return isPartOf(credential, opened(other));
        } catch (StoreException sealed) {
            return true;
        }
    }

    /** Whether to revoke the one would end the other: somebody may replace a credential by itself. */
    private static boolean isPartOf(Credential former, Credential now) {
        if (former instanceof OAuthTokens one && now instanceof OAuthTokens other) {
            return isSame(one.refreshToken(), other.refreshToken()) || isSame(one.accessToken(), other.accessToken());
        }
        return former.equals(now);
    }

    private static boolean isSame(Optional<Secret> one, Optional<Secret> other) {
        return one.isPresent() && one.equals(other);
    }
}
