package dev.gangway.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.gangway.result.Fact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a report, in a real browser. Where there is none, these tests are skipped; GANGWAY_BROWSER=required makes that a failure. */
class ReportPageTest {

    private static final String NONE =
            "No Chromium or Chrome was found on the PATH, and CHROME names none: the page wasn't"
                    + " opened in a browser. Install one, or set CHROME to its program.";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Path page;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.find().map(Browser::start).orElseGet(ReportPageTest::none);
        page = folder.resolve("report.html");
        Files.writeString(
                page,
                withOneMoreType(Samples.report())
                        .view()
                        .title("Acme " + Samples.HOSTILE)
                        .idle(Samples.RULE)
                        .priced(Samples.PRICES)
                        .comparedWith(Samples.earlier())
                        .at(Samples.READ.plusSeconds(7_200))
                        .html());
    }

    private static LicenseReport withOneMoreType(LicenseReport report) {
        LicenseType evil = new LicenseType(
                "漢字漢字漢字漢字漢字 </text></svg>" + Samples.HOSTILE,
                Fact.of(100_000),
                99_000,
                1_000,
                1_000,
                97_000,
                0,
                Fact.of(98_000),
                List.of("<i>nobody</i> knows"));
        return new LicenseReport(
                report.readAt(),
                report.parts(),
                Stream.concat(report.byType().stream(), Stream.of(evil)).toList(),
                report.people(),
                report.signIns());
    }

    private static Browser none() {
        if ("required".equals(System.getenv("GANGWAY_BROWSER"))) {
            return fail(NONE);
        }
        return abort(NONE);
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void asUsual() {
        browser.scripts(true);
        browser.media("light", "screen");
    }

    @Test
    void thePageLoadsNothingButItselfAndTheConsoleStaysEmpty() {
        browser.open(page, 1_280);

        assertThat(browser.events("Network.requestWillBeSent"))
                .singleElement()
                .satisfies(it -> assertThat(it.requiredText("documentURL"))
                        .isEqualTo(page.toUri().toString()));
        assertThat(browser.events("Log.entryAdded")).isEmpty();
        assertThat(browser.events("Runtime.consoleAPICalled")).isEmpty();
        assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(browser.events("Audits.issueAdded")).isEmpty();
        assertThat(browser.events("Page.javascriptDialogOpening")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"360, screen", "1280, screen", "700, print"})
    void nothingIsWiderThanThePage(int width, String media) {
        browser.media("light", media);
        browser.open(page, width);

        assertThat(browser.text("""
                        (() => {
                          const page = document.documentElement;
                          const wide = [...document.body.querySelectorAll('*')].filter(it => !it.closest('thead'))
                              .filter(it => it.getBoundingClientRect().right > page.clientWidth + 0.5
                                  || it.getBoundingClientRect().left < -0.5);
                          const scrolls = page.scrollWidth > page.clientWidth;
                          return wide.filter(it => scrolls || !it.closest('.wide table'))
                              .map(it => it.outerHTML.substring(0, 90) + ' ' + it.getBoundingClientRect().right).join('\\n')
                              + (scrolls ? 'it scrolls: ' + page.scrollWidth + ' > ' + page.clientWidth : '');
                        })()""")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1_280})
    void picturesHaveASizeAndTheirTextsAreWholeAndApart(int width) {
        browser.open(page, width);

        assertThat(browser.text(
                        "[...document.querySelectorAll('figure svg')].map(it => it.id || it.getAttribute('class') + ' '"
                                + " + (it.clientWidth > 250 && it.clientHeight > 50)).join('\\n')"))
                .isEqualTo("bars true\ncolumns true\nbars true\nbars true");
        assertThat(browser.text("""
                        [...document.querySelectorAll('figure svg')].flatMap(svg => {
                          const texts = [...svg.querySelectorAll('text')].map(it => ({ it, box: it.getBoundingClientRect() }));
                          const page = document.body.getBoundingClientRect();
                          const all = svg.getBoundingClientRect();
                          return texts.filter(({ it, box }) => box.width < 1 || box.left < page.left || box.right > page.right
                              || box.top < all.top - 0.5 || box.bottom > all.bottom + 0.5
                              || texts.some(other => other.it !== it && other.box.left < box.right && box.left < other.box.right
                                  && other.box.top < box.bottom && box.top < other.box.bottom));
                        }).map(({ it }) => it.textContent).join('\\n')""")).isEmpty();
        assertThat(browser.text("""
                        [...document.querySelectorAll('h1, h2, p, dt, dd, li, th, td, figcaption, caption, summary')]
                          .filter(it => it.checkVisibility() && !it.closest('thead'))
                          .filter(it => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== 'inline')
                          .map(it => it.textContent).join('\\n')""")).isEmpty();
    }

    @Test
    void lightAndDarkDifferAndEachTextIsReadableInBoth() {
        browser.open(page, 1_280);
        String light = browser.text("getComputedStyle(document.body).backgroundColor");
        assertThat(faint()).isEmpty();

        browser.media("dark", "screen");

        assertThat(browser.text("getComputedStyle(document.body).backgroundColor"))
                .isNotEqualTo(light);
        assertThat(faint()).isEmpty();
    }

    /** Texts of less than 4.5 to 1 against the page, and what pictures show by less than 3 to 1, which WCAG asks for at level AA. */
    private static String faint() {
        return browser.text("""
                (() => {
                  const rgb = it => it.match(/[\\d.]+/g).slice(0, 3).map(c => c / 255)
                      .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                  const light = it => { const [r, g, b] = rgb(it); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
                  const page = light(getComputedStyle(document.body).backgroundColor);
                  const contrast = it => (Math.max(light(it), page) + 0.05) / (Math.min(light(it), page) + 0.05);
                  const texts = [...document.querySelectorAll('body *')].filter(it => !it.closest('svg') && it.textContent.trim())
                      .map(it => [it, getComputedStyle(it).color, 4.5]);
                  const labels = [...document.querySelectorAll('svg text')].map(it => [it, getComputedStyle(it).fill, 4.5]);
                  const shapes = [...document.querySelectorAll('svg rect')]
                      .map(it => [it, getComputedStyle(it).fill, it.classList.contains('ground') ? 1 : 3])
                      .filter(it => it[1].startsWith('rgb'));
                  return [...texts, ...labels, ...shapes].filter(([it, colour, least]) => contrast(colour) < least)
                      .map(([it, colour]) => it.outerHTML.substring(0, 80) + ' ' + colour).join('\\n');
                })()""");
    }

    @Test
    void withoutScriptsThePageIsTheSame() {
        browser.open(page, 1_280);
        String with = browser.picture(false);
        browser.scripts(false);
        browser.open(page, 1_280);

        assertThat(browser.picture(false)).isEqualTo(with);
    }

    @Test
    void thePageCanBePrinted() {
        browser.open(page, 1_280);
        String pdf = new String(Base64.getDecoder().decode(browser.pdf()), StandardCharsets.ISO_8859_1);

        assertThat(Pattern.compile("/Type\\s*/Page\\b").matcher(pdf).results().count())
                .isBetween(4L, 30L);

        browser.media("dark", "print");
        assertThat(browser.text("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.text(
                        "[...document.querySelectorAll('details table')].every(it => it.checkVisibility()) + ''"))
                .isEqualTo("true");
    }

    @Test
    void aNameIsNeverMoreThanText() {
        browser.open(page, 1_280);

        assertThat(
                        browser.text(
                                "[...document.querySelectorAll('script, img, iframe, object, embed, link, a, form, base, b, i, [onerror]')].length + ''"))
                .isEqualTo("0");
        assertThat(browser.text("document.querySelector('h1').textContent"))
                .isEqualTo("Licenses of Acme " + Samples.HOSTILE.replace('\u202E', '\uFFFD'));
        assertThat(
                        browser.text(
                                "[...document.querySelectorAll('.people bdi')].map(it => it.textContent).find(it => it.includes('alert'))"))
                .startsWith(Samples.HOSTILE.replace('\u202E', '\uFFFD'))
                .contains("山田太郎");
        assertThat(browser.text("document.querySelectorAll('meta[http-equiv]')[0].content"))
                .startsWith("default-src 'none'; style-src 'unsafe-inline'");
        assertThat(browser.text("document.documentElement.lang")).isEqualTo("en");
    }
}
