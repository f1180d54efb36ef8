package dev.gangway.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gangway.assistance.Notice;
import dev.gangway.credential.Secret;
import dev.gangway.result.Text;
import dev.gangway.smtp.SmtpNotifier.Security;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real SMTP server, GreenMail. */
class SmtpNotifierTest {

    private static final Notice NOTICE = new Notice(
            "notice-7",
            "ana@example.com",
            new Text("Partner Nord signs in", "Le partenaire Nord se connecte"),
            new Text(
                    "Partner Nord may create team folders until Friday.\n.\nA line.",
                    "Le partenaire Nord peut créer des dossiers."));

    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    /** GreenMail reads its certificate from where these properties say. */
    @BeforeAll
    static void keep(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("server.p12");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "server", CERTIFICATE.keyPair().getPrivate(), "t0ps3cret-keys".toCharArray(), new Certificate[] {
                    CERTIFICATE.certificate()
                });
        try (OutputStream out = Files.newOutputStream(file)) {
            keys.store(out, "t0ps3cret-keys".toCharArray());
        }
        System.setProperty("greenmail.tls.keystore.file", file.toString());
        System.setProperty("greenmail.tls.keystore.password", "t0ps3cret-keys");
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private SmtpNotifier.Builder to(int port) {
        return SmtpNotifier.builder("127.0.0.1", "gangway@partner.example").security(Security.NONE, port);
    }

    private SmtpNotifier.Builder here() {
        return to(server.getSmtp().getPort());
    }

    @Test
    void aNoticeArrivesInBothLanguagesAsAMessageOfAProgram() throws Exception {
        here().build().send(NOTICE);

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Partner Nord signs in / Le partenaire Nord se connecte");
        assertThat(((String) mail.getContent()).lines())
                .containsExactly(
                        "Partner Nord may create team folders until Friday.",
                        ".",
                        "A line.",
                        "",
                        "--",
                        "",
                        "Le partenaire Nord peut créer des dossiers.");
        assertThat(Arrays.toString(mail.getFrom())).isEqualTo("[gangway@partner.example]");
        assertThat(Arrays.toString(mail.getRecipients(Message.RecipientType.TO)))
                .isEqualTo("[ana@example.com]");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSentDate()).isNotNull();
    }

    @Test
    void theSameNoticeIsTheSameMessageAndAnotherIsAnother() throws Exception {
        SmtpNotifier notifier = here().build();
        notifier.send(NOTICE);
        notifier.send(NOTICE);
        notifier.send(new Notice("notice-8", NOTICE.to(), NOTICE.subject(), NOTICE.body()));

        List<String> ids = Arrays.stream(server.getReceivedMessages())
                .map(it -> String.join("", header(it, "Message-ID")))
                .toList();
        assertThat(ids)
                .containsExactly(
                        "<notice-7@partner.example>", "<notice-7@partner.example>", "<notice-8@partner.example>");
    }

    private static String[] header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name);
        } catch (jakarta.mail.MessagingException broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void aLoginIsUsed() throws Exception {
        server.setUser("gangway@partner.example", "gangway", "t0ps3cret-mail");
        here().login("gangway", Secret.of("t0ps3cret-mail")).build().send(NOTICE);

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aWrongPasswordIsSaidWithoutIt() {
        server.setUser("gangway@partner.example", "gangway", "t0ps3cret-mail");
        SmtpNotifier notifier =
                here().login("gangway", Secret.of("t0ps3cret-wrong")).build();

        assertThatThrownBy(() -> notifier.send(NOTICE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused the login of gangway")
                .hasNoCause();
        assertThat(notifier.toString()).doesNotContain("t0ps3cret");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void withoutEncryptionOfferedNothingIsSaid() {
        SmtpNotifier notifier =
                here().security(Security.STARTTLS, server.getSmtp().getPort()).build();

        assertThatThrownBy(() -> notifier.send(NOTICE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not take the notice notice-7");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void anEncryptedServerIsTrustedByItsCertificateOnly() throws Exception {
        GreenMail secure = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        secure.start();
        try {
            SmtpNotifier.Builder there =
                    here().security(Security.TLS, secure.getSmtps().getPort());

            assertThatThrownBy(() -> there.build().send(NOTICE)).isInstanceOf(IOException.class);
            assertThat(secure.getReceivedMessages()).isEmpty();

            there.sockets(trusting(CERTIFICATE)).build().send(NOTICE);
            assertThat(secure.getReceivedMessages()).hasSize(1);
        } finally {
            secure.stop();
        }
    }

    private static SSLSocketFactory trusting(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build()
                .sslSocketFactory();
    }

    @Test
    void aServerThatIsDownIsSaid() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }

        assertThatThrownBy(() -> to(nobody).build().send(NOTICE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + nobody);
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForWithoutEnd() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SmtpNotifier notifier = to(silent.getLocalPort())
                    .timeouts(Duration.ofSeconds(5), Duration.ofMillis(50))
                    .build();

            assertThatThrownBy(() -> notifier.send(NOTICE)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana",
                "Ana <ana@example.com>",
                "ana@example.com, leo@example.com",
                "@example.com",
                "a b@example.com"
            })
    void whatIsNoPlainAddressGetsNoMail(String to) {
        Notice notice = new Notice("n", to, NOTICE.subject(), NOTICE.body());

        assertThatThrownBy(() -> here().build().send(notice)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> SmtpNotifier.builder("mail.example", to).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one bare address")
                .hasMessageEndingWith(to);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp://smtp.example.com:25",
                "smtp.example.com:465",
                "[2001:db8::1]:465",
                "gangway:t0ps3cret@smtp.example.com",
                "smtp.example.com/",
                " smtp.example.com"
            })
    void aServerIsANameAndNoAddressOfAnotherKind(String host) {
        assertThatThrownBy(() -> SmtpNotifier.builder(host, "gangway@partner.example"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("security(how, port)")
                .hasMessageNotContaining("t0ps3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp.example.com", "mail_1", "192.0.2.7", "2001:db8::1", "fe80::1%eth0"})
    void aServerIsANameOrAnAddressOfAMachine(String host) {
        assertThat(SmtpNotifier.builder(host, "gangway@partner.example").build())
                .hasToString("notices from gangway@partner.example by " + host + ":587");
    }

    @Test
    void settingsThatCanHurtAreRefused() {
        SmtpNotifier.Builder builder = SmtpNotifier.builder("mail.example", "gangway@partner.example");

        assertThatThrownBy(() -> builder.security(Security.NONE, 25).build()).hasMessageContaining("encrypted");
        assertThatThrownBy(() -> builder.security(Security.TLS, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.timeouts(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SmtpNotifier.builder(" ", "gangway@partner.example"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(builder.security(Security.TLS, 465).build())
                .hasToString("notices from gangway@partner.example by mail.example:465");
    }
}
