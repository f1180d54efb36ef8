package dev.gangway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTest {

    private static final String FAMILY = "👨‍👩‍👧";
    private static final String WAVE = "👋🏽";
    private static final String FRANCE = "🇫🇷";
    private static final String ACCENTED = "e\u0301";
    private static final String HANGUL = "\u1112\u1161\u11ab";

    @ParameterizedTest
    @CsvSource({"Acme,4,Acme", "Acme,3,Ac…", "Acme,1,…", "Acme Inc,6,Acme…", "Acme,100,Acme"})
    void cutsWhatDoesNotFit(String name, int atMost, String label) {
        assertThat(Label.of(name, atMost)).isEqualTo(label);
    }

    @Test
    void neverCutsWhatAReaderSeesAsOneCharacter() {
        for (String one : new String[] {FAMILY, WAVE, FRANCE, ACCENTED, HANGUL}) {
            assertThat(Label.of(one.repeat(3), 3)).isEqualTo(one.repeat(3));
            assertThat(Label.of(one.repeat(3), 2)).isEqualTo(one + "…");
        }
    }

    @Test
    void cutsNamesThatAreReadFromRightToLeftInTheOrderOfReading() {
        assertThat(Label.of("شركة النقل", 5)).isEqualTo("شركة…");
        assertThat(Label.of("חברה", 3)).isEqualTo("חב…");
    }

    @Test
    void hasOneCharacterAtLeast() {
        assertThatThrownBy(() -> Label.of("Acme", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
