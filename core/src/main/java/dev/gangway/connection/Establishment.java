package dev.gangway.connection;

import dev.gangway.connector.Account;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.Connector;
import dev.gangway.connector.Revocation;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.error.GangwayException;
import dev.gangway.result.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
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
        Live live = Live.open(shared, connector, Custody.unstored(shared, credential));
        try {
            Proof proof = prove(connector, live);
            Instant now = shared.time().instant();
            Stored made = new Stored(
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
                    shared.safe().first(tenant, id, proof.credential()));
            shared.ledger().create(made);
            live.saw(made);
            shared.open().add(id, live);
            return judged(made).info();
        } catch (RuntimeException failed) {
            giveUp(connector, live, ours);
            throw failed;
        }
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
        Live live = Live.open(shared, connector, Custody.unstored(shared, credential));
        Stored replaced;
        try {
            Proof proof = prove(connector, live);
            requireSameTeam(record.info(), proof.account());
            AtomicBoolean done = new AtomicBoolean();
            Transition transition = shared.ledger().transition(ConnectionState.CONNECTED, cause, actor);
            replaced = shared.ledger()
                    .change(id, it -> {
                        done.set(it.info().state() != ConnectionState.DISCONNECTED);
                        return done.get()
                                ? it.replaced(
                                                shared.safe().replaced(it, proof.credential()),
                                                proof.credential().endsAt(),
                                                proof.account(),
                                                proof.capabilities(),
                                                shared.time().instant())
                                        .moved(transition)
                                : it;
                    })
                    .filter(it -> done.get())
                    .orElseThrow(() -> OpenConnections.noSuch(id));
        } catch (RuntimeException failed) {
            giveUp(connector, live, ours);
            throw failed;
        }
        live.close();
        Stored kept = replaced;
        shared.open().find(id).ifPresent(it -> it.saw(kept));
        return judged(withdrawn(record, kept, connector)).info();
    }

    /** What is to be said of a credential from the start: it ends soon, or whoever gave it is gone. */
    private Stored judged(Stored record) {
        Stored announced = Expiry.announced(shared, record);
        return Findings.ownerGone(shared, announced).equals(announced)
                ? announced
                : shared.ledger()
                        .change(record.info().id(), it -> Findings.ownerGone(shared, it))
                        .orElse(announced);
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
            throw new ConnectFailedException(rejected.diagnosis());
        }
    }

    static Fact<Set<String>> scopes(Credential credential) {
        return credential instanceof OAuthTokens it
                ? it.scopes()
                : Fact.unknown("no list of scopes comes with this kind of credential");
    }

    /** A consent that comes to nothing is given back, so that no token stays alive that nobody holds. */
    private static void giveUp(Connector connector, Live live, boolean ours) {
        try {
            if (ours && connector.revokesOnlyThatGrant()) {
                Revocation revocation = live.session().revoke();
                LOGGER.debug("A consent that came to nothing was given back: {}", revocation.state());
            }
        } catch (GangwayException unreachable) {
            LOGGER.warn("A consent that came to nothing could not be given back: {}", unreachable.getMessage());
        } finally {
            live.close();
        }
    }

    /** The former credential is of no use any more: it is withdrawn, or it is told that it may be alive. */
    private Stored withdrawn(Stored former, Stored now, Connector connector) {
        Revocation revocation = withdraw(former, now, connector);
        if (revocation.state() == Revocation.State.REVOKED || revocation.state() == Revocation.State.ALREADY_DEAD) {
            return now;
        }
        Account account = now.info().account();
        Diagnosis warning = new Diagnosis(
                Problem.OTHER,
                "The connection works with its new credential, but the former one may still be alive.",
                revocation.explanation(),
                Who.TEAM_ADMIN);
        return shared.ledger()
                .change(
                        now.info().id(),
                        it -> it.credential().grant() == now.credential().grant()
                                ? it.found(
                                        account.warned(List.of(warning)),
                                        it.info().capabilities(),
                                        it.info().checkedAt())
                                : it)
                .orElse(now);
    }

    private Revocation withdraw(Stored former, Stored now, Connector connector) {
        Credential credential =
                shared.safe().open(former.info().tenant(), former.info().id(), former.credential());
        if (isPartOf(
                credential, shared.safe().open(now.info().tenant(), now.info().id(), now.credential()))) {
            return new Revocation(Revocation.State.ALREADY_DEAD, "It is still in use: the new one is the same.");
        }
        if (!connector.revokesOnlyThatGrant()) {
            return new Revocation(
                    Revocation.State.NOT_POSSIBLE,
                    "Revoking it could end the new one too, so nothing was revoked. Have an admin remove what isn't "
                            + "needed in the provider's console.");
        }
        try (Live live = Live.open(shared, connector, Custody.unstored(shared, credential))) {
            return live.session().revoke();
        } catch (GangwayException failed) {
            return new Revocation(
                    Revocation.State.FAILED,
                    "Revoking it failed (" + failed.getMessage()
                            + "). Have an admin remove it in the provider's console.");
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
