package dev.gangway.license;

import dev.gangway.internal.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** A real browser with one page, spoken to by the DevTools protocol. It has a profile of its own and ends with {@link #close}. */
final class Browser implements AutoCloseable {

    private static final long SECONDS = 20;

    private final Path profile;
    private final Process process;
    private final OkHttpClient client =
            new OkHttpClient.Builder().readTimeout(0, TimeUnit.SECONDS).build();
    private final WebSocket socket;
    private final String session;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonObject>> calls = new ConcurrentHashMap<>();
    private final List<JsonObject> events = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> loads = new LinkedBlockingQueue<>();

    private Browser(Path program) throws IOException {
        this.profile = Files.createTempDirectory("gangway-browser");
        this.process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        this.socket = client.newWebSocket(new Request.Builder().url(address()).build(), new Listener());
        String target =
                send(call("Target.createTarget", "url", "about:blank"), "").requiredText("targetId");
        this.session = send(
                        call("Target.attachToTarget", "targetId", target)
                                .with(
                                        "params",
                                        JsonObject.EMPTY
                                                .with("targetId", target)
                                                .with("flatten", true)),
                        "")
                .requiredText("sessionId");
        Stream.of("Page", "Network", "Log", "Runtime", "Audits").forEach(it -> call(it + ".enable", JsonObject.EMPTY));
    }

    /** The browser of this machine: the one that CHROME names, or one of the usual ones. */
    static Optional<Path> find() {
        Stream<String> usual = Stream.of(
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                "/Applications/Chromium.app/Contents/MacOS/Chromium");
        Stream<String> named = Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                        .map(it -> it + "/" + name));
        return Stream.of(Optional.ofNullable(System.getenv("CHROME")).stream(), named, usual)
                .flatMap(it -> it)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program) {
        try {
            return new Browser(program);
        } catch (IOException e) {
            throw new UncheckedIOException("The browser " + program + " didn't start.", e);
        }
    }

    /** It prints where it listens once it does. */
    private String address() throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            int at = line.indexOf("ws://");
            if (at >= 0) {
                Thread drain = new Thread(() -> output.lines().forEach(it -> {}), "browser-output");
                drain.setDaemon(true);
                drain.start();
                return line.substring(at).replaceFirst("^ws", "http");
            }
            all.append(line).append('\n');
        }
        throw new IOException("It ended and said:\n" + all);
    }

    /** Opens a page in a window that is so wide, and waits until it is loaded. */
    void open(Path page, int width) {
        events.clear();
        loads.clear();
        width(width);
        call("Page.navigate", JsonObject.EMPTY.with("url", page.toUri().toString()));
        try {
            if (loads.poll(SECONDS, TimeUnit.SECONDS) == null) {
                throw new AssertionError("The page wasn't loaded in " + SECONDS + " seconds.");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void width(int width) {
        call(
                "Emulation.setDeviceMetricsOverride",
                JsonObject.EMPTY
                        .with("width", width)
                        .with("height", 900)
                        .with("deviceScaleFactor", 1)
                        .with("mobile", false));
    }

    /** The page as it looks on such a system: "light" or "dark", on "screen" or in "print". */
    void media(String scheme, String media) {
        call(
                "Emulation.setEmulatedMedia",
                JsonObject.EMPTY
                        .with("media", media)
                        .with(
                                "features",
                                List.of(JsonObject.EMPTY
                                        .with("name", "prefers-color-scheme")
                                        .with("value", scheme))));
    }

    void scripts(boolean on) {
        call("Emulation.setScriptExecutionDisabled", JsonObject.EMPTY.with("value", !on));
    }

    /** What an expression gives; it must be a text. */
    String text(String expression) {
        JsonObject result = call(
                "Runtime.evaluate",
                JsonObject.EMPTY.with("expression", expression).with("returnByValue", true));
        return result.object("result")
                .flatMap(it -> it.text("value"))
                .orElseThrow(() -> new AssertionError(expression + " gave " + result.write()));
    }

    /** A picture of the whole page, or of what is seen of it, as base64 of PNG. */
    String picture(boolean whole) {
        return call(
                        "Page.captureScreenshot",
                        JsonObject.EMPTY.with("format", "png").with("captureBeyondViewport", whole))
                .requiredText("data");
    }

    /** The page as it is printed, as base64 of PDF. */
    String pdf() {
        return call("Page.printToPDF", JsonObject.EMPTY.with("printBackground", false))
                .requiredText("data");
    }

    /** What has happened since the page was opened. */
    List<JsonObject> events(String method) {
        return events.stream()
                .filter(it -> it.text("method").equals(Optional.of(method)))
                .map(it -> it.object("params").orElse(JsonObject.EMPTY))
                .toList();
    }

    private JsonObject call(String method, JsonObject params) {
        return send(JsonObject.EMPTY.with("method", method).with("params", params), session);
    }

    private static JsonObject call(String method, String name, String value) {
        return JsonObject.EMPTY.with("method", method).with("params", JsonObject.EMPTY.with(name, value));
    }

    private JsonObject send(JsonObject call, String to) {
        long id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        calls.put(id, answer);
        socket.send(call.with("id", id)
                .with("sessionId", Optional.of(to).filter(it -> !it.isEmpty()))
                .write());
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(call.requiredText("method") + " failed", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.cancel();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(it -> it.toFile().delete());
        } catch (UncheckedIOException | java.nio.file.NoSuchFileException vanished) {
            // A dying process of the browser took a file away meanwhile.
        }
    }

    private final class Listener extends WebSocketListener {
        @Override
        public void onMessage(WebSocket webSocket, String text) {
            JsonObject message = JsonObject.parse(text);
            CompletableFuture<JsonObject> call =
                    calls.remove(message.number("id").orElse(0));
            if (call == null) {
                events.add(message);
                message.text("method").filter("Page.loadEventFired"::equals).ifPresent(loads::add);
            } else if (message.object("error").isPresent()) {
                call.completeExceptionally(new IOException(text));
            } else {
                call.complete(message.object("result").orElse(JsonObject.EMPTY));
            }
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable trouble, @Nullable Response response) {
            calls.values().forEach(it -> it.completeExceptionally(trouble));
        }
    }
}
