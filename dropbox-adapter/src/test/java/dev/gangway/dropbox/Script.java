package dev.gangway.dropbox;

import dev.gangway.credential.Secret;
import dev.gangway.http.Authorization;
import dev.gangway.http.Transport;
import dev.gangway.testkit.TestClock;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/** Dropbox with answers from a script, for what a stateful team can't be made to say. No socket is opened. */
final class Script {

    static final String REQUEST_ID = "00112233445566778899aabbccddeeff";

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<Sent> sent = new ArrayList<>();

    /** A request as it would have gone on the wire. */
    record Sent(String host, String route, Headers headers, String body) {}

    private record Answer(int status, String contentType, String body) {}

    Script answers(int status, String body) {
        answers.add(new Answer(status, "application/json", body));
        return this;
    }

    Script answersText(int status, String body) {
        answers.add(new Answer(status, "text/plain; charset=utf-8", body));
        return this;
    }

    /** Status 409 with the tag of a route's error. */
    Script refuses(String tag) {
        return answers(409, "{\"error_summary\":\"" + tag + "/..\",\"error\":{\".tag\":\"" + tag + "\"}}");
    }

    List<Sent> sent() {
        return sent;
    }

    Sent onlySent() {
        if (sent.size() != 1) {
            throw new AssertionError("not one request but " + sent);
        }
        return sent.get(0);
    }

    Transport transport() {
        OkHttpClient client =
                new OkHttpClient.Builder().addInterceptor(this::answer).build();
        return Transport.builder(new TestClock(), Set.of(Routes.HOST))
                .client(client)
                .authorization(Authorization.bearer(Secret.of("t0ps3cret-access-token")))
                .requestIdHeader("X-Dropbox-Request-Id")
                .tokenRejectedWhen(Faults::rejectsCredential)
                .waitInBody(Faults::waitInBody)
                .build();
    }

    Calls calls() {
        return new Calls(transport(), Scopes.ALL);
    }

    DropboxLicenses licenses() {
        return new DropboxLicenses(calls(), Scopes.ALL);
    }

    DropboxUsers users() {
        return new DropboxUsers(calls(), Scopes.ALL);
    }

    private Response answer(Interceptor.Chain chain) throws IOException {
        Buffer body = new Buffer();
        if (chain.request().body() != null) {
            chain.request().body().writeTo(body);
        }
        sent.add(new Sent(
                chain.request().url().host(),
                Routes.of(chain.request().url().uri()),
                chain.request().headers(),
                body.readUtf8()));
        Answer answer = answers.remove();
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(answer.status)
                .message("")
                .header("x-dropbox-request-id", REQUEST_ID)
                .body(ResponseBody.create(answer.body, MediaType.get(answer.contentType)))
                .build();
    }
}
