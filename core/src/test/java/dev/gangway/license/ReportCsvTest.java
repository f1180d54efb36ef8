package dev.gangway.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.result.Fact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCsvTest {

    @Test
    void everyRowHasAsManyFieldsAsTheHeaderAndThereIsOneForEachPerson() {
        String csv = Samples.report().view().idle(Samples.RULE).csv();

        assertThat(csv.replace("\r\n", "")).doesNotContain("\n");
        assertThat(csv).endsWith("\r\n");
        assertThat(rows(csv))
                .hasSize(481)
                .first()
                .satisfies(it -> assertThat(it)
                        .containsEntry("email", "ana.almeida0@example.com")
                        .containsEntry("given_name", "Ana")
                        .containsEntry("status", "ACTIVE")
                        .containsEntry("license_type", "Standard")
                        .containsEntry("last_login", "seen")
                        .containsEntry("last_login_source", "event log, password")
                        .containsEntry("last_login_actor", "admin")
                        .containsEntry("web_sessions", "1")
                        .containsEntry("linked_apps", "")
                        .containsEntry("linked_apps_why", "the scope sessions.list wasn't granted"));
    }

    @Test
    void whatIsntKnownIsEmptyAndSaysWhy() {
        assertThat(rows(Samples.patchy().view().idle(Samples.RULE).csv()))
                .first()
                .satisfies(it -> assertThat(it)
                        .containsEntry("license_type", "")
                        .containsEntry("license_type_why", "no license was told")
                        .containsEntry("last_login", "unknown")
                        .containsEntry("last_login_at", "")
                        .containsEntry("last_login_why", "the scope events.read wasn't granted")
                        .containsEntry("sign_in_days", "")
                        .containsEntry("sign_in_days_why", "the scope events.read wasn't granted")
                        .containsEntry("computers", "2")
                        .containsEntry("devices_silent", "1")
                        .containsEntry("devices_why", "the provider doesn't tell of 1 of 2 when it was last used")
                        .containsEntry("stored_bytes", "0")
                        .containsEntry("idle", "")
                        .containsEntry("idle_why", "the scope events.read wasn't granted"));
        assertThat(rows(Samples.patchy().view().priced(Samples.PRICES).licensesCsv()))
                .first()
                .satisfies(it -> assertThat(it)
                        .containsEntry("license_type", "Guest")
                        .containsEntry("purchased", "")
                        .containsEntry("purchased_why", "the provider doesn't count this type")
                        .containsEntry("provider_assigned_why", "nobody counts")
                        .containsEntry("cost_per_year", "")
                        .containsEntry("cost_why", "no price was given for the license type Guest"));
    }

    @Test
    void theRowsSayWhatTheRuleSays() {
        LicenseReport report = Samples.report();
        IdlePeople idle = report.idle(Samples.RULE).toOptional().orElseThrow();
        List<Map<String, String>> rows = rows(report.view().idle(Samples.RULE).csv());

        assertThat(rows.stream().filter(it -> it.get("idle").equals("yes")).map(it -> it.get("id")))
                .containsExactlyElementsOf(idle.candidates().stream()
                        .map(it -> it.who().id().value())
                        .toList());
        assertThat(rows.stream().filter(it -> it.get("idle").equals("spared")))
                .hasSameSizeAs(idle.spared())
                .extracting(it -> it.get("idle_why"))
                .contains("has a role", "suspended");
        assertThat(rows.get(2))
                .containsEntry(
                        "idle_why",
                        "no sign-in from 2026-08-27 to 2026-11-25; no device and no web session; joined on 2026-10-22");
        assertThat(rows.stream().filter(it -> it.get("idle").equals("no")))
                .hasSize(481 - idle.candidates().size() - idle.spared().size());
    }

    @Test
    void theLicensesAndWhatTheyCostHaveRowsOfTheirOwn() {
        assertThat(rows(Samples.report()
                        .view()
                        .idle(Samples.RULE)
                        .priced(Samples.PRICES)
                        .licensesCsv()))
                .first()
                .satisfies(it -> assertThat(it)
                        .containsEntry("purchased", "400")
                        .containsEntry("unused", "16")
                        .containsEntry("difference", "3")
                        .containsEntry("price", "15.00")
                        .containsEntry("price_per", "MONTH")
                        .containsEntry("cost_per_year", "72000.00")
                        .containsEntry("saving_per_year", "17100.00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "'=1", "\n=1"})
    void aNameIsNoFormulaAndIsGivenBackByTakingOneApostropheAway(String name) {
        LicenseUse use = Samples.report().people().get(1);
        LicenseUse evil = new LicenseUse(
                use.id(),
                name,
                name,
                name,
                use.externalId(),
                use.status(),
                Fact.unknown(name),
                false,
                use.invitedAt(),
                use.joinedAt(),
                use.suspendedAt(),
                new LastLogin.Unknown(name),
                Fact.unknown(name),
                Fact.unknown(name),
                Fact.of(List.of(name)),
                Fact.unknown(name));
        Map<String, String> row = rows(Samples.of(Samples.READ, List.of(evil), List.of())
                        .view()
                        .csv())
                .get(0);

        assertThat(List.of(
                        "email",
                        "given_name",
                        "surname",
                        "license_type_why",
                        "last_login_why",
                        "sign_in_days_why",
                        "devices_why",
                        "linked_apps",
                        "stored_bytes_why"))
                .allSatisfy(it -> assertThat(row.get(it)).isEqualTo("'" + name));
    }

    @Test
    void textsWithQuotesCommasAndBreaksComeBackWhole() {
        assertThat(rows(Samples.report().view().csv()).get(480))
                .containsEntry("given_name", Samples.HOSTILE)
                .containsEntry("email", "'=cmd@example.com")
                .containsEntry("external_id", "'-1+1|cmd")
                .containsEntry("linked_apps", "</table>; +Sheets");
    }

    @Test
    void whatTheWriterThrowsIsNotHidden() {
        ReportView view = Samples.report().view();
        Appendable full = new Full();

        assertThatThrownBy(() -> view.writeCsv(full)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> view.writeJson(full)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> view.writeHtml(full)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> view.writeTable(full)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> view.writeLicensesCsv(full)).isInstanceOf(IOException.class);
    }

    private static final class Full implements Appendable {
        @Override
        public Appendable append(CharSequence text) throws IOException {
            throw new IOException("the disk is full");
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) throws IOException {
            throw new IOException("the disk is full");
        }

        @Override
        public Appendable append(char it) throws IOException {
            throw new IOException("the disk is full");
        }
    }

    /** Reads RFC 4180, each row by the names in the header. */
    private static List<Map<String, String>> rows(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < csv.length(); at++) {
            char it = csv.charAt(at);
            if (quoted && it == '"' && csv.charAt(at + 1) == '"') {
                field.append('"');
                at++;
            } else if (it == '"') {
                quoted = !quoted;
            } else if (!quoted && (it == ',' || it == '\r')) {
                row.add(field.toString());
                field.setLength(0);
                if (it == '\r') {
                    rows.add(row);
                    row = new ArrayList<>();
                    at++;
                }
            } else {
                field.append(it);
            }
        }
        List<String> head = rows.remove(0);
        return rows.stream()
                .map(cells -> {
                    assertThat(cells).hasSameSizeAs(head);
                    Map<String, String> named = new LinkedHashMap<>();
                    head.forEach(it -> named.put(it, cells.get(named.size())));
                    return named;
                })
                .toList();
    }
}
