package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.Resealing;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;

/** Where keys come from, and how a new one takes over from an old one. */
public final class Keys {

    private Keys() {}

    /**
     * Rotates the key of a store with one simulated team.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Store store = new InMemoryStore();
        Keyring old = Keyring.of("2026-11", randomKey());
        Secret newKey = randomKey();
        try (DropboxSimulator dropbox = DropboxSimulator.start()) {
            ConnectionId id;
            try (Gangway gangway = start(dropbox, store, old)) {
                id = gangway.connections()
                        .connect(
                                DropboxConnector.ID,
                                "Example Corp",
                                Credential.refreshToken(Secret.of(dropbox.refreshToken())))
                        .id();
            }
            try (Gangway gangway = start(dropbox, store, old.withPrimary("2027-11", newKey))) {
                reseal(gangway);
                reseal(gangway);
            }
            try (Gangway gangway = start(dropbox, store, Keyring.of("2027-11", newKey))) {
                System.out.println("with the new key alone: "
                        + gangway.connection(id).users().stream().count() + " people");
            }
        }
    }

    static Keyring fromEnvironment() {
        // [keys-environment]
        Keyring keyring = Keyring.fromEnvironment(); // GANGWAY_KEYS=2027-11:...,2026-11:...
        // [/keys-environment]
        return keyring;
    }

    static Keyring fromFile(Path file) {
        // [keys-file]
        Keyring keyring = Keyring.fromFile(file); // chmod 600
        // [/keys-file]
        return keyring;
    }

    static Keyring fromService(SecretKey keyOfTheModule) {
        // [keys-service]
        Keyring keyring = Keyring.of("module-2027", new KeyStoreService(keyOfTheModule));
        // [/keys-service]
        return keyring;
    }

    static void reseal(Gangway gangway) {
        // [keys-reseal]
        Resealing result = gangway.connections().reseal(progress -> {
            if (progress.left() % 1000 == 0) {
                System.out.println(progress.left() + " left");
            }
        });
        result.failures().forEach(it -> System.out.println(it.why()));
        System.out.println(result.foundNothingOld() ? "the old key may go" : "run it again");
        // [/keys-reseal]
    }

    private static Gangway start(DropboxSimulator dropbox, Store store, Keyring keyring) {
        return Gangway.builder()
                .connector(DropboxConnector.forApp(dropbox.appKey(), Secret.of(dropbox.appSecret())))
                .store(store, keyring)
                .httpClient(dropbox.httpClient())
                .build();
    }

    private static Secret randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Secret.of(Base64.getEncoder().encodeToString(key));
    }
}
