package dev.gangway.figures;

import dev.gangway.credential.Credential;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.result.Fact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A provider with OAuth on a local port, which counts. A rotating one takes each refresh token once, and ends the grant when it sees a spent
 * one again. Thread-safe.
 */
final class Provider implements AutoCloseable {

    private static final Duration LIFE = Duration.ofHours(4);

    private final HeldCertificate certificate =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    private final MockWebServer server = new MockWebServer();
    private final boolean rotating;
    private final Map<String, Instant> accessTokens = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();
    /** The refresh token that is taken; empty once the grant is dead. */
    private Optional<String> refreshToken = Optional.empty();

    private final List<Instant> refreshes = new CopyOnWriteArrayList<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicInteger reuses = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<Instant> changes = new ConcurrentLinkedQueue<>();
    private final Queue<String> notices = new ConcurrentLinkedQueue<>();
    private final AtomicInteger rejectedCalls = new AtomicInteger();
    private final Set<String> tokensSeen = ConcurrentHashMap.newKeySet();
    private volatile Supplier<Optional<MockResponse>> beforeRefresh = Optional::empty;
    private volatile Runnable afterRefresh = () -> {};
    private volatile Supplier<Optional<MockResponse>> limiter = Optional::empty;

    private Provider(boolean rotating) {
        this.rotating = rotating;
    }

    static Provider start(boolean rotating) {
        Provider provider = new Provider(rotating);
        provider.listen();
        return provider;
    }

    private void listen() {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        try {
            server.start();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    URI uri() {
        return URI.create("https://localhost:" + server.getPort());
    }

    boolean rotating() {
        return rotating;
    }

    /** What a client has to trust, as text that another process can be given. */
    String certificate() {
        return certificate.certificatePem();
    }

    static OkHttpClient clientThatTrusts(String certificate) {
        X509Certificate trusted = Certificates.decodeCertificatePem(certificate);
        HandshakeCertificates theirs = new HandshakeCertificates.Builder()
                .addTrustedCertificate(trusted)
                .build();
        return new OkHttpClient.Builder()
                .sslSocketFactory(theirs.sslSocketFactory(), theirs.trustManager())
                .build();
    }

    /** A new grant, whose first access token lives for a while. */
    synchronized OAuthTokens grant(Duration life) {
        int number = issued.incrementAndGet();
        Instant end = Instant.now().plus(life);
        accessTokens.put("access-" + number, end);
        refreshToken = Optional.of("refresh-" + number);
        return new OAuthTokens(
                Optional.of(Secret.of("access-" + number)),
                Optional.of(end),
                refreshToken.map(Secret::of),
                Fact.of(Set.of()));
    }

    /** Ends the grant, as an admin does who removes the app. */
    synchronized void endGrant() {
        refreshToken = Optional.empty();
        accessTokens.clear();
    }

    /** From now on, who may answer a refresh first, so that it isn't carried out. */
    void beforeRefresh(Supplier<Optional<MockResponse>> action) {
        beforeRefresh = action;
    }

    /** From now on, what happens when a refresh was carried out, before it is answered. */
    void afterRefresh(Runnable action) {
        afterRefresh = action;
    }

    /** From now on, who may answer a call first. */
    void limiter(Supplier<Optional<MockResponse>> limits) {
        limiter = limits;
    }

    /** When refreshes arrived. */
    List<Instant> refreshes() {
        return refreshes;
    }

    /** How many codes were redeemed, or tried to be. */
    int exchanges() {
        return exchanges.get();
    }

    /** How many spent refresh tokens were shown once more. */
    int reuses() {
        return reuses.get();
    }

    int calls() {
        return calls.get();
    }

    int rejectedCalls() {
        return rejectedCalls.get();
    }

    /** When changes of people arrived. */
    Queue<Instant> changes() {
        return changes;
    }

    /** What a mail server would have been given, with who it goes to in the first line. */
    Queue<String> notices() {
        return notices;
    }

    /** The access tokens that calls have come with so far. */
    Set<String> tokensSeen() {
        return tokensSeen;
    }

    private MockResponse answer(RecordedRequest request) {
        return switch (request.getUrl().encodedPath()) {
            case "/token" -> token(form(request));
            case "/call" -> call(request);
            case "/change" -> {
                changes.add(Instant.now());
                yield call(request);
            }
            case "/notice" -> {
                notices.add(Objects.requireNonNull(request.getBody()).utf8());
                yield json(200, "{}");
            }
            default -> json(404, "{}");
        };
    }

    private MockResponse call(RecordedRequest request) {
        Optional<MockResponse> first = limiter.get();
        if (first.isPresent()) {
            return first.get();
        }
        calls.incrementAndGet();
        String token = Objects.requireNonNullElse(request.getHeaders().get("Authorization"), "")
                .replace("Bearer ", "");
        tokensSeen.add(token);
        if (!Instant.now().isBefore(accessTokens.getOrDefault(token, Instant.EPOCH))) {
            rejectedCalls.incrementAndGet();
            return json(401, "{}");
        }
        return json(200, "{}");
    }

    private MockResponse token(Map<String, String> form) {
        if ("authorization_code".equals(form.get("grant_type"))) {
            exchanges.incrementAndGet();
            return granted();
        }
        refreshes.add(Instant.now());
        Optional<MockResponse> first = beforeRefresh.get();
        if (first.isPresent()) {
            return first.get();
        }
        MockResponse answer = refreshed(form.getOrDefault("refresh_token", ""));
        afterRefresh.run();
        return answer;
    }

    private synchronized MockResponse refreshed(String shown) {
        if (refreshToken.isEmpty()) {
            return json(400, "{\"error\":\"invalid_grant\"}");
        }
        if (!shown.equals(refreshToken.get())) {
            reuses.incrementAndGet();
            endGrant();
            return json(400, "{\"error\":\"invalid_grant\"}");
        }
        return granted();
    }

    private synchronized MockResponse granted() {
        String before = refreshToken.orElse("");
        Credential.OAuthTokens tokens = grant(LIFE);
        String rotated = "";
        if (rotating || before.isEmpty()) {
            rotated = "\"refresh_token\":\"" + refreshToken.orElseThrow() + "\",";
        } else {
            refreshToken = Optional.of(before);
        }
        String access = tokens.accessToken().orElseThrow().reveal();
        return json(
                200, "{\"access_token\":\"" + access + "\"," + rotated + "\"expires_in\":" + LIFE.toSeconds() + "}");
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private static Map<String, String> form(RecordedRequest request) {
        Map<String, String> form = new HashMap<>();
        for (String pair : Objects.requireNonNull(request.getBody()).utf8().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return form;
    }

    @Override
    public void close() {
        server.close();
    }
}
