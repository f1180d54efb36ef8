package dev.gangway.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to send. It prints as its effect and route; headers, query and body are never printed. Immutable.
 */
public final class Request {

    private static final Set<String> OURS = Set.of(
            "authorization",
            "accept-encoding",
            "connection",
            "content-length",
            "cookie",
            "expect",
            "host",
            "proxy-authorization",
            "transfer-encoding",
            "upgrade");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~\\t]*");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

    private final Effect effect;
    private final String method;
    private final String route;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;
    private final boolean waitsOutRateLimits;
    private final @Nullable Duration deadline;
    private final boolean cutOff;

    private Request(
            Effect effect,
            String method,
            String route,
            URI uri,
            Map<String, String> headers,
            byte @Nullable [] body,
            boolean waitsOutRateLimits,
            @Nullable Duration deadline,
            boolean cutOff) {
        this.effect = effect;
        this.method = method;
        this.route = route;
        this.uri = uri;
        this.headers = headers;
        this.body = body;
        this.waitsOutRateLimits = waitsOutRateLimits;
        this.deadline = deadline;
        this.cutOff = cutOff;
    }

    /**
     * A request that reads by GET.
     *
     * @param route the request's name in messages, logs and receipts, such as {@code members/list}; no ids, no secrets
     * @param uri where to; absolute
     * @return the request
     * @throws IllegalArgumentException as {@link #of}
     */
    public static Request get(String route, URI uri) {
        return of(Effect.READS, "GET", route, uri);
    }

    /**
     * A request without headers and body.
     *
     * @param effect what it does at the provider; {@link Effect#WRITES} if in doubt
     * @param method the HTTP method
     * @param route the request's name in messages, logs and receipts, such as {@code members/list}; no ids, no secrets
     * @param uri where to; absolute
     * @return the request
     * @throws IllegalArgumentException if the method is malformed, the route is blank or has line breaks, or the address has no host or
     *     holds a user name
     */
    public static Request of(Effect effect, String method, String route, URI uri) {
        Objects.requireNonNull(effect, "effect");
        if (!TOKEN.matcher(method).matches()) {
            throw new IllegalArgumentException("An HTTP method is one word.");
        }
        if (route.isBlank() || !PRINTABLE.matcher(route).matches()) {
            throw new IllegalArgumentException("A route's name is printable ASCII and not blank.");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("A request's address needs a host, and no user name: " + route);
        }
        return new Request(effect, method.toUpperCase(Locale.ROOT), route, uri, Map.of(), null, true, null, true);
    }

    /**
     * A copy with one more header, or another value for it.
     *
     * @param name the header's name; not one of those that the transport sets itself ({@code Authorization}, {@code Accept-Encoding}, …)
     * @param value its value; printable ASCII
     * @return the copy
     * @throws IllegalArgumentException if the name is the transport's own, or either is malformed; the message doesn't repeat the value
     */
    public Request header(String name, String value) {
        if (!TOKEN.matcher(name).matches() || !PRINTABLE.matcher(value).matches()) {
            throw new IllegalArgumentException("A header has characters that are not allowed: " + route);
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The transport sets the header " + name + " itself; leave it out.");
        }
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        copy.put(name, value);
        return new Request(
                effect,
                method,
                route,
                uri,
                Collections.unmodifiableMap(copy),
                body,
                waitsOutRateLimits,
                deadline,
                cutOff);
    }

    /**
     * A copy with a body.
     *
     * @param contentType the value of {@code Content-Type}
     * @param bytes the body; copied
     * @return the copy
     * @throws IllegalArgumentException if the method takes no body
     */
    public Request body(String contentType, byte[] bytes) {
        if (WITHOUT_BODY.contains(method)) {
            throw new IllegalArgumentException("A " + method + " request has no body: " + route);
        }
        Request typed = header("Content-Type", contentType);
        return new Request(
                effect, method, route, uri, typed.headers, bytes.clone(), waitsOutRateLimits, deadline, cutOff);
    }

    /**
     * A copy with a text as its body.
     *
     * @param contentType the value of {@code Content-Type}
     * @param text the body; sent as UTF-8
     * @return the copy
     * @throws IllegalArgumentException if the method takes no body
     */
    public Request body(String contentType, String text) {
        return body(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A copy that fails with {@link dev.gangway.error.RateLimitedException} as soon as the provider says "slow down". Without this, the
     * transport waits as long as it was told to and sends the request again, a writing one too: a request answered by 429 was not carried
     * out (specified: RFC 6585 section 4 leaves it to the server; assumed of all providers, whose limiters stand before their routes).
     *
     * @return the copy
     */
    public Request failingOnRateLimit() {
        return new Request(effect, method, route, uri, headers, body, false, deadline, cutOff);
    }

    /**
     * A copy with a deadline of its own, in place of {@link Limits#deadline()}.
     *
     * @param longest the longest for all attempts and pauses together; positive
     * @return the copy
     * @throws IllegalArgumentException if it isn't positive
     */
    public Request within(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("A deadline must be longer than zero: " + route);
        }
        return new Request(effect, method, route, uri, headers, body, waitsOutRateLimits, longest, cutOff);
    }

    /**
     * A copy that a caller's {@link Deadline} doesn't cut off: for a request whose answer is worth more than the caller's time. Its own
     * deadline holds.
     *
     * @return the copy
     */
    public Request notCutOff() {
        return new Request(effect, method, route, uri, headers, body, waitsOutRateLimits, deadline, false);
    }

    /**
     * What it does at the provider.
     *
     * @return the effect
     */
    public Effect effect() {
        return effect;
    }

    /**
     * Its name in messages, logs and receipts.
     *
     * @return the name
     */
    public String route() {
        return route;
    }

    String method() {
        return method;
    }

    URI uri() {
        return uri;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The body; empty for a method that takes one and has none. */
    Optional<byte[]> body() {
        if (WITHOUT_BODY.contains(method)) {
            return Optional.empty();
        }
        return Optional.of(body == null ? new byte[0] : body);
    }

    boolean waitsOutRateLimits() {
        return waitsOutRateLimits;
    }

    boolean isCutOff() {
        return cutOff;
    }

    Duration deadline(Limits limits) {
        return deadline == null ? limits.deadline() : deadline;
    }

    /** The effect and the route. */
    @Override
    public String toString() {
        return effect + " " + route;
    }
}
