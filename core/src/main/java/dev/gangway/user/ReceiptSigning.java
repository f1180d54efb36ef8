package dev.gangway.user;

import dev.gangway.credential.Secret;
import dev.gangway.error.StoreException;
import dev.gangway.http.Time;
import dev.gangway.internal.json.CanonicalJson;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.store.Envelope;
import dev.gangway.store.Keyring;
import dev.gangway.store.Slot;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Signs receipts. All keys of a store are in one record: the public halves of all, the private half of the newest, sealed, and for each
 * former one a sealed mark, so that a key which somebody else put there isn't taken for one of ours. The first is made when it is needed; of
 * two nodes that make one at once, one wins. Thread-safe; no private half is ever shown.
 */
public final class ReceiptSigning {

    /** Where the keys are kept in the store. */
    public static final String RECORD = "receipt-keys";

    private static final String PRIVATE = "privateKey";
    private static final String FORMER = "former";
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final Store store;
    private final Envelope envelope;
    private final Time time;
    private final AtomicReference<Optional<Opened>> opened = new AtomicReference<>(Optional.empty());

    private record Opened(String id, PrivateKey key) {}

    /** The record as read, and its keys, the newest last. */
    private record Keys(Versioned record, List<JsonObject> all) {
        JsonObject newest() {
            return all.get(all.size() - 1);
        }
    }

