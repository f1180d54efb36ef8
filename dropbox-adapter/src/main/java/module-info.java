/**
 * Connects Gangway to Dropbox teams. Register {@link dev.gangway.dropbox.DropboxConnector} with {@code Gangway.builder().connector(…)}; everything
 * else is done with {@code dev.gangway.core}. What to set up at Dropbox, and what Dropbox can't do, is in the module's README.
 */
module dev.gangway.dropbox {
    requires transitive dev.gangway.core;
    requires com.fasterxml.jackson.core;
    requires dropbox.core.sdk;
    requires org.slf4j;

    exports dev.gangway.dropbox;
}
