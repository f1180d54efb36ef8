package dev.gangway.dropbox.simulator;

import dev.gangway.dropbox.simulator.Shell.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** Carries a client's calls to the {@link Shell} without a socket; what listens to a call hears that it was sent. Thread-safe. */
final class Shortcut implements Interceptor {
    private final Shell shell;

    Shortcut(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        chain.getEventListener().requestHeadersStart(chain.call());
        Outcome outcome = shell.handle(request(chain.request()));
        if (outcome.answer().isEmpty()) {
            throw new SocketException("Connection reset");
        }
        if (outcome.delay().toMillis() > chain.readTimeoutMillis()) {
            throw new SocketTimeoutException("timeout");
        }
        Answer answer = outcome.answer().get();
        Buffer body = new Buffer().writeUtf8(answer.body());
        int length = (int) body.size();
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_2)
                .code(answer.status())
                .message("")
                .headers(Wire.headers(answer, length, chain.request().url().host()))
                .body(ResponseBody.create(
                        outcome.truncated() ? half(body, length) : body, MediaType.parse(answer.contentType()), length))
                .build();
    }

    private static Request request(okhttp3.Request sent) throws IOException {
        Buffer body = new Buffer();
        @Nullable RequestBody given = sent.body();
        if (given != null) {
            given.writeTo(body);
        }
        String query = sent.url().encodedQuery();
        return new Request(
                sent.method(),
                sent.url().host(),
                sent.url().encodedPath(),
                query == null ? "" : query,
                name -> name.equalsIgnoreCase("Content-Type")
                                && sent.headers(name).isEmpty()
                                && given != null
                                && given.contentType() != null
                        ? List.of(String.valueOf(given.contentType()))
                        : sent.headers(name),
                body.readUtf8());
    }

    /** The first half of a body, and then a connection that is gone. */
    private static BufferedSource half(Buffer body, int length) throws IOException {
        Buffer half = new Buffer();
        half.write(body, length / 2);
        return Okio.buffer(new ForwardingSource(half) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                long count = super.read(sink, byteCount);
                if (count < 0) {
                    throw new EOFException("the body breaks off here");
                }
                return count;
            }
        });
    }
}
