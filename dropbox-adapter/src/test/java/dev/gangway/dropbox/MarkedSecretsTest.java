package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.connection.Connections;
import dev.gangway.leakwatch.Mark;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of secret that goes over the wire would be noticed if it went anywhere else: the watch for leaks knows it by its mark. */
class MarkedSecretsTest {

    private static final URI CALLBACK = URI.create("https://app.example.com/callback");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Basic (\\S+)", // app key and secret
                "Authorization: Bearer (\\S+)",
                "consent: .*[?&]state=([^&]+)",
                "callback: .*[?&]state=([^&]+)",
                "callback: .*[?&]code=([^&]+)",
                "form: .*&code=([^&]+)",
                "form: .*&code_verifier=([^&]+)",
                "form: .*&refresh_token=([^&]+)"
            })
    void itHasTheMark(String kind) {
        List<String> seen = Pattern.compile(kind)
                .matcher(String.join("\n", wayThroughTheHouse()))
                .results()
                .map(result -> result.group(1))
                .toList();

        assertThat(seen).isNotEmpty().allMatch(Mark::isIn);
    }

    /** Whatever goes over the wire from a consent to a refresh. */
    private static List<String> wayThroughTheHouse() {
        List<String> wire = new ArrayList<>();
        try (SimulatedTeam team = SimulatedTeam.behind(chain -> recorded(chain, wire))) {
            Connections connections = team.gangway().connections();
            URI consent = connections
                    .beginAuthorization(DropboxConnector.ID, "Acme too", CALLBACK)
                    .uri();
            URI callback = team.simulator().approve(consent);
            wire.add("consent: " + consent);
            wire.add("callback: " + callback);
            connections.finishAuthorization(callback);
            team.clock().advance(Duration.ofHours(5));
            team.person("ana@example.com");
        }
        return wire;
    }

    private static Response recorded(Interceptor.Chain chain, List<String> wire) throws IOException {
        Request request = chain.request();
        Buffer form = new Buffer();
        request.body().writeTo(form);
        wire.add("Authorization: " + request.header("Authorization"));
        wire.add("form: " + form.readUtf8());
        return chain.proceed(request);
    }
}
