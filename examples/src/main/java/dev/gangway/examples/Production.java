package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.store.DirectoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import dev.gangway.user.UserRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import okhttp3.OkHttpClient;

/** Connections that outlive the process: a store, and the keys that seal secrets before they get there. */
public final class Production {

    private Production() {}

    /**
     * Connects a simulated team, and finds the connection again with another Gangway on the same store.
     *
     * @param arguments the store's directory; without one, a temporary directory is made
     * @throws IOException if no temporary directory can be made
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = arguments.length == 0 ? Files.createTempDirectory("gangway-") : Path.of(arguments[0]);
        Store store = DirectoryStore.open(directory); // for a fleet, new JdbcStore(dataSource)
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Secret base64Key = Secret.of(Base64.getEncoder().encodeToString(key));
        try (DropboxSimulator dropbox = DropboxSimulator.start()) {
            DropboxConnector connector = DropboxConnector.forApp(dropbox.appKey(), Secret.of(dropbox.appSecret()));
            ConnectionId id;
            try (Gangway gangway = start(connector, store, base64Key, dropbox.httpClient())) {
                id = gangway.connections()
                        .connect(
                                DropboxConnector.ID,
                                "Example Corp",
                                Credential.refreshToken(Secret.of(dropbox.refreshToken())))
                        .id();
            }
            try (Gangway restarted = start(connector, store, base64Key, dropbox.httpClient())) {
                Connection team = restarted.connection(id);
                System.out.println("after a restart: " + team.info().name() + " has "
                        + team.users().stream().count() + " people");
            }
        }
    }

    private static Gangway start(DropboxConnector dropbox, Store store, Secret base64Key, OkHttpClient client) {
        return Gangway.builder()
                .connector(dropbox)
                .store(store, Keyring.of("2026-11", base64Key)) // openssl rand -base64 32
                .protect(UserRef.email("olga@example.com")) // never suspended or removed through Gangway
                .httpClient(client) // for a proxy or company certificates; here, for the simulator
                .build();
    }
}
