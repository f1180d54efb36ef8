package dev.gangway.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.credential.Secret;
import dev.gangway.error.StoreException;
import dev.gangway.fake.FakeTime;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptSigningTest {

    private static final Keyring OLD = Keyring.of("old", key(1));
    private static final Keyring BOTH = OLD.withPrimary("new", key(2));
    private static final Keyring NEW_ONLY = Keyring.of("new", key(2));
    private static final JsonObject CONTENT = JsonObject.EMPTY.with("format", "gangway-receipt/1");

    private final InMemoryStore store = new InMemoryStore();

    private static Secret key(int number) {
        byte[] bytes = Arrays.copyOf(("t0ps3cret-key-" + number).getBytes(StandardCharsets.US_ASCII), 32);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }

    private ReceiptSigning node(Keyring keyring) {
        return new ReceiptSigning(store, keyring, new FakeTime());
    }

    private static Authenticity verify(Receipt.Signature signature, ReceiptKeys keys) {
        return Receipt.verify(CONTENT.with("signature", signature.write()).write(), keys);
    }

    private Versioned record() {
        return store.get(ReceiptSigning.RECORD).orElseThrow();
    }

    private JsonObject stored() {
        return JsonObject.parse(new String(record().data(), StandardCharsets.UTF_8));
    }

    private void store(List<JsonObject> keys) {
        byte[] data = JsonObject.EMPTY.with("keys", keys).write().getBytes(StandardCharsets.UTF_8);
        store.compareAndSet(ReceiptSigning.RECORD, record().version(), data);
    }

    @Test
    void nodesThatMakeTheFirstKeyAtOnceHaveTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Receipt.Signature>> signatures = threads.invokeAll(IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<Receipt.Signature>) () -> node(OLD).sign(CONTENT))
                    .toList());
            ReceiptKeys keys = node(OLD).keys();

            assertThat(keys.ids()).hasSize(1);
            for (Future<Receipt.Signature> it : signatures) {
                assertThat(verify(it.get(), keys)).isEqualTo(Authenticity.GENUINE);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theSameContentHasTheSameSignatureOnEachNode() {
        assertThat(node(OLD).sign(CONTENT)).isEqualTo(node(OLD).sign(CONTENT));
    }

    @Test
    void aKeyIsExportedForProgramsAndReadAgain() {
        ReceiptKeys keys = node(OLD).keys();

        assertThat(keys.export()).startsWith("-----BEGIN PUBLIC KEY-----\n").endsWith("-----END PUBLIC KEY-----\n");
        assertThat(ReceiptKeys.parse("The keys of Acme:\r\n" + keys.export().replace("\n", "\r\n"))
                        .ids())
                .isEqualTo(keys.ids());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t0ps3cret",
                "-----BEGIN PUBLIC KEY-----\nt0ps3cret\n-----END PUBLIC KEY-----",
                "-----BEGIN PRIVATE KEY-----\nt0ps3cret\n-----END PRIVATE KEY-----"
            })
    void whatIsNoPublicKeyIsRefusedInWords(String text) {
        assertThatThrownBy(() -> ReceiptKeys.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("receiptKeys().export()")
                .hasMessageNotContaining("t0ps3cret");
    }

    @Test
    void aNewKeySignsOnAllNodesAndTheOneBeforeStaysVerifiable() {
        ReceiptSigning other = node(OLD);
        Receipt.Signature before = other.sign(CONTENT);

        ReceiptKeys keys = node(OLD).renew();
        Receipt.Signature after = other.sign(CONTENT);

        assertThat(keys.ids()).containsExactly(before.keyId(), after.keyId());
        assertThat(List.of(before, after))
                .allSatisfy(it -> assertThat(verify(it, keys)).isEqualTo(Authenticity.GENUINE));
        assertThat(stored().objects("keys").get(0).names()).doesNotContain("privateKey");
    }

    @Test
    void theKeysAreSealedAnewWithTheRest() {
        Receipt.Signature before = node(OLD).sign(CONTENT);
        node(OLD).renew();

        byte[] anew = node(BOTH).resealed(record()).orElseThrow();
        store.compareAndSet(ReceiptSigning.RECORD, record().version(), anew);

        assertThat(node(BOTH).resealed(record())).isEmpty();
        assertThat(verify(before, node(NEW_ONLY).keys())).isEqualTo(Authenticity.GENUINE);
    }

    @Test
    void aLostSealingKeyIsSaidAndAnotherKeyCanBeMade() {
        Receipt.Signature before = node(OLD).sign(CONTENT);

        assertThatThrownBy(() -> node(NEW_ONLY).prepare())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("which the keyring doesn't have")
                .hasMessageContaining("renewReceiptKey()");
        ReceiptKeys keys = node(NEW_ONLY).renew();
        assertThatCode(() -> node(NEW_ONLY).prepare()).doesNotThrowAnyException();
        assertThat(verify(before, keys)).isEqualTo(Authenticity.GENUINE);
    }

    /** Whoever can write to the store and hasn't the keyring can't make their own key count. */
    @Test
    void aKeyThatAnotherHandPutThereIsNotTakenForOneOfOurs() {
        node(OLD).keys();
        List<JsonObject> ours = stored().objects("keys");
        InMemoryStore elsewhere = new InMemoryStore();
        new ReceiptSigning(elsewhere, BOTH, new FakeTime()).keys();
        JsonObject theirs = JsonObject.parse(new String(
                        elsewhere.get(ReceiptSigning.RECORD).orElseThrow().data(), StandardCharsets.UTF_8))
                .objects("keys")
                .get(0);
        JsonObject mine = ours.get(0);

        for (List<JsonObject> keys : List.of(
                List.of(theirs, mine),
                List.of(mine, theirs),
                List.of(theirs.without("privateKey").with("former", mine.text("privateKey")), mine),
                List.of(mine.with("publicKey", theirs.text("publicKey"))))) {
            store(keys);
            assertThatThrownBy(() -> node(OLD).keys()).isInstanceOf(StoreException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "no JSON", "{\"keys\":[{}]}", "{\"keys\":[{\"publicKey\":\"!\"}]}"})
    void aDamagedRecordIsSaid(String data) {
        store.compareAndSet(ReceiptSigning.RECORD, 0, data.getBytes(StandardCharsets.UTF_8));

        assertThat(Stream.<Runnable>of(
                        () -> node(OLD).keys(),
                        () -> node(OLD).prepare(),
                        () -> node(OLD).resealed(record())))
                .allSatisfy(it -> assertThatThrownBy(it::run)
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("receipt-keys"));
    }

    /** What doesn't outlive being written can't be signed as if it did. */
    @Test
    void halvesOfCharactersAndHugeNumbersAreSignedAsTheyAreWritten() {
        JsonObject odd = CONTENT.with("name", "Le\ud83do").with("bytes", Long.MAX_VALUE);

        Receipt.Signature signature = node(OLD).sign(odd);

        assertThat(Receipt.verify(
                        odd.with("signature", signature.write()).write(),
                        node(OLD).keys()))
                .isEqualTo(Authenticity.GENUINE);
    }

    @Test
    void nothingShowsAPrivateKey() {
        ReceiptSigning signing = node(OLD);
        signing.keys();
        String sealed = stored().objects("keys").get(0).requiredText("privateKey");

        assertThat(sealed).startsWith("v1.old.");
        assertThat(Optional.of(signing.keys()).toString()).matches(".*ReceiptKeys\\[[0-9a-f]{32}\\].*");
    }
}
