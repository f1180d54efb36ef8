package dev.gangway.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a request once and tells what came of it; decides nothing. Thread-safe. */
final class Wire {

    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    private static final Pattern REQUEST_ID = Pattern.compile("[!-~]{1,128}");
    private static final int SHORT_BODY = 64 << 10;
    private static final int PACKED_PIECE = 8 << 10;

    private final OkHttpClient client;
    private final Time time;
    private final Limits limits;
    private final Optional<String> requestIdHeader;

    Wire(OkHttpClient base, Time time, Limits limits, Optional<String> requestIdHeader) {
        // The gate alone sees to it that nothing is sent twice. That OkHttp doesn't try to, either, spares a reading
        // request an attempt that the gate would end. Nothing of one connection reaches another through a shared
        // client:
        // no cookies, no cache.
        this.client = base.newBuilder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .readTimeout(limits.callTimeout())
                .writeTimeout(limits.callTimeout())
                .addNetworkInterceptor(new Evidence.Gate())
                .build();
        this.time = time;
        this.limits = limits;
        this.requestIdHeader = requestIdHeader;
    }

    /**
     * What came of one request: a fault, an answer that was read to its end, or one that was put aside for the transport to act on.
     *
     * @param sent whether it may have reached the provider
     * @param reply the answer, if its head arrived; the body is in it if it was put aside
     * @param value what the reader made of the answer, if it got to read it
     * @param fault what went wrong, if anything did
     */
    record Attempt<T extends @Nullable Object>(
            boolean sent,
            @Nullable Reply reply,
            @Nullable T value,
            @Nullable Exception fault) {}

    /**
     * Sends a request.
     *
     * @param forReader which statuses the reader gets to read
     */
    <T extends @Nullable Object> Attempt<T> send(
            Request request,
            HttpUrl target,
            @Nullable String authorization,
            Duration timeout,
            IntPredicate forReader,
            ReplyReader<T> reader) {
        Evidence evidence = new Evidence();
        okhttp3.Request.Builder outgoing = new okhttp3.Request.Builder()
                .url(target)
                .method(
                        request.method(),
                        request.body().map(RequestBody::create).orElse(null))
                .tag(Evidence.class, evidence);
        request.headers().forEach(outgoing::header);
        outgoing.header("Accept-Encoding", "gzip");
        if (authorization != null) {
            outgoing.header("Authorization", authorization);
        }
        Call call = client.newCall(outgoing.build());
        call.addEventListener(evidence);
        call.timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);

        Instant at = time.instant();
        Reply reply = null;
        Runnable answered = Deadline.onCancel(call::cancel);
        try (Response response = call.execute()) {
            reply = head(response);
            try (InputStream body = new Capped(response, limits.answerBytes(), call)) {
                if (!forReader.test(reply.status())) {
                    reply = new Reply(reply.status(), reply.headers(), start(body), reply.requestId());
                    return new Attempt<>(true, reply, null, null);
                }
                return new Attempt<>(true, reply, reader.read(reply, body), null);
            }
        } catch (IOException fault) {
            return new Attempt<>(evidence.sent(), reply, null, fault);
        } catch (RuntimeException fault) {
            // An interceptor of the user's may fail in any way; that must not hide that something was sent.
            if (request.effect() == Effect.WRITES && evidence.sent()) {
                return new Attempt<>(true, reply, null, fault);
            }
            throw fault;
        } finally {
            answered.run();
            tell(request, at, reply, evidence.sent());
        }
    }

    private void tell(Request request, Instant at, @Nullable Reply reply, boolean sent) {
        Exchange exchange = new Exchange(
                request.route(),
                request.effect(),
                at,
                Duration.between(at, time.instant()),
                reply == null ? OptionalInt.empty() : OptionalInt.of(reply.status()),
                reply == null ? Optional.empty() : reply.requestId(),
                sent);
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{}: {} after {} ms, request id {}",
                    exchange.route(),
                    reply == null ? (sent ? "no answer" : "not sent") : Integer.toString(reply.status()),
                    exchange.took().toMillis(),
                    exchange.requestId().orElse("none"));
        }
        Exchanges.tell(exchange);
    }

    private Reply head(Response response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().toMultimap().forEach((name, values) -> headers.put(name, List.copyOf(values)));
        return new Reply(
                response.code(),
                Collections.unmodifiableMap(headers),
                new byte[0],
                requestIdHeader
                        .map(response::header)
                        .filter(id -> REQUEST_ID.matcher(id).matches()));
    }

    /** As much of an answer's beginning as came: its status says the main thing already. */
    private static byte[] start(InputStream body) {
        try {
            return body.readNBytes(SHORT_BODY);
        } catch (IOException brokenOff) {
            return new byte[0];
        }
    }

    /** A stream that ends loudly when it grows too long, or too late: what is packed small can take its time after it has all arrived. */
    private static final class Capped extends InputStream {
        private final Response response;
        private final Call call;
        private long left;
        private @Nullable InputStream source;

        Capped(Response response, long most, Call call) {
            this.response = response;
            this.left = most;
            this.call = call;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (call.isCanceled()) {
                throw new InterruptedIOException("timeout");
            }
            if (source == null) {
                source = source();
            }
            int count = source.read(into, offset, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new TooLargeException();
            }
            return count;
        }

        /** Unpacked here and not by OkHttp, whose pieces are small: unpacking into large ones takes a tenth less. */
        private InputStream source() throws IOException {
            InputStream body = response.body().byteStream();
            boolean isPacked = "gzip".equalsIgnoreCase(response.header("Content-Encoding"));
            return isPacked && hasBody(response) ? new Unpacked(body) : body;
        }

        /** RFC 9110 section 6.4.1. */
        private static boolean hasBody(Response response) {
            return response.code() != 204
                    && response.code() != 304
                    && !response.request().method().equals("HEAD")
                    && response.body().contentLength() != 0;
        }

        @Override
        public void close() throws IOException {
            if (source != null) {
                source.close();
            }
        }
    }

    /** The JDK's stream takes a pause behind one member of gzip for the end of all; here only the end of the answer is that. */
    private static final class Unpacked extends GZIPInputStream {
        Unpacked(InputStream packed) throws IOException {
            super(new NeverAtRest(packed), PACKED_PIECE);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count < 0 && in.read() >= 0) {
                throw new IOException("There is more behind the packed answer.");
            }
            return count;
        }
    }

    /** Always has more to offer, so that whoever wants to know has to read. */
    private static final class NeverAtRest extends FilterInputStream {
        NeverAtRest(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 1;
        }
    }

    /** The answer is larger than the limit. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("the answer is larger than the limit");
        }
    }
}
