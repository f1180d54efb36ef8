package dev.gangway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gangway.credential.Secret;
import dev.gangway.error.StoreException;
import dev.gangway.leakwatch.Mark;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    private static final Slot SLOT = new Slot("acme", "connection/1", "refreshToken", 3);
    private static final Secret SECRET = Secret.of("t0ps3cret-of-the-test");

    private final Envelope envelope = new Envelope(Keyring.of("k1", key(1)));

    /** Sealed by a key of the process, and by one of a key service. */
    private record Sealed(String kind, Envelope envelope, String text) {
        @Override
        public String toString() {
            return kind;
        }
    }

    static Stream<Sealed> sealed() {
        Envelope local = new Envelope(Keyring.of("k1", key(1)).withSecondary("k2", key(2)));
        Envelope service =
                new Envelope(Keyring.of("k1", new FakeKeyService()).withSecondary("k2", new FakeKeyService()));
        return Stream.of(
                new Sealed("a key of the process", local, local.seal(SLOT, SECRET)),
                new Sealed("a key of a service", service, service.seal(SLOT, SECRET)));
    }

    private static void assertRefused(Sealed sealed, Slot slot, String text) {
        Throwable thrown = catchThrowable(() -> sealed.envelope.open(slot, text));

        assertThat(thrown).as(text).isInstanceOf(StoreException.class).hasMessageContaining(slot.toString());
        String body = sealed.text.substring(sealed.text.lastIndexOf('.') + 1);
        for (Throwable it = thrown; it != null; it = it.getCause()) {
            assertThat(it.toString()).doesNotContain(SECRET.reveal(), body.substring(8, 24), FakeKeyService.DETAIL);
            assertThat(it.getSuppressed()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void whatIsSealedOpensInItsSlot(Sealed sealed) {
        assertThat(sealed.envelope.open(SLOT, sealed.text)).isEqualTo(SECRET);
        assertThat(sealed.text).matches("v[12]\\.k1\\..*").doesNotContain(SECRET.reveal());
    }

    /** Worked out by another implementation of AES-GCM from the description of the format. */
    @Test
    void whatWasSealedOnceOpensForEver() {
        String sealed = "v1.k1.AAECAwQFBgcICQoL9vtVRG-ZuZy8pFt6nBaTSWkkHb2vjyvx5ZL6_wfFNIyZsKhUSQ";

        assertThat(envelope.open(SLOT, sealed)).isEqualTo(SECRET);
    }

    @Test
    void theSameSecretIsNeverSealedTheSameWay() {
        assertThat(envelope.seal(SLOT, SECRET)).isNotEqualTo(envelope.seal(SLOT, SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t0ps3cret-é-😀", "t0ps3cret.with=every/sort+of:sign\"\\"})
    void everyTextComesBackAsItWas(String text) {
        assertThat(envelope.open(SLOT, envelope.seal(SLOT, Secret.of(text))).reveal())
                .isEqualTo(text);
    }

    @Test
    void halfACharacterIsRefusedBeforeItIsLost() {
        assertThatThrownBy(() -> envelope.seal(SLOT, Secret.of("t0ps3cret\ud83d")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(SLOT.toString());
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void everyFlippedBitOfTheTextIsRefused(Sealed sealed) {
        byte[] text = sealed.text.getBytes(StandardCharsets.US_ASCII);

        for (int bit = 0; bit < text.length * 8; bit++) {
            assertRefused(sealed, SLOT, new String(flipped(text, bit), StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void everyFlippedBitOfTheBytesIsRefused(Sealed sealed) {
        String head = sealed.text.substring(0, sealed.text.lastIndexOf('.') + 1);
        byte[] body = Base64.getUrlDecoder().decode(sealed.text.substring(head.length()));

        for (int bit = 0; bit < body.length * 8; bit++) {
            assertRefused(sealed, SLOT, head + Envelope.BASE64.encodeToString(flipped(body, bit)));
        }
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void everyTruncationIsRefused(Sealed sealed) {
        for (int length = 0; length < sealed.text.length(); length++) {
            assertRefused(sealed, SLOT, sealed.text.substring(0, length));
            assertRefused(sealed, SLOT, sealed.text.substring(sealed.text.length() - length));
        }
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void anotherSlotIsRefusedWhicheverPartDiffers(Sealed sealed) {
        for (Slot other : List.of(
                new Slot("other", "connection/1", "refreshToken", 3),
                new Slot("acme", "connection/2", "refreshToken", 3),
                new Slot("acme", "authorization/1", "refreshToken", 3),
                new Slot("acme", "connection/1", "accessToken", 3),
                new Slot("acme", "connection/1", "refreshToken", 2),
                new Slot("acme", "connection/1", "refreshToken", 4))) {
            assertRefused(sealed, other, sealed.text);
        }
    }

    @Test
    void slotsThatLookAlikeAreNotTheSame() {
        List<Slot> alike = List.of(
                new Slot("a", "b/c", "d", 1),
                new Slot("a", "b", "c/d", 1),
                new Slot("ab", "c", "d", 11),
                new Slot("a", "bc", "d", 11),
                new Slot("a", "b", "cd", 11),
                new Slot("a", "b", "cd1", 1),
                new Slot("a1:b", "c", "d", 1),
                new Slot("a", "b1:c", "d", 1));

        for (Slot slot : alike) {
            String text = envelope.seal(slot, SECRET);
            alike.stream()
                    .filter(it -> !it.equals(slot))
                    .forEach(it -> assertRefused(new Sealed("", envelope, text), it, text));
        }
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void theNameOfAnotherKeyIsRefused(Sealed sealed) {
        assertRefused(sealed, SLOT, sealed.text.replace(".k1.", ".k2."));
        assertRefused(sealed, SLOT, sealed.text.replace(".k1.", ".k3."));
    }

    @Test
    void theNameOfTheKeyIsAuthenticatedAlsoWhereTheKeyIsTheSame() {
        String text = envelope.seal(SLOT, SECRET);
        Envelope renamed = new Envelope(Keyring.of("k2", key(1)));

        assertRefused(new Sealed("", renamed, text), SLOT, text.replace("v1.k1.", "v1.k2."));
    }

    @Test
    void aDataKeyThatBelongsToAnotherTextIsRefused() {
        FakeKeyService service = new FakeKeyService();
        Envelope one = new Envelope(Keyring.of("k1", service));
        Envelope other = new Envelope(Keyring.of("k1", service));
        String[] text = one.seal(SLOT, SECRET).split("\\.");
        String[] another = other.seal(SLOT, SECRET).split("\\.");

        assertRefused(
                new Sealed("", one, String.join(".", text)),
                SLOT,
                String.join(".", text[0], text[1], another[2], text[3]));
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void anotherSpellingOfTheSameBytesIsRefused(Sealed sealed) {
        assertRefused(sealed, SLOT, sealed.text + "=");
        assertRefused(sealed, SLOT, sealed.text + "A");
        assertRefused(sealed, SLOT, sealed.text + "\n");
        assertRefused(sealed, SLOT, " " + sealed.text);
    }

    /** The last character of 49 bytes in Base64 has four bits that mean nothing. */
    @Test
    void unusedBitsOfBase64AreRefused() {
        String text = envelope.seal(SLOT, SECRET);
        char last = text.charAt(text.length() - 1);

        assertThat(Base64.getUrlDecoder().decode(text.substring(6))).hasSize(49);
        for (int more = 1; more < 16; more++) {
            assertRefused(
                    new Sealed("", envelope, text), SLOT, text.substring(0, text.length() - 1) + (char) (last + more));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3", "v0", "V1", "", "v", "v1 ", "v10", "x"})
    void anUnknownFormatIsRefused(String format) {
        String text = envelope.seal(SLOT, SECRET);

        assertRefused(new Sealed("", envelope, text), SLOT, format + text.substring(2));
    }

    @Test
    void aKeyThatTheKeyringDoesNotHaveIsNamed() {
        String sealed = new Envelope(Keyring.of("other", key(3))).seal(SLOT, SECRET);

        assertThatThrownBy(() -> envelope.open(SLOT, sealed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("key other, which the keyring doesn't have; add that key again")
                .hasMessageContaining(SLOT.toString());
    }

    @Test
    void anotherKeyUnderTheSameNameIsSaidToBePossible() {
        String sealed = new Envelope(Keyring.of("k1", key(3))).seal(SLOT, SECRET);

        assertThatThrownBy(() -> envelope.open(SLOT, sealed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another key than before under the name k1");
    }

    @Test
    void whatIsSealedWithAnOlderKeyIsSealedAnewOnce() {
        String old = envelope.seal(SLOT, SECRET);
        Envelope rotated = new Envelope(Keyring.of("k1", key(1)).withPrimary("k2", key(2)));

        String fresh = rotated.reseal(SLOT, old).orElseThrow();

        assertThat(fresh).startsWith("v1.k2.");
        assertThat(rotated.open(SLOT, fresh)).isEqualTo(SECRET);
        assertThat(rotated.reseal(SLOT, fresh)).isEmpty();
        assertThat(envelope.reseal(SLOT, old)).isEmpty();
    }

    @Test
    void whatDoesNotOpenIsNotSealedAnew() {
        String old = envelope.seal(SLOT, SECRET);
        Envelope rotated = new Envelope(Keyring.of("k1", key(1)).withPrimary("k2", key(2)));
        Slot other = new Slot("acme", "connection/1", "refreshToken", 4);

        assertThatThrownBy(() -> rotated.reseal(other, old)).isInstanceOf(StoreException.class);
    }

    @Test
    void aKeyStopsBeforeItHasSealedTooMuch() {
        Keyring almost = Keyring.over("k1", new LocalKey("k1", new byte[32], LocalKey.TOO_MUCH - 1));
        Envelope tired = new Envelope(almost);
        String last = tired.seal(SLOT, SECRET);

        assertThatThrownBy(() -> tired.seal(SLOT, SECRET))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Make a new key primary")
                .hasMessageContaining(SLOT.toString());
        assertThatThrownBy(() -> tired.prepare(SLOT)).isInstanceOf(StoreException.class);
        assertThat(tired.open(SLOT, last)).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\ud83d"})
    void aSlotOfAnotherShapeIsRefused(String name) {
        assertThatThrownBy(() -> new Slot(name, "r", "f", 0)).hasMessageContaining("tenant");
        assertThatThrownBy(() -> new Slot("t", name, "f", 0)).hasMessageContaining("record");
        assertThatThrownBy(() -> new Slot("t", "r", name, 0)).hasMessageContaining("field");
        assertThatThrownBy(() -> new Slot("t", "r", "f", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWatchForLeaksKnowsARandomKey() {
        byte[] key =
                Keyring.random().key("random").orElseThrow().toSeal(SLOT).key().getEncoded();

        assertThat(Mark.isIn(Base64.getEncoder().encodeToString(key))).isTrue();
    }

    static Secret key(int number) {
        byte[] bytes = Arrays.copyOf(("t0ps3cret-key-" + number).getBytes(StandardCharsets.US_ASCII), 32);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }
}
