package dev.gangway.figures.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.figures.license.Contestant.Found;
import dev.gangway.figures.license.Server.Served;
import java.io.IOException;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contestants of the benchmark, in one process and on a small team. */
class SmallBenchmarkTest {

    private static final int PEOPLE = 60;
    private static final int SIGN_INS = 1_050;
    private static final Size SIZE = Size.of(PEOPLE, SIGN_INS);

    private static volatile byte[] kept = {};

    private static Server server;
    private static OkHttpClient client;

    @BeforeAll
    static void start() throws IOException {
        server = new Server(SIZE);
        client = Client.of(server.port(), server.certificate());
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void forgetWhatWasServed() {
        server.served();
    }

    @Test
    void theSdkReadsEverythingAndGangwayFindsTheSame() throws Exception {
        Found found = new SdkProgram(client, SIZE).round().get();
        Map<String, Served> served = server.served();
        GangwayProgram gangway = GangwayProgram.refreshing(client);
        gangway.forget();
        Found same = gangway.round().get();

        assertThat(found.people()).isEqualTo(PEOPLE);
        assertThat(found.lastSignIns()).isEqualTo(server.lastSignIns());
        assertThat(found.devices()).isGreaterThan(PEOPLE);
        assertThat(served.get(Server.LOG).plus(served.get(Server.MORE_LOG))).isEqualTo(new Served(2, SIGN_INS));
        assertThat(same.people()).isEqualTo(found.people());
        assertThat(same.lastSignIns()).isEqualTo(found.lastSignIns());
    }

    @Test
    void theListHasEverybody() throws Exception {
        GangwayProgram gangway = GangwayProgram.listing(client);
        gangway.forget();

        assertThat(gangway.round().get().people()).isEqualTo(PEOPLE);
    }

    @Test
    void theWindowsOfTheFloorHoldEverySignInOnce() throws Exception {
        Floor.of(client, SIZE, 7).round();

        Map<String, Served> served = server.served();
        assertThat(served.get(Server.LOG).items()
                        + served.getOrDefault(Server.MORE_LOG, Served.NONE).items())
                .isEqualTo(SIGN_INS);
        assertThat(served.get(Server.MEMBERS)).isEqualTo(new Served(1, PEOPLE));
        assertThat(served).containsKeys(Server.DEVICES, Server.APPS);
    }

    @Test
    void theLastCursorWithoutAnEndGivesWhatIsNew() throws IOException {
        Size size = Size.of(20, 250);
        try (Server quiet = new Server(size)) {
            String last = cursor(asked(quiet, Server.LOG, "{\"event_type\": \"login_success\"}"));
            quiet.addSignIns(30);

            String news = asked(quiet, Server.MORE_LOG, "{\"cursor\": \"" + last + "\"}");

            assertThat(news.split("login_success_details", -1)).hasSize(31);
            assertThat(asked(quiet, Server.MORE_LOG, "{\"cursor\": \"" + cursor(news) + "\"}"))
                    .startsWith("{\"events\": []")
                    .endsWith("\"has_more\": false}");
        }
    }

    private static String asked(Server server, String route, String argument) throws IOException {
        Request request = new Request.Builder()
                .url("https://" + Server.HOST + "/2/" + route)
                .post(RequestBody.create(argument, null))
                .build();
        try (Response response =
                Client.of(server.port(), server.certificate()).newCall(request).execute()) {
            return response.body().string();
        }
    }

    private static String cursor(String body) {
        return body.replaceFirst(".*\"cursor\": \"", "").replaceFirst("\".*", "");
    }

    @Test
    void whatAThreadThatHasEndedAllocatedIsCounted() throws Exception {
        HeapMeter meter = new HeapMeter();
        meter.start();
        Thread thread = new Thread(() -> kept = new byte[24 << 20]);
        thread.start();
        thread.join();
        kept = new byte[0];

        assertThat(meter.allocated()).isBetween(24L << 20, 48L << 20);
    }
}
