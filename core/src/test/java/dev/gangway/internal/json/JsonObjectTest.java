package dev.gangway.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    @Test
    void whatIsWrittenIsReadAgain() {
        JsonObject object = JsonObject.EMPTY
                .with("text", "a \"quoted\" \u00e9\n")
                .with("number", 1_234_567_890_123L)
                .with("flag", true)
                .with("at", Instant.parse("2026-01-01T00:00:00Z"))
                .with("texts", List.of("a", "b"))
                .with("nested", JsonObject.EMPTY.with("x", 1))
                .with("objects", List.of(JsonObject.EMPTY.with("y", "z")))
                .with("absent", Optional.empty());

        JsonObject read = JsonObject.parse(object.write());

        assertThat(read).isEqualTo(object);
        assertThat(read.instant("at")).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(read.number("number")).hasValue(1_234_567_890_123L);
        assertThat(read.objects("objects").get(0).text("y")).contains("z");
        assertThat(read.text("absent")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 1_000_000_000_000_000_000L, 0})
    void wholeNumbersAreReadAsTheyWereWritten(long number) {
        assertThat(JsonObject.parse(JsonObject.EMPTY.with("n", number).write()).number("n"))
                .hasValue(number);
    }

    @Test
    void aNumberThatIsTooLargeIsNotTakenForAnother() {
        assertThat(JsonObject.parse("{\"n\":9223372036854775808}").number("n")).isEmpty();
    }

    @Test
    void forPeopleAFieldStandsOnALine() {
        JsonObject object = JsonObject.EMPTY.with("a", "b").with("c", JsonObject.EMPTY.with("d", List.of("e")));

        assertThat(object.writeIndented()).isEqualTo("""
                        {
                          "a": "b",
                          "c": {
                            "d": [
                              "e"
                            ]
                          }
                        }""");
        assertThat(JsonObject.parse(object.writeIndented())).isEqualTo(object);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":null}", "{\"a\":[null]}", "{\"a\":{\"b\":null}}"})
    void aNullIsRefusedWhereNothingMayBeLost(String text) {
        assertThat(JsonObject.parse(text)).isNotNull();
        assertThatThrownBy(() -> JsonObject.parseWithoutNulls(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{", "{} {}", "{\"a\":1,\"a\":2}", "<html>", "nul"})
    void anythingButOneObjectIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> JsonObject.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a JSON object");
    }

    private static String nested(int levels, String open, String close) {
        return "{\"a\":" + open.repeat(levels - 1) + "1" + close.repeat(levels - 1) + "}";
    }

    @ParameterizedTest
    @CsvSource({"'{\"a\":', }", "[, ]"})
    void nestingIsReadToSixtyFourLevelsAndRefusedBeyond(String open, String close) {
        assertThat(JsonObject.parse(nested(64, open, close))).isNotNull();
        for (int levels : List.of(65, 255, 256, 100_000)) {
            String deep = nested(levels, open, close);
            assertThatThrownBy(() -> JsonObject.parse(deep))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("JSON nested deeper than 64 levels");
        }
    }

    @Test
    void printingShowsNamesAndNoValues() {
        assertThat(JsonObject.EMPTY.with("token", "t0ps3cret-of-the-test")).hasToString("JsonObject[token]");
    }

    @Test
    void aNullFieldIsAnAbsentOne() {
        assertThat(JsonObject.parse("{\"a\":null}").text("a")).isEmpty();
    }

    @Test
    void aLongListIsHandedOverOneByOne() {
        List<JsonObject> items = new ArrayList<>();

        JsonObject rest = JsonObject.parse("{\"a\":1,\"list\":[{\"n\":1},{\"n\":2}],\"b\":[{}]}", "list", items::add);

        assertThat(items).containsExactly(JsonObject.EMPTY.with("n", 1), JsonObject.EMPTY.with("n", 2));
        assertThat(rest.names()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"list\":1}",
                "{\"list\":null}",
                "{\"list\":[1]}",
                "{\"list\":[null]}",
                "{\"list\":[],\"list\":[]}",
                "{\"list\":[],\"a\":1,\"a\":2}",
                "{\"list\":[]} {}",
                "{\"list\":[{}"
            })
    void anObjectWithoutThatListIsRefused(String text) {
        assertThatThrownBy(() -> JsonObject.parse(text, "list", it -> {})).isInstanceOf(IllegalArgumentException.class);
    }
}
