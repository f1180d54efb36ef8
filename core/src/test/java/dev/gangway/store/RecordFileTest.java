package dev.gangway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.StoreException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecordFileTest {

    private final RecordFile file =
            new RecordFile("connection/1", new Versioned(42, new byte[] {'a', '\n', -1, 0, ' '}));

    @Test
    void whatWasWrittenIsRead() {
        assertThat(RecordFile.read("x", file.write())).isEqualTo(file);
    }

    @Test
    void theKeyOfALeaseIsReadToo() {
        RecordFile lease = new RecordFile(" offboarding/1", new Versioned(1, new byte[1]));

        assertThat(RecordFile.read("x", lease.write())).isEqualTo(lease);
    }

    @Test
    void everyCutIsNoticed() {
        byte[] whole = file.write();

        for (int length = 0; length < whole.length; length++) {
            isDamaged(Arrays.copyOf(whole, length), "cut to " + length);
        }
        isDamaged(Arrays.copyOf(whole, whole.length + 1), "a byte longer");
    }

    @Test
    void everyFlippedBitIsNoticed() {
        for (int bit = 0; bit < file.write().length * 8; bit++) {
            byte[] changed = file.write();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));

            isDamaged(changed, "bit " + bit + " flipped");
        }
    }

    @Test
    void blocksThatTheDiskNeverGotAreNoticed() {
        byte[] whole = new RecordFile("a", new Versioned(1, new byte[] {7, 7, 7, 7})).write();
        for (int from = 0; from < whole.length; from++) {
            byte[] zeros = whole.clone();
            Arrays.fill(zeros, from, whole.length, (byte) 0);

            isDamaged(zeros, "zeros from " + from);
        }
    }

    private static void isDamaged(byte[] content, String how) {
        assertThatThrownBy(() -> RecordFile.read("the record of x", content))
                .as(how)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the record of x");
    }
}
