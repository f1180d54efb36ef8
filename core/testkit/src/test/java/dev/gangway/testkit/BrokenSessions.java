package dev.gangway.testkit;

import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.Revocation;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.NewUser;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For each rule about connecting and about secrets, a connector that violates it. */
final class BrokenSessions {

    private static final Logger LOGGER = LoggerFactory.getLogger(BrokenSessions.class);

    private BrokenSessions() {}

    static List<Broken> all() {
        return List.of(
                Broken.connector("C-01", "spec()", BrokenSessions::moody),
                Broken.session("C-02", "after opening a session", (inner, context) -> {
                    inner.account();
                    return inner;
                }),
                teams(),
                Broken.session("C-04", "account() and check(…) ran", (inner, context) -> new ForwardingSession(inner) {
                    @Override
                    public Account account() {
                        Account account = super.account();
                        inner.users()
                                .orElseThrow()
                                .recover(account.adminId().toOptional().orElseThrow());
                        return account;
                    }
                }),
                checks("C-05", "judged once", checks -> {
                    List<CapabilityCheck> twice = new ArrayList<>(checks);
                    twice.add(checks.get(0));
                    return twice;
                }),
                checks(
                        "C-06",
                        "the check doesn't say so",
                        checks -> checks.stream()
                                .map(it -> it.capability() == Capability.READ_SIGN_INS
                                        ? new CapabilityCheck(it.capability(), Proof.UNKNOWN, it.scope(), "who knows")
                                        : it)
                                .toList()),
                Broken.users("C-07", "onboard(…)", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> onboard(NewUser newUser) {
                        try {
                            return super.onboard(newUser);
                        } catch (CredentialRejectedException rejected) {
                            return Outcome.refusedByProvider(Refusal.Reason.OTHER, "401");
                        }
                    }
                }),
                Broken.users("C-08", "names what is missing", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Optional<User> find(UserRef user) {
                        try {
                            return super.find(user);
                        } catch (PermissionMissingException missing) {
                            throw new PermissionMissingException("Not permitted.", Set.of(), Optional.empty());
                        }
                    }
                }),
                Broken.session("C-09", "after the revocation", (inner, context) -> new ForwardingSession(inner) {
                    @Override
                    public Revocation revoke() {
                        try {
                            inner.account();
                        } catch (CredentialRejectedException dead) {
                            return new Revocation(Revocation.State.ALREADY_DEAD, "It was dead.");
                        }
                        return new Revocation(Revocation.State.REVOKED, "Believe me.");
                    }
                }),
                Broken.session("C-10", "Nothing was revoked", (inner, context) -> new ForwardingSession(inner) {
                    @Override
                    public Revocation revoke() {
                        super.revoke();
                        return new Revocation(Revocation.State.REVOKED, "The token is dead.");
                    }
                }),
                Broken.session("C-11", "closed already", (inner, context) -> new ForwardingSession(inner) {
                    private final AtomicBoolean closed = new AtomicBoolean();

                    @Override
                    public void close() {
                        if (!closed.compareAndSet(false, true)) {
                            throw new AssertionError("closed already");
                        }
                        super.close();
                    }
                }),
                Broken.session("C-12", "find(…)", (inner, context) -> new ForwardingSession(inner) {
                    @Override
                    public void close() {
                        // goes on working
                    }
                }),
                Broken.session("S-01", "place=OUTPUT", (inner, context) -> new ForwardingSession(inner) {
                    @Override
                    public Account account() {
                        LOGGER.debug("asking with {}", context.authorization().header());
                        return super.account();
                    }
                }),
                Broken.session("S-02", "place=EXCEPTION", (inner, context) -> new ForwardingSession(inner) {
                    @Override
                    public Account account() {
                        try {
                            return super.account();
                        } catch (CredentialRejectedException rejected) {
                            throw new CredentialRejectedException("Rejected: " + inBase64(context), Optional.empty());
                        }
                    }
                }),
                Broken.session("S-03", "place=VALUE", (inner, context) -> new ForwardingSession(inner) {
                    @Override
                    public String toString() {
                        return "Session with " + context.authorization().header();
                    }
                }));
    }

    private static String inBase64(ConnectorContext context) {
        String pair = "app:" + context.authorization().header();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static ForwardingConnector moody(InMemoryConnector team) {
        AtomicInteger count = new AtomicInteger();
        return new ForwardingConnector(team) {
            @Override
            public ConnectorSpec spec() {
                ConnectorSpec spec = super.spec();
                return new ConnectorSpec(
                        spec.id(),
                        spec.displayName() + count.incrementAndGet(),
                        spec.credentialKinds(),
                        spec.oauth(),
                        spec.scopes(),
                        spec.hosts(),
                        spec.requestIdHeader());
            }
        };
    }

    private static Broken teams() {
        AtomicInteger sessions = new AtomicInteger();
        return Broken.session("C-03", "The team's id", (inner, context) -> new ForwardingSession(inner) {
            private final int number = sessions.incrementAndGet();

            @Override
            public Account account() {
                Account it = super.account();
                return new Account(it.teamId() + number, it.teamName(), it.adminId(), it.adminEmail(), it.adminRole());
            }
        });
    }

    private static Broken checks(String rule, String reason, UnaryOperator<List<CapabilityCheck>> change) {
        return Broken.session(rule, reason, (inner, context) -> new ForwardingSession(inner) {
            @Override
            public List<CapabilityCheck> check(Fact<Set<String>> grantedScopes) {
                return change.apply(super.check(grantedScopes));
            }
        });
    }
}
