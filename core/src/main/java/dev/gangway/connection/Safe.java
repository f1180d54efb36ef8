package dev.gangway.connection;

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
import dev.gangway.store.Slot;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Seals credentials, each secret for its own slot: tenant, connection, field and generation. Thread-safe. */
final class Safe {

    private static final List<String> SEALED = List.of("accessToken", "refreshToken", "password", "token", "key");

    private final Envelope envelope;

    Safe(Envelope envelope) {
        this.envelope = envelope;
    }

    /** The first credential of a new connection. */
    SealedCredential first(TenantId tenant, ConnectionId id, Credential credential) {
        return seal(tenant, id, 1, 1, credential);
    }

    /**
     * The credential with the mark that its renewal was begun. A renewed secret may come only once, so that it can be sealed is made sure of
     * before it is asked for.
     */
    SealedCredential renewalBegun(Stored record, Instant at) {
        SealedCredential credential = record.credential();
        envelope.prepare(new Slots(record.info().tenant(), record.info().id(), credential.generation() + 1)
                .of.apply("refreshToken"));
        return credential.renewalBegun(at);
    }

    /** A renewal, of the same grant. */
    SealedCredential renewed(Stored record, Credential credential) {
        long generation = record.credential().generation() + 1;
        return seal(
                record.info().tenant(),
                record.info().id(),
                generation,
                record.credential().grant(),
                credential);
    }

    /** Another grant in the place of the one before. */
    SealedCredential replaced(Stored record, Credential credential) {
        long generation = record.credential().generation() + 1;
        return seal(record.info().tenant(), record.info().id(), generation, generation, credential);
    }

    private SealedCredential seal(
            TenantId tenant, ConnectionId id, long generation, long grant, Credential credential) {
        Slots slots = new Slots(tenant, id, generation);
        JsonObject json = JsonObject.EMPTY
                .with(SealedCredential.GENERATION, generation)
                .with(SealedCredential.GRANT, grant)
                .with("kind", credential.kind())
                .with("endsAt", credential.endsAt());
        if (credential instanceof OAuthTokens it) {
            return new SealedCredential(json.with(
                            "accessToken", it.accessToken().map(secret -> slots.seal("accessToken", secret)))
                    .with("expiresAt", it.expiresAt())
                    .with("refreshToken", it.refreshToken().map(secret -> slots.seal("refreshToken", secret)))
                    .with("scopes", it.scopes().toOptional())
                    .with("scopesUnknown", it.scopes().match(known -> Optional.empty(), Optional::of)));
        }
        if (credential instanceof UserPassword it) {
            return new SealedCredential(
                    json.with("user", it.user()).with("password", slots.seal("password", it.password())));
        }
        return new SealedCredential(
                credential instanceof BearerToken it
                        ? json.with("token", slots.seal("token", it.token()))
                        : json.with("key", slots.seal("key", ((ApiKey) credential).key())));
    }

    /** The credential sealed with the primary key; empty if it is. */
    Optional<SealedCredential> resealed(Stored record) {
        return undamaged(record.info().id(), () -> {
            SealedCredential before = record.credential();
            Slots slots = new Slots(record.info().tenant(), record.info().id(), before.generation());
            JsonObject json = before.json();
            for (String field : SEALED) {
                json = json.with(field, before.json().text(field).flatMap(text -> slots.reseal(field, text)));
            }
            return json.equals(before.json()) ? Optional.empty() : Optional.of(new SealedCredential(json));
        });
    }

    /** Opens a credential; a {@code StoreException} names the slot that doesn't open. */
    Credential open(TenantId tenant, ConnectionId id, SealedCredential sealed) {
        return undamaged(id, () -> open(sealed.json(), new Slots(tenant, id, sealed.generation())));
    }

    private static <T> T undamaged(ConnectionId id, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            throw new StoreException("The record of connection " + id + " is damaged.", null);
        }
    }

    private static Credential open(JsonObject json, Slots slots) {
        return switch (Credential.Kind.valueOf(json.requiredText("kind"))) {
            case OAUTH ->
                new OAuthTokens(
                        json.text("accessToken").map(text -> slots.open("accessToken", text)),
                        json.instant("expiresAt"),
                        json.text("refreshToken").map(text -> slots.open("refreshToken", text)),
                        json.text("scopesUnknown")
                                .map(Fact::<Set<String>>unknown)
                                .orElseGet(() -> Fact.of(Set.copyOf(json.texts("scopes")))));
            case USER_PASSWORD ->
                new UserPassword(
                        json.requiredText("user"),
                        slots.open("password", json.requiredText("password")),
                        json.instant("endsAt"));
            case BEARER_TOKEN ->
                new BearerToken(slots.open("token", json.requiredText("token")), json.instant("endsAt"));
            case API_KEY -> new ApiKey(slots.open("key", json.requiredText("key")), json.instant("endsAt"));
        };
    }

    /** The places of one credential's secrets. */
    private final class Slots {
        private final Function<String, Slot> of;

        Slots(TenantId tenant, ConnectionId id, long generation) {
            this.of = field -> new Slot(tenant.value(), Records.PREFIX + id, field, generation);
        }

        String seal(String field, Secret secret) {
            return envelope.seal(of.apply(field), secret);
        }

        Secret open(String field, String sealed) {
            return envelope.open(of.apply(field), sealed);
        }

        Optional<String> reseal(String field, String sealed) {
            return envelope.reseal(of.apply(field), sealed);
        }
    }
}
