package dev.gangway.license;

import dev.gangway.result.Fact;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What licenses cost, by type and in all. Immutable.
 *
 * @param byType a row for each license type of the report, in its order
 * @param totals a row for each currency. A type without a price makes them unknown, since a total without it would be too small: say that
 *     its price is 0 if it costs nothing
 */
public record Costs(List<TypeCost> byType, List<TotalCost> totals) {

    /**
     * Copies the parts.
     *
     * @param byType a row for each license type
     * @param totals a row for each currency
     */
    public Costs {
        byType = List.copyOf(byType);
        totals = List.copyOf(totals);
    }

    static Costs of(List<LicenseType> types, Prices prices, Fact<IdlePeople> idle, Optional<String> asked) {
        Fact<Map<String, Integer>> idleByType = idle.map(Costs::count);
        List<TypeCost> rows = types.stream()
                .map(it -> row(it, prices.of(it.name()), idleByType, asked))
                .toList();
        Costs untotalled = new Costs(rows, List.of());
        return new Costs(rows, currencies(rows).map(untotalled::total).toList());
    }

    /** How many candidates take each type. */
    static Map<String, Integer> count(IdlePeople idle) {
        return idle.candidates().stream()
                .flatMap(it -> it.who().licenseType().toOptional().flatMap(Function.identity()).stream())
                .collect(Collectors.toMap(Function.identity(), it -> 1, Integer::sum));
    }

    private static TypeCost row(
            LicenseType type, Fact<Price> price, Fact<Map<String, Integer>> idle, Optional<String> asked) {
        return new TypeCost(
                type.name(),
                price,
                cost(price, type.purchased()),
                cost(price, type.unused().map(it -> it + type.suspended())),
                cost(price, sum(type.unused(), idleOf(type.name(), idle, asked), Integer::sum)));
    }

    private static Fact<Integer> idleOf(String type, Fact<Map<String, Integer>> idle, Optional<String> asked) {
        return asked.filter(it -> !it.equals(type)).isPresent()
                ? Fact.unknown("the rule says who is idle with another license only")
                : idle.map(it -> it.getOrDefault(type, 0));
    }

    /** More may be taken than were bought; freeing some of those first makes up for it, and saves nothing. */
    private static Fact<Cost> cost(Fact<Price> price, Fact<Integer> licenses) {
        return price.match(it -> licenses.map(count -> it.times(Math.max(0, count))), Fact::unknown);
    }

    private static Stream<Currency> currencies(List<TypeCost> rows) {
        return rows.stream()
                .flatMap(it -> it.price().toOptional().stream())
                .map(Price::currency)
                .distinct();
    }

    /** Zero if nothing has a price in that currency, and nothing lacks one. */
    TotalCost total(Currency currency) {
        return new TotalCost(
                currency,
                sum(currency, TypeCost::cost),
                sum(currency, TypeCost::waste),
                sum(currency, TypeCost::saving));
    }

    private Fact<Cost> sum(Currency currency, Function<TypeCost, Fact<Cost>> which) {
        return byType.stream()
                .filter(it -> it.price().map(Price::currency).match(currency::equals, why -> true))
                .map(which)
                .reduce(Fact.of(new Cost(BigDecimal.ZERO, currency)), (one, other) -> sum(one, other, Cost::plus));
    }

    static <T> Fact<T> sum(Fact<T> one, Fact<T> other, BinaryOperator<T> add) {
        return one.match(a -> other.map(b -> add.apply(a, b)), Fact::unknown);
    }
}
