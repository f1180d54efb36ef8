package dev.gangway.examples.acme;

import java.lang.reflect.Method;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs those rules of the contract that have to do with the credential; the others were run with the key. With
 * {@code -Dgangway.allRules=true} all are run.
 */
final class RulesOfTheCredential implements ExecutionCondition {

    private static final Set<String> ABOUT_IT = Set.of("ConnectionRules", "SecretRules");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean runs = Boolean.getBoolean("gangway.allRules")
                || context.getTestMethod()
                        .map(Method::getDeclaringClass)
                        .map(Class::getSimpleName)
                        .map(ABOUT_IT::contains)
                        .orElse(true);
        return runs
                ? ConditionEvaluationResult.enabled("")
                : ConditionEvaluationResult.disabled("This rule has nothing to do with the kind of credential.");
    }
}