    /**
     * Signing with the keys of a store. Nothing is read or made yet.
     *
     * @param store where the keys are kept, shared by all nodes
     * @param keyring what seals the private half
     * @param time all "now"
     */
    public ReceiptSigning(Store store, Keyring keyring, Time time) {
        this.store = Objects.requireNonNull(store, "store");
        this.envelope = new Envelope(keyring);
        this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * The public keys of all receipts of the store; the first is made now if there is none.
     *
     * @return the keys
     * @throws StoreException if the store can't be read or written, or the record was changed by another hand
     */
    public ReceiptKeys keys() {
        return read(this::publicKeys);
    }

    /**
     * Makes a new key, which signs from now on, on all nodes. The private half of the one before is erased; what it signed stays verifiable.
     * It takes the keys before for ours without opening anything, so that it helps, too, if the keyring has lost the key that sealed them.
     *
     * @return the public keys, the new one last
     * @throws StoreException if the store can't be read or written, or the key can't be sealed; look at {@link #keys()} and ask again
     */
    public ReceiptKeys renew() {
        while (true) {
            Keys before = orMade();
            Stream<JsonObject> former = before.all().stream()
                    .map(it ->
                            it.without(PRIVATE).with(FORMER, envelope.seal(slot(FORMER, id(it)), Secret.of(FORMER))));
            byte[] after = write(Stream.concat(former, Stream.of(newKey())).toList());
            if (store.compareAndSet(RECORD, before.record().version(), after).isPresent()) {
                return keys();
            }
        }
    }

    /**
     * The record with its private half sealed with the keyring's primary key.
     *
     * @param record the record as read
     * @return the new content; empty if the primary key has sealed it
     * @throws StoreException if it can't be opened or sealed, or the record is damaged
     */
    public Optional<byte[]> resealed(Versioned record) {
        return undamaged(() -> {
            Keys keys = parsed(record);
            List<JsonObject> anew = keys.all().stream()
                    .map(key -> resealed(resealed(key, PRIVATE), FORMER))
                    .toList();
            return anew.equals(keys.all()) ? Optional.empty() : Optional.of(write(anew));
        });
    }

    private JsonObject resealed(JsonObject key, String field) {
        return key.with(field, key.text(field).flatMap(it -> envelope.reseal(slot(field, id(key)), it)));
    }

    /** Makes sure that a receipt can be signed later, before anything is sent whose receipt it is. */
    void prepare() {
        read(this::signer);
    }

    /** Signs what a receipt says. The same content gives the same signature, as long as the key is the same. */
    Receipt.Signature sign(JsonObject content) {
        Opened signer = read(this::signer);
        try {
            Signature ed25519 = Signature.getInstance(ReceiptKeys.ALGORITHM);
            ed25519.initSign(signer.key());
            ed25519.update(
                    CanonicalJson.of(JsonObject.parse(content.write()))); // halves of characters don't outlive writing
            return new Receipt.Signature(signer.id(), BASE64.encodeToString(ed25519.sign()));
        } catch (GeneralSecurityException unavailable) {
            throw new StoreException("This Java runtime can't sign receipts with Ed25519.", unavailable);
        }
    }

    private interface Reading<T> {
        T of(Keys keys) throws GeneralSecurityException;
    }

    private <T> T read(Reading<T> reading) {
        Keys keys = orMade();
        return undamaged(() -> {
            try {
                return reading.of(keys);
            } catch (GeneralSecurityException damaged) {
                throw new IllegalArgumentException("no key of ours");
            }
        });
    }

    private ReceiptKeys publicKeys(Keys keys) throws GeneralSecurityException {
        signer(keys);
        keys.all().subList(0, keys.all().size() - 1).forEach(it -> open(FORMER, it));
        return ReceiptKeys.of(keys.all().stream().map(ReceiptSigning::publicKey).toList());
    }

    private Opened signer(Keys keys) throws GeneralSecurityException {
        String id = id(keys.newest());
        Optional<Opened> before =
                Objects.requireNonNull(opened.get()).filter(it -> it.id().equals(id));
        if (before.isPresent()) {
            return before.get();
        }
        byte[] bytes = Base64.getDecoder().decode(open(PRIVATE, keys.newest()).reveal());
        try {
            PrivateKey key =
                    KeyFactory.getInstance(ReceiptKeys.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            Opened signer = new Opened(id, key);
            opened.set(Optional.of(signer));
            return signer;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private Secret open(String field, JsonObject key) {
        try {
            return envelope.open(slot(field, id(key)), key.requiredText(field));
        } catch (StoreException closed) {
            throw new StoreException(
                    "A key for receipts doesn't open. " + closed.getMessage()
                            + " If it is lost for good, gangway.renewReceiptKey() makes another.",
                    closed);
        }
    }

    private Keys orMade() {
        while (true) {
            Optional<Versioned> record = store.get(RECORD);
            if (record.isPresent()) {
                return undamaged(() -> parsed(record.get()));
            }
            store.compareAndSet(RECORD, 0, write(List.of(newKey()))); // or another node's was quicker
        }
    }

    private JsonObject newKey() {
        KeyPair pair;
        try {
            pair = KeyPairGenerator.getInstance(ReceiptKeys.ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException unavailable) {
            throw new StoreException("This Java runtime can't make Ed25519 keys.", unavailable);
        }
        byte[] publicKey = pair.getPublic().getEncoded();
        byte[] privateKey = pair.getPrivate().getEncoded();
        String id = ReceiptKeys.id(publicKey);
        try {
            return JsonObject.EMPTY
                    .with("publicKey", BASE64.encodeToString(publicKey))
                    .with(PRIVATE, envelope.seal(slot(PRIVATE, id), Secret.of(BASE64.encodeToString(privateKey))))
                    .with("madeAt", time.instant());
        } finally {
            Arrays.fill(privateKey, (byte) 0);
        }
    }

    private static byte[] publicKey(JsonObject key) {
        return Base64.getDecoder().decode(key.requiredText("publicKey"));
    }

    private static String id(JsonObject key) {
        return ReceiptKeys.id(publicKey(key));
    }

    /** They belong to all tenants. */
    private static Slot slot(String field, String id) {
        return new Slot("all", RECORD, field + " of " + id, 0);
    }

    private static byte[] write(List<JsonObject> keys) {
        return JsonObject.EMPTY.with("keys", keys).write().getBytes(StandardCharsets.UTF_8);
    }

    private static Keys parsed(Versioned record) {
        List<JsonObject> all = JsonObject.parse(new String(record.data(), StandardCharsets.UTF_8))
                .objects("keys");
        if (all.isEmpty()) {
            throw new NoSuchElementException("keys");
        }
        all.forEach(ReceiptSigning::publicKey);
        return new Keys(record, all);
    }

    private static <T> T undamaged(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | NoSuchElementException damaged) {
            throw new StoreException(
                    "The record " + RECORD + " is damaged; restore it from a backup of the store.", null);
        }
    }
}
