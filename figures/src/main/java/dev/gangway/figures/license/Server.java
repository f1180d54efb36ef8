package dev.gangway.figures.license;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gangway.figures.license.Pages.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * Dropbox's listings of a large team on a local port, from bytes that were made and packed before. It speaks HTTP/1.1 by the JDK's own server: who
 * reads then takes the bytes from the socket himself, without HTTP/2's frames and flow control in between. Thread-safe.
 */
final class Server implements AutoCloseable {

    /** Tells a client that throws everything away how to go on. */
    static final String NEXT = "X-Next-Cursor";

    static final String LOG = "team_log/get_events";
    static final String MORE_LOG = LOG + "/continue";
    static final String MEMBERS = "team/members/list_v2";
    static final String MORE_MEMBERS = "team/members/list/continue_v2";
    static final String DEVICES = "team/devices/list_members_devices";
    static final String APPS = "team/linked_apps/list_members_linked_apps";
    static final String HOST = "api.dropboxapi.com";

    private static final int LIMIT = 1_000;
    private static final Pattern CURSOR = Pattern.compile("\"cursor\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern START = Pattern.compile("\"start_time\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern END = Pattern.compile("\"end_time\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern LIMITED = Pattern.compile("\"limit\"\\s*:\\s*(\\d+)");

    private final HeldCertificate certificate =
            new HeldCertificate.Builder().addSubjectAlternativeName(HOST).build();
    private final Size size;
    private final Person admin = Person.of(0);
    private final Pages members;
    private final Pages devices;
    private final Pages apps;
    private final EventLog log;
    private final Map<String, Served> served = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpsServer server;
    private volatile Duration delay = Duration.ZERO;

    /**
     * What was answered on a route.
     *
     * @param calls how many times
     * @param items how many people, events and so on
     */
    record Served(long calls, long items) {
        static final Served NONE = new Served(0, 0);

        Served plus(Served other) {
            return new Served(calls + other.calls, items + other.items);
        }
    }

    Server(Size size) throws IOException {
        this.size = size;
        List<Person> people =
                IntStream.range(0, size.people()).mapToObj(Person::of).toList();
        members = Pages.of("members", people, it -> it.member(size.now()));
        devices = Pages.of("devices", people, it -> Bodies.devices(it, size.now()));
        apps = Pages.of("apps", people, it -> Bodies.apps(it, size.now()));
        log = new EventLog(size, people);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslContext()));
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What a client has to trust. */
    String certificate() {
        return certificate.certificatePem();
    }

    /** From now on, how long each answer takes besides. */
    void delay(Duration longer) {
        delay = longer;
    }

    void addSignIns(int count) {
        log.add(count, Instant.now());
    }

    /** What the sum of everybody's last sign-ins is, in seconds. */
    long lastSignIns() {
        return log.lastSignIns();
    }

    /** What was served since this was asked last. */
    Map<String, Served> served() {
        Map<String, Served> all = Map.copyOf(served);
        served.clear();
        return all;
    }

    String described() {
        return "packed MB: members " + (members.bytes() >> 20) + ", devices " + (devices.bytes() >> 20) + ", apps "
                + (apps.bytes() >> 20) + ", log " + (log.bytes() >> 20) + " of " + (log.plainBytes() >> 20);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String route = exchange.getRequestURI().getPath().replaceFirst("^/(2/)?", "");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Thread.sleep(delay.toMillis());
            switch (route) {
                case MEMBERS -> page(exchange, route, members.first());
                case MORE_MEMBERS -> page(exchange, route, members.after(text(CURSOR, body)));
                case DEVICES -> page(exchange, route, either(devices, body));
                case APPS -> page(exchange, route, either(apps, body));
                case LOG -> page(exchange, route, firstOfLog(body));
                case MORE_LOG -> page(exchange, route, log.after(text(CURSOR, body)));
                default -> small(exchange, route);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void small(HttpExchange exchange, String route) throws IOException {
        String profile = admin.profile(size.now());
        byte[] json = (switch (route) {
                    case "oauth2/token" ->
                        "{\"access_token\": \"access\", \"token_type\": \"bearer\", \"expires_in\": 14400}";
                    case "team/get_info" -> Bodies.team(size);
                    case "team/token/get_authenticated_admin" -> "{\"admin_profile\": " + profile + "}";
                    case "team/members/get_info_v2" ->
                        "{\"members_info\": [{\".tag\": \"member_info\", "
                                + admin.member(size.now()).substring(1) + "]}";
                    case "team/devices/list_member_devices" -> "{}";
                    default -> "";
                })
                .getBytes(StandardCharsets.US_ASCII);
        count(route, 1);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(json.length == 0 ? 404 : 200, json.length == 0 ? -1 : json.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(json);
        }
    }

    private static Page either(Pages pages, String body) {
        return CURSOR.matcher(body).find() ? pages.after(text(CURSOR, body)) : pages.first();
    }

    private Page firstOfLog(String body) {
        if (!body.contains("login_success")) {
            throw new IllegalArgumentException("This log holds sign-ins only; it was asked for something else.");
        }
        OptionalLong end = END.matcher(body)
                .results()
                .mapToLong(it -> Instant.parse(it.group(1)).getEpochSecond())
                .findFirst();
        long start = START.matcher(body)
                .results()
                .mapToLong(it -> Instant.parse(it.group(1)).getEpochSecond())
                .findFirst()
                .orElse(0);
        int limit = LIMITED.matcher(body)
                .results()
                .mapToInt(it -> Integer.parseInt(it.group(1)))
                .findFirst()
                .orElse(LIMIT);
        return log.first(start, end, limit);
    }

    private static String text(Pattern field, String body) {
        return field.matcher(body)
                .results()
                .map((MatchResult it) -> it.group(1))
                .findFirst()
                .orElseThrow();
    }

    private void page(HttpExchange exchange, String route, Page page) throws IOException {
        count(route, page.items());
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Content-Encoding", "gzip");
        page.next().ifPresent(it -> headers.set(NEXT, it));
        exchange.sendResponseHeaders(200, page.length());
        try (OutputStream out = exchange.getResponseBody()) {
            for (byte[] part : page.body()) {
                out.write(part);
            }
        }
    }

    private void count(String route, int items) {
        served.merge(route, new Served(1, items), Served::plus);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
