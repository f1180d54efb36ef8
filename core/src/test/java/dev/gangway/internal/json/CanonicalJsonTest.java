package dev.gangway.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    private static String canonical(String text) {
        return new String(CanonicalJson.of(JsonObject.parse(text)), StandardCharsets.UTF_8);
    }

    @Test
    void fieldsAreSortedAndNothingStandsBetweenThem() {
        assertThat(canonical("{ \"b\" : [ true, 1, {\"z\":\"\", \"a\":-7} ],\n\"a\" : {} }"))
                .isEqualTo("{\"a\":{},\"b\":[true,1,{\"a\":-7,\"z\":\"\"}]}");
    }

    /** RFC 8785, section 3.2.3: by UTF-16 code units, so that a smiley comes before a Hebrew presentation form. */
    @Test
    void fieldsAreSortedByCodeUnits() {
        assertThat(
                        canonical(
                                "{\"\\u20ac\":1,\"\\r\":1,\"\\ufb33\":1,\"1\":1,\"\\ud83d\\ude00\":1,\"\\u0080\":1,\"\\u00f6\":1}"))
                .isEqualTo(
                        "{\"\\r\":1,\"1\":1,\"\u0080\":1,\"\u00f6\":1,\"\u20ac\":1,\"\ud83d\ude00\":1,\"\ufb33\":1}");
    }

    /** RFC 8785, section 3.2.2.2. */
    @Test
    void onlyWhatMustBeEscapedIs() {
        assertThat(canonical(
                        "{\"a\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\\b\\f\\t\\u2028\\u007f\"}"))
                .isEqualTo("{\"a\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\t\u2028\u007f\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1.5}", "{\"a\":1e3}", "{\"a\":9223372036854775808}", "{\"a\":[\"\\ud83d\"]}"})
    void whatCouldBeWrittenInTwoWaysIsRefused(String text) {
        JsonObject object = JsonObject.EMPTY.with("in", JsonObject.parse(text.replace("\\ud83d", "?")));
        JsonObject halves = JsonObject.EMPTY.with("a", "\ud83d");

        assertThatThrownBy(() -> CanonicalJson.of(text.contains("ud83d") ? halves : object))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
