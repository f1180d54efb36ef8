package dev.gangway.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Subject;
import dev.gangway.error.Diagnosis.Who;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {

    private static final Diagnosis DIAGNOSIS = new Diagnosis(
                    Problem.SCOPE_MISSING, "A scope is missing.", "Grant it.", Who.TEAM_ADMIN)
            .concerning(Subject.scope("people.read"), Subject.role("Admin"));
    private static final Optional<String> ID = Optional.of("r-1");

    static Stream<GangwayException> aboutTheConnection() {
        return Stream.of(
                new ConnectFailedException(DIAGNOSIS),
                new CredentialRejectedException("rejected", DIAGNOSIS, ID),
                new CredentialRejectedException("rejected", ID),
                new CredentialRejectedException("rejected", new IOException("cut off")),
                new PermissionMissingException("missing", DIAGNOSIS, Set.of("people.read"), ID),
                new PermissionMissingException("missing", Set.of("people.read"), ID),
                new PermissionMissingException("denied", Set.of(), ID),
                new RateLimitedException("slow down", Duration.ofSeconds(7), ID),
                new ProviderUnavailableException("down", ID),
                new ProviderProtocolException("senseless", ID));
    }

    @ParameterizedTest
    @MethodSource("aboutTheConnection")
    void whatAnExceptionSaysOfTheConnectionSurvivesSerialization(GangwayException trouble) throws Exception {
        GangwayException copy = copy(trouble);

        assertThat(Diagnosis.of(copy)).isPresent().isEqualTo(Diagnosis.of(trouble));
        assertThat(copy).hasMessage(trouble.getMessage());
    }

    private static GangwayException copy(GangwayException trouble) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(trouble);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (GangwayException) in.readObject();
        }
    }

    @Test
    void whatIsAboutOneRequestOrTheStoreIsNoDiagnosis() {
        assertThat(Stream.of(
                                new AnswerLostException("lost", ID),
                                new CallInterruptedException("interrupted"),
                                new StoreException("store", null),
                                new UnsupportedCapabilityException("unsupported"))
                        .map(Diagnosis::of))
                .containsOnly(Optional.empty());
    }

    @Test
    void missingScopesAreNamed() {
        Diagnosis diagnosis = new PermissionMissingException("x", Set.of("b", "a"), ID).diagnosis();

        assertThat(diagnosis.problem()).isEqualTo(Problem.SCOPE_MISSING);
        assertThat(diagnosis.concerns()).containsExactly(Subject.scope("a"), Subject.scope("b"));
        assertThat(diagnosis).asString().contains("a, b");
    }

    @Test
    void aFaultOnTheWaySaysWhetherToLookAtNamesOrCertificates() {
        Diagnosis name = unreachable("UnknownHostException: api.example.com");
        Diagnosis certificate = unreachable("SSLHandshakeException: not trusted");
        Diagnosis theirs =
                Diagnosis.of(new ProviderUnavailableException("down", ID)).orElseThrow();

        assertThat(name.who()).isEqualTo(Who.APPLICATION_OPERATOR);
        assertThat(name.what()).contains("UnknownHostException");
        assertThat(name.remedy()).contains("name, proxy");
        assertThat(certificate.remedy()).contains("certificates");
        assertThat(theirs.who()).isEqualTo(Who.NOBODY);
    }

    private static Diagnosis unreachable(String cause) {
        return Diagnosis.of(new ProviderUnavailableException("down", new IOException(cause)))
                .orElseThrow();
    }

    @Test
    void oneThatConcernsNothingInParticularSaysSo() {
        assertThat(new Diagnosis(Problem.OTHER, "What.", "Do.", Who.NOBODY).concerns())
                .isEqualTo(List.of());
    }
}
