package dev.gangway.assistance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.result.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {

    private static final Text TEXT = new Text("hello", "bonjour");

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "a/b", "<a>", "é"})
    void anIdIsPlain(String id) {
        assertThatThrownBy(() -> new Notice(id, "ana@example.com", TEXT, TEXT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addressAndSubjectAreOneLine() {
        assertThatThrownBy(() -> new Notice("n", "ana@example.com\r\nBcc: leo@example.com", TEXT, TEXT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Notice("n", "ana@example.com", new Text("a\r\nX: y", "b"), TEXT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Notice("n", "ana@example.com", new Text("a", "b\nX: y"), TEXT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
