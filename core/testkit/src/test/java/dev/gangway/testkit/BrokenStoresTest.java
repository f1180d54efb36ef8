package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.gangway.store.Store;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.NestedMethodSelector;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The contract of stores is trusted because it catches these. */
@Tag("once")
class BrokenStoresTest {

    private static final ThreadLocal<BrokenStore> UNDER_TEST = new ThreadLocal<>();

    static List<BrokenStore> brokenStores() {
        return Stream.of(BrokenRecordStores.all(), BrokenSharedStores.all(), BrokenLeaseStores.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Run by {@link EngineTestKit} only. */
    static class BrokenSubject extends StoreContract {
        private final TestClock clock = new TestClock();
        private final FragileStore correct = new FragileStore(clock);
        private final Supplier<Store> opener = UNDER_TEST.get().opener().apply(correct);

        @Override
        protected Store open() {
            return opener.get();
        }

        @Override
        protected void pass(Duration time) {
            clock.advance(time);
        }

        @Override
        protected void damage(String key) {
            correct.damage(key);
        }

        @Override
        protected void cutOff() {
            correct.cutOff();
        }
    }

    private static NestedMethodSelector test(String rule) {
        return Arrays.stream(StoreContract.class.getDeclaredClasses())
                .flatMap(nested -> Arrays.stream(nested.getSuperclass().getDeclaredMethods())
                        .filter(it -> it.isAnnotationPresent(Rule.class))
                        .filter(it -> it.getAnnotation(Rule.class).value().equals(rule))
                        .map(Method::getName)
                        .map(name -> selectNestedMethod(List.of(BrokenSubject.class), nested, name)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("brokenStores")
    void isCaughtByTheRuleThatItBreaks(BrokenStore broken) {
        UNDER_TEST.set(broken);
        List<Throwable> failures = EngineTestKit.engine("junit-jupiter")
                .selectors(test(broken.rule()))
                .execute()
                .testEvents()
                .assertStatistics(it -> it.started(1))
                .failed()
                .map(it -> it.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .toList();

        assertThat(failures).as("failures of " + broken).hasSize(1);
        assertThat(failures.get(0)).hasMessageContaining(broken.reason());
    }

    @Test
    void everyRuleIsBrokenByAStore() throws IOException {
        assertThat(brokenStores())
                .extracting(BrokenStore::rule)
                .containsExactlyInAnyOrderElementsOf(ContractDocumentTest.rules("ST"));
    }
}
