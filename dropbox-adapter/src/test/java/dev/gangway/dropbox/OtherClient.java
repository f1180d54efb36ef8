package dev.gangway.dropbox;

import dev.gangway.dropbox.simulator.DropboxSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Somebody else's program at work on the same simulated team, by plain HTTP: what a test arranges past the connector. */
final class OtherClient {

    private static final String API = "https://api.dropboxapi.com/";
    private static final MediaType JSON = MediaType.get("application/json");

    private final DropboxSimulator simulator;
    private final OkHttpClient http;

    OtherClient(DropboxSimulator simulator) {
        this.simulator = simulator;
        this.http = simulator.clientWithoutSockets();
    }

    Json call(String route, String argument) {
        Request request = new Request.Builder()
                .url(API + "2/" + route)
                .header("Authorization", "Bearer " + token())
                .post(RequestBody.create(argument, JSON))
                .build();
        return answer(request);
    }

    String token() {
        return token("");
    }

    /** A token with some of the grant's scopes; with all of them if none is named. */
    String token(String scopes) {
        FormBody form = new FormBody.Builder()
                .add("scope", scopes)
                .add("grant_type", "refresh_token")
                .add("refresh_token", simulator.refreshToken())
                .add("client_id", simulator.appKey())
                .add("client_secret", simulator.appSecret())
                .build();
        return answer(new Request.Builder().url(API + "oauth2/token").post(form).build())
                .field("access_token")
                .text()
                .orElseThrow();
    }

    private Json answer(Request request) {
        try (Response response = http.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new AssertionError(request.url() + " " + response.code() + " "
                        + response.body().string());
            }
            return Json.parse(response.body().byteStream()).orElseThrow();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
