package dev.gangway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryStoreTest {

    private static final byte[] DATA = {1, 2, 3};

    @TempDir
    private Path temporary;

    private Path root() {
        return temporary.resolve("deep/inside");
    }

    private Path file(String key) {
        return root().resolve("records").resolve(FileName.of(key));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatItMakesIsForItsOwnerAlone() throws IOException {
        DirectoryStore store = DirectoryStore.open(root());
        store.compareAndSet("a", 0, DATA);

        assertThat(permissions(root())).isEqualTo("rwx------");
        assertThat(permissions(root().resolve("records"))).isEqualTo("rwx------");
        assertThat(permissions(root().resolve("lock"))).isEqualTo("rw-------");
        assertThat(permissions(file("a"))).isEqualTo("rw-------");
    }

    @Test
    void whatAKilledWriterLeftIsClearedAwayAndHidesNothing() throws IOException {
        DirectoryStore store = DirectoryStore.open(root());
        store.compareAndSet("a", 0, DATA);
        Path unfinished = Files.write(root().resolve("records/t-1"), new byte[] {'g', 'a', 'n'});
        assertThat(store.list("")).containsExactly("a");

        DirectoryStore later = DirectoryStore.open(root());

        assertThat(unfinished).doesNotExist();
        assertThat(later.get("a").orElseThrow().data()).isEqualTo(DATA);
    }

    @Test
    void nothingUnfinishedIsLeftByAWriterThatLives() throws IOException {
        DirectoryStore store = DirectoryStore.open(root());
        long version = store.compareAndSet("a", 0, DATA).orElseThrow();
        store.compareAndSet("a", version, DATA);

        try (Stream<Path> files = Files.list(root().resolve("records"))) {
            assertThat(files).containsExactly(file("a"));
        }
    }

    @Test
    void aRecordUnderAnotherRecordsNameIsDamaged() throws IOException {
        DirectoryStore store = DirectoryStore.open(root());
        store.compareAndSet("a", 0, DATA);
        Files.copy(file("a"), file("b"));

        assertThatThrownBy(() -> store.get("b"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The record b ");
    }

    @Test
    void aFileThatIsNoRecordIsNamedByAListing() throws IOException {
        DirectoryStore store = DirectoryStore.open(root());
        Files.write(root().resolve("records/notes.txt"), DATA);

        assertThatThrownBy(() -> store.list(""))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("notes.txt");
    }

    @Test
    void aDamagedRecordWithALongKeyIsNamedByAListing() throws IOException {
        String key = "A".repeat(400);
        DirectoryStore store = DirectoryStore.open(root());
        store.compareAndSet(key, 0, DATA);
        Files.write(file(key), DATA);

        assertThatThrownBy(() -> store.list(""))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(FileName.of(key));
    }

    @Test
    void aDirectoryInARecordsPlaceIsTrouble() throws IOException {
        DirectoryStore store = DirectoryStore.open(root());
        Files.createDirectory(file("a"));

        assertThatThrownBy(() -> store.get("a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The record a ");
    }

    @Test
    void aDirectoryThatVanishedHoldsNoAbsentRecords() throws IOException {
        DirectoryStore store = DirectoryStore.open(root());
        Files.move(root(), temporary.resolve("away"));

        assertThatThrownBy(() -> store.get("a")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.compareAndSet("a", 0, DATA)).isInstanceOf(StoreException.class);
        assertThat(root()).doesNotExist();
    }

    @Test
    void aPathThatCannotBeADirectoryIsRefusedAtTheDoor() throws IOException {
        Path file = Files.write(temporary.resolve("file"), DATA);

        assertThatThrownBy(() -> DirectoryStore.open(file.resolve("store")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("No store can be opened in " + file.resolve("store"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDirectoryThatCannotBeWrittenIsRefusedAtTheDoor() {
        assertThatThrownBy(() -> DirectoryStore.open(Path.of("/proc/self")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("No store can be opened in /proc/self");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nfs", "nfs4", "cifs", "smb2", "SMBFS", "9p", "ceph", "fuse.sshfs", "fuse.glusterfs", "lustre"})
    void aNetworkFileSystemIsRefused(String type) {
        assertThatThrownBy(() -> DirectoryStore.refuseNetwork(temporary, type))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "overlay", "tmpfs", "apfs", "NTFS", "zfs", "fuseblk"})
    void aDiskOfTheMachineIsNot(String type) {
        DirectoryStore.refuseNetwork(temporary, type);
    }

    @Test
    void anInterruptedThreadReadsAndWritesAllTheSame() {
        DirectoryStore store = DirectoryStore.open(root());
        Thread.currentThread().interrupt();
        try {
            store.compareAndSet("a", 0, DATA);
            assertThat(store.get("a")).isPresent();
            assertThat(store.list("")).containsExactly("a");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aThreadThatIsInterruptedWhileItWaitsForItsTurnSaysSo() throws IOException {
        DirectoryStore store = DirectoryStore.open(root());
        try (FileChannel other = FileChannel.open(root().resolve("lock"), StandardOpenOption.WRITE)) {
            other.lock();
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> store.compareAndSet("a", 0, DATA)).isInstanceOf(CallInterruptedException.class);

            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(store.get("a")).isEmpty();
    }

    @Test
    void aLockThatNobodyGivesBackIsNotWaitedForForEver() throws IOException {
        DirectoryStore.open(root());
        Path file = root().resolve("lock");
        DirectoryLock lock = new DirectoryLock(file, Duration.ofMillis(5));
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
            other.lock();

            assertThatThrownBy(() -> lock.alone(() -> true))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Another process has had " + file.toRealPath());
        }
        assertThat(lock.<Boolean>alone(() -> true)).isTrue();
    }

    @Test
    void anExceptionGivesTheLockBack() {
        DirectoryStore store = DirectoryStore.open(root());
        store.compareAndSet("a", 0, DATA);
        assertThatThrownBy(() -> {
                    Files.write(file("a"), new byte[1]);
                    store.compareAndSet("a", 0, DATA);
                })
                .isInstanceOf(StoreException.class);

        assertThat(store.compareAndSet("b", 0, DATA)).isPresent();
    }
}
