/**
 * For tests, with JUnit. Vendors subclass {@link dev.gangway.testkit.ConnectorContract}, and every numbered rule of {@code contract.md} runs
 * against their connector. Applications register a {@link dev.gangway.testkit.InMemoryConnector}, a whole team in memory, and run on a
 * {@link dev.gangway.testkit.TestClock}, so that no test waits.
 */
module dev.gangway.testkit {
    requires transitive dev.gangway.core;
    requires transitive org.jspecify;
    requires transitive org.junit.jupiter.api;
    requires java.logging;
    requires org.slf4j;

    exports dev.gangway.testkit;

    opens dev.gangway.testkit to
            org.junit.platform.commons;
}
