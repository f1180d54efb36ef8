/** A stateful Dropbox team behind HTTPS on a local port, for anybody's tests. Start from {@link dev.gangway.dropbox.simulator.DropboxSimulator}. */
@org.jspecify.annotations.NullMarked
module dev.gangway.dropbox.simulator {
    requires transitive okhttp3;
    requires transitive org.jspecify;
    requires com.squareup.moshi;
    requires java.logging;
    requires kotlin.stdlib;
    requires mockwebserver3;
    requires okhttp3.tls;
    requires okio;

    exports dev.gangway.dropbox.simulator;
}
