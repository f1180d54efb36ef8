package dev.gangway.figures;

import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.ConnectorId;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.Revocation;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential;
import dev.gangway.http.Reply;
import dev.gangway.http.Request;
import dev.gangway.http.Transport;
import dev.gangway.oauth.OAuthSpec;
import dev.gangway.result.Fact;
import dev.gangway.user.UserLifecycle;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Connects Gangway to the {@link Provider}. It has one call, {@link Calls}, and a team, {@link FigureTeam}. Immutable and thread-safe. */
final class FigureConnector implements Connector {

    static final ConnectorId ID = ConnectorId.of("figures");

    private final URI provider;
    private final boolean rotating;

    FigureConnector(URI provider, boolean rotating) {
        this.provider = provider;
        this.rotating = rotating;
    }

    @Override
    public ConnectorSpec spec() {
        OAuthSpec oauth = OAuthSpec.of(provider.resolve("/authorize"), provider.resolve("/token"), "app");
        return new ConnectorSpec(
                ID,
                "Figures",
                Set.of(Credential.Kind.OAUTH),
                Optional.of(rotating ? oauth : oauth.withLastingRefreshTokens()),
                List.of(),
                Set.of(provider.getAuthority()),
                Optional.empty());
    }

    @Override
    public Session open(ConnectorContext context) {
        return new Calls(provider, context.transport());
    }

    /** The provider's own client: applications get it by {@code connection.unwrap(Calls.class)}. */
    record Calls(URI provider, Transport transport) implements Session {

        /** Asks for nothing much. */
        void one() {
            Reply reply = transport.send(Request.get("call", provider.resolve("/call")));
            if (!reply.successful()) {
                throw new IllegalStateException("The provider answered " + reply.status() + ".");
            }
        }

        @Override
        public Account account() {
            one();
            return new Account(
                    "team",
                    "The team",
                    Fact.unknown("nobody is named"),
                    Fact.unknown("nobody is named"),
                    Fact.unknown("nobody is named"));
        }

        @Override
        public List<CapabilityCheck> check(Fact<Set<String>> grantedScopes) {
            return List.of(new CapabilityCheck(Capability.READ_TEAM, Proof.PROVED, "", "The team was read."));
        }

        @Override
        public Optional<UserLifecycle> users() {
            return Optional.of(new FigureTeam(provider, transport));
        }

        @Override
        public <T> Optional<T> unwrap(Class<T> type) {
            return type == Calls.class ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public Revocation revoke() {
            return new Revocation(Revocation.State.NOT_POSSIBLE, "The provider withdraws nothing.");
        }
    }
}
