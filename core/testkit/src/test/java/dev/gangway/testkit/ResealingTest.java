package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.Resealing;
import dev.gangway.credential.Secret;
import dev.gangway.error.StoreException;
import dev.gangway.store.Keyring;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A new key takes over while connections are in use. */
class ResealingTest {

    private static final Secret NEW_KEY = Secret.of(Base64.getEncoder()
            .encodeToString(Arrays.copyOf("t0ps3cret-new-key".getBytes(StandardCharsets.US_ASCII), 32)));

    private final World world = new World();
    private final List<Gangway> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(Gangway::close);
        world.close();
    }

    private Gangway node(Keyring keyring) {
        Gangway node = Gangway.builder()
                .connector(world.team)
                .time(world.clock)
                .store(world.store, keyring)
                .build();
        nodes.add(node);
        return node;
    }

    @Test
    void afterwardsTheConnectionWorksWithTheNewKeyAlone() {
        Gangway rotated = node(world.keyring.withPrimary("new", NEW_KEY));
        List<Integer> left = new ArrayList<>();
        assertThat(Shown.by(world.store)).anyMatch(it -> it.contains("v1.random."));

        Resealing first = rotated.connections().reseal(progress -> left.add(progress.left()));
        Resealing second = rotated.connections().reseal(progress -> left.add(progress.left()));

        assertThat(first).isEqualTo(new Resealing(1, 1, 0, 0, List.of()));
        assertThat(second).isEqualTo(new Resealing(1, 0, 1, 0, List.of()));
        assertThat(second.foundNothingOld()).isTrue();
        assertThat(left).containsExactly(0, 0);
        assertThat(Shown.by(world.store)).noneMatch(it -> it.contains("v1.random."));
        Gangway later = node(Keyring.of("new", NEW_KEY));
        assertThat(later.connections().test(world.id).name()).isEqualTo("Acme");
        assertThat(later.connections().find(world.id))
                .isEqualTo(rotated.connections().find(world.id));
    }

    @Test
    void aKeyThatWasRemovedTooEarlyIsNamedAndNothingIsChanged() {
        Gangway tooEarly = node(Keyring.of("new", NEW_KEY));
        var before = world.stored();

        Resealing result = tooEarly.connections().reseal(progress -> {});

        assertThat(result.failures()).singleElement().satisfies(it -> {
            assertThat(it.connection()).hasValue(world.id);
            assertThat(it.why()).contains("connection/" + world.id, "key random, which the keyring doesn't have");
        });
        assertThat(world.stored()).isEqualTo(before);
        assertThatThrownBy(() -> tooEarly.connections().test(world.id))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("key random, which the keyring doesn't have");
    }

    @Test
    void aDamagedRecordKeepsNobodyFromTheOthers() {
        world.store.compareAndSet("connection/damaged", 0, "{}".getBytes(StandardCharsets.US_ASCII));

        Resealing result =
                node(world.keyring.withPrimary("new", NEW_KEY)).connections().reseal(progress -> {});

        assertThat(result.resealed()).isEqualTo(1);
        assertThat(result.failures())
                .singleElement()
                .satisfies(it -> assertThat(it.why()).contains("connection damaged is damaged"));
        assertThat(world.store.get("connection/damaged").map(Versioned::data))
                .hasValue("{}".getBytes(StandardCharsets.US_ASCII));
    }
}
