package dev.gangway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.credential.Secret;
import dev.gangway.error.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys of the host's key service: asked seldom, and nothing is lost when it is down. */
class ServiceKeyTest {

    private static final Slot SLOT = new Slot("acme", "connection/1", "refreshToken", 3);
    private static final Secret SECRET = Secret.of("t0ps3cret-of-the-test");

    private final FakeKeyService service = new FakeKeyService();
    private final Envelope envelope = node();
    private long nanos = -5;

    /** A process of its own. */
    private Envelope node() {
        return new Envelope(Keyring.over("k1", new ServiceKey("k1", service, () -> nanos)));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void theServiceIsAskedOnceForManySecrets() {
        List<String> texts = IntStream.range(0, 1000)
                .mapToObj(it -> envelope.seal(SLOT, SECRET))
                .toList();

        assertThat(texts).allSatisfy(it -> assertThat(envelope.open(SLOT, it)).isEqualTo(SECRET));
        assertThat(service.wraps).hasValue(1);
        assertThat(service.unwraps).hasValue(1); // to see that it can
    }

    @Test
    void anotherNodeUnwrapsOnceAnHour() {
        String text = envelope.seal(SLOT, SECRET);
        Envelope other = node();
        service.unwraps.set(0);

        other.open(SLOT, text);
        pass(Duration.ofMinutes(59));
        other.open(SLOT, text);
        assertThat(service.unwraps).hasValue(1);

        pass(Duration.ofMinutes(1));
        other.open(SLOT, text);
        assertThat(service.unwraps).hasValue(2);
    }

    @Test
    void aDataKeyIsRenewedAfterAnHour() {
        String before = envelope.seal(SLOT, SECRET);
        pass(Duration.ofHours(1));
        String after = envelope.seal(SLOT, SECRET);

        assertThat(after.split("\\.")[2]).isNotEqualTo(before.split("\\.")[2]);
        assertThat(node().open(SLOT, before)).isEqualTo(SECRET);
        assertThat(node().open(SLOT, after)).isEqualTo(SECRET);
    }

    @Test
    void onlySoManyDataKeysAreKept() {
        List<String> texts = Stream.generate(() -> node().seal(SLOT, SECRET))
                .limit(ServiceKey.KEPT + 1)
                .toList();
        Envelope other = node();
        texts.forEach(it -> other.open(SLOT, it));
        service.unwraps.set(0);

        other.open(SLOT, texts.get(ServiceKey.KEPT));
        other.open(SLOT, texts.get(0));

        assertThat(service.unwraps).hasValue(1);
    }

    @Test
    void whileTheServiceIsDownNothingIsOpenedAndNothingIsLost() {
        String text = envelope.seal(SLOT, SECRET);
        Envelope other = node();
        service.down = true;

        assertThatThrownBy(() -> other.open(SLOT, text))
                .isInstanceOf(StoreException.class)
                .hasNoCause()
                .hasMessageContaining(SLOT.toString())
                .hasMessageContaining("key k1 did not unwrap")
                .hasMessageContaining("try again")
                .hasMessageNotContaining(FakeKeyService.DETAIL);
        service.down = false;

        assertThat(other.open(SLOT, text)).isEqualTo(SECRET);
    }

    @Test
    void aFirstSecretIsNotSealedWhileTheServiceIsDown() {
        service.down = true;

        assertThatThrownBy(() -> envelope.prepare(SLOT)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> envelope.seal(SLOT, SECRET))
                .isInstanceOf(StoreException.class)
                .hasNoCause()
                .hasMessageContaining(SLOT.toString())
                .hasMessageContaining("was not sealed")
                .hasMessageNotContaining(FakeKeyService.DETAIL);
    }

    @Test
    void theDataKeyBeforeIsUsedOnForADayWhileTheServiceIsDown() {
        envelope.seal(SLOT, SECRET);
        service.down = true;
        pass(Duration.ofHours(1));
        int before = service.wraps.get();

        String sealed = envelope.seal(SLOT, SECRET);
        envelope.seal(SLOT, SECRET);
        assertThat(service.wraps).as("tries within a minute").hasValue(before + 1);

        pass(Duration.ofHours(23));
        assertThatThrownBy(() -> envelope.seal(SLOT, SECRET)).isInstanceOf(StoreException.class);
        service.down = false;
        assertThat(envelope.open(SLOT, sealed)).isEqualTo(SECRET);
        assertThat(envelope.seal(SLOT, SECRET)).doesNotContain(sealed.split("\\.")[2]);
    }

    @Test
    void aServiceThatDoesNotUnwrapIsFoundOutBeforeAnythingIsSealed() {
        service.deniesUnwrapping = true;

        assertThatThrownBy(() -> envelope.seal(SLOT, SECRET))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was not sealed");
    }

    private record Broken(String what, KeyService service) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Broken> broken() {
        return Stream.of(
                new Broken("gives the key in clear", broken(key -> key, key -> key)),
                new Broken("gives nothing", broken(key -> new byte[0], key -> key)),
                new Broken("gives too much", broken(key -> new byte[8193], key -> key)),
                new Broken("unwraps another key", broken(key -> new byte[40], wrapped -> new byte[32])));
    }

    private interface Step {
        byte[] of(byte[] bytes);
    }

    private static KeyService broken(Step wrap, Step unwrap) {
        return new KeyService() {
            @Override
            public byte[] wrap(byte[] dataKey) {
                return wrap.of(dataKey.clone());
            }

            @Override
            public byte[] unwrap(byte[] wrapped) {
                return unwrap.of(wrapped);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aServiceThatIsWrittenWrongSealsNothing(Broken broken) {
        Envelope over = new Envelope(Keyring.of("k1", broken.service));

        assertThatThrownBy(() -> over.seal(SLOT, SECRET))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was not sealed");
    }

    @Test
    void secretsMoveFromAKeyOfTheProcessToOneOfTheServiceAndBack() {
        String local = new Envelope(Keyring.of("k0", EnvelopeTest.key(1))).seal(SLOT, SECRET);
        Envelope there = new Envelope(Keyring.of("k0", EnvelopeTest.key(1)).withPrimary("kms", service));
        Envelope back = new Envelope(Keyring.of("k2", EnvelopeTest.key(2)).withSecondary("kms", service));

        String moved = there.reseal(SLOT, local).orElseThrow();

        assertThat(moved).startsWith("v2.kms.");
        assertThat(back.reseal(SLOT, moved).orElseThrow()).startsWith("v1.k2.");
        assertThat(there.reseal(SLOT, moved)).isEmpty();
    }

    @Test
    void aNameThatWasGivenToAKeyOfAnotherKindOpensNothing() {
        String wrapped = envelope.seal(SLOT, SECRET);
        String local = new Envelope(Keyring.of("k1", EnvelopeTest.key(1))).seal(SLOT, SECRET);

        assertThatThrownBy(() -> envelope.open(SLOT, local))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(SLOT.toString());
        assertThatThrownBy(() -> new Envelope(Keyring.of("k1", EnvelopeTest.key(1))).open(SLOT, wrapped))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(SLOT.toString());
    }
}
