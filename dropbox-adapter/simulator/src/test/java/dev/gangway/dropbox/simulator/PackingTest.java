package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.io.IOException;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.GzipSource;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {

    private static Response get(LinkedTeam linked, String route, String argument, String encoding) throws IOException {
        return linked.simulator
                .httpClient()
                .newCall(new Request.Builder()
                        .url("https://api.dropboxapi.com/2/" + route)
                        .header("Authorization", "Bearer " + linked.accessToken())
                        .header("Accept-Encoding", encoding)
                        .post(RequestBody.create(argument, MediaType.get("application/json")))
                        .build())
                .execute();
    }

    @Test
    void aLargeAnswerIsPackedForWhoeverTakesIt() throws IOException {
        try (LinkedTeam linked = new LinkedTeam(JobStyle.NEVER);
                Response packed = get(linked, "team/members/list_v2", "{}", "br, gzip");
                Response plain = get(linked, "team/members/list_v2", "{}", "identity")) {
            Buffer bytes = new Buffer();
            bytes.writeAll(packed.body().source());
            assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(packed.header("Content-Length")).isEqualTo(Long.toString(bytes.size()));
            assertThat(plain.header("Content-Encoding")).isNull();
            String unpacked = Okio.buffer(new GzipSource(bytes)).readUtf8();
            assertThat(unpacked.replaceAll("\"cursor\":\"[^\"]*\"", ""))
                    .isEqualTo(plain.body().string().replaceAll("\"cursor\":\"[^\"]*\"", ""));
        }
    }

    @Test
    void aSmallAnswerIsLeftAsItIs() throws IOException {
        try (LinkedTeam linked = new LinkedTeam(JobStyle.NEVER);
                Response small = get(linked, "team/features/get_values", "{\"features\":[]}", "gzip")) {
            assertThat(small.header("Content-Encoding")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "deflate, gzip;q=0.5", "gzip ; q=0.001", "gzip;q=1.0, identity;q=0"})
    void whoeverNamesItTakesIt(String accepted) {
        assertThat(Packing.isTaken(Headers.of("Accept-Encoding", accepted))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "x-gzip", "*", "gzip;q=0", "gzip; q=0.000", "", "deflate;gzip"})
    void whoeverDoesNotIsSpared(String accepted) {
        assertThat(Packing.isTaken(Headers.of("Accept-Encoding", accepted))).isFalse();
        assertThat(Packing.isTaken(Headers.of())).isFalse();
    }
}
