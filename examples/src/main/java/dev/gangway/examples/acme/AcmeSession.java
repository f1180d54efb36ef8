package dev.gangway.examples.acme;

import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.connector.Revocation;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.connector.Session;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.GangwayException;
import dev.gangway.http.Reply;
import dev.gangway.license.LicenseData;
import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A connection to one team at Acme. Thread-safe. */
final class AcmeSession implements Session {

    private final AcmeApi api;

    AcmeSession(AcmeApi api) {
        this.api = api;
    }

    public record Key(Team team, Owner owner, List<String> rights) {

        Account account() {
            if (!owner.admin()) {
                throw new ConnectFailedException(new Diagnosis(
                        Diagnosis.Problem.NOT_AN_ADMIN,
                        owner.email() + ", whose key it is, is not an admin of the team.",
                        "Have an admin make a key.",
                        Diagnosis.Who.TEAM_ADMIN,
                        List.of(Diagnosis.Subject.role("Admin"))));
            }
            return new Account(
                    team.id(), team.name(), Fact.of(new UserId(owner.id())), Fact.of(owner.email()), Fact.of("Admin"));
        }

        List<CapabilityCheck> checks() {
            List<CapabilityCheck> checks = new ArrayList<>();
            checks.add(new CapabilityCheck(Capability.READ_TEAM, Proof.PROVED, "", "The team was read."));
            AcmeConnector.RIGHTS.forEach(right -> checks.add(check(right)));
            return checks;
        }

        private CapabilityCheck check(ScopeSpec right) {
            boolean granted = rights.contains(right.name());
            return new CapabilityCheck(
                    right.capability(),
                    granted ? Proof.GRANTED : Proof.MISSING,
                    right.name(),
                    "The key " + (granted ? "has" : "lacks") + " the right " + right.name() + ".");
        }
    }

    public record Team(String id, String name) {}

    public record Owner(String id, String email, boolean admin) {}

    private <R> R key(Function<Key, R> meaning) {
        return AcmeApi.read(api.get("key/get", "/v1/key"), Key.class, meaning);
    }

    @Override
    public Account account() {
        return key(Key::account);
    }

    @Override
    public List<CapabilityCheck> check(Fact<Set<String>> grantedScopes) {
        return key(Key::checks);
    }

    @Override
    public Optional<UserLifecycle> users() {
        return Optional.of(new AcmeUsers(api));
    }

    @Override
    public Optional<LicenseData> licenses() {
        return Optional.of(new AcmeLicenses(api));
    }

    @Override
    public Revocation revoke() {
        try {
            Reply reply = api.delete("key/delete", "/v1/key");
            if (reply.successful()) {
                return new Revocation(Revocation.State.REVOKED, "Acme confirmed that the key is dead.");
            }
            if (AcmeApi.code(reply).equals("password")) {
                return new Revocation(
                        Revocation.State.NOT_POSSIBLE,
                        "Acme ends no passwords by its API. Change it in Acme's console.");
            }
        } catch (CredentialRejectedException dead) {
            return new Revocation(Revocation.State.ALREADY_DEAD, "The key was dead already.");
        } catch (GangwayException trouble) {
            return failed(trouble.getMessage());
        }
        return failed("Acme refused to delete the key.");
    }

    private static Revocation failed(String why) {
        return new Revocation(Revocation.State.FAILED, why + " Delete the key in Acme's console.");
    }
}
