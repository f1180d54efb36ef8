package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.DbxRequestConfig;
import com.dropbox.core.http.OkHttp3Requestor;
import com.dropbox.core.oauth.DbxCredential;
import com.dropbox.core.v2.DbxTeamClientV2;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandaloneTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void whatItPrintsIsEnoughForTheJavaSdk() {
        Path certificate = folder.resolve("simulator.pem");
        List<String> teams = new ArrayList<>();

        int status = run(
                simulator -> teams.add(teamName(certificate)),
                "--team",
                "small",
                "--port",
                "0",
                "--certificate",
                certificate.toString());

        assertThat(status).isZero();
        assertThat(teams).containsExactly("Example Ltd.");
        assertThat(printed(err)).isEmpty();
    }

    @Test
    void theTeamOf250IsServedByDefault() {
        run(simulator -> {}, "--port", "0", "--certificate", file());

        assertThat(printed(out)).contains("Example Corp, 250 people with a license of 260");
    }

    @Test
    void aTeamOfAnySizeIsServed() {
        run(simulator -> {}, "--port", "0", "--certificate", file(), "--team", "40x100");

        assertThat(printed(out)).contains("people with a license of 45");
    }

    @Test
    void everyRunHasAnotherRefreshTokenUnlessASeedIsGiven() {
        assertThat(token()).isNotEqualTo(token());
        assertThat(token("--seed", "7")).isEqualTo(token("--seed", "7"));
    }

    @Test
    void helpTellsTheOptions() {
        assertThat(run(simulator -> {}, "--help")).isZero();
        assertThat(printed(out)).contains("--team", "--port", "--certificate", "--seed");
    }

    @ParameterizedTest
    @CsvSource({
        "--prot 80, There is no option --prot.",
        "--port, --port needs a value after it.",
        "--port --seed, --port needs a value after it.",
        "--port high, '--port takes a whole number from 0 to 65535, not high.'",
        "--port 65536, '--port takes a whole number from 0 to 65535, not 65536.'",
        "--seed x, '--seed takes a whole number, not x.'",
        "--team huge, '--team is empty, small, 250 or something like 5000x50000, not huge.'",
        "--team 3x10, 'at least 11 members, not 3'",
    })
    void wrongArgumentsAreSaidSoAndNothingStarts(String arguments, String complaint) {
        int status = run(simulator -> assertThat(simulator).isNull(), arguments.split(" ", -1));

        assertThat(status).isEqualTo(2);
        assertThat(printed(err)).startsWith(complaint).contains("--help");
        assertThat(printed(out)).isEmpty();
    }

    @Test
    void aPortInUseIsSaidSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(run(simulator -> {}, "--team", "empty", "--port", port)).isEqualTo(1);
            assertThat(printed(err)).startsWith("Cannot listen on port " + port).contains("--port 0");
        }
    }

    @Test
    void aCertificateThatCannotBeWrittenIsSaidSo() {
        String file = folder.resolve("no such folder").resolve("simulator.pem").toString();

        assertThat(run(simulator -> {}, "--team", "empty", "--port", "0", "--certificate", file))
                .isEqualTo(1);
        assertThat(printed(err))
                .isEqualToIgnoringNewLines("Cannot write the certificate to " + file
                        + " (NoSuchFileException). Choose a file in a folder that exists by --certificate.");
    }

    /** The way of the README. */
    private String teamName(Path certificate) {
        HttpUrl simulator = HttpUrl.get(shown("endpoint"));
        try {
            HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                    .addTrustedCertificate(Certificates.decodeCertificatePem(Files.readString(certificate)))
                    .build();
            OkHttpClient http = new OkHttpClient.Builder()
                    .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                    .addInterceptor(chain -> chain.proceed(chain.request()
                            .newBuilder()
                            .url(chain.request()
                                    .url()
                                    .newBuilder()
                                    .host(simulator.host())
                                    .port(simulator.port())
                                    .build())
                            .build()))
                    .build();
            DbxRequestConfig config = DbxRequestConfig.newBuilder("my-tests")
                    .withHttpRequestor(new OkHttp3Requestor(http))
                    .build();
            DbxCredential credential =
                    new DbxCredential("none yet", 0L, shown("refresh token"), shown("app key"), shown("app secret"));
            String name =
                    new DbxTeamClientV2(config, credential).team().getInfo().getName();
            http.connectionPool().evictAll();
            return name;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String token(String... more) {
        out.reset();
        List<String> arguments = new ArrayList<>(List.of("--team", "empty", "--port", "0", "--certificate", file()));
        arguments.addAll(List.of(more));
        run(simulator -> {}, arguments.toArray(String[]::new));
        return shown("refresh token");
    }

    private String shown(String what) {
        Matcher line = Pattern.compile("(?m)^ +" + what + " +(\\S+)$").matcher(printed(out));
        assertThat(line.find()).isTrue();
        return line.group(1);
    }

    private String file() {
        return folder.resolve("simulator.pem").toString();
    }

    private int run(Consumer<DropboxSimulator> meanwhile, String... arguments) {
        return Standalone.run(List.of(arguments), stream(out), stream(err), meanwhile);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String printed(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
