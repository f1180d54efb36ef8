package dev.gangway.connection;

import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.ConnectorId;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.ApiKey;
import dev.gangway.credential.Credential.BearerToken;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Credential.UserPassword;
import dev.gangway.credential.Secret;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.StoreException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Fact;
import dev.gangway.store.Envelope;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import dev.gangway.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Connections in the store: what is known of each, and its credential, every secret of which is sealed for its own slot. */
final class Records {

    private static final String PREFIX = "connection/";

    private final Store store;
    private final Envelope envelope;

    Records(Store store, Envelope envelope) {
        this.store = store;
        this.envelope = envelope;
    }

    record Kept(ConnectionInfo info, Credential credential) {}

    List<ConnectionId> ids() {
        return store.list(PREFIX).stream()
                .map(key -> new ConnectionId(key.substring(PREFIX.length())))
                .toList();
    }

    Optional<Kept> find(ConnectionId id) {
        return store.get(PREFIX + id).map(record -> read(id, record));
    }

    /** What is known of a connection, without opening its credential: a key that is missing hides no connection. */
    Optional<ConnectionInfo> info(ConnectionId id) {
        return store.get(PREFIX + id).map(record -> undamaged(id, () -> info(id, json(record))));
    }

    void create(Kept kept) {
        if (store.compareAndSet(PREFIX + kept.info().id(), 0, write(kept)).isEmpty()) {
            throw new StoreException(
                    "There is a connection " + kept.info().id() + " already; nothing was stored.", null);
        }
    }

    /** Changes a record; false if the connection is gone. Another node's change in between is taken into account. */
    boolean change(ConnectionId id, UnaryOperator<Kept> change) {
        while (true) {
            Optional<Versioned> record = store.get(PREFIX + id);
            if (record.isEmpty()) {
                return false;
            }
            if (store.compareAndSet(PREFIX + id, record.get().version(), write(change.apply(read(id, record.get()))))
                    .isPresent()) {
                return true;
            }
        }
    }

    /** Whether the connection is there; its record may be damaged. */
    boolean exist(ConnectionId id) {
        return store.get(PREFIX + id).isPresent();
    }

    void erase(ConnectionId id) {
        eraseKey(PREFIX + id);
    }

    /** Erases everything that was journaled for the connection. */
    void eraseJournal(ConnectionId id) {
        store.list("journal/" + id + "/").forEach(this::eraseKey);
    }

    private void eraseKey(String key) {
        Optional<Versioned> record = store.get(key);
        while (record.isPresent()
                && store.compareAndSet(key, record.get().version(), new byte[0]).isEmpty()) {
            record = store.get(key);
        }
    }

    private byte[] write(Kept kept) {
        ConnectionInfo info = kept.info();
        Account account = info.account();
        return JsonObject.EMPTY
                .with("name", info.name())
                .with("connector", info.connector().value())
                .with("state", info.state())
                .with("connectedAt", info.connectedAt())
                .with("checkedAt", info.checkedAt())
                .with("teamId", account.teamId())
                .with("teamName", account.teamName())
                .with("adminId", fact(account.adminId().map(UserId::value)))
                .with("adminEmail", fact(account.adminEmail()))
                .with("adminRole", fact(account.adminRole()))
                .with(
                        "warnings",
                        account.warnings().stream().map(Records::write).toList())
                .with(
                        "capabilities",
                        info.capabilities().stream().map(Records::write).toList())
                .with("credential", write(info.id(), kept.credential()))
                .write()
                .getBytes(StandardCharsets.UTF_8);
    }

    private Kept read(ConnectionId id, Versioned record) {
        return undamaged(id, () -> {
            JsonObject json = json(record);
            return new Kept(
                    info(id, json), credential(id, json.object("credential").orElseThrow()));
        });
    }

    private static JsonObject json(Versioned record) {
        return JsonObject.parse(new String(record.data(), StandardCharsets.UTF_8));
    }

