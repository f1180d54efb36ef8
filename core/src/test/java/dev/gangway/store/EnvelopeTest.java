package dev.gangway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.credential.Secret;
import dev.gangway.error.StoreException;
import dev.gangway.leakwatch.Mark;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final String SLOT = "connection/1/refresh-token";
    private static final Secret SECRET = Secret.of("t0ps3cret-of-the-test");

    private final Keyring keyring = Keyring.of("k1", key(1));
    private final Envelope envelope = new Envelope(keyring);

    @Test
    void whatIsSealedOpensInItsSlot() {
        String sealed = envelope.seal(SLOT, SECRET);

        assertThat(envelope.open(SLOT, sealed)).isEqualTo(SECRET);
        assertThat(sealed).startsWith("v1.k1.").doesNotContain(SECRET.reveal());
    }

    @Test
    void theSameSecretIsNeverSealedTheSameWay() {
        assertThat(envelope.seal(SLOT, SECRET)).isNotEqualTo(envelope.seal(SLOT, SECRET));
    }

    @Test
    void everyFlippedBitIsRefusedAndTheMessageNamesTheSlotOnly() {
        byte[] sealed = envelope.seal(SLOT, SECRET).getBytes(StandardCharsets.US_ASCII);

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            String text = new String(flipped, StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> envelope.open(SLOT, text))
                    .as("bit %d", bit)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(SLOT)
                    .hasMessageNotContaining(SECRET.reveal());
        }
    }

    @Test
    void everyTruncationIsRefused() {
        String sealed = envelope.seal(SLOT, SECRET);

        for (int length = 0; length < sealed.length(); length++) {
            String cut = sealed.substring(0, length);
            assertThatThrownBy(() -> envelope.open(SLOT, cut))
                    .as("length %d", length)
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aSecretMovedToAnotherSlotIsRefused() {
        String sealed = envelope.seal(SLOT, SECRET);

        assertThatThrownBy(() -> envelope.open("connection/2/refresh-token", sealed))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void anOlderKeyStillOpensWhileTheNewOneSeals() {
        String old = envelope.seal(SLOT, SECRET);
        Envelope rotated = new Envelope(keyring.withPrimary("k2", key(2)));

        assertThat(rotated.open(SLOT, old)).isEqualTo(SECRET);
        assertThat(rotated.seal(SLOT, SECRET)).startsWith("v1.k2.");
    }

    @Test
    void aKeyThatTheKeyringDoesNotHaveIsSaidSo() {
        String sealed = new Envelope(Keyring.of("other", key(3))).seal(SLOT, SECRET);

        assertThatThrownBy(() -> envelope.open(SLOT, sealed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("add that key again");
    }

    @Test
    void aKeyOfAnotherShapeIsRefusedWithoutRepeatingIt() {
        Secret tooShort = Secret.of(Base64.getEncoder().encodeToString(new byte[16]));

        assertThatThrownBy(() -> Keyring.of("k1", tooShort))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 bytes")
                .hasMessageNotContaining(tooShort.reveal());
        assertThatThrownBy(() -> Keyring.of("k1", Secret.of("t0ps3cret!")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("t0ps3cret!");
    }

    @Test
    void aKeysNameIsTakenOnce() {
        assertThatThrownBy(() -> keyring.withPrimary("k1", key(2))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWatchForLeaksKnowsARandomKey() {
        byte[] key = Keyring.random().key("random").orElseThrow().getEncoded();

        assertThat(Mark.isIn(Base64.getEncoder().encodeToString(key))).isTrue();
    }

    @Test
    void printingAKeyringShowsNamesOnly() {
        assertThat(keyring).hasToString("Keyring[primary k1, keys [k1]]");
    }

    private static Secret key(int number) {
        byte[] bytes = Arrays.copyOf(("t0ps3cret-key-" + number).getBytes(StandardCharsets.US_ASCII), 32);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }
}
