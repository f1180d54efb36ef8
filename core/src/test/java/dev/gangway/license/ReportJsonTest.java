package dev.gangway.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.internal.json.JsonSchema;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportJsonTest {

    private static ReportView full() {
        return Samples.report()
                .view()
                .title("Acme")
                .idle(Samples.RULE.excluding(List.of(
                        UserRef.id(new UserId("gone")), UserRef.email("g@example.com"), UserRef.externalId("g"))))
                .priced(Samples.PRICES)
                .comparedWith(Samples.earlier());
    }

    static Stream<ReportView> views() {
        return Stream.of(
                Samples.report().view(),
                full(),
                Samples.patchy()
                        .view()
                        .idle(Samples.RULE)
                        .priced(Samples.PRICES)
                        .comparedWith(Samples.patchy()));
    }

    @ParameterizedTest
    @MethodSource("views")
    void aReportComesBackEqual(ReportView view) {
        assertThat(LicenseReport.fromJson(view.json())).isEqualTo(view.report());
    }

    @ParameterizedTest
    @MethodSource("views")
    void theTextIsAsTheSchemaSays(ReportView view) throws IOException {
        JsonObject schema = JsonObject.parse(Files.readString(Path.of("docs/license-report.schema.json")));
        JsonObject report = JsonObject.parse(view.json());

        assertThat(JsonSchema.wrongs(schema, report)).isEmpty();
        assertThat(JsonSchema.wrongs(
                        schema,
                        report.with("readAt", 5)
                                .without("signIns")
                                .with("people", List.of(JsonObject.EMPTY.with("id", "a")))))
                .contains("/signIns is missing", "/readAt has another form", "/people/email is missing");
        assertThat(JsonSchema.wrongs(schema, report.with("signIns", "yes")))
                .containsExactly("/signIns is of no one kind");
    }

    @ParameterizedTest
    @MethodSource("views")
    void theDocumentNamesEachField(ReportView view) throws IOException {
        String document = Files.readString(Path.of("docs/licenses.md"));

        assertThat(names(JsonObject.parse(view.json())))
                .allSatisfy(it -> assertThat(document).contains("`" + it + "`"));
    }

    private static TreeSet<String> names(JsonObject json) {
        TreeSet<String> names = new TreeSet<>(json.names());
        json.names().forEach(name -> {
            json.object(name).ifPresent(it -> names.addAll(names(it)));
            json.objects(name).forEach(it -> names.addAll(names(it)));
        });
        return names;
    }

    @Test
    void idlePeopleCostsAndChangesAreThereWithTheEvidence() {
        JsonObject report = JsonObject.parse(full().json());
        JsonObject idle = report.object("idle").orElseThrow();

        assertThat(report.text("customer")).contains("Acme");
        assertThat(idle.objects("candidates")).hasSize(102);
        assertThat(idle.objects("candidates").get(0).objects("evidence").stream()
                        .map(it -> it.requiredText("kind") + ": " + it.requiredText("words")))
                .containsExactly(
                        "NoSignIn: no sign-in from 2026-08-27 to 2026-11-25",
                        "NoDevice: no device and no web session",
                        "JoinedAt: joined on 2026-10-22");
        assertThat(idle.objects("notFound"))
                .containsExactly(
                        JsonObject.EMPTY.with("id", "gone"),
                        JsonObject.EMPTY.with("email", "g@example.com"),
                        JsonObject.EMPTY.with("externalId", "g"));
        assertThat(report.object("costs")
                        .orElseThrow()
                        .objects("totals")
                        .get(0)
                        .object("saving")
                        .orElseThrow()
                        .text("perYear"))
                .contains("27756.00");
        assertThat(report.object("changes").orElseThrow().objects("came")).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"people\":[]}",
                "{\"people\":[1]}",
                "{\"format\":\"gangway-license-report/2\",\"people\":[]}"
            })
    void whatIsNoReportIsRefused(String text) {
        assertThatThrownBy(() -> LicenseReport.fromJson(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("This is no license report that ReportView.json() wrote: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"readAt\":\"2026-11-26T05:06:00Z\" > \"readAt\":\"today\"",
                "\"unclear\":0 > \"unclear\":99999999999",
                "\"unclear\":0 > \"unclear\":\"0\"",
                "\"kind\":\"TOTALS\" > \"kind\":\"SUMS\"",
                "\"status\":\"ACTIVE\" > \"status\":\"BUSY\"",
                "\"purchased\":400 > \"bought\":400",
                "\"hasRole\":true > \"hasRole\":1",
                "report/1 > report/2",
                "\"people\": > \"persons\":",
                "\"licenses\": > \"types\":",
                "\"parts\": > \"pieces\":",
                "\"days\": > \"dates\":",
                "\"first\":\"2 > \"first\":\"3"
            })
    void aReportWithSomethingWrongInItIsRefused(String change) {
        String[] parts = change.split(" > ");
        String text = Samples.report(3, Samples.READ, new Random(1)).view().json();
        assertThat(text).contains(parts[0]);

        assertThatThrownBy(() -> LicenseReport.fromJson(text.replace(parts[0], parts[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("This is no license report that ReportView.json() wrote: ");
    }

    @Test
    void nothingLongIsEverInMemoryAtOnce() throws IOException {
        ReportView view = Samples.report(1_000, Samples.READ, new Random(1))
                .view()
                .idle(Samples.RULE)
                .comparedWith(Samples.earlier());
        Longest longest = new Longest();

        view.writeJson(longest);
        view.writeCsv(longest);

        assertThat(longest.all).isGreaterThan(700_000);
        assertThat(longest.most).isLessThan(5_000);
    }

    private static final class Longest implements Appendable {
        private long all;
        private int most;

        @Override
        public Appendable append(CharSequence text) {
            return append(text, 0, text.length());
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) {
            all += end - start;
            most = Math.max(most, end - start);
            return this;
        }

        @Override
        public Appendable append(char it) {
            return append("x");
        }
    }
}
