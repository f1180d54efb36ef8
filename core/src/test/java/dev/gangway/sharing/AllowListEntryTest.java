package dev.gangway.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListEntryTest {

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "EXAMPLE.com, example.com",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "bücher.example, xn--bcher-kva.example",
        "a.b.c.example.co.uk, a.b.c.example.co.uk",
        "1and1.de, 1and1.de"
    })
    void aDomainIsTakenInAnyAlphabetAndSentInAscii(String written, String sent) {
        assertThat(AllowListEntry.domain(written)).hasToString(sent).isEqualTo(AllowListEntry.domain(sent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "example",
                ".example.com",
                "example.com.",
                "a..b.com",
                "-a.example",
                "a_b.example",
                "ex ample.com",
                "ana@example.com",
                "192.0.2.1",
                "https://example.com",
                "*.example.com",
                "a\n.example",
                "a123456789b123456789c123456789d123456789e123456789f123456789g123.example"
            })
    void whatIsNoDomainIsRefused(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowListEntry.domain(written))
                .withMessageContaining("example.com")
                .withMessageNotContaining("\n");
    }

    @Test
    void aDomainThatIsTooLongIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> AllowListEntry.domain("abcdefghi.".repeat(25) + "com1"));
    }

    @ParameterizedTest
    @CsvSource({
        "Ana.Silva+x@Example.com, ana.silva+x@example.com",
        "o'neil@bücher.example, o'neil@xn--bcher-kva.example"
    })
    void anAddressIsSentInSmallLetters(String written, String sent) {
        assertThat(AllowListEntry.email(written)).hasToString(sent).isEqualTo(AllowListEntry.email(sent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "@example.com",
                "ana@",
                "ana@example",
                "a@b@example.com",
                "a b@example.com",
                "\"a\"@example.com",
                "a123456789b123456789c123456789d123456789e123456789f123456789g1234@example.com"
            })
    void whatIsNoAddressIsRefused(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowListEntry.email(written))
                .withMessageContaining("ana@example.com");
    }

    @Test
    void aDomainIsNoAddress() {
        assertThat(AllowListEntry.domain("example.com")).isNotEqualTo(AllowListEntry.email("a@example.com"));
    }
}
