package dev.gangway.dropbox;

import com.dropbox.core.DbxRequestConfig;
import com.dropbox.core.http.HttpRequestor;
import com.dropbox.core.v2.DbxClientV2;
import com.dropbox.core.v2.DbxRawClientV2;
import com.dropbox.core.v2.DbxTeamClientV2;
import dev.gangway.http.Reply;
import dev.gangway.http.Request;
import dev.gangway.http.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Carries the SDK's requests over core's transport, which puts the real token in, sends what writes once and waits out rate limits. The
 * SDK itself neither holds a token nor repeats anything. A request's body is forgotten once it is sent. Thread-safe if its watcher is.
 */
final class SdkBridge extends HttpRequestor {

    private static final String AGENT = "gangway-dropbox";
    /** The SDK insists on a token; the transport replaces the header that it makes of this. */
    private static final String NO_TOKEN = "set-by-the-transport";

    private static final Set<String> SET_BY_THE_TRANSPORT = Set.of("authorization", "content-length", "host");

    private final Transport transport;
    private final Watcher watcher;

    SdkBridge(Transport transport, Watcher watcher) {
        this.transport = transport;
        this.watcher = watcher;
    }

    /** Sees each request before it is sent, and each answer before the SDK does; keeps either back by an unchecked exception. */
    interface Watcher {
        void sending(Request request);

        /** Has it sent; the whole answer, unless it was taken while it arrived. */
        default Reply send(Transport transport, Request request) {
            return transport.send(request);
        }

        void heard(Request request, Reply reply);
    }

    /** The SDK's client for a team's routes. */
    DbxTeamClientV2 team() {
        return new DbxTeamClientV2(config(), NO_TOKEN);
    }

    /** What the SDK's clients call routes through, for one whose answer it shall not read in its own way. */
    DbxRawClientV2 raw() {
        return new Opened(config()).raw();
    }

    /** The SDK gives its raw client to subclasses of its clients only. */
    private static final class Opened extends DbxTeamClientV2 {
        Opened(DbxRequestConfig config) {
            super(config, NO_TOKEN);
        }

        DbxRawClientV2 raw() {
            return _client;
        }
    }

    /** The SDK's client for a single account's routes. */
    DbxClientV2 account() {
        return new DbxClientV2(config(), NO_TOKEN);
    }

    private DbxRequestConfig config() {
        return DbxRequestConfig.newBuilder(AGENT).withHttpRequestor(this).build();
    }

    @Override
    public Uploader startPost(String url, Iterable<Header> headers) {
        URI address = URI.create(url);
        String route = Routes.of(address);
        Request request = Request.of(Routes.effect(route), "POST", route, address);
        String contentType = "application/json";
        for (Header header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("content-type")) {
                contentType = header.getValue();
            } else if (!SET_BY_THE_TRANSPORT.contains(name)) {
                request = request.header(header.getKey(), header.getValue());
            }
        }
        return new Post(request, contentType);
    }

    @Override
    public Response doGet(String url, Iterable<Header> headers) throws IOException {
        throw new IOException("The routes that go through Gangway are all called by POST.");
    }

    @Override
    public Uploader startPut(String url, Iterable<Header> headers) throws IOException {
        throw new IOException("The routes that go through Gangway are all called by POST.");
    }

    private final class Post extends Uploader {
        private final Request request;
        private final String contentType;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Post(Request request, String contentType) {
            this.request = request;
            this.contentType = contentType;
        }

        @Override
        public OutputStream getBody() {
            return body;
        }

        @Override
        public Response finish() {
            Request complete = request.body(contentType, body.toByteArray());
            body.reset();
            watcher.sending(complete);
            Reply reply = watcher.send(transport, complete);
            watcher.heard(complete, reply);
            return new Response(reply.status(), reply.stream(), reply.headers());
        }

        @Override
        public void close() {
            body.reset();
        }

        @Override
        public void abort() {
            body.reset();
        }
    }
}
