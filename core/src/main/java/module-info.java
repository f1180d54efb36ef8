/**
 * Gangway connects a customer's SaaS platform, brings people aboard, sees them off without losing anything, and knows what every license
 * costs and who uses it. The package {@link dev.gangway} has the entry and an example.
 *
 * <p>What applications use:
 *
 * <ul>
 *   <li>{@link dev.gangway.connection}: connect a customer's team, test it, end it
 *   <li>{@link dev.gangway.user}: find people, bring them aboard, plan an offboarding, carry it out, undo it
 *   <li>{@link dev.gangway.license}: licenses, who holds them, who uses them
 *   <li>{@link dev.gangway.analytics}: how a team used its plan over time
 *   <li>{@link dev.gangway.assistance}: let a partner help, within limits, and see what it did
 *   <li>{@link dev.gangway.teamfolder}: list, create, rename and archive team folders
 *   <li>{@link dev.gangway.activity}: follow what is shared, and what the provider's own assistance did
 *   <li>{@link dev.gangway.sharing} and {@link dev.gangway.security}: whom to share with, and what is set for everybody
 *   <li>{@link dev.gangway.userdata}: read what somebody has, as they see it
 *   <li>{@link dev.gangway.result} and {@link dev.gangway.error}: how operations end, and what can go wrong
 *   <li>{@link dev.gangway.credential} and {@link dev.gangway.store}: secrets, and where connections are kept
 * </ul>
 *
 * <p>What vendors implement and use: {@link dev.gangway.connector}, the interfaces {@link dev.gangway.user.UserLifecycle},
 * {@link dev.gangway.license.LicenseData}, {@link dev.gangway.teamfolder.TeamFolderData} and {@link dev.gangway.userdata.UserDataAccess}, and, to
 * talk to their provider, {@link dev.gangway.http} and {@link dev.gangway.oauth}. The module
 * {@code dev.gangway.testkit} has the contract tests that every connector must pass.
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
    exports dev.gangway.activity;
    exports dev.gangway.analytics;
    exports dev.gangway.assistance;
    exports dev.gangway.connection;
    exports dev.gangway.connector;
    exports dev.gangway.credential;
    exports dev.gangway.error;
    exports dev.gangway.http;
    exports dev.gangway.license;
    exports dev.gangway.oauth;
    exports dev.gangway.result;
    exports dev.gangway.security;
    exports dev.gangway.sharing;
    exports dev.gangway.store;
    exports dev.gangway.teamfolder;
    exports dev.gangway.user;
    exports dev.gangway.userdata;
}
