/**
 * Gangway: connect SaaS platforms, bring users aboard, see them off safely, and know what every license costs and who uses it. Start
 * with {@code dev.gangway.Gangway}.
 */
module dev.gangway.core {
    requires transitive java.sql;
    requires transitive okhttp3;
    requires transitive org.jspecify;
    requires com.squareup.moshi;
    requires kotlin.stdlib;
    requires okio;
    requires org.slf4j;

    exports dev.gangway;
    exports dev.gangway.connection;
    exports dev.gangway.connector;
    exports dev.gangway.credential;
    exports dev.gangway.error;
    exports dev.gangway.http;
    exports dev.gangway.license;
    exports dev.gangway.oauth;
    exports dev.gangway.result;
    exports dev.gangway.store;
    exports dev.gangway.user;
}
