package dev.gangway.fake;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A provider on a local port, with TLS. */
public final class FakeProvider implements AutoCloseable {

    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    // Once for all tests: making them costs more than most tests do.
    private static final HandshakeCertificates OURS =
            new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build();
    private static final HandshakeCertificates THEIRS = new HandshakeCertificates.Builder()
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();

    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient client;

    private FakeProvider(List<Protocol> protocols) {
        server.useHttps(OURS.sslSocketFactory());
        server.setProtocols(protocols);
        try {
            server.start();
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
        client = new OkHttpClient.Builder()
                .sslSocketFactory(THEIRS.sslSocketFactory(), THEIRS.trustManager())
                .protocols(protocols)
                .connectionPool(new ConnectionPool())
                .build();
    }

    public static FakeProvider start() {
        return new FakeProvider(List.of(Protocol.HTTP_1_1));
    }

    public static FakeProvider startHttp2() {
        return new FakeProvider(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    }

    public OkHttpClient client() {
        return client;
    }

    public String host() {
        return "localhost:" + server.getPort();
    }

    public URI uri(String path) {
        return URI.create("https://" + host() + path);
    }

    public FakeProvider answers(MockResponse... responses) {
        for (MockResponse response : responses) {
            server.enqueue(response);
        }
        return this;
    }

    public FakeProvider answers(int status) {
        return answers(new MockResponse.Builder().code(status).build());
    }

    public FakeProvider answers(int status, String body) {
        return answers(new MockResponse.Builder().code(status).body(body).build());
    }

    /** Answers each request by a function instead. */
    public FakeProvider dispatch(Function<RecordedRequest, MockResponse> answer) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer.apply(request);
            }
        });
        return this;
    }

    public int requests() {
        return server.getRequestCount();
    }

    /** The next request that arrived. */
    public RecordedRequest took() {
        try {
            return server.takeRequest();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public List<RecordedRequest> tookAll() {
        List<RecordedRequest> all = new ArrayList<>();
        for (int left = requests(); left > 0; left--) {
            all.add(took());
        }
        return all;
    }

    @Override
    public void close() {
        server.close();
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }
}
