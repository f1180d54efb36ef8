package dev.gangway.examples.acme;

import com.squareup.moshi.Moshi;
import dev.gangway.error.GangwayException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.http.Effect;
import dev.gangway.http.Reply;
import dev.gangway.http.Request;
import dev.gangway.http.Transport;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Requests to Acme, and how its answers are read. Thread-safe. */
final class AcmeApi {

    private static final Moshi JSON = new Moshi.Builder().build();

    private final URI endpoint;
    private final Transport transport;

    AcmeApi(URI endpoint, Transport transport) {
        this.endpoint = endpoint;
        this.transport = transport;
    }

    /** What Acme says when it refuses. Records of answers are public because Moshi reads no others. */
    public record Problem(String error, String right) {}

    Reply get(String route, String path) {
        return send(Request.get(route, endpoint.resolve(path)));
    }

    Reply post(String route, String path, Map<String, Object> body) {
        String json = JSON.<Map<String, Object>>adapter(Map.class).toJson(body);
        return send(
                Request.of(Effect.WRITES, "POST", route, endpoint.resolve(path)).body("application/json", json));
    }

    Reply delete(String route, String path) {
        return send(Request.of(Effect.WRITES, "DELETE", route, endpoint.resolve(path)));
    }

    private Reply send(Request request) {
        Reply reply = transport.send(request);
        if (reply.status() == 403) {
            String right = parsed(reply, Problem.class, Problem::right);
            throw new PermissionMissingException(
                    "Acme's key lacks the right " + right + ". Make a key that has it, and connect again.",
                    Set.of(right),
                    reply.requestId());
        }
        return reply;
    }

    /** What a successful answer means. */
    static <T, R> R read(Reply reply, Class<T> type, Function<T, R> meaning) {
        if (!reply.successful()) {
            throw new ProviderProtocolException(
                    "Acme answered with status " + reply.status() + ", which it never should here.", reply.requestId());
        }
        return parsed(reply, type, meaning);
    }

    /** Acme's word for why it refuses. */
    static String code(Reply refusal) {
        return parsed(refusal, Problem.class, Problem::error);
    }

    /** A field that is missing shows in the meaning. The answer's text stays out of the exception: it may hold anything. */
    private static <T, R> R parsed(Reply reply, Class<T> type, Function<T, R> meaning) {
        try {
            T answer = Objects.requireNonNull(JSON.adapter(type).fromJson(reply.text()));
            return Objects.requireNonNull(meaning.apply(answer));
        } catch (GangwayException trouble) {
            throw trouble;
        } catch (IOException | RuntimeException unreadable) {
            throw new ProviderProtocolException(
                    "Acme's answer with status " + reply.status() + " can't be understood.", reply.requestId());
        }
    }

    static String encoded(Object part) {
        return URLEncoder.encode(part.toString(), StandardCharsets.UTF_8);
    }
}
