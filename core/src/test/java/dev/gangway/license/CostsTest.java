package dev.gangway.license;

import static dev.gangway.license.Someone.UNTIL;
import static dev.gangway.license.Someone.idle;
import static dev.gangway.license.Someone.report;
import static dev.gangway.license.Someone.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.license.Price.Per;
import dev.gangway.result.Fact;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cost, waste and possible saving. */
class CostsTest {

    private static final Price FIFTEEN = Price.of("15.00", "EUR", Per.MONTH);
    private static final Prices PRICES = Prices.of("full", FIFTEEN);
    private static final IdleRule RULE = IdleRule.after(Duration.ofDays(60));

    private static String month(Fact<Cost> cost) {
        return cost.map(it -> it.perMonth().toString()).toString();
    }

    private static TypeCost cost(LicenseType type, Someone... people) {
        return report(List.of(type), people).cost(PRICES, RULE).byType().get(0);
    }

    @Test
    void countWhatWasBoughtWhatNobodyWorksWithAndWhatMayBeGivenBack() {
        TypeCost cost = cost(type("full", 10, 7, 1, 2), idle("leo"), idle("mia").signedIn(UNTIL));

        assertThat(cost.type()).isEqualTo("full");
        assertThat(cost.price()).isEqualTo(Fact.of(FIFTEEN));
        assertThat(month(cost.cost())).isEqualTo("150.00 EUR");
        assertThat(month(cost.waste())).isEqualTo("75.00 EUR"); // 3 unused, 2 suspended
        assertThat(month(cost.saving())).isEqualTo("60.00 EUR"); // 3 unused, 1 idle
    }

    @Test
    void savingIsOfWhoTakesThatTypeOnly() {
        Someone unclear = idle("ned").licenseType(Fact.unknown("not told"));

        assertThat(month(cost(type("full", 1, 1, 0, 0), idle("gus").takes("guest"), unclear)
                        .saving()))
                .isEqualTo("0.00 EUR");
    }

    @Test
    void moreTakenThanBoughtIsMadeUpForFirst() {
        LicenseType over = type("full", 10, 12, 0, 3);

        assertThat(month(cost(over).waste())).isEqualTo("15.00 EUR");
        assertThat(month(cost(over).saving())).isEqualTo("0.00 EUR");
        assertThat(month(cost(over, idle("a"), idle("b"), idle("c")).saving())).isEqualTo("15.00 EUR");
        assertThat(month(cost(over).cost())).isEqualTo("150.00 EUR");
    }

    @Test
    void anUnknownStaysUnknown() {
        Fact<Integer> silent = Fact.unknown("not told");
        LicenseType unbought = new LicenseType("full", silent, 1, 0, 0, 1, 0, silent, List.of());
        LicenseType unclear = new LicenseType("full", Fact.of(10), 1, 0, 0, 1, 4, silent, List.of());

        assertThat(cost(unbought).cost()).isEqualTo(Fact.unknown("not told"));
        assertThat(cost(unbought).waste()).isEqualTo(Fact.unknown("not told"));
        assertThat(cost(unbought).saving()).isEqualTo(Fact.unknown("not told"));
        assertThat(month(cost(unclear).cost())).isEqualTo("150.00 EUR");
        assertThat(cost(unclear).waste().toString()).contains("unknown", "4");
        assertThat(cost(unclear).saving().toString()).contains("unknown", "4");
    }

    @Test
    void savingIsUnknownWithoutARuleOrIfNobodyKnowsWhoIsIdle() {
        List<LicenseType> types = List.of(type("full", 10, 7, 0, 0));
        LicenseReport dark = report(Fact.unknown("no scope"), types);

        assertThat(report(types).cost(PRICES).byType().get(0).saving().toString())
                .contains("unknown", "rule");
        assertThat(month(report(types).cost(PRICES).byType().get(0).waste())).isEqualTo("45.00 EUR");
        assertThat(dark.cost(PRICES, RULE).byType().get(0).saving()).isEqualTo(Fact.unknown("no scope"));
        assertThat(dark.cost(PRICES, RULE).totals().get(0).saving()).isEqualTo(Fact.unknown("no scope"));
    }

    @Test
    void savingIsUnknownForTypesThatTheRuleDoesNotAskAbout() {
        List<LicenseType> types = List.of(type("full", 10, 7, 0, 0), type("guest", 1, 1, 0, 0));
        Costs costs = report(types, idle("leo")).cost(PRICES.and("guest", FIFTEEN), RULE.ofType("full"));

        assertThat(month(costs.byType().get(0).saving())).isEqualTo("60.00 EUR");
        assertThat(costs.byType().get(1).saving().toString()).contains("unknown", "another license");
        assertThat(costs.totals().get(0).saving().toString()).contains("unknown", "another license");
    }

