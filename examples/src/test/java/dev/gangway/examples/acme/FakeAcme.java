package dev.gangway.examples.acme;

import com.squareup.moshi.Moshi;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.examples.acme.AcmeTeam.Person;
import dev.gangway.examples.acme.AcmeTeam.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Acme on a local port: HTTPS and JSON over an {@link AcmeTeam}. Thread-safe: one request or lever at a time. */
final class FakeAcme extends Dispatcher implements AutoCloseable {

    private static final HeldCertificate CERTIFICATE =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    private static final Moshi JSON = new Moshi.Builder().build();

    private final AcmeTeam team;
    private final MockWebServer server = new MockWebServer();
    private final List<String> rights =
            new ArrayList<>(AcmeConnector.RIGHTS.stream().map(ScopeSpec::name).toList());
    private boolean keyIsDead;
    private boolean losesNextAnswer;
    private String garbled = "";
    private @Nullable Exchange last;
    private int pageSize = 100;
    private int generation = 1;
    private int requests;
    private int writes;

    FakeAcme(InstantSource clock) {
        this.team = new AcmeTeam(clock);
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(CERTIFICATE)
                .build()
                .sslSocketFactory());
        server.setProtocols(List.of(Protocol.HTTP_1_1));
        server.setDispatcher(this);
        try {
            server.start();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    URI endpoint() {
        return URI.create("https://localhost:" + server.getPort());
    }

    Secret key() {
        return Secret.of("acme-t0ps3cret-of-a-test");
    }

    Secret token() {
        return Secret.of("token-t0ps3cret-of-a-test");
    }

    Credential.UserPassword password() {
        return new Credential.UserPassword("olga@example.com", Secret.of("pass word t0ps3cret"));
    }

    private boolean isKnown(String header) {
        String pair = password().user() + ":" + password().password().reveal();
        return Set.of("Bearer " + key().reveal(), "Bearer " + token().reveal(), basic(pair))
                .contains(header);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** Trusts the fake's certificate. */
    OkHttpClient httpClient() {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(CERTIFICATE.certificate())
                .build();
        return new OkHttpClient.Builder()
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .build();
    }

    @Override
    public void close() {
        server.close();
    }

    /** An answer before it is written down. */
    record Answer(int status, Map<String, Object> body) {}

    /** What was asked and answered last: for the documentation's test. */
    record Exchange(String method, String target, Map<String, Object> body, Answer answer) {}

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        boolean writing = !request.getMethod().equals("GET");
        requests++;
        writes += writing ? 1 : 0;
        Answer answer = answer(request);
        last = new Exchange(request.getMethod(), request.getTarget(), body(request), answer);
        if (writing && losesNextAnswer) {
            losesNextAnswer = false;
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        }
        boolean garbles = garbled.equals(request.getMethod());
        garbled = garbles ? "" : garbled;
        return new MockResponse.Builder()
                .code(answer.status())
                .setHeader("X-Request-Id", "r-" + requests)
                .body(JSON.adapter(Object.class).toJson(garbles ? Map.of() : answer.body()))
                .build();
    }

    /** Looks at the team or changes it, between two requests. */
    synchronized <T> T with(Function<AcmeTeam, T> work) {
        return work.apply(team);
    }

    synchronized int requests() {
        return requests;
    }

    synchronized int writes() {
        return writes;
    }

    synchronized void pageSize(int size) {
        pageSize = size;
    }

    /** Places in lists that were given out are gone. */
    synchronized void forgetPlaces() {
        generation++;
    }

    synchronized void killKey() {
        keyIsDead = true;
    }

    /** Takes a right away from the key; false if there is no such right. */
    synchronized boolean withoutRight(String right) {
        return rights.remove(right);
    }

    synchronized void loseNextAnswer() {
        losesNextAnswer = true;
    }

    synchronized Exchange lastExchange() {
        return Objects.requireNonNull(last);
    }

    /** The next answer to a request of this method has nothing in it. */
    synchronized void garbleNextAnswer(String method) {
        garbled = method;
    }

    private Answer answer(RecordedRequest request) {
        String credential =
                Optional.ofNullable(request.getHeaders().get("Authorization")).orElse("");
        if (keyIsDead || !isKnown(credential)) {
            return refusal(401, "key_unknown");
        }
        HttpUrl url = request.getUrl();
        List<String> path = url.pathSegments();
        String id = path.size() > 2 ? path.get(2) : "";
        Map<String, Object> body = body(request);
        String route = request.getMethod() + " " + path.get(1) + (path.size() > 2 ? "/*" : "")
                + (path.size() > 3 ? "/" + path.get(3) : "");
        return switch (route) {
            case "GET key" -> ok(keyAnswer());
            case "DELETE key" -> {
                if (credential.startsWith("Basic ")) {
                    yield refusal(409, "password");
                }
                keyIsDead = true;
                yield ok(Map.of());
            }
            case "GET people" -> allowed("people.read", () -> ok(people(url)));
            case "GET people/*" ->
                allowed(
                        "people.read",
                        () -> team.person(id)
                                .map(it -> ok(person(it)))
                                .orElseGet(() -> refusal(404, "no_such_person")));
            case "POST people" ->
                allowed(
                        "people.write",
                        () -> result(team.invite(text(body, "email"), text(body, "givenName"), text(body, "surname"))));
            case "POST people/*/lock" ->
                allowed("people.write", () -> result(team.on(id, it -> team.lock(it, wipes(body)))));
            case "POST people/*/unlock" -> allowed("people.write", () -> result(team.on(id, team::unlock)));
            case "POST people/*/restore" -> allowed("people.remove", () -> result(team.on(id, team::restore)));
            case "POST people/*/remove" ->
                allowed(
                        "people.remove",
                        () -> result(team.on(
                                id,
                                it -> team.remove(
                                        it,
                                        text(body, "files"),
                                        Optional.ofNullable(body.get("to")).map(Object::toString),
                                        wipes(body)))));
            case "GET jobs/*" ->
                Optional.ofNullable(team.jobs.get(id))
                        .map(it -> ok(Map.of("id", id, "state", it.state())))
                        .orElseGet(() -> refusal(404, "no_such_job"));
            case "GET licenses" -> ok(Map.of("bought", team.licenses, "taken", team.taken()));
            case "GET sign-ins" ->
                allowed("sign-ins.read", () -> isPlace(url) ? ok(signIns(url)) : refusal(410, "place_gone"));
            default -> refusal(400, "no_such_route");
        };
    }

    private Answer allowed(String right, Supplier<Answer> work) {
        return rights.contains(right) ? work.get() : new Answer(403, Map.of("error", "right_missing", "right", right));
    }

    private Map<String, Object> keyAnswer() {
        Person owner = team.everybody().findFirst().orElseThrow();
        return Map.of(
                "team", Map.of("id", "t-1", "name", "Example Corp"),
                "owner", Map.of("id", owner.id, "email", owner.email, "admin", owner.admin),
                "rights", rights);
    }

    private Map<String, Object> people(HttpUrl url) {
        String email = url.queryParameter("email");
        List<Person> found = email != null
                ? team.withEmail(email)
                : team.everybody().filter(Person::isOnTeam).toList();
        return page("people", found.stream().map(FakeAcme::person).toList(), url);
    }

    private Map<String, Object> signIns(HttpUrl url) {
        Instant since =
                Instant.parse(Optional.ofNullable(url.queryParameter("since")).orElseThrow());
        return page(
                "signIns",
                team.signIns.stream()
                        .filter(it -> !it.at().isBefore(since))
                        .map(it -> Map.<String, Object>of(
                                "person", it.person(), "at", it.at().toString()))
                        .toList(),
                url);
    }

    /** Whether a list may start there: at its start, or at a place that was given out and isn't gone. */
    private boolean isPlace(HttpUrl url) {
        return after(url).matches("|" + generation + "-\\d{1,9}");
    }

    private static String after(HttpUrl url) {
        return Optional.ofNullable(url.queryParameter("after")).orElse("");
    }

    private Map<String, Object> page(String name, List<Map<String, Object>> all, HttpUrl url) {
        String after = after(url);
        int from = after.isEmpty() ? 0 : Integer.parseInt(after.substring(after.indexOf('-') + 1));
        int to = Math.min(all.size(), from + pageSize);
        Map<String, Object> page = new HashMap<>(Map.of(name, all.subList(from, to)));
        if (to < all.size()) {
            page.put("next", generation + "-" + to);
        }
        return page;
    }

    private static Map<String, Object> person(Person person) {
        Map<String, Object> shown = new HashMap<>(Map.of(
                "id", person.id,
                "email", person.email,
                "givenName", person.givenName,
                "surname", person.surname,
                "state", person.state,
                "admin", person.admin));
        Map<String, String> times = Map.of("pending", "invited", "active", "joined", "locked", "locked");
        Optional.ofNullable(times.get(person.state)).ifPresent(it -> shown.put(it, person.since.toString()));
        return shown;
    }

    private static Answer result(Result result) {
        if (result.refusal().isPresent()) {
            String code = result.refusal().get();
            return refusal(code.equals("no_such_person") ? 404 : 409, code);
        }
        return result.job()
                .map(job -> new Answer(202, Map.of("id", job, "state", "running")))
                .orElseGet(() -> ok(person(result.person().orElseThrow())));
    }

    private static String text(Map<String, Object> body, String field) {
        return Optional.ofNullable(body.get(field)).orElseThrow().toString();
    }

    /** Acme's own default is to wipe. */
    private static boolean wipes(Map<String, Object> body) {
        return !Boolean.FALSE.equals(body.get("wipeDevices"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(RecordedRequest request) {
        String text =
                Optional.ofNullable(request.getBody()).map(ByteString::utf8).orElse("");
        try {
            return text.isEmpty()
                    ? Map.of()
                    : (Map<String, Object>) JSON.adapter(Object.class).fromJson(text);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static Answer ok(Map<String, Object> body) {
        return new Answer(200, body);
    }

    private static Answer refusal(int status, String code) {
        return new Answer(status, Map.of("error", code));
    }
}
