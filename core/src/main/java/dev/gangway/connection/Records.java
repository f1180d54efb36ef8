package dev.gangway.connection;

import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.ConnectorId;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.StoreException;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Fact;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import dev.gangway.user.ReceiptSigning;
import dev.gangway.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Connections in the store: one record holds all that is known of a connection, and its sealed credential. */
final class Records {

    static final String PREFIX = "connection/";

    private final Store store;

    Records(Store store) {
        this.store = store;
    }

    /** Every connection's id, in the order of the ids. */
    List<ConnectionId> ids() {
        return store.list(PREFIX).stream()
                .map(key -> new ConnectionId(key.substring(PREFIX.length())))
                .toList();
    }

    /** A connection's record; its credential stays sealed, so a key that is missing hides no connection. */
    Optional<Stored> find(ConnectionId id) {
        return store.get(PREFIX + id).map(record -> read(id, record));
    }

    /** Whether there is a record that makes no sense, as opposed to one that can't be read just now. */
    boolean isDamaged(ConnectionId id) {
        Optional<Versioned> record = store.get(PREFIX + id);
        try {
            record.ifPresent(it -> read(id, it));
            return false;
        } catch (StoreException damaged) {
            return true;
        }
    }

    void create(Stored kept) {
        if (!put(PREFIX + kept.info().id(), 0, write(kept))) {
            throw new StoreException(
                    "There is a connection " + kept.info().id() + " already; nothing was stored.", null);
        }
    }

    /** What a change found and what it left. */
    record Change(Stored before, Stored after) {}

    /**
     * Changes a record; empty if the connection is gone. Another node's change in between is taken into account: what is to be written is
     * then worked out anew. Nothing is written if the change gives back what it got.
     */
    Optional<Change> change(ConnectionId id, UnaryOperator<Stored> change) {
        while (true) {
            Optional<Versioned> record = store.get(PREFIX + id);
            if (record.isEmpty()) {
                return Optional.empty();
            }
            Stored before = read(id, record.get());
            Stored after = change.apply(before);
            if (after.equals(before) || put(PREFIX + id, record.get().version(), write(after))) {
                return Optional.of(new Change(before, after));
            }
        }
    }

    /** Writes, and looks after a failure whether it was written all the same: then what follows from it has to follow. */
    private boolean put(String key, long version, byte[] data) {
        try {
            return store.compareAndSet(key, version, data).isPresent();
        } catch (StoreException unsure) {
            if (holds(key, data)) {
                return true;
            }
            throw unsure;
        }
    }

    private boolean holds(String key, byte[] data) {
        try {
            return store.get(key).filter(it -> Arrays.equals(it.data(), data)).isPresent();
        } catch (StoreException unreadable) {
            return false;
        }
    }

    void erase(ConnectionId id) {
        eraseKey(pauseKey(id));
        eraseKey(PREFIX + id);
    }

    /** Where the nodes tell one another until when the connection's provider wants to be left alone. */
    static String pauseKey(ConnectionId id) {
        return "pause/" + id;
    }

    /** Erases everything that was journaled for the connection, and what was kept of what was read through it. */
    void eraseWork(ConnectionId id) {
        store.list("journal/" + id + "/").forEach(this::eraseKey);
        store.list("licenses/" + id + "/").forEach(this::eraseKey);
        store.list("activity/" + id + "/").forEach(this::eraseKey);
        store.list("analytics/" + id + "/").forEach(this::eraseKey);
    }

    private void eraseKey(String key) {
        Optional<Versioned> record = store.get(key);
        while (record.isPresent()
                && store.compareAndSet(key, record.get().version(), new byte[0]).isEmpty()) {
            record = store.get(key);
        }
    }

    /** Seals everything anew that an older key sealed: every credential, and the keys that sign receipts. */
    Resealing reseal(Safe safe, ReceiptSigning signing, Consumer<Resealing> progress) {
        Stream<Resealer.Place> connections = ids().stream()
                .map(id -> new Resealer.Place(PREFIX + id, Optional.of(id), record -> {
                    Stored stored = read(id, record);
                    return safe.resealed(stored).map(stored::credential).map(Records::write);
                }));
        Stream<Resealer.Place> receiptKeys = store.list(ReceiptSigning.RECORD).stream()
                .map(key -> new Resealer.Place(key, Optional.empty(), signing::resealed));
        return Resealer.run(store, Stream.concat(connections, receiptKeys).toList(), progress);
    }

