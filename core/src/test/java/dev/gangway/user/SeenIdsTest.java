package dev.gangway.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenIdsTest {

    @Test
    void eachIdIsNewOnce() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SeenIds seen = new SeenIds();
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 60_000; i++) {
            String id = "dbmid:" + random.nextInt(40_000);

            assertThat(seen.add(new UserId(id))).as("seed %d: %s", seed, id).isEqualTo(expected.add(id));
        }
        assertThat(seen.size()).isEqualTo(expected.size());
    }
}
