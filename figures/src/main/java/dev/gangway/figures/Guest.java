package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import java.net.URI;
import java.util.concurrent.Callable;
import okhttp3.OkHttpClient;

/** An application that is loaded, works for a while, and is thrown out. It brought an HTTP client and closes it. */
public final class Guest implements Callable<Integer> {

    /** For its host, which has no other way to make one. */
    public Guest() {}

    /**
     * Connects, makes some calls, and closes.
     *
     * @return how many calls went through
     */
    @Override
    public Integer call() {
        URI provider = URI.create(System.getProperty("figures.provider"));
        OkHttpClient client = Provider.clientThatTrusts(System.getProperty("figures.certificate"));
        try (Gangway gangway = Gangway.builder()
                .connector(new FigureConnector(provider, false))
                .httpClient(client)
                .build()) {
            ConnectionId id = gangway.connections()
                    .connect(
                            FigureConnector.ID,
                            "Guest",
                            Credential.refreshToken(Secret.of(System.getProperty("figures.token"))))
                    .id();
            FigureConnector.Calls calls =
                    gangway.connection(id).unwrap(FigureConnector.Calls.class).orElseThrow();
            int through = 0;
            for (int i = 0; i < 10; i++) {
                calls.one();
                through++;
            }
            return through;
        } finally {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }
}
