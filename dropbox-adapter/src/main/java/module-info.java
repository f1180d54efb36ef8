/** Connects Gangway to Dropbox teams. Start with {@code dev.gangway.dropbox.DropboxConnector}. */
module dev.gangway.dropbox {
    requires transitive dev.gangway.core;
    requires com.fasterxml.jackson.core;
    requires dropbox.core.sdk;

    exports dev.gangway.dropbox;
}