    @Test
    void totalsAreByCurrency() {
        List<LicenseType> types = List.of(
                type("full", 10, 10, 0, 1),
                type("guest", 5, 4, 0, 0),
                type("sign", 2, 2, 0, 0),
                type("free", 9, 9, 0, 0));
        Prices prices = PRICES.and("guest", Price.of("100", "USD", Per.YEAR))
                .and("sign", Price.of("60", "EUR", Per.YEAR))
                .and("free", Price.of("0", "EUR", Per.YEAR))
                .and("never seen", Price.of("7", "CHF", Per.YEAR));

        List<TotalCost> totals = report(types, idle("leo")).cost(prices, RULE).totals();

        assertThat(totals).extracting(it -> it.currency().getCurrencyCode()).containsExactly("EUR", "USD");
        assertThat(month(totals.get(0).cost())).isEqualTo("160.00 EUR");
        assertThat(month(totals.get(0).waste())).isEqualTo("15.00 EUR");
        assertThat(month(totals.get(0).saving())).isEqualTo("15.00 EUR");
        assertThat(totals.get(1).cost().toString()).isEqualTo("500.00 USD a year");
        assertThat(totals.get(1).waste().toString()).isEqualTo("100.00 USD a year");
    }

    @Test
    void aTypeWithoutAPriceMakesTotalsUnknown() {
        Costs costs = report(List.of(type("full", 1, 1, 0, 0), type("guest", 1, 1, 0, 0)))
                .cost(PRICES);

        assertThat(month(costs.byType().get(0).cost())).isEqualTo("15.00 EUR");
        assertThat(costs.byType().get(1).cost().toString()).contains("unknown", "price", "guest");
        assertThat(costs.totals().get(0).cost().toString()).contains("unknown", "price", "guest");
    }

    @Test
    void nothingBoughtCostsNothing() {
        assertThat(report(List.of()).cost(PRICES)).isEqualTo(new Costs(List.of(), List.of()));
    }

    @Test
    void roundingComesLast() {
        List<LicenseType> types = List.of(type("a", 1, 1, 0, 0), type("b", 1, 1, 0, 0), type("c", 1, 1, 0, 0));
        Price year = Price.of("100", "EUR", Per.YEAR); // 8.333… a month
        Costs costs = report(types).cost(Prices.of("a", year).and("b", year).and("c", year));

        assertThat(costs.byType()).extracting(it -> month(it.cost())).containsOnly("8.33 EUR");
        assertThat(month(costs.totals().get(0).cost())).isEqualTo("25.00 EUR");
        assertThat(costs.totals().get(0).cost().toString()).isEqualTo("300.00 EUR a year");
    }

    @ParameterizedTest
    @CsvSource({
        "12.50, EUR, MONTH, 12.50 EUR, 150.00 EUR",
        "150, EUR, YEAR, 12.50 EUR, 150.00 EUR",
        "0.06, EUR, YEAR, 0.01 EUR, 0.06 EUR", // half a cent a month
        "0.05, EUR, YEAR, 0.00 EUR, 0.05 EUR",
        "0.0125, EUR, MONTH, 0.01 EUR, 0.15 EUR",
        "1000, JPY, YEAR, 83 JPY, 1000 JPY",
        "1.5, JPY, MONTH, 2 JPY, 18 JPY",
        "1, KWD, YEAR, 0.083 KWD, 1.000 KWD",
        "999999999999999, EUR, MONTH, 999999999999999.00 EUR, 11999999999999988.00 EUR"
    })
    void pricesAreOfMonthsOrYears(String amount, String currency, Per per, String month, String year) {
        Cost cost = Price.of(amount, currency, per).times(1);

        assertThat(cost.perMonth().toString()).isEqualTo(month);
        assertThat(cost.perYear().toString()).isEqualTo(year);
        assertThat(cost.currency()).isEqualTo(Currency.getInstance(currency));
    }

    @Test
    void theSameCostIsEqualHoweverItIsPriced() {
        Cost month = FIFTEEN.times(2);
        Cost year = Price.of("180", "EUR", Per.YEAR).times(2);

        assertThat(month).isEqualTo(year).hasSameHashCodeAs(year).isNotEqualTo(FIFTEEN.times(1));
        assertThat(month).isNotEqualTo(Price.of("15", "USD", Per.MONTH).times(2));
        assertThat(new Money(new BigDecimal("1.005"), Currency.getInstance("EUR")))
                .isEqualTo(new Money(new BigDecimal("1.01"), Currency.getInstance("EUR")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "15,00", "€15", "1e9", "1E999999999", "15.", ".5", "1234567890123456", "٣"})
    void amountsThatAreNoNumbersAreRefused(String amount) {
        assertThatThrownBy(() -> Price.of(amount, "EUR", Per.MONTH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15.00");
    }

    @Test
    void negativeAndEndlessPricesAreRefused() {
        Currency euro = Currency.getInstance("EUR");

        assertThatThrownBy(() -> Price.of("-0.01", "EUR", Per.MONTH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("isn't negative");
        for (String endless : List.of("1E2147483647", "1E999999999", "1E-16", "1E15")) {
            assertThatThrownBy(() -> new Price(new BigDecimal(endless), euro, Per.MONTH))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("15 digits");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EURO", "eur", "", "XAU"})
    void currenciesInWhichNobodyPaysAreRefused(String currency) {
        assertThatThrownBy(() -> Price.of("15", currency, Per.MONTH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as EUR");
    }

    @Test
    void aTypeHasOnePriceAndAName() {
        assertThatThrownBy(() -> PRICES.and("full", FIFTEEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("full has two prices");
        assertThatThrownBy(() -> Prices.of(" ", FIFTEEN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addingAPriceLeavesTheOthersAsTheyWere() {
        PRICES.and("guest", FIFTEEN);

        assertThat(PRICES.of("guest")).isInstanceOf(Fact.Unknown.class);
    }
}
