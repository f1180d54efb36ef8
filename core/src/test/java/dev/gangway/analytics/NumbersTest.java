package dev.gangway.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {

    private static final int MANY = 100_000;

    private static long key(int i) {
        return Numbers.hash(Numbers.hash(0, "dbmid:" + i / 100), i % 100);
    }

    @Test
    void eachOfManyKeysHasItsOwnNumber() {
        Numbers numbers = new Numbers();
        for (int i = 0; i < MANY; i++) {
            assertThat(numbers.put(key(i), (byte) (1 + i % 3))).isEqualTo(Numbers.NONE);
        }

        for (int i = 0; i < MANY; i++) {
            assertThat(numbers.get(key(i))).isEqualTo((byte) (1 + i % 3));
        }
        assertThat(numbers.get(key(MANY))).isEqualTo(Numbers.NONE);
    }

    @Test
    void anotherNumberTakesThePlaceOfTheFirst() {
        Numbers numbers = new Numbers();
        numbers.put(0, (byte) 1);

        assertThat(numbers.put(0, (byte) 2)).isEqualTo((byte) 1);
        assertThat(numbers.get(0)).isEqualTo((byte) 2);
    }

    @Test
    void nothingIsThereAfterClearing() {
        Numbers numbers = new Numbers();
        numbers.put(7, (byte) 1);

        numbers.clear();

        assertThat(numbers.put(7, (byte) 1)).isEqualTo(Numbers.NONE);
    }
}
