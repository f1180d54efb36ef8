package dev.gangway.dropbox.simulator;

import dev.gangway.dropbox.simulator.Shell.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.BufferedSink;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The HTTPS server: a MockWebServer whose dispatcher is the {@link Shell}. Thread-safe.
 *
 * <p>MockWebServer reads its effects on the socket partly before it knows which request it serves (over HTTP/2), so connections are
 * cut here at the accepted TCP socket itself. It also keeps every request for {@code takeRequest()}; the dispatcher takes them away
 * at once.
 */
final class Wire implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private final AcceptedSockets sockets = new AcceptedSockets();
    private final Shell shell;

    private Wire(Shell shell) {
        this.shell = shell;
    }

    static Wire start(int port, SSLSocketFactory tls, Shell shell) {
        QuietLogs.install();
        Wire wire = new Wire(shell);
        wire.server.setServerSocketFactory(wire.sockets);
        wire.server.useHttps(tls);
        wire.server.setDispatcher(wire.new ToShell());
        try {
            wire.server.start(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator cannot listen on port " + port, e);
        }
        return wire;
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }

    private MockResponse answer(RecordedRequest received) {
        Outcome outcome = shell.handle(request(received));
        if (outcome.answer().isEmpty()) {
            sockets.cut(received.getConnectionIndex());
            return new MockResponse.Builder().build();
        }
        Answer answer = outcome.answer().get();
        ByteString whole = ByteString.encodeUtf8(answer.body());
        boolean packed = whole.size() >= Packing.LEAST && Packing.isTaken(received.getHeaders());
        ByteString body = packed ? Packing.gzip(whole) : whole;
        MockResponse.Builder response = new MockResponse.Builder()
                .code(answer.status())
                .headers(headers(answer, body.size(), received.getUrl().host()))
                .headersDelay(outcome.delay().toNanos(), TimeUnit.NANOSECONDS);
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        if (outcome.truncated()) {
            return response.body(new BrokenBody(body, () -> sockets.breakOff(received.getConnectionIndex())))
                    .build();
        }
        return response.body(new WholeBody(body)).build();
    }

    private static Request request(RecordedRequest received) {
        Headers headers = received.getHeaders();
        ByteString body = received.getBody();
        String query = received.getUrl().encodedQuery();
        return new Request(
                received.getMethod(),
                received.getUrl().host(),
                received.getUrl().encodedPath(),
                query == null ? "" : query,
                headers::values,
                body == null ? "" : body.utf8());
    }

    /** The headers seen on real answers; but a browser must not learn that everything on this machine speaks HTTPS. */
    static Headers headers(Answer answer, int length, String host) {
        Headers.Builder headers = new Headers.Builder()
                .add("Cache-Control", "no-cache")
                .add("Content-Type", answer.contentType())
                .add("Content-Length", Integer.toString(length))
                .add("Server", "envoy")
                .add("Vary", "Accept-Encoding")
                .add("X-Content-Type-Options", "nosniff")
                .add("X-Dropbox-Response-Origin", "far_remote")
                .add("X-Envoy-Upstream-Service-Time", "1")
                .add("X-Server-Response-Time", "1");
        if (answer.status() >= 400 && !answer.contentType().startsWith("text/html")) {
            headers.add("Content-Disposition", "attachment; filename='error'")
                    .add("Content-Security-Policy", "sandbox; frame-ancestors 'none'");
        }
        if (!host.equals("localhost")) {
            headers.add("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload");
        }
        answer.headers().forEach(headers::add);
        return headers.build();
    }

    private final class ToShell extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            RecordedRequest kept;
            do {
                kept = server.takeRequest(0, TimeUnit.NANOSECONDS);
            } while (kept != null);
            return answer(request);
        }
    }

    private record WholeBody(ByteString bytes) implements MockResponseBody {
        @Override
        public long getContentLength() {
            return bytes.size();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }

    private record BrokenBody(ByteString bytes, Runnable breakOff) implements MockResponseBody {
        @Override
        public long getContentLength() {
            return bytes.size();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes, 0, bytes.size() / 2);
            sink.flush();
            breakOff.run();
            throw new IOException("the body breaks off here");
        }
    }

    /** Hands out server sockets that remember what they accepted, numbered as MockWebServer numbers connections. */
    private static final class AcceptedSockets extends ServerSocketFactory {
        private final Map<Integer, Socket> accepted = new ConcurrentHashMap<>();
        private int next;

        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket() {
                @Override
                public Socket accept() throws IOException {
                    Socket socket = super.accept();
                    accepted.values().removeIf(Socket::isClosed);
                    accepted.put(next++, socket);
                    return socket;
                }
            };
        }

        @Override
        public ServerSocket createServerSocket(int port) {
            throw new UnsupportedOperationException("bound later");
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) {
            throw new UnsupportedOperationException("bound later");
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address) {
            throw new UnsupportedOperationException("bound later");
        }

        /** What was sent still arrives, and nothing after it; {@link #cut} may take it back from the client's buffer. */
        void breakOff(int connection) {
            try {
                Objects.requireNonNull(accepted.get(connection), "connection").shutdownOutput();
            } catch (IOException alreadyGone) {
                // Whoever closed it did what was wanted.
            }
        }

        void cut(int connection) {
            try (Socket socket = Objects.requireNonNull(accepted.get(connection), "connection")) {
                socket.setSoLinger(true, 0);
            } catch (IOException alreadyGone) {
                // Whoever closed it did what was wanted.
            }
        }
    }

    /**
     * Keeps two harmless lines out of the log: an HTTP/2 stream that fails because this server cut its connection on purpose, and a
     * connection that was opened and never used. Everything else passes, through whatever filter was there before.
     */
    private record QuietLogs(Logger logger, @Nullable Filter next) implements Filter {
        private static final Logger HTTP2 = Logger.getLogger("okhttp3.OkHttpClient");
        private static final Logger SERVER = Logger.getLogger(MockWebServer.class.getName());

        static synchronized void install() {
            install(HTTP2);
            install(SERVER);
        }

        private static void install(Logger logger) {
            if (!(logger.getFilter() instanceof QuietLogs)) {
                logger.setFilter(new QuietLogs(logger, logger.getFilter()));
            }
        }

        @Override
        public boolean isLoggable(LogRecord line) {
            String message = String.valueOf(line.getMessage());
            boolean harmless =
                    message.startsWith("Http2Connection.Listener failure") || message.endsWith("didn't make a request");
            return !harmless && (next == null || next.isLoggable(line));
        }
    }
}
