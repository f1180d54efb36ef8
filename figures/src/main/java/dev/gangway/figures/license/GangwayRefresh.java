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
import dev.gangway.store.DirectoryStore;
import dev.gangway.store.Keyring;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Gangway's refresh, as an application on one machine calls it: what it keeps is kept on the disk. */
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
                .store(DirectoryStore.open(emptyFolder()), Keyring.random())
                .build();
        id = gangway.connections()
                .connect(DropboxConnector.ID, "Example", Credential.refreshToken(Secret.of("t0ps3cret-refresh")))
                .id();
    }

    /** Emptied when this process ends. */
    private static Path emptyFolder() {
        try {
            Path folder = Files.createTempDirectory("gangway-benchmark");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException noDisk) {
            throw new UncheckedIOException(noDisk);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException left) {
            System.err.println("Left behind: " + folder);
        }
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
