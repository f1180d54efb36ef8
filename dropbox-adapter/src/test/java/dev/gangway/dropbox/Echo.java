package dev.gangway.dropbox;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/** A provider, or a proxy before it, that repeats all that it was sent to one route, credential included. Dropbox does (observed). */
final class Echo implements Interceptor {

    /** What is in them is looked at only with some statuses. */
    private static final List<String> BODIES = List.of(
            "%s",
            "{\"error\":\"%s\",\"error_description\":\"%s\"}",
            "{\"error\":{\".tag\":\"%s\",\"required_scope\":\"%s\"},\"error_summary\":\"%s\"}",
            "{\"error\":{\".tag\":\"other\",\"reason\":\"%s\"},\"user_message\":{\"text\":\"%s\",\"locale\":\"en\"}}");

    static final List<Answer> ANSWERS = Stream.concat(
                    Stream.of(302, 404, 429, 500).map(status -> new Answer(status, "%s")),
                    Stream.of(200, 400, 401, 403, 409)
                            .flatMap(status -> BODIES.stream().map(body -> new Answer(status, body))))
            .toList();

    private final String route;
    private Optional<Answer> next = Optional.empty();
    private boolean heard;

    Echo(String route) {
        this.route = route;
    }

    /** How it answers; in the body, {@code %s} is what was sent. */
    record Answer(int status, String body) {}

    void answer(Answer answer) {
        next = Optional.of(answer);
        heard = false;
    }

    /** Lets everything pass; tells whether anything has been repeated. */
    boolean rest() {
        next = Optional.empty();
        return heard;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        if (next.isEmpty() || !request.url().encodedPath().endsWith("/" + route)) {
            return chain.proceed(request);
        }
        heard = true;
        String credential = Optional.ofNullable(request.header("Authorization")).orElse("");
        String body = next.get()
                .body()
                .replace("%s", credential + " " + sent(request.body()).replace("\"", "'"));
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(next.get().status())
                .message(credential)
                .header("Location", "https://example.com/?token=" + credential)
                .header("WWW-Authenticate", credential)
                .body(ResponseBody.create(body, MediaType.get("application/json")))
                .build();
    }

    private static String sent(RequestBody body) throws IOException {
        Buffer sent = new Buffer();
        body.writeTo(sent);
        return sent.readUtf8();
    }
}
