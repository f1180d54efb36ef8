package dev.gangway.testkit;

import dev.gangway.store.DirectoryStore;
import dev.gangway.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreContractTest extends StoreContract {

    @TempDir
    private Path directory;

    @Override
    protected Store open() {
        return DirectoryStore.open(directory);
    }

    @Override
    protected void damage(String key) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("records"))) {
            for (Path file : files) {
                byte[] content = Files.readAllBytes(file);
                if (new String(content, StandardCharsets.UTF_8).contains(" " + key + "\n")) {
                    Files.write(file, java.util.Arrays.copyOf(content, content.length - 1));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    protected void cutOff() {
        try {
            Files.move(directory.resolve("records"), directory.resolve("gone"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
