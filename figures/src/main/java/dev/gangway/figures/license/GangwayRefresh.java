package dev.gangway.figures.license;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.license.DeviceUse;
import dev.gangway.license.LastLogin;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseUse;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Keyring;
import java.time.Instant;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Gangway's refresh, as an application calls it. */
final class GangwayRefresh implements Contestant {

    private final OkHttpClient client;
    private @Nullable Gangway gangway;
    private @Nullable ConnectionId id;

    GangwayRefresh(OkHttpClient client) {
        this.client = client;
    }

    @Override
    public void forget() {
        if (gangway != null) {
            gangway.close();
        }
        gangway = Gangway.builder()
                .connector(DropboxConnector.forApp("benchmark-app", Secret.of("t0ps3cret-app")))
                .httpClient(client)
                .store(new InMemoryStore(), Keyring.random())
                .build();
        id = gangway.connections()
                .connect(DropboxConnector.ID, "Example", Credential.refreshToken(Secret.of("t0ps3cret-refresh")))
                .id();
    }

    @Override
    public Supplier<Found> round() {
        if (gangway == null || id == null) {
            throw new IllegalStateException("It isn't connected: forget() first.");
        }
        LicenseReport report = gangway.connection(id).licenses().refresh();
        return () -> new Found(
                report.people().size(),
                report.people().stream().mapToLong(GangwayRefresh::lastSignIn).sum(),
                report.people().stream().mapToLong(GangwayRefresh::devices).sum());
    }

    private static long lastSignIn(LicenseUse use) {
        return use.lastLogin()
                .match(LastLogin.SeenAt::at, none -> Instant.EPOCH, unknown -> Instant.EPOCH)
                .getEpochSecond();
    }

    private static long devices(LicenseUse use) {
        return use.devices().toOptional().map(DeviceUse::count).orElse(0);
    }
}
