package dev.gangway.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.internal.text.Grid;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportTableTest {

    private static ReportView full() {
        return Samples.report()
                .view()
                .title("Acme " + Samples.HOSTILE.repeat(3))
                .idle(Samples.RULE)
                .priced(Samples.PRICES)
                .comparedWith(Samples.earlier())
                .at(Samples.READ.plusSeconds(7_300));
    }

    @Test
    void noLineIsLongerThanATerminalIsWide() {
        assertThat(Stream.of(full(), Samples.patchy().view().idle(Samples.RULE).priced(Samples.PRICES))
                        .flatMap(it -> it.table().lines()))
                .hasSizeGreaterThan(100)
                .allSatisfy(it -> assertThat(Grid.width(it)).isLessThanOrEqualTo(100))
                .anySatisfy(it -> assertThat(it).contains("…"));
    }

    @Test
    void figuresStandUnderTheirHeads() {
        assertThat(full().table())
                .contains("""
                        LICENSES BY TYPE
                        Type      Purchased  Assigned  Used  Suspended  Reserved  Unused  Provider says  Diff.
                        Standard        400       384   354         17        13      16            387     +3
                        Advanced        110        96    89          4         3      14             96      0
                        """)
                .contains("""
                        Type        Price of one            A month          A year   Waste a year  Saving a year
                        Standard    15.00 EUR a month  6,000.00 EUR   72,000.00 EUR   5,940.00 EUR  17,100.00 EUR
                        Advanced    288 EUR a year     2,640.00 EUR   31,680.00 EUR   5,184.00 EUR  10,656.00 EUR
                        All in EUR                     8,640.00 EUR  103,680.00 EUR  11,124.00 EUR  27,756.00 EUR
                        """)
                .contains("sign-ins     2026-11-26 05:06 UTC  2 hours     12\n")
                .contains("  - linked apps: not read, the scope sessions.list wasn't granted\n")
                .contains("Cost a year: 103,680.00 EUR then, 103,680.00 EUR now.\n")
                .contains("Came: 40 people:\n")
                .contains("Left: nobody.\n");
    }

    @Test
    void whoIsIdleIsNamedWithTheEvidenceAndTheOthersAreCounted() {
        assertThat(full().table())
                .contains("""
                        102 people did not sign in from 2026-10-26 05:06 UTC to 2026-11-25 05:06 UTC (30 days).""")
                .contains("""

                        Chloé Almeida  chloe.almeida0@example.com  Standard
                            no sign-in from 2026-08-27 to 2026-11-25; no device and no web session; joined on 2026-10-22
                        """)
                .contains("And 82 more; the report's CSV has all of them.\n")
                .contains("""
                        Spared, though they did not sign in: 27 people
                               15  invited, not joined yet
                        """);
    }

    @Test
    void theLongestWithoutASignInComeFirst() {
        String page = full().html();
        String list = page.substring(page.indexOf("What shows it"), page.indexOf("Spared, though"));

        assertThat(Pattern.compile("last signed in on <time datetime=\"([0-9-]+)\">")
                        .matcher(list)
                        .results()
                        .map(it -> it.group(1)))
                .hasSize(91)
                .isSorted();
        assertThat(list.indexOf("last signed in")).isGreaterThan(list.lastIndexOf("no device"));
    }

    @Test
    void whatIsntKnownIsAQuestionMarkWithAReason() {
        assertThat(Samples.patchy()
                        .view()
                        .idle(Samples.RULE)
                        .priced(Samples.PRICES)
                        .table())
                .containsPattern("Guest +\\? +0 +0 +0 +0 +\\? +\\? +\\?\n")
                .contains("  - Guest, purchased: not known, the provider doesn't count this type\n")
                .containsPattern("more\\s+are\\s+taken\\s+than\\s+were\\s+bought,\\s+by\\s+2\n")
                .contains("provider counts 2 fewer than its list of people adds up to.")
                .contains("Nobody can be called idle: the scope events.read wasn't granted.\n")
                .contains("Guest, price: not known, no price was given for the license type Guest\n");
    }

    @Test
    void aNameMovesNeitherTheCursorNorTheText() {
        String evil = "A\u001B[2J\r\u202Eb\u2028c\uD800d";

        assertThat(Samples.report().view().title(evil).table()).startsWith("Licenses of A�[2J��b�c�d\n");
    }

    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        assertThat(Grid.width("漢字")).isEqualTo(4);
        assertThat(Grid.width("e\u0301")).isEqualTo(1);
        assertThat(Grid.width("👍")).isEqualTo(2);
        assertThat(Grid.cut("漢字漢字", 6)).isEqualTo("漢字…");
        Grid grid = new Grid(1, "Type", "n");
        grid.row("漢字", "1");
        grid.row("abcdef", "22");
        assertThat(grid.text()).isEqualTo("Type     n\n漢字     1\nabcdef  22\n");
    }

    @Test
    void whomTheRuleNamesInVainIsSaid() {
        IdleRule rule = Samples.RULE.excluding(List.of(UserRef.id(new UserId("dbmid:gone"))));

        assertThat(Samples.report().view().idle(rule).table()).contains("dbmid:gone");
        assertThat(Samples.report().view().idle(rule).html()).contains("dbmid:gone");
    }

    @Test
    void whatTheEarlierReportDoesntReachIsNotKnownAndTheRestIsCompared() {
        LicenseReport earlier = Samples.earlier();
        LicenseReport shorter = new LicenseReport(
                earlier.readAt(),
                earlier.parts(),
                earlier.byType(),
                earlier.people(),
                earlier.signIns()
                        .map(it -> new SignInHistory(
                                it.until().minus(Duration.ofDays(3)), it.until(), it.unattributed())));

        assertThat(Samples.report()
                        .view()
                        .comparedWith(shorter)
                        .idle(Samples.RULE)
                        .table())
                .contains("Came: 40 people:\n")
                .contains(
                        "Became idle: not known, the earlier report's sign-ins don't reach as far back as the rule asks.\n");
    }

    @Test
    void wrongQuestionsAreRefusedBeforeAnythingIsWritten() {
        ReportView view = Samples.report().view();

        assertThatThrownBy(() -> view.idle(IdleRule.after(Duration.ofDays(91))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.earlier().view().comparedWith(Samples.report()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> view.title(" ")).hasMessageContaining("whose licenses");
        assertThatThrownBy(() -> IdleRule.after(Duration.ofDays(30)).ofType("")).hasMessageContaining("license type");
        assertThatThrownBy(() -> LicenseReport.fromJson(null)).hasMessage("json");
        assertThatThrownBy(() -> Samples.report().idle((IdleRule) null)).hasMessage("rule");
        assertThatThrownBy(() -> Samples.report().since(null)).hasMessage("earlier");
    }

    @Test
    void aPriceForNoTypeIsSaid() {
        ReportView view =
                Samples.report().view().priced(Samples.PRICES.and("Standart", Price.of("1", "EUR", Price.Per.MONTH)));
        String said = "A price was given for Standart, but the types of license are Advanced, Standard";

        assertThat(view.table().replaceAll("\\s+", " ")).contains(said);
        assertThat(view.html()).contains(said);
        assertThat(full().table()).doesNotContain("A price was given");
    }

    @Test
    void theGraceOfTheRuleIsSaid() {
        ReportView strict = Samples.report().view().idle(Samples.RULE.grace(Duration.ZERO));

        assertThat(full().table().replaceAll("\\s+", " "))
                .contains(" Whoever joined within " + Samples.RULE.grace().toDays() + " days before is spared.");
        assertThat(strict.table()).doesNotContain("is spared");
    }

    @Test
    void ofManyPeopleAFewAreNamed() {
        ReportView view =
                Samples.report(8_000, Samples.READ, new Random(1)).view().idle(Samples.RULE);

        assertThat(view.table()).hasSizeLessThan(20_000).containsPattern("And 1,... more; the report's CSV has all");
        assertThat(view.html())
                .hasSizeLessThan(700_000)
                .containsPattern("And ... people more. The report&#39;s CSV has all of them");
    }

    @Test
    void asManyPeopleAreNamedAsTheViewSaysAndTheFileForProgramsHasAll() {
        ReportView few = full().naming(3);

        assertThat(few.table())
                .contains("And 99 more; the report's CSV has all of them.\n")
                .contains("And 37 more; the report's JSON has all of them.\n");
        assertThat(few.html())
                .contains("And 99 people more. The report&#39;s CSV has all of them.")
                .contains("And 37 people more. The report&#39;s JSON has all of them.");
        assertThat(few.csv()).isEqualTo(full().csv());
        assertThat(few.json()).isEqualTo(full().json());
        assertThatThrownBy(() -> few.naming(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whereDevicesWereNotReadTheTableSaysSo() {
        IdleRule byBoth = IdleRule.after(Duration.ofDays(30)).excluding(LicenseUse::hasRole, "has a role");

        assertThat(full().table().replaceAll("\\s+", " "))
                .contains("102 people did not sign in from")
                .contains(" of them it isn't known whether a device was used.");
        assertThat(Samples.report().view().idle(byBoth).table().replaceAll("\\s+", " "))
                .contains(" people neither signed in nor used a device from")
                .contains(" it isn't known whether a device was used");
    }

    @Test
    void withoutAnyTypeNoFigureIsZero() {
        assertThat(Samples.of(Samples.READ, List.of(), List.of()).view().html())
                .contains("<dt>Purchased</dt><dd>?<small>not known, see below</small></dd>");
    }
}
