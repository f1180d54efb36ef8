package dev.gangway.leakwatch;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that prints, logs or stores a secret, and a test class during which a secret got into an exception or a thread's name. JUnit finds it by
 * itself in every module whose tests have this module on their class path. It knows secrets by their {@link Mark}, which all secrets of
 * this build's tests contain: those that the simulator and the in-memory connector hand out, those that tests make up, and, by
 * {@link MarkedRandom}, those that the library makes up.
 *
 * <p>What a test prints or logs is shown only if it fails.
 */
public final class LeakWatch implements AfterEachCallback, AfterAllCallback {

    /** The tag of test classes that leak to show that it is noticed. */
    public static final String ON_PURPOSE = "leaks-on-purpose";

    private static final Ears EARS = open();

    /** For JUnit. */
    public LeakWatch() {}

    private static Ears open() {
        MarkedRandom.plant();
        return new Ears();
    }

    /**
     * Has a look at something that has no way to the streams, the logs or an exception, such as a record in a store.
     *
     * @param where what it is
     * @param text what it shows
     */
    public static void examine(String where, String text) {
        EARS.hear(where, text);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        test.getExecutionException().ifPresent(failure -> {
            EARS.hear("thrown by the test", Ears.text(failure));
            EARS.show();
        });
        judge(test);
    }

    /** Exceptions are looked at once for a class, since each look costs some hundredths of a second. */
    @Override
    public void afterAll(ExtensionContext testClass) {
        if (!testClass.getRequiredTestClass().isAnnotationPresent(Nested.class)) {
            EARS.hearMore();
            judge(testClass);
        }
    }

    private static void judge(ExtensionContext context) {
        List<String> leaks = EARS.leaks();
        if (!leaks.isEmpty() && !context.getTags().contains(ON_PURPOSE)) {
            throw new AssertionError("A secret leaked. " + String.join("\n", leaks));
        }
    }
}
