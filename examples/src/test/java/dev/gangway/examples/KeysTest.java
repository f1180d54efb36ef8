package dev.gangway.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.credential.Secret;
import dev.gangway.error.StoreException;
import dev.gangway.store.Envelope;
import dev.gangway.store.Slot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The code of the page on keys does what it says. */
class KeysTest {

    private static final Slot SLOT = new Slot("acme", "connection/1", "refreshToken", 0);
    private static final Secret SECRET = Secret.of("t0ps3cret-of-the-test");

    private static byte[] key(String name) {
        return Arrays.copyOf(("t0ps3cret-" + name).getBytes(StandardCharsets.US_ASCII), 32);
    }

    @Test
    void aNewKeyTakesOver() {
        String printed = ReadmeTest.printedBy(() -> Keys.main(new String[0]));

        assertThat(printed)
                .containsSubsequence(
                        "0 left", "run it again", "0 left", "the old key may go", "with the new key alone: ");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keysComeFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("keys"), "2027-11:" + Base64.getEncoder().encodeToString(key("file")));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(Keys.fromFile(file)).hasToString("Keyring[primary 2027-11, keys [2027-11]]");
    }

    @Test
    void keysThatAreNotInTheEnvironmentAreAskedFor() {
        assertThatThrownBy(Keys::fromEnvironment)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("GANGWAY_KEYS");
    }

    @Test
    void aKeyOfAModuleSealsAndOpensAndAnotherDoesNot() {
        SecretKey module = new SecretKeySpec(key("module"), "AES");
        String sealed = new Envelope(Keys.fromService(module)).seal(SLOT, SECRET);
        Envelope other = new Envelope(Keys.fromService(new SecretKeySpec(key("another"), "AES")));

        assertThat(new Envelope(Keys.fromService(module)).open(SLOT, sealed)).isEqualTo(SECRET);
        assertThatThrownBy(() -> other.open(SLOT, sealed))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(SLOT.toString());
    }
}
