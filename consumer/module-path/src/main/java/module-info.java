module com.example {
    requires dev.gangway.core;
    requires dev.gangway.dropbox;
    requires dev.gangway.dropbox.simulator;
}
