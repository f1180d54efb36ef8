package dev.gangway.oauth;

import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.http.Authorization;
import dev.gangway.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one connection, always a usable one. Nothing else in the library refreshes a token. Thread-safe.
 *
 * <p>However many threads need a new token, one of them fetches it and all others share its token or its failure. A token is renewed a
 * little before it expires (5 minutes, or a tenth of its life if that is less) by the first call that notices, while the others go on with
 * it; only in its last 30 seconds, or 5 % of its life, do they wait. A token that the provider rejects is renewed once. New tokens are
 * handed to the {@link Keeper} before they are used. A grant found to be gone costs one token request in 30 seconds at most.
 */
public final class TokenCell implements Authorization {

    private static final Duration COOL_DOWN = Duration.ofSeconds(30);

    private final Keeper keeper;
    private final TokenEndpoint endpoint;
    private final Time time;
    private final AtomicReference<@Nullable Flight> flight = new AtomicReference<>();
    private volatile @Nullable AccessToken current;
    private volatile @Nullable Setback setback;
    private volatile Instant renewedOnRejection = Instant.EPOCH;
    /** Fetched, but not kept yet; touched only by the thread whose flight it is. */
    private @Nullable OAuthTokens unsaved;

    /**
     * The token of a connection.
     *
     * @param keeper where its tokens are kept
     * @param endpoint where they are renewed
     * @param time tells the time
     */
    public TokenCell(Keeper keeper, TokenEndpoint endpoint, Time time) {
        this.keeper = Objects.requireNonNull(keeper, "keeper");
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * The header with a token that is valid for now.
     *
     * @return {@code Bearer} and the token
     * @throws CredentialRejectedException if the grant is gone: a person has to connect again
     * @throws ConnectFailedException if the provider doesn't accept the app any more
     * @throws ProviderUnavailableException if a new token is needed and can't be had at present
     * @throws RateLimitedException if the token endpoint wants a longer pause than a call may wait
     * @throws CallInterruptedException if the thread is interrupted while it waits; the renewal goes on for the others
     * @throws dev.gangway.error.StoreException if the tokens can't be read or kept
     */
    @Override
    public String header() {
        AccessToken token = current;
        if (token == null) {
            return required(obtain(null)).header();
        }
        Instant now = time.instant();
        if (!token.renewable() || now.isBefore(token.stale())) {
            return token.header();
        }
        AccessToken usable = now.isBefore(token.spent()) ? renewedEarly(token, now) : required(obtain(token));
        return usable.header();
    }

    @Override
    public boolean renew(String rejectedHeader) {
        AccessToken token = current;
        if (token == null || !token.header().equals(rejectedHeader)) {
            return true;
        }
        // A second rejection right after a renewal isn't about the token: to renew again would go on for ever.
        if (!token.renewable() || time.instant().isBefore(renewedOnRejection.plus(COOL_DOWN))) {
            return false;
        }
        Flight.Landing landing = obtain(token);
        if (landing.refusal() != null) {
            throw failure(landing.refusal());
        }
        if (landing.token() == null || landing.token().secret().equals(token.secret())) {
            return false;
        }
        renewedOnRejection = time.instant();
        return true;
    }

    /** The token is still good: renews it if nobody else does, and goes on with it if that fails. */
    private AccessToken renewedEarly(AccessToken token, Instant now) {
        Setback known = setback;
        Flight mine = new Flight();
        if ((known != null && now.isBefore(known.until())) || !flight.compareAndSet(null, mine)) {
            return token;
        }
        try {
            Flight.Landing landing = fly(mine, token);
            return landing.token() == null ? token : landing.token();
        } catch (CallInterruptedException interrupted) {
            throw interrupted;
        } catch (GangwayException notNow) {
            return token;
        }
    }

    /** A token other than the unwanted one, by a flight of this thread or of another. */
    private Flight.Landing obtain(@Nullable AccessToken unwanted) {
        while (true) {
            Flight mine = new Flight();
            Flight other = flight.compareAndExchange(null, mine);
            if (other == null) {
                return fly(mine, unwanted);
            }
            Optional<Flight.Landing> landing = other.await();
            if (landing.isPresent()
                    && (unwanted == null || !unwanted.equals(landing.get().token()))) {
                return landing.get();
            }
        }
    }

    private Flight.Landing fly(Flight mine, @Nullable AccessToken unwanted) {
        try {
            Flight.Landing landing = land(unwanted);
            mine.land(landing);
            return landing;
        } catch (CallInterruptedException interrupted) {
            mine.abandon(); // this thread's own affair; the next one takes over
            throw interrupted;
        } catch (RuntimeException | Error trouble) {
            mine.fail(trouble);
            throw trouble;
        } finally {
            flight.set(null);
        }
    }

    private Flight.Landing land(@Nullable AccessToken unwanted) {
        AccessToken now = current;
        if (now != null && !now.equals(unwanted)) {
            return Flight.Landing.of(now);
        }
        if (unsaved != null) {
            AccessToken kept = keep(unsaved);
            if (time.instant().isBefore(kept.spent())) {
                return Flight.Landing.of(kept);
            }
        }
        OAuthTokens stored = keeper.load();
        Optional<Flight.Landing> adopted = adopt(stored, unwanted);
        if (adopted.isPresent()) {
            return adopted.get();
        }
        if (stored.refreshToken().isEmpty()) {
            return Flight.Landing.STUCK;
        }
        Setback known = setback;
        if (known != null && known.stands(stored, time.instant())) {
            return Flight.Landing.refused(known.answer());
        }
        TokenAnswer answer = endpoint.refresh(stored);
        if (answer instanceof TokenAnswer.Revoked) {
            OAuthTokens reread = keeper.load();
            if (reread.refreshToken().isPresent() && !reread.refreshToken().equals(stored.refreshToken())) {
                adopted = adopt(reread, unwanted);
                if (adopted.isPresent()) {
                    return adopted.get();
                }
                stored = reread;
                answer = endpoint.refresh(reread);
            }
        }
        if (answer instanceof TokenAnswer.Granted granted) {
            return Flight.Landing.of(keep(granted.tokens()));
        }
        setback = new Setback(answer, stored.refreshToken(), time.instant().plus(COOL_DOWN));
        return Flight.Landing.refused(answer);
    }

    /** What another node, or a person who connected again, has left in the keeper. */
    private Optional<Flight.Landing> adopt(OAuthTokens stored, @Nullable AccessToken unwanted) {
        if (stored.accessToken().isEmpty()
                || (unwanted != null && stored.accessToken().get().equals(unwanted.secret()))) {
            return Optional.empty();
        }
        AccessToken token = AccessToken.of(stored, time.instant());
        boolean usable = !token.renewable() || time.instant().isBefore(token.spent());
        return usable ? Optional.of(Flight.Landing.of(publish(token))) : Optional.empty();
    }

    private AccessToken keep(OAuthTokens tokens) {
        unsaved = tokens;
        keeper.save(tokens);
        unsaved = null;
        return publish(AccessToken.of(tokens, time.instant()));
    }

    private AccessToken publish(AccessToken token) {
        setback = null;
        current = token;
        return token;
    }

    private static AccessToken required(Flight.Landing landing) {
        if (landing.refusal() != null) {
            throw failure(landing.refusal());
        }
        if (landing.token() == null) {
            throw new CredentialRejectedException(
                    "The access token has expired and nothing is there to renew it. Somebody has to connect again.",
                    Optional.empty());
        }
        return landing.token();
    }

    private static GangwayException failure(TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Revoked it) {
            return new CredentialRejectedException(
                    "The provider says that the connection's grant was revoked or has expired. Somebody has to connect again.",
                    it.requestId());
        }
        if (answer instanceof TokenAnswer.Misconfigured it) {
            return new ConnectFailedException(new Diagnosis(
                    Diagnosis.Problem.APP_MISCONFIGURED,
                    "The provider doesn't accept the app (" + it.error() + ").",
                    "Check the app's id, secret and settings at the provider; the connection itself may be in order.",
                    Diagnosis.Who.APPLICATION_OPERATOR));
        }
        TokenAnswer.Transient passing = (TokenAnswer.Transient) answer;
        String message = "No new access token: " + passing.what() + " Nothing was changed; try again later.";
        return passing.retryAfter()
                .<GangwayException>map(wait -> new RateLimitedException(message, wait, passing.requestId()))
                .or(() -> passing.cause().map(cause -> new ProviderUnavailableException(message, cause)))
                .orElseGet(() -> new ProviderUnavailableException(message, passing.requestId()));
    }

    /** A failed renewal. A refresh token that was refused isn't shown to the provider again for a while. */
    private record Setback(TokenAnswer answer, Optional<Secret> refreshToken, Instant until) {
        boolean stands(OAuthTokens stored, Instant now) {
            return !(answer instanceof TokenAnswer.Transient)
                    && now.isBefore(until)
                    && refreshToken.equals(stored.refreshToken());
        }
    }
}
