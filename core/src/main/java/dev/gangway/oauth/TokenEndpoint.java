package dev.gangway.oauth;

import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.http.Authorization;
import dev.gangway.http.CallListener;
import dev.gangway.http.Effect;
import dev.gangway.http.Exchanges;
import dev.gangway.http.Limits;
import dev.gangway.http.Reply;
import dev.gangway.http.Request;
import dev.gangway.http.SharedPause;
import dev.gangway.http.Time;
import dev.gangway.http.Transport;
import dev.gangway.result.Fact;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Redeems codes and refresh tokens at a provider. Trouble comes back as a value, sorted; only an interrupted thread is an exception.
 * Thread-safe; one serves all connections of an app, whose requests then share its pauses.
 */
public final class TokenEndpoint {

    /** The longest that a refresh takes, all attempts and pauses together. */
    static final Duration REFRESH_DEADLINE = Duration.ofSeconds(15);

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), Duration.ofMinutes(1), 1 << 20);

    private final OAuthSpec spec;
    private final OkHttpClient client;
    private final Time time;
    private final Optional<String> requestIdHeader;
    private final Optional<SharedPause> pause;
    private final CallListener listener;
    private final String host;
    private final Transport transport;

    private TokenEndpoint(
            OAuthSpec spec,
            OkHttpClient client,
            Time time,
            Optional<String> requestIdHeader,
            Optional<SharedPause> pause,
            CallListener listener) {
        this.spec = spec;
        this.client = client;
        this.time = time;
        this.requestIdHeader = requestIdHeader;
        this.pause = pause;
        this.listener = listener;
        this.host = host(spec);
        Transport.Builder builder = Transport.builder(time, Set.of(host))
                .client(client)
                .limits(LIMITS)
                .listener(listener)
                .tokenRejectedWhen(unauthorized -> false);
        requestIdHeader.ifPresent(builder::requestIdHeader);
        pause.ifPresent(builder::sharedPause);
        if (spec.clientSecret().isPresent() && spec.clientAuthentication() == ClientAuthentication.BASIC) {
            builder.authorization(new Basic(spec.clientId(), spec.clientSecret().get()));
        }
        this.transport = builder.build();
    }

    /**
     * The token endpoint of a spec.
     *
     * @param spec the provider and the app
     * @param client whose pool, proxy and TLS are used; never shut down here
     * @param time tells the time and waits
     * @return the endpoint
     */
    public static TokenEndpoint of(OAuthSpec spec, OkHttpClient client, Time time) {
        return new TokenEndpoint(spec, client, time, Optional.empty(), Optional.empty(), attempt -> {});
    }

    /**
     * The token endpoint of a spec whose provider names its requests.
     *
     * @param spec the provider and the app
     * @param client whose pool, proxy and TLS are used; never shut down here
     * @param time tells the time and waits
     * @param requestIdHeader the header with the provider's id of a request
     * @return the endpoint
     */
    public static TokenEndpoint of(OAuthSpec spec, OkHttpClient client, Time time, String requestIdHeader) {
        return new TokenEndpoint(spec, client, time, Optional.of(requestIdHeader), Optional.empty(), attempt -> {});
    }

    /**
     * A copy that shares its pauses with other nodes. A provider limits an app's token requests apart from a connection's calls (assumed),
     * so this is a pause of its own.
     *
     * @param shared what they share
     * @return the copy
     */
    public TokenEndpoint withSharedPause(SharedPause shared) {
        return new TokenEndpoint(
                spec, client, time, requestIdHeader, Optional.of(Objects.requireNonNull(shared, "shared")), listener);
    }

    /**
     * A copy whose attempts are heard, as {@code token/exchange} and {@code token/refresh}.
     *
     * @param hears the listener
     * @return the copy
     */
    public TokenEndpoint withListener(CallListener hears) {
        return new TokenEndpoint(spec, client, time, requestIdHeader, pause, Objects.requireNonNull(hears, "hears"));
    }

    private static String host(OAuthSpec spec) {
        URI endpoint = spec.tokenEndpoint();
        boolean plain = endpoint.getPort() < 0 || endpoint.getPort() == 443;
        return plain ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
    }

    /**
     * Redeems a code. It is sent once and never again, whatever happens: a code works once, and a second use may end the grant. RFC 6749
     * section 4.1.2.
     *
     * @param code the code of the {@link Callback}
     * @param redirectUri the one of the authorization request
     * @param pkce the one of the authorization request
     * @return the tokens, or why there are none
     * @throws dev.gangway.error.CallInterruptedException if the thread is interrupted before the code was sent; its flag is set again
     */
    public TokenAnswer exchange(Secret code, URI redirectUri, Pkce pkce) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code.reveal());
        form.put("redirect_uri", redirectUri.toString());
        form.put("code_verifier", pkce.verifier().reveal());
        Fact<Set<String>> asked = spec.scopes().isEmpty()
                ? Fact.unknown("the provider did not tell the scopes it granted")
                : Fact.of(spec.scopes());
        return ask(request(Effect.WRITES, "token/exchange", form).failingOnRateLimit(), Optional.empty(), asked);
    }

    /**
     * Gets a new access token, in 15 seconds at most. A provider whose refresh tokens last is asked up to three times; a
     * {@linkplain OAuthSpec#rotating() rotating} one once.
     *
     * @param tokens the tokens so far, with a refresh token
     * @return new tokens, with the old refresh token and scopes where the provider sent no new ones; or why there are none
     * @throws dev.gangway.error.CallInterruptedException if the thread is interrupted; its flag is set again
     * @throws IllegalArgumentException if there is no refresh token
     */
    public TokenAnswer refresh(OAuthTokens tokens) {
        Secret refreshToken = tokens.refreshToken()
                .orElseThrow(
                        () -> new IllegalArgumentException("Without a refresh token there is nothing to refresh."));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken.reveal());
        Request request = request(spec.rotating() ? Effect.WRITES : Effect.READS, "token/refresh", form)
                .within(REFRESH_DEADLINE);
        return ask(spec.rotating() ? request.notCutOff() : request, Optional.of(refreshToken), tokens.scopes());
    }

    /** Whether a refresh may replace the refresh token. */
    boolean rotating() {
        return spec.rotating();
    }

    private Request request(Effect effect, String route, Map<String, String> form) {
        if (spec.clientSecret().isEmpty()) {
            form.put("client_id", spec.clientId());
        } else if (spec.clientAuthentication() == ClientAuthentication.BODY) {
            form.put("client_id", spec.clientId());
            form.put("client_secret", spec.clientSecret().get().reveal());
        }
        return Request.of(effect, "POST", route, spec.tokenEndpoint())
                .header("Accept", "application/json")
                .body("application/x-www-form-urlencoded", Form.encode(form));
    }

    private TokenAnswer ask(Request request, Optional<Secret> refreshToken, Fact<Set<String>> scopes) {
        Instant start = time.instant();
        AtomicReference<OptionalInt> status = new AtomicReference<>(OptionalInt.empty());
        try {
            Reply reply = Exchanges.during(exchange -> status.set(exchange.status()), () -> transport.send(request));
            return Classifier.classify(host, reply, start, refreshToken, scopes);
        } catch (RateLimitedException limited) {
            return new TokenAnswer.Transient(
                    "The token endpoint at " + host + " asks to wait.",
                    Optional.of(limited.retryAfter()),
                    limited.providerRequestId(),
                    Optional.empty());
        } catch (ProviderUnavailableException | AnswerLostException | ProviderProtocolException trouble) {
            return passing(trouble, status.get());
        }
    }

    /** The transport makes a fault fit to be shown before it hands it on as a cause. */
    private TokenAnswer passing(GangwayException trouble, @Nullable OptionalInt status) {
        Optional<Throwable> cause = Optional.ofNullable(trouble.getCause());
        String how = cause.map(Throwable::getMessage)
                .or(() -> status == null || status.isEmpty()
                        ? Optional.empty()
                        : Optional.of("status " + status.getAsInt()))
                .map(it -> " (" + it + ")")
                .orElse("");
        return new TokenAnswer.Transient(
                "The token endpoint at " + host + " gave no usable answer" + how + ".",
                Optional.empty(),
                trouble.providerRequestId(),
                cause);
    }

    /** The app's id and secret, encoded as RFC 6749 section 2.3.1 has it. */
    private record Basic(String clientId, Secret clientSecret) implements Authorization {
        @Override
        public String header() {
            String pair = Form.encode(clientId) + ":" + Form.encode(clientSecret.reveal());
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public boolean renew(String rejectedHeader) {
            return false;
        }
    }
}
