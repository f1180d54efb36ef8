package dev.gangway.figures;

import dev.gangway.Gangway;
import dev.gangway.assistance.AdminNotifier;
import dev.gangway.assistance.Notice;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.store.JdbcStore;
import dev.gangway.store.Keyring;
import dev.gangway.store.Store;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** What all nodes of a figure share. Immutable. */
record Setting(URI provider, String certificate, boolean rotating, String database, Keys keys) {

    private static final Secret OLD = key(1);
    private static final Secret NEW = key(2);

    /** Which keys a node has. */
    enum Keys {
        OLD,
        BOTH,
        NEW
    }

    private static Secret key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }

    private Keyring keyring() {
        return switch (keys) {
            case OLD -> Keyring.of("old", OLD);
            case BOTH -> Keyring.of("old", OLD).withPrimary("new", NEW);
            case NEW -> Keyring.of("new", NEW);
        };
    }

    /** The same for nodes with other keys. */
    Setting with(Keys others) {
        return new Setting(provider, certificate, rotating, database, others);
    }

    static Setting of(Provider provider, Database database) {
        return new Setting(provider.uri(), provider.certificate(), provider.rotating(), database.url(), Keys.OLD);
    }

    List<String> arguments() {
        return List.of(provider.toString(), certificate, Boolean.toString(rotating), database, keys.name());
    }

    static Setting parse(String[] arguments) {
        return new Setting(
                URI.create(arguments[0]),
                arguments[1],
                Boolean.parseBoolean(arguments[2]),
                arguments[3],
                Keys.valueOf(arguments[4]));
    }

    /** A connection of these tokens. */
    ConnectionId connected(OAuthTokens tokens, String name) {
        try (Gangway gangway = gangway()) {
            return gangway.connections()
                    .connect(FigureConnector.ID, name, tokens)
                    .id();
        }
    }

    /** What the store has of a connection. */
    ConnectionInfo find(ConnectionId id) {
        try (Gangway gangway = gangway()) {
            return gangway.connections().find(id).orElseThrow();
        }
    }

    Gangway gangway() {
        return gangway(store -> store);
    }

    /** A node that looks at the store through something. */
    Gangway gangway(UnaryOperator<Store> seen) {
        return gangway(seen, it -> it);
    }

    /** The same, which also tells admins through something. */
    Gangway gangway(UnaryOperator<Store> seen, UnaryOperator<AdminNotifier> told) {
        JdbcStore store = new JdbcStore(Database.pool(database));
        store.createSchema();
        OkHttpClient client = Provider.clientThatTrusts(certificate);
        return Gangway.builder()
                .connector(new FigureConnector(provider, rotating))
                .store(seen.apply(store), keyring())
                .adminNotifier(told.apply(notice -> mail(client, notice)))
                .httpClient(client)
                .build();
    }

    private void mail(OkHttpClient client, Notice notice) throws IOException {
        String text = notice.to() + "\n" + notice.body().en();
        RequestBody body = RequestBody.create(text, MediaType.get("text/plain"));
        Request request = new Request.Builder()
                .url(provider.resolve("/notice").toString())
                .post(body)
                .build();
        try (Response response = client.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new IOException("The mail server answered " + response.code() + ".");
            }
        }
    }
}
