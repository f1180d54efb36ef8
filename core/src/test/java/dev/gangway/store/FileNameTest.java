package dev.gangway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @Test
    void aNameCanBeRead() {
        assertThat(FileName.of("connection/4f-2_a")).isEqualTo("k-connection%2f4f-2_a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "..", "a.", "A", "%2f", "~", "a/../../b", " lease"})
    void aNameIsPlainAndLeadsBackToItsKey(String key) {
        assertThat(FileName.of(key)).matches("k-[a-z0-9%_-]+");
        assertThat(FileName.key(FileName.of(key))).contains(key);
    }

    @Test
    void keysThatDifferInCaseHaveNamesThatDifferInMore() {
        assertThat(FileName.of("Ab")).isNotEqualToIgnoringCase(FileName.of("ab"));
    }

    @Test
    void aNameShowsWhatItsKeyStartsWithUnlessItIsADigest() {
        assertThat(FileName.startsOtherwise(FileName.of("a/B"), "a/")).isFalse();
        assertThat(FileName.startsOtherwise(FileName.of("a/B"), "a/b")).isTrue();
        assertThat(FileName.startsOtherwise(FileName.of("a/B"), "")).isFalse();
        assertThat(FileName.startsOtherwise(FileName.of("A".repeat(400)), "b")).isFalse();
    }

    @Test
    void aLongKeyIsNamedByItsDigest() {
        String name = FileName.of("A".repeat(400));

        assertThat(FileName.isDigest(name)).isTrue();
        assertThat(name).hasSize(66).isNotEqualTo(FileName.of("A".repeat(399)));
    }

    @Test
    void whatIsNoNameHasNoKey() {
        assertThat(List.of("k-", "k-A", "k-%2F", "k-%2", "k-%61", "a", "k-.", "h-12", ".DS_Store"))
                .allMatch(name -> FileName.key(name).isEmpty());
    }

    @RepeatedTest(3)
    void anyTwoKeysHaveTwoNames() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            String one = key(random);
            String two = key(random);
            assertThat(FileName.of(one).equals(FileName.of(two)))
                    .as("seed " + seed + ": " + one + " and " + two)
                    .isEqualTo(one.equals(two));
        }
    }

    private static String key(Random random) {
        return random.ints(1 + random.nextInt(3), 0x21, 0x7f)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
