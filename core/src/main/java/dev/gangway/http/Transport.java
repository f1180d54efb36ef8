package dev.gangway.http;

import dev.gangway.error.Diagnosis;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * What a connector sends all its requests through; core makes one for each connection. Thread-safe; calls block.
 *
 * <p>Each request gets the connection's token and goes to one of the connection's hosts by https, or nowhere. What happens then depends on
 * its {@link Effect}:
 *
 * <ul>
 *   <li>A request that <em>writes</em> goes on the wire once. If no complete, understood answer comes back (a broken connection, a timeout,
 *       408, any 5xx, a redirect, a body that is cut off or too large), it may have taken effect, and {@code AnswerLostException} says so.
 *       If it certainly never left, it is tried again like one that reads.
 *   <li>A request that <em>reads</em> is tried three times in all, with growing pauses, when the connection breaks or the provider answers
 *       408, 500, 502, 503 or 504. A transport has a budget for this: 20 such repetitions in hand and one for every ten answers, so that
 *       a provider that fails all the time gets hardly more than one request for each call.
 *   <li>Either is sent again after 401, once, if {@link Authorization#renew} gave another token, and after 429, when the time that the
 *       provider asked for is over: both answers mean that it was not carried out. Such a pause holds back every call of this transport, and
 *       of all nodes that {@linkplain Builder#sharedPause share} it. A 429 that doesn't say how long counts as 10 seconds, doubling each time. {@link Request#failingOnRateLimit()} switches the waiting
 *       off.
 * </ul>
 *
 * <p>All of it ends by the deadline of {@link Limits}, or by a caller's {@link Deadline}. Redirects are never followed, cookies never kept, answers never cached. A thread's
 * interrupt ends any waiting at once, and a request on the wire at its next byte or at its timeout.
 *
 * <p>At level DEBUG each request is logged by route, status, time and request id; queries, headers and bodies never are.
 */
public final class Transport implements AutoCloseable {

    private final Set<String> hosts;
    private final Way way;
    private final @Nullable OkHttpClient own;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Transport(Builder builder) {
        this.own = builder.client == null ? new OkHttpClient() : null;
        OkHttpClient base = builder.client == null ? Objects.requireNonNull(own) : builder.client;
        this.hosts = builder.hosts;
        this.way = new Way(
                new Wire(base, builder.time, builder.limits, Optional.ofNullable(builder.requestIdHeader)),
                builder.authorization,
                builder.rejection,
                builder.bodyAsksToWait,
                new Pauses(builder.time, builder.shared),
                new RetryBudget(),
                builder.listener,
                builder.time,
                builder.limits);
    }

    /**
     * Starts building a transport.
     *
     * @param time tells the time and waits
     * @param hosts where requests may go, by name for port 443, or as {@code name:port}; a token never leaves for another one
     * @return a builder
     * @throws IllegalArgumentException if there is no host
     */
    public static Builder builder(Time time, Set<String> hosts) {
        return new Builder(time, hosts);
    }

    /**
     * Sends a request and reads its answer into memory.
     *
     * @param request what to send
     * @return the answer: 2xx, 304 or 4xx, except 408 and 429, and 401 only if it isn't about the token
     * @throws dev.gangway.error.ProviderUnavailableException if the provider can't be reached or fails, and nothing was changed: try later
     * @throws dev.gangway.error.AnswerLostException if a writing request was sent and its answer never came or came in pieces, an interrupt
     *     of the thread included (its flag is set again): find out by reading
     * @throws dev.gangway.error.RateLimitedException if the provider wants a longer pause than the deadline allows: ask again after it
     * @throws dev.gangway.error.CredentialRejectedException if the provider rejects the token and renewing it didn't help
     * @throws dev.gangway.error.ProviderProtocolException if a reading request is redirected, or its answer is larger than the limit
     * @throws dev.gangway.error.CallInterruptedException if the thread is interrupted, and nothing was changed; its flag is set again
     * @throws IllegalArgumentException if the address isn't https or its host isn't one of the connection's; nothing was sent
     * @throws dev.gangway.error.StoreException if a writing request isn't sent because it can't be read whether other nodes were told to wait
     * @throws IllegalStateException if this transport is closed
     */
    public Reply send(Request request) {
        return call(request, Reply::whole);
    }

    /**
     * Sends a request that reads, and hands its answer on while it arrives. For answers too large to keep whole; the size limit and the
     * deadline hold as for {@link #send}.
     *
     * @param <T> what is made of the answer
     * @param request what to send
     * @param reader reads the answer; called again from the start if it breaks off
     * @return what the reader gave
     * @throws dev.gangway.error.GangwayException as {@link #send}
     * @throws IllegalArgumentException as {@link #send}, and if the request writes
     * @throws IllegalStateException if this transport is closed
     */
    public <T extends @Nullable Object> T read(Request request, ReplyReader<T> reader) {
        if (request.effect() != Effect.READS) {
            throw new IllegalArgumentException("Only a request that reads can be read as a stream: " + request.route());
        }
        return call(request, reader);
    }

    private <T extends @Nullable Object> T call(Request request, ReplyReader<T> reader) {
        if (closed.get()) {
            throw new IllegalStateException("This connection is closed: " + request.route() + " was not sent.");
        }
        Conversation<T> conversation = new Conversation<>(request, target(request), reader, way);
        return request.isCutOff() ? conversation.run() : Deadline.lifted(conversation::run);
    }

    /** Judges the address as OkHttp reads it, since that is what will be sent. */
    private HttpUrl target(Request request) {
        HttpUrl url = HttpUrl.parse(request.uri().toString());
        if (url == null || !url.isHttps()) {
            throw new IllegalArgumentException(request.route() + " was not sent: its address isn't https.");
        }
        String host = url.port() == 443 ? url.host() : url.host() + ":" + url.port();
        if (!hosts.contains(host)) {
            throw new IllegalArgumentException(
                    request.route() + " was not sent: " + host + " isn't one of the connection's hosts.");
        }
        return url;
    }

    /** Lets no further call begin; calls under way end by themselves. A client given to the builder is left alone. May be called again. */
    @Override
    public void close() {
        closed.set(true);
        if (own != null) {
            own.connectionPool().evictAll();
            own.dispatcher().executorService().shutdown();
        }
    }

    /** Collects what a transport needs. Not thread-safe. */
    public static final class Builder {

        private final Time time;
        private final Set<String> hosts = new HashSet<>();
        private @Nullable OkHttpClient client;
        private @Nullable Authorization authorization;
        private @Nullable String requestIdHeader;
        private Limits limits = Limits.DEFAULT;
        private Rejection rejection = Rejection.ALWAYS;
        private Function<Reply, Optional<Duration>> bodyAsksToWait = limited -> Optional.empty();
        private @Nullable SharedPause shared;
        private CallListener listener = attempt -> {};

        private Builder(Time time, Set<String> hosts) {
            this.time = Objects.requireNonNull(time, "time");
            hosts.forEach(host -> this.hosts.add(host.toLowerCase(Locale.ROOT)));
            if (hosts.isEmpty()) {
                throw new IllegalArgumentException("A transport needs at least one host.");
            }
        }

        /**
         * A client whose pool, proxy, TLS and interceptors are used. It is never shut down here. An interceptor of it that repeats a request
         * is stopped before the wire.
         *
         * @param base the client; without it, the transport makes its own
         * @return this
         */
        public Builder client(OkHttpClient base) {
            this.client = Objects.requireNonNull(base, "base");
            return this;
        }

        /**
         * Where the {@code Authorization} header comes from.
         *
         * @param source the source; without it, none is sent, and 401 is an answer like any other
         * @return this
         */
        public Builder authorization(Authorization source) {
            this.authorization = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Where the provider puts its id of a request.
         *
         * @param name the header's name
         * @return this
         */
        public Builder requestIdHeader(String name) {
            this.requestIdHeader = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Times and sizes.
         *
         * @param values the limits; {@link Limits#DEFAULT} without them
         * @return this
         */
        public Builder limits(Limits values) {
            this.limits = Objects.requireNonNull(values, "values");
            return this;
        }

        /**
         * What a 401 of this provider means. It may be about the token, which is then renewed, or about something that another token won't
         * mend, such as a missing scope; such an answer goes to the connector.
         *
         * @param test whether an answer of status 401 rejects the token; without it, each does
         * @return this
         */
        public Builder tokenRejectedWhen(Predicate<Reply> test) {
            this.rejection = new Rejection(Objects.requireNonNull(test, "test"), rejection.means());
            return this;
        }

        /**
         * What an answer of status 401 says of the credential that it rejects, for people.
         *
         * @param meaning gives the diagnosis, or empty if the answer doesn't tell
         * @return this
         */
        public Builder rejectionMeans(Function<Reply, Optional<Diagnosis>> meaning) {
            this.rejection = new Rejection(rejection.when(), Objects.requireNonNull(meaning, "meaning"));
            return this;
        }

        /**
         * How long the body of a provider's "slow down" says to wait, for providers that don't put it into {@code Retry-After} alone. Of the
         * two the longer counts, up to 31 days.
         *
         * @param body reads an answer of status 429, of which at most the first 64 KiB are there; mustn't throw
         * @return this
         */
        public Builder waitInBody(Function<Reply, Optional<Duration>> body) {
            this.bodyAsksToWait = Objects.requireNonNull(body, "body");
            return this;
        }

        /**
         * Shares pauses with the other nodes that call the provider on the same connection.
         *
         * @param pause what they share; without it, pauses hold for this transport alone
         * @return this
         */
        public Builder sharedPause(SharedPause pause) {
            this.shared = Objects.requireNonNull(pause, "pause");
            return this;
        }

        /**
         * Who hears of each attempt.
         *
         * @param hears the listener; one
         * @return this
         */
        public Builder listener(CallListener hears) {
            this.listener = Objects.requireNonNull(hears, "hears");
            return this;
        }

        /**
         * Makes the transport.
         *
         * @return the transport
         */
        public Transport build() {
            return new Transport(this);
        }
    }
}