    private static <T> T undamaged(ConnectionId id, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            throw new StoreException("The record of connection " + id + " is damaged.", null);
        }
    }

    private static ConnectionInfo info(ConnectionId id, JsonObject json) {
        return new ConnectionInfo(
                id,
                json.requiredText("name"),
                ConnectorId.of(json.requiredText("connector")),
                new Account(
                        json.requiredText("teamId"),
                        json.requiredText("teamName"),
                        fact(json, "adminId").map(UserId::new),
                        fact(json, "adminEmail"),
                        fact(json, "adminRole"),
                        json.objects("warnings").stream().map(Records::warning).toList()),
                json.objects("capabilities").stream().map(Records::capability).toList(),
                ConnectionState.valueOf(json.requiredText("state")),
                json.instant("connectedAt").orElseThrow(),
                json.instant("checkedAt").orElseThrow());
    }

    private static JsonObject write(Diagnosis warning) {
        return JsonObject.EMPTY
                .with("problem", warning.problem())
                .with("what", warning.what())
                .with("remedy", warning.remedy())
                .with("who", warning.who());
    }

    private static Diagnosis warning(JsonObject json) {
        return new Diagnosis(
                Diagnosis.Problem.valueOf(json.requiredText("problem")),
                json.requiredText("what"),
                json.requiredText("remedy"),
                Diagnosis.Who.valueOf(json.requiredText("who")));
    }

    private static JsonObject write(CapabilityCheck check) {
        return JsonObject.EMPTY
                .with("capability", check.capability())
                .with("proof", check.proof())
                .with("scope", check.scope())
                .with("explanation", check.explanation());
    }

    private static CapabilityCheck capability(JsonObject json) {
        return new CapabilityCheck(
                Capability.valueOf(json.requiredText("capability")),
                CapabilityCheck.Proof.valueOf(json.requiredText("proof")),
                json.requiredText("scope"),
                json.requiredText("explanation"));
    }

    private static JsonObject fact(Fact<String> fact) {
        return fact.match(it -> JsonObject.EMPTY.with("known", it), why -> JsonObject.EMPTY.with("unknown", why));
    }

    private static Fact<String> fact(JsonObject json, String name) {
        JsonObject fact = json.object(name).orElseThrow();
        return fact.text("known").map(Fact::of).orElseGet(() -> Fact.unknown(fact.requiredText("unknown")));
    }

    private JsonObject write(ConnectionId id, Credential credential) {
        JsonObject json = JsonObject.EMPTY.with("kind", credential.kind());
        if (credential instanceof OAuthTokens it) {
            return json.with("accessToken", it.accessToken().map(secret -> seal(id, "accessToken", secret)))
                    .with("expiresAt", it.expiresAt())
                    .with("refreshToken", it.refreshToken().map(secret -> seal(id, "refreshToken", secret)))
                    .with("scopes", it.scopes().toOptional())
                    .with("scopesUnknown", it.scopes().match(known -> Optional.empty(), Optional::of));
        }
        if (credential instanceof UserPassword it) {
            return json.with("user", it.user()).with("password", seal(id, "password", it.password()));
        }
        return credential instanceof BearerToken it
                ? json.with("token", seal(id, "token", it.token()))
                : json.with("key", seal(id, "key", ((ApiKey) credential).key()));
    }

    private Credential credential(ConnectionId id, JsonObject json) {
        Credential.Kind kind = Credential.Kind.valueOf(json.requiredText("kind"));
        return switch (kind) {
            case OAUTH ->
                new OAuthTokens(
                        json.text("accessToken").map(text -> open(id, "accessToken", text)),
                        json.instant("expiresAt"),
                        json.text("refreshToken").map(text -> open(id, "refreshToken", text)),
                        json.text("scopesUnknown")
                                .map(Fact::<Set<String>>unknown)
                                .orElseGet(() -> Fact.of(Set.copyOf(json.texts("scopes")))));
            case USER_PASSWORD ->
                new UserPassword(json.requiredText("user"), open(id, "password", json.requiredText("password")));
            case BEARER_TOKEN -> new BearerToken(open(id, "token", json.requiredText("token")));
            case API_KEY -> new ApiKey(open(id, "key", json.requiredText("key")));
        };
    }

    private String seal(ConnectionId id, String field, Secret secret) {
        return envelope.seal(PREFIX + id + "/" + field, secret);
    }

    private Secret open(ConnectionId id, String field, String sealed) {
        return envelope.open(PREFIX + id + "/" + field, sealed);
    }
}
