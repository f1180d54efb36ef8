/**
 * What connectors are tested with, and an in-memory connector for applications' own tests. Start with
 * {@code dev.gangway.testkit.ConnectorContract} or {@code dev.gangway.testkit.InMemoryConnector}.
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