    private static byte[] write(Stored kept) {
        ConnectionInfo info = kept.info();
        Account account = info.account();
        return JsonObject.EMPTY
                .with("tenant", info.tenant().value())
                .with("name", info.name())
                .with("connector", info.connector().value())
                .with("history", info.history().stream().map(Records::write).toList())
                .with("connectedAt", info.connectedAt())
                .with("checkedAt", info.checkedAt())
                .with("expiresAt", info.expiresAt())
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
                .with(
                        "expected",
                        kept.expected().stream().map(Enum::name).sorted().toList())
                .with("credential", kept.credential().json())
                .write()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Stored read(ConnectionId id, Versioned record) {
        try {
            JsonObject json = JsonObject.parse(new String(record.data(), StandardCharsets.UTF_8));
            return new Stored(
                    info(id, json),
                    json.texts("expected").stream()
                            .flatMap(it -> known(Capability.class, it).stream())
                            .collect(Collectors.toUnmodifiableSet()),
                    new SealedCredential(json.object("credential").orElseThrow()));
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            throw new StoreException("The record of connection " + id + " is damaged.", null);
        }
    }

    private static ConnectionInfo info(ConnectionId id, JsonObject json) {
        return new ConnectionInfo(
                id,
                new TenantId(json.requiredText("tenant")),
                json.requiredText("name"),
                ConnectorId.of(json.requiredText("connector")),
                new Account(
                        json.requiredText("teamId"),
                        json.requiredText("teamName"),
                        fact(json, "adminId").map(UserId::new),
                        fact(json, "adminEmail"),
                        fact(json, "adminRole"),
                        json.objects("warnings").stream()
                                .map(Records::diagnosis)
                                .toList()),
                json.objects("capabilities").stream()
                        .flatMap(it -> capability(it).stream())
                        .toList(),
                json.objects("history").stream().map(Records::transition).toList(),
                json.instant("connectedAt").orElseThrow(),
                json.instant("checkedAt").orElseThrow(),
                json.instant("expiresAt"));
    }

    private static JsonObject write(Transition transition) {
        return JsonObject.EMPTY
                .with("state", transition.state())
                .with("cause", transition.cause())
                .with("at", transition.at())
                .with("diagnosis", transition.diagnosis().map(Records::write))
                .with("actor", transition.actor());
    }

    private static Transition transition(JsonObject json) {
        return new Transition(
                ConnectionState.valueOf(json.requiredText("state")),
                known(ConnectionCause.class, json.requiredText("cause")).orElse(ConnectionCause.OTHER),
                json.instant("at").orElseThrow(),
                json.object("diagnosis").map(Records::diagnosis),
                json.text("actor"));
    }

    private static JsonObject write(Diagnosis diagnosis) {
        return JsonObject.EMPTY
                .with("problem", diagnosis.problem())
                .with("what", diagnosis.what())
                .with("remedy", diagnosis.remedy())
                .with("who", diagnosis.who())
                .with(
                        "concerns",
                        diagnosis.concerns().stream()
                                .map(it ->
                                        JsonObject.EMPTY.with("kind", it.kind()).with("name", it.name()))
                                .toList());
    }

    private static Diagnosis diagnosis(JsonObject json) {
        return new Diagnosis(
                known(Diagnosis.Problem.class, json.requiredText("problem")).orElse(Diagnosis.Problem.OTHER),
                json.requiredText("what"),
                json.requiredText("remedy"),
                Diagnosis.Who.valueOf(json.requiredText("who")),
                json.objects("concerns").stream()
                        .map(it -> new Diagnosis.Subject(
                                Diagnosis.Subject.Kind.valueOf(it.requiredText("kind")), it.requiredText("name")))
                        .toList());
    }

    private static JsonObject write(CapabilityCheck check) {
        return JsonObject.EMPTY
                .with("capability", check.capability())
                .with("proof", check.proof())
                .with("scope", check.scope())
                .with("explanation", check.explanation());
    }

    private static Optional<CapabilityCheck> capability(JsonObject json) {
        return known(Capability.class, json.requiredText("capability"))
                .map(it -> new CapabilityCheck(
                        it,
                        CapabilityCheck.Proof.valueOf(json.requiredText("proof")),
                        json.requiredText("scope"),
                        json.requiredText("explanation")));
    }

    /** What a node of a newer version wrote may have no constant here; that is no damage. */
    private static <E extends Enum<E>> Optional<E> known(Class<E> type, String name) {
        return EnumSet.allOf(type).stream().filter(it -> it.name().equals(name)).findFirst();
    }

    private static JsonObject fact(Fact<String> fact) {
        return fact.match(it -> JsonObject.EMPTY.with("known", it), why -> JsonObject.EMPTY.with("unknown", why));
    }

    private static Fact<String> fact(JsonObject json, String name) {
        JsonObject fact = json.object(name).orElseThrow();
        return fact.text("known").map(Fact::of).orElseGet(() -> Fact.unknown(fact.requiredText("unknown")));
    }
}
