package dev.gangway.figures.license;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** Receives and unpacks the bytes, and throws them away: nothing that reads the team can take less. */
final class Floor implements Contestant {

    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client;
    private final Size size;
    private final int windows;
    private final boolean isMembersOnly;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    private Floor(OkHttpClient client, Size size, int windows, boolean isMembersOnly) {
        this.client = client;
        this.size = size;
        this.windows = windows;
        this.isMembersOnly = isMembersOnly;
    }

    /** Everything at once, and the log in so many windows. */
    static Floor of(OkHttpClient client, Size size, int windows) {
        return new Floor(client, size, windows, false);
    }

    /** The list of members alone, which nobody can read but one page after the other. */
    static Floor ofMembers(OkHttpClient client, Size size) {
        return new Floor(client, size, 0, true);
    }

    @Override
    public Supplier<Found> round() throws Exception {
        List<Callable<Void>> streams = new ArrayList<>();
        streams.add(() -> drain(Server.MEMBERS, Server.MORE_MEMBERS, "{\"limit\": 1000}"));
        if (!isMembersOnly) {
            streams.add(() -> drain(Server.DEVICES, Server.DEVICES, "{}"));
            streams.add(() -> drain(Server.APPS, Server.APPS, "{}"));
            for (int window = 0; window < windows; window++) {
                String asked = window(window);
                streams.add(() -> drain(Server.LOG, Server.MORE_LOG, asked));
            }
        }
        for (Future<Void> stream : threads.invokeAll(streams)) {
            stream.get();
        }
        return () -> Found.NOTHING;
    }

    private String window(int window) {
        Duration length = Duration.between(size.start(), size.now()).dividedBy(windows);
        Instant start = size.start().plus(length.multipliedBy(window));
        String end = window == windows - 1
                ? ""
                : ", \"end_time\": \""
                        + Instant.ofEpochSecond(start.plus(length).getEpochSecond()) + "\"";
        return "{\"limit\": 1000, \"event_type\": {\".tag\": \"login_success\"}, \"time\": {\"start_time\": \""
                + Instant.ofEpochSecond(start.getEpochSecond()) + "\"" + end + "}}";
    }

    private @Nullable Void drain(String first, String more, String argument) throws IOException {
        String next = drain(first, argument);
        while (next != null) {
            next = drain(more, "{\"cursor\": \"" + next + "\"}");
        }
        return null;
    }

    private @Nullable String drain(String route, String argument) throws IOException {
        Request request = new Request.Builder()
                .url("https://" + Server.HOST + "/2/" + route)
                .post(RequestBody.create(argument, JSON))
                .build();
        try (Response response = client.newCall(request).execute()) {
            if (response.code() != 200) {
                throw new IOException(route + " was answered with " + response.code());
            }
            response.body().source().readAll(Okio.blackhole());
            return response.header(Server.NEXT);
        }
    }
}
