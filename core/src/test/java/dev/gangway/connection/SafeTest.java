package dev.gangway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Account;
import dev.gangway.connector.ConnectorId;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.ApiKey;
import dev.gangway.credential.Credential.BearerToken;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Credential.UserPassword;
import dev.gangway.credential.Secret;
import dev.gangway.error.StoreException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Fact;
import dev.gangway.store.Envelope;
import dev.gangway.store.KeyService;
import dev.gangway.store.Keyring;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SafeTest {

    private static final TenantId TENANT = new TenantId("acme");
    private static final ConnectionId ID = new ConnectionId("42");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Keyring OLD = Keyring.of("old", key(1));

    private final Safe before = new Safe(new Envelope(OLD));
    private final Safe during = new Safe(new Envelope(OLD.withPrimary("new", key(2))));
    private final Safe after = new Safe(new Envelope(Keyring.of("new", key(2))));

    private static Secret key(int number) {
        byte[] bytes = Arrays.copyOf(("t0ps3cret-key-" + number).getBytes(StandardCharsets.US_ASCII), 32);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }

    private static Secret secret(String name) {
        return Secret.of("t0ps3cret-" + name);
    }

    private static Stored stored(SealedCredential credential) {
        Fact<String> unknown = Fact.unknown("nobody asked");
        return new Stored(
                new ConnectionInfo(
                        ID,
                        TENANT,
                        "Acme",
                        ConnectorId.of("fake"),
                        new Account("t", "Acme", Fact.unknown("nobody asked"), unknown, unknown, List.of()),
                        List.of(),
                        List.of(new Transition(
                                ConnectionState.CONNECTED,
                                ConnectionCause.CONNECTED,
                                NOW,
                                Optional.empty(),
                                Optional.empty())),
                        NOW,
                        NOW,
                        Optional.empty()),
                Set.of(),
                credential);
    }

    /** Each kind, with all the secrets that it can have. */
    static Stream<Credential> credentials() {
        return Stream.of(
                new OAuthTokens(
                        Optional.of(secret("access")),
                        Optional.of(NOW),
                        Optional.of(secret("refresh")),
                        Fact.of(Set.of("files.read"))),
                new BearerToken(secret("token"), Optional.of(NOW)),
                new ApiKey(secret("key"), Optional.empty()),
                new UserPassword("ana", secret("password"), Optional.empty()));
    }

    @Test
    void eachKindOfCredentialIsHere() {
        assertThat(credentials().map(Credential::kind)).containsExactlyInAnyOrder(Credential.Kind.values());
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void eachSecretIsSealedAnewAndNothingElseChanges(Credential credential) {
        SealedCredential old = before.first(TENANT, ID, credential).renewalBegun(NOW);

        SealedCredential fresh = during.resealed(stored(old)).orElseThrow();

        assertThat(fresh.json().write()).contains("v1.new.").doesNotContain("v1.old.");
        assertThat(after.open(TENANT, ID, fresh)).isEqualTo(credential);
        assertThat(fresh.generation()).isEqualTo(old.generation());
        assertThat(fresh.renewalBegun()).contains(NOW);
        assertThat(during.resealed(stored(fresh))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void aCredentialOpensForItsTenantConnectionAndGenerationOnly(Credential credential) {
        SealedCredential sealed = before.first(TENANT, ID, credential);
        SealedCredential newer = new SealedCredential(sealed.json().with(SealedCredential.GENERATION, 2));

        assertThat(before.open(TENANT, ID, sealed)).isEqualTo(credential);
        assertThatThrownBy(() -> before.open(new TenantId("other"), ID, sealed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("(tenant other, generation 1)");
        assertThatThrownBy(() -> before.open(TENANT, new ConnectionId("43"), sealed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("connection/43/");
        assertThatThrownBy(() -> before.open(TENANT, ID, newer))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("generation 2");
    }

    @Test
    void aCredentialWithoutGenerationIsSaidToBeDamaged() {
        SealedCredential damaged = new SealedCredential(JsonObject.EMPTY.with("kind", Credential.Kind.API_KEY));

        assertThatThrownBy(() -> during.resealed(stored(damaged)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("connection 42 is damaged");
        assertThatThrownBy(() -> during.open(TENANT, ID, damaged)).isInstanceOf(StoreException.class);
    }

    @Test
    void aRenewalIsNotBegunWhileItsSecretCouldNotBeSealed() {
        KeyService down = new KeyService() {
            @Override
            public byte[] wrap(byte[] dataKey) {
                throw new IllegalStateException("down");
            }

            @Override
            public byte[] unwrap(byte[] wrapped) {
                throw new IllegalStateException("down");
            }
        };
        Safe sealing = new Safe(new Envelope(OLD.withPrimary("service", down)));
        Stored stored =
                stored(before.first(TENANT, ID, credentials().findFirst().orElseThrow()));

        assertThatThrownBy(() -> sealing.renewalBegun(stored, NOW))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("connection/42/refreshToken (tenant acme, generation 2) was not sealed");
        assertThat(before.renewalBegun(stored, NOW).renewalBegun()).contains(NOW);
    }
}
