package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionFilter;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.connection.ConnectionState;
import dev.gangway.connection.Connections;
import dev.gangway.connection.Disconnection;
import dev.gangway.connection.Permissions;
import dev.gangway.connection.TenantId;
import dev.gangway.connection.Transition;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.CredentialForm;
import dev.gangway.connector.FieldSpec;
import dev.gangway.connector.InvalidFieldException;
import dev.gangway.connector.Revocation;
import dev.gangway.credential.Credential;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.GangwayException;
import dev.gangway.http.Deadline;
import dev.gangway.result.Cursor;
import dev.gangway.result.Page;
import dev.gangway.user.User;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/** What an application does with its customers' connections over the years; a method is a section of the page on connections. */
final class ManagingConnections {

    private final Connections connections;
    private final AdminPage page;

    ManagingConnections(Connections connections, AdminPage page) {
        this.connections = connections;
        this.page = page;
    }

    /** Stands for the application's own page, in the reader's language. */
    interface AdminPage {

        Locale locale();

        void input(String id, String label, String help, String pattern, String type, boolean required);

        void mark(String id, String words);

        void say(String words);
    }

    static Gangway.Builder hooks(Gangway.Builder builder, MeterRegistry registry, Consumer<String> mail) {
        // [connections-events]
        builder.listener(event -> {
            Transition now = event.transition();
            if (now.state() == ConnectionState.NEEDS_RECONNECT) {
                mail.accept(event.name() + ": " + now.words()); // what is wrong, and what to do
            }
        });
        // [/connections-events]
        // [connections-metrics]
        builder.callListener(new CallMetrics(registry));
        // [/connections-metrics]
        return builder;
    }

    static Permissions permissions() {
        // [connections-permissions]
        Permissions permissions = Permissions.partnerWide(Set.of("kim@partner.example"))
                .or(Permissions.singleClient(Map.of("lee@client.example", Set.of(TenantId.of("customer-17")))));
        // [/connections-permissions]
        return permissions;
    }

    static OkHttpClient proxied() {
        // [connections-proxy]
        OkHttpClient client = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example.com", 3128)))
                .build(); // for Gangway.builder().httpClient(client)
        // [/connections-proxy]
        return client;
    }

    void draw(CredentialForm form) {
        // [connections-form]
        for (FieldSpec field : form.fields()) {
            page.input(
                    field.id(),
                    field.label().in(page.locale()), // English or French
                    field.help().in(page.locale()),
                    field.pattern(), // fit for the pattern attribute of HTML
                    field.secret() ? "password" : "text",
                    field.required());
        }
        // [/connections-form]
    }

    Optional<ConnectionInfo> create(ConnectorSpec spec, CredentialForm form, Map<String, String> entered) {
        // [connections-create]
        try {
            Credential credential = spec.credential(form.kind(), entered); // by the fields' ids; nothing is sent
            return Optional.of(connections.connect(spec.id(), "Example Corp", credential)); // tested, then stored
        } catch (InvalidFieldException wrong) {
            page.mark(wrong.field(), wrong.words().in(page.locale()));
        } catch (IllegalArgumentException wrong) {
            page.mark("name", String.valueOf(wrong.getMessage())); // it is taken, blank or too long
        } catch (ConnectFailedException failed) { // nothing was stored
            Diagnosis diagnosis = failed.diagnosis();
            page.say(diagnosis.what() + " " + diagnosis.remedy()); // diagnosis.who() can do it
            diagnosis.concerns().forEach(it -> page.mark(it.name(), diagnosis.what())); // a field, a scope, ...
        }
        return Optional.empty();
        // [/connections-create]
    }

    void test(ConnectionId id) {
        // [connections-test]
        try {
            ConnectionInfo info = connections.test(id);
            page.say(info.name() + ": " + info.latest().words());
            info.missing().forEach(it -> page.say("It can't " + it.capability().words() + ": " + it.explanation()));
            info.account().warnings().forEach(it -> page.say("Advice: " + it));
        } catch (GangwayException later) { // nothing was found out; what was found before stands
            page.say("Not tested: " + later.getMessage());
        }
        // [/connections-test]
    }

    URI askAgain(ConnectionId id, URI callback) {
        // [connections-reconnect]
        URI consent = connections.beginReconnection(id, callback).uri(); // then finishAuthorization, as for a new one
        // [/connections-reconnect]
        return consent;
    }

    void replace(ConnectionId id, Credential credential) {
        // [connections-replace]
        connections.replaceCredential(id, credential); // tested first; for the same team only
        // [/connections-replace]
    }

    static Connections views(Gangway gangway) {
        // [connections-views]
        Connections theirs =
                gangway.connections().ofTenant(TenantId.of("customer-17")).actingAs("lee@client.example");
        // [/connections-views]
        return theirs;
    }

    void list() {
        // [connections-list]
        ConnectionFilter broken = ConnectionFilter.ALL
                .connector(DropboxConnector.ID)
                .state(ConnectionState.NEEDS_RECONNECT, ConnectionState.DEGRADED);
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            Page<ConnectionInfo> found = connections.page(broken, next.get(), 100);
            found.items().forEach(it -> page.say(it.label(20) + " since " + it.since()));
            next = found.next();
        }
        // [/connections-list]
    }

    void end(ConnectionId id) {
        // [connections-end]
        Disconnection end = connections.disconnect(id);
        page.say(end.revocation().explanation());
        if (end.revocation().state() == Revocation.State.FAILED) { // it is over, but the credential may live on
            page.say("Disconnect " + id + " again later."); // or connections.forget(id): erase it all the same
        }
        // [/connections-end]
    }

    static List<User> within(Connection team, Duration longest) {
        // [connections-deadline]
        Deadline deadline = Deadline.in(longest); // deadline.cancel() ends it at once, from another thread
        List<User> people = deadline.during(() -> team.users().stream().toList());
        // [/connections-deadline]
        return people;
    }
}
