package dev.gangway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gangway.credential.Secret;
import dev.gangway.error.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {

    private static final Slot SLOT = new Slot("acme", "connection/1", "refreshToken", 3);
    private static final Secret SECRET = Secret.of("t0ps3cret-of-the-test");
    private static final String KEY_1 = EnvelopeTest.key(1).reveal();
    private static final String KEY_2 = EnvelopeTest.key(2).reveal();
    private static final String SHORT = Base64.getEncoder().encodeToString("t0ps3cret".getBytes());

    private static String filled(String text) {
        return text.replace("KEY1", KEY_1)
                .replace("KEY2", KEY_2)
                .replace("SHORT", SHORT)
                .replace("|", "\n");
    }

    private static void assertOpensAllSealsWithTheFirst(Keyring keyring) {
        String old = new Envelope(Keyring.of("old", Secret.of(KEY_2))).seal(SLOT, SECRET);
        Envelope envelope = new Envelope(keyring);

        assertThat(envelope.open(SLOT, old)).isEqualTo(SECRET);
        assertThat(envelope.seal(SLOT, SECRET)).startsWith("v1.new.");
        assertThat(keyring).hasToString("Keyring[primary new, keys [new, old]]");
    }

    @Nested
    @DisplayName("in the host's code")
    class InCode {

        @Test
        void aPrimaryKeySealsAndASecondaryOneOnlyOpens() {
            assertOpensAllSealsWithTheFirst(Keyring.of("new", Secret.of(KEY_1)).withSecondary("old", Secret.of(KEY_2)));
            assertThat(Keyring.of("old", Secret.of(KEY_2)).withPrimary("new", Secret.of(KEY_1)))
                    .hasToString("Keyring[primary new, keys [old, new]]");
        }

        @Test
        void aKeyOfAnotherShapeIsRefusedWithoutRepeatingIt() {
            assertThatThrownBy(() -> Keyring.of("k1", Secret.of(SHORT)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("9 bytes")
                    .hasMessageNotContaining(SHORT);
            assertThatThrownBy(() -> Keyring.of("k1", Secret.of("t0ps3cret!")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("openssl rand -base64 32")
                    .hasMessageNotContaining("t0ps3cret!");
        }

        @Test
        void aNameAndAKeyAreTakenOnce() {
            Keyring keyring = Keyring.of("k1", Secret.of(KEY_1));

            assertThatThrownBy(() -> keyring.withPrimary("k1", Secret.of(KEY_2)))
                    .hasMessageContaining("a key named k1 already");
            assertThatThrownBy(() -> keyring.withSecondary("k1", new FakeKeyService()))
                    .hasMessageContaining("a key named k1 already");
            assertThatThrownBy(() -> keyring.withPrimary("k2", Secret.of(KEY_1)))
                    .hasMessageContaining("the same as the key k1");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a b", "a:b", "a,b", "a.b", "é"})
        void aNameOfAnotherShapeIsRefused(String name) {
            assertThatThrownBy(() -> Keyring.of(name, Secret.of(KEY_1))).hasMessageContaining("1 to 64 letters");
            assertThatThrownBy(() -> Keyring.of(name, new FakeKeyService())).hasMessageContaining("1 to 64 letters");
        }

        @Test
        void aKeyringCanNotBeSerialized() throws IOException {
            try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
                assertThatThrownBy(() -> out.writeObject(Keyring.random()))
                        .isInstanceOf(NotSerializableException.class);
            }
        }
    }

    @Nested
    @DisplayName("from the environment")
    class FromEnvironment {

        @ParameterizedTest
        @ValueSource(strings = {"new:KEY1,old:KEY2", " new : KEY1 , old:KEY2|"})
        void theFirstSealsAndAllOpen(String variable) {
            assertOpensAllSealsWithTheFirst(Keyring.from(filled(variable)));
        }

        @Test
        void aVariableThatIsNotSetIsNamed() {
            assertThatThrownBy(() -> Keyring.from(null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("GANGWAY_KEYS");
            assertThatThrownBy(() -> Keyring.from(" ")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(Keyring::fromEnvironment).isInstanceOf(IllegalStateException.class);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "a:KEY1,b:SHORT; Entry 2; 9 bytes",
                    "a:SHORT,b:KEY2; Entry 1; 9 bytes",
                    "a:KEY1,KEY2; Entry 2; name:Base64",
                    "a:KEY1,; Entry 2; name:Base64",
                    "a:KEY1,,b:KEY2; Entry 2; name:Base64",
                    "a:KEY1,b:t0ps3cret!; Entry 2; not Base64",
                    "a:KEY1,b:; Entry 2; 0 bytes",
                    "KEY1:a; Entry 1; 1 to 64 letters",
                    "a:KEY1,a:KEY2; Entry 2; named a already",
                    "a:KEY1,b:KEY1; Entry 2; same as the key a",
                    "a:KEY1|b:KEY2; Entry 1; not Base64",
                })
        void whatIsWrongIsSaidByItsPlace(String variable, String place, String what) {
            Throwable thrown = catchThrowable(() -> Keyring.from(filled(variable)));

            assertThat(thrown)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .hasMessageStartingWith(place + " of GANGWAY_KEYS: ")
                    .hasMessageContaining(what)
                    .hasMessageNotContainingAny(KEY_1, KEY_2, SHORT, "t0ps3cret");
        }
    }

    @Nested
    @DisplayName("from a file")
    class FromFile {

        @TempDir
        private Path folder;

        private Path file(String text, String permissions) throws IOException {
            Path file = Files.writeString(folder.resolve("keys"), filled(text));
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            }
            return file;
        }

        @ParameterizedTest
        @ValueSource(strings = {"rw-------", "r--------", "rw-r-----"})
        void theFirstSealsAndAllOpen(String permissions) throws IOException {
            assertOpensAllSealsWithTheFirst(Keyring.fromFile(
                    file("# since November|new:KEY1\r|| # until everything is sealed anew|  old:KEY2", permissions)));
        }

        @ParameterizedTest
        @DisabledOnOs(OS.WINDOWS)
        @ValueSource(strings = {"rw-r--r--", "rw-----w-", "rw------x", "rw--w----"})
        void aFileThatIsOpenToOthersIsRefused(String permissions) throws IOException {
            Path file = file("new:KEY1", permissions);

            assertThatThrownBy(() -> Keyring.fromFile(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file + " is open to others")
                    .hasMessageContaining("chmod 600");
        }

        @Test
        void whatIsWrongIsSaidByItsLine() throws IOException {
            Path file = file("# keys||new:KEY1|old:SHORT", "rw-------");

            assertThatThrownBy(() -> Keyring.fromFile(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Line 4 of the file of keys " + file + ": the key has 9 bytes");
        }

        @Test
        void aFileWithoutKeysIsRefused() throws IOException {
            Path file = file("# none yet|", "rw-------");

            assertThatThrownBy(() -> Keyring.fromFile(file)).hasMessageContaining("has no key");
        }

        @Test
        void aFileThatIsNotThereOrIsNoneIsNamed() {
            assertThatThrownBy(() -> Keyring.fromFile(folder.resolve("absent")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("absent");
            assertThatThrownBy(() -> Keyring.fromFile(folder))
                    .isInstanceOfAny(StoreException.class, IllegalArgumentException.class)
                    .hasMessageContaining(folder.toString());
        }
    }
}
