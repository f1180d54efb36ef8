package dev.gangway.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** A run of a contract inside a test of the kit: what became of its rules, and what was printed, which doesn't reach the build's output. */
record ContractRun(Events tests, String printed) {

    static ContractRun of(DiscoverySelector... contract) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Events tests = EngineTestKit.engine("junit-jupiter")
                    .selectors(contract)
                    .execute()
                    .testEvents();
            return new ContractRun(tests, printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
        }
    }
}
