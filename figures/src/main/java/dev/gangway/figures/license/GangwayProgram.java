package dev.gangway.figures.license;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
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
import dev.gangway.user.User;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Gangway, as an application on one machine calls it: what it keeps is kept on the disk. */
final class GangwayProgram implements Contestant {

    private final OkHttpClient client;
    private final Function<Connection, Supplier<Found>> work;
    private @Nullable Gangway gangway;
    private @Nullable ConnectionId id;

    private GangwayProgram(OkHttpClient client, Function<Connection, Supplier<Found>> work) {
        this.client = client;
        this.work = work;
    }

    static GangwayProgram refreshing(OkHttpClient client) {
        return new GangwayProgram(client, GangwayProgram::refreshed);
    }

    /** Only the list of people. */
    static GangwayProgram listing(OkHttpClient client) {
        return new GangwayProgram(client, GangwayProgram::listed);
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
        return work.apply(gangway.connection(id));
    }

    private static Supplier<Found> listed(Connection connection) {
        try (Stream<User> people = connection.users().stream()) {
            long count = people.count();
            return () -> new Found(count, 0, 0);
        }
    }

    private static Supplier<Found> refreshed(Connection connection) {
        LicenseReport report = connection.licenses().refresh();
        return () -> new Found(
                report.people().size(),
                report.people().stream().mapToLong(GangwayProgram::lastSignIn).sum(),
                report.people().stream().mapToLong(GangwayProgram::devices).sum());
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
