package dev.gangway.testkit;

import java.lang.reflect.AnnotatedElement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints, at the end of a contract's run, which rules were skipped and so not proved, by reason; nothing if there were none. */
final class SkippedRules implements TestWatcher, AfterAllCallback {

    private final Map<String, Set<String>> byReason = new TreeMap<>();

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        add(context, cause == null ? "No reason given." : String.valueOf(cause.getMessage()));
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        add(context, reason.orElse("Disabled."));
    }

    private synchronized void add(ExtensionContext context, String reason) {
        byReason.computeIfAbsent(reason.replaceFirst("^Assumption failed: ", ""), it -> new TreeSet<>())
                .add(rule(context));
    }

    private static String rule(ExtensionContext context) {
        Optional<AnnotatedElement> test = context.getElement();
        return test.map(it -> it.getAnnotation(Rule.class)).map(Rule::value).orElseGet(context::getDisplayName);
    }

    /** JUnit makes one object of this for the whole contract, and tells it the end of each group of rules, too. */
    @Override
    public synchronized void afterAll(ExtensionContext context) {
        boolean isWholeContract =
                context.getParent().flatMap(ExtensionContext::getParent).isEmpty();
        if (isWholeContract && !byReason.isEmpty()) {
            System.out.println(summary(context.getRequiredTestClass().getSimpleName()));
            byReason.clear();
        }
    }

    private String summary(String contract) {
        long rules = byReason.values().stream().flatMap(Set::stream).distinct().count();
        StringBuilder text = new StringBuilder(contract)
                .append(rules == 1 ? ": 1 rule was skipped and is" : ": " + rules + " rules were skipped and are")
                .append(" not proved.");
        byReason.forEach((reason, skipped) -> text.append(System.lineSeparator())
                .append("  ")
                .append(reason)
                .append(' ')
                .append(skipped));
        return text.toString();
    }
}
