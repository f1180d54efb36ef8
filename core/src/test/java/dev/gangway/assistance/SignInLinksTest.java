package dev.gangway.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.credential.Secret;
import dev.gangway.fake.FakeTime;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SignInLinksTest {

    private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");
    private static final SignInLinks.Target NORD = new SignInLinks.Target("c1", "g1");

    private final Store store = new InMemoryStore();
    private final FakeTime time = new FakeTime();
    private final SignInLinks links = new SignInLinks(store, time);

    @Test
    void aLinkIsRedeemedOnce() {
        Secret code = links.create(NORD, LATER).code();

        assertThat(links.redeem(code)).map(SignInLinks.Taken::target).contains(NORD);
        assertThat(links.redeem(code)).isEmpty();
        assertThat(links.look(code)).isEmpty();
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void lookingUsesNothingUp() {
        Secret code = links.create(NORD, LATER).code();
        for (int i = 0; i < 100; i++) {
            assertThat(links.look(code)).contains(NORD);
        }

        assertThat(links.redeem(code)).map(SignInLinks.Taken::target).contains(NORD);
    }

    @Test
    void ofManyAtOnceOneGetsIt() throws Exception {
        Secret code = links.create(NORD, LATER).code();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Optional<SignInLinks.Target>>> tries = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                tries.add(() -> new SignInLinks(store, time).redeem(code).map(SignInLinks.Taken::target));
            }
            int got = 0;
            for (Future<Optional<SignInLinks.Target>> each : threads.invokeAll(tries)) {
                got += each.get().isPresent() ? 1 : 0;
            }
            assertThat(got).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aLinkExpiresAndIsClearedAwayByTheNext() {
        SignInLink link = links.create(NORD, LATER);
        time.advance(SignInLinks.VALID_FOR.minusMillis(1));
        assertThat(links.look(link.code())).isPresent();
        time.advance(Duration.ofMillis(1));

        assertThat(link.expiresAt()).isEqualTo(time.instant());
        assertThat(links.look(link.code())).isEmpty();
        assertThat(links.redeem(link.code())).isEmpty();
        SignInLink old = links.create(NORD, LATER);
        time.advance(SignInLinks.VALID_FOR);
        links.create(NORD, LATER);
        assertThat(store.list("")).hasSize(1);
        assertThat(links.redeem(old.code())).isEmpty();
    }

    @Test
    void theStoreKeepsAHashAndNoCode() {
        SignInLink link = links.create(NORD, LATER);

        assertThat(store.list("")).allSatisfy(key -> {
            assertThat(key).doesNotContain(link.code().reveal());
            assertThat(new String(store.get(key).orElseThrow().data(), StandardCharsets.UTF_8))
                    .doesNotContain(link.code().reveal());
        });
        assertThat(link.toString()).doesNotContain(link.code().reveal());
    }

    @Test
    void theLinksOfAGrantAreErasedAndOthersStay() {
        Secret code = links.create(NORD, LATER).code();
        Secret others = links.create(new SignInLinks.Target("c1", "g2"), LATER).code();
        links.erase("g1");

        assertThat(links.redeem(code)).isEmpty();
        assertThat(links.redeem(others)).isPresent();
    }

    @Test
    void aGuessOrADamagedRecordLetsNobodyIn() {
        Secret code = links.create(NORD, LATER).code();
        String key = store.list("").get(0);
        store.compareAndSet(
                key, store.get(key).orElseThrow().version(), "{\"grant\":\"g1\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(links.look(code)).isEmpty();
        assertThat(links.redeem(code)).isEmpty();
        assertThat(links.redeem(Secret.of("t0ps3cret-guess"))).isEmpty();
    }
}
