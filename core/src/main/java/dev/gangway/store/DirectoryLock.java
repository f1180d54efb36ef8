package dev.gangway.store;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One at a time: among the threads of a process by a monitor, among processes by a lock on a file, which ends with its process. */
final class DirectoryLock {

    private static final long BETWEEN_TRIES = 200_000;

    private final Path file;
    private final Duration patience;

    /**
     * An interned text is the same object for every store in this process, whichever class loader it comes from. They all have to share one
     * monitor: closing one channel of a file can release the locks that the process has on that file by other channels.
     */
    private final String monitor;

    DirectoryLock(Path file, Duration patience) throws IOException {
        this.file = file.toRealPath();
        this.patience = patience;
        this.monitor = ("dev.gangway.store.DirectoryStore " + this.file).intern();
    }

    interface Work<T> {
        T run() throws IOException;
    }

    <T> T alone(Work<T> work) throws IOException {
        synchronized (monitor) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                lock(channel); // until the channel closes
                return work.run();
            }
        }
    }

    private void lock(FileChannel channel) throws IOException {
        long start = System.nanoTime();
        while (!attempt(channel)) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CallInterruptedException("The wait for " + file + " was interrupted; nothing was changed.");
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new StoreException(
                        "Another process has had " + file
                                + " locked for " + patience.toSeconds()
                                + " seconds; look whether one is stopped or hangs."
                                + " Nothing was changed.",
                        null);
            }
            LockSupport.parkNanos(BETWEEN_TRIES);
        }
    }

    private static boolean attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false; // by another path to the same file
        }
    }
}
