package dev.gangway.oauth;

import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.error.StoreException;
import dev.gangway.http.Authorization;
import dev.gangway.http.Backoff;
import dev.gangway.http.Deadline;
import dev.gangway.http.Time;
import dev.gangway.store.Store;
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
 * handed to the {@link Keeper} before they are used. A grant found to be gone costs one token request in 30 seconds at most, of all nodes
 * together if the keeper shares that.
 *
 * <p>Of all nodes that share the keeper's store one renews, under a lease of 20 seconds, and takes what is kept by then if another was
 * faster; the others look several times a second whether it is done. If it dies, another takes over when the lease ends. What a late node
 * brings is dropped: what is kept since then wins, be it another node's token or that of a person who connected again.
 *
 * <p>A {@linkplain OAuthSpec#rotating() rotating} provider's refresh token is spent by the request. If a node dies between the answer and
 * the keeper, or the answer is lost, the next renewal shows the old refresh token once more, since it may still be good; if it isn't, the
 * {@code CredentialRejectedException} says that a renewal was cut off.
 */
public final class TokenCell implements Authorization {

    private static final Duration COOL_DOWN = Duration.ofSeconds(30);
    /** Longer than a refresh takes, so that whoever gets it next finds the holder done or dead. */
    private static final Duration LEASE = TokenEndpoint.REFRESH_DEADLINE.plusSeconds(5);
    /** For how long to wait for another node's renewal: a dead one's lease ends before. */
    private static final Duration PATIENCE = LEASE.plusSeconds(2);

    /** How often to begin anew when what is kept changes under the renewal. */
    private static final int TRIES = 3;

    private static final Backoff TURN = new Backoff(Duration.ofMillis(100), 1.2, Duration.ofMillis(250));

    private final Keeper keeper;
    private final TokenEndpoint endpoint;
    private final Time time;
    private final AtomicReference<@Nullable Flight> flight = new AtomicReference<>();
    private volatile @Nullable AccessToken current;
    private volatile @Nullable Setback setback;
    private volatile @Nullable Replacement replacement;
    /** Fetched, but not kept yet; touched only by the thread whose flight it is. */
    private @Nullable Unsaved unsaved;

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
     * @throws ProviderUnavailableException if a new token is needed and can't be had at present, also because another node has been at it
     *     for longer than 22 seconds
     * @throws RateLimitedException if the token endpoint wants a longer pause than a call may wait
     * @throws CallInterruptedException if the thread is interrupted or its work cancelled while it waits; the others go on
     * @throws StoreException if the tokens can't be read or kept
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
        // That a token is rejected right after it replaced a rejected one isn't about the token: to renew again would
        // go on for ever.
        Replacement last = replacement;
        if (!token.renewable() || (last != null && last.stands(token, time.instant()))) {
            return false;
        }
        Flight.Landing landing = obtain(token);
        if (landing.refusal() != null) {
            throw landing.refusal().exception();
        }
        if (landing.token() == null) {
            return false;
        }
        replacement = new Replacement(landing.token(), time.instant());
        return !landing.token().secret().equals(token.secret());
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
            if (landing.refusal() != null && Deadline.isOver()) {
                mine.abandon(); // who has more time tries again
            } else {
                mine.land(landing);
            }
            return landing;
        } catch (CallInterruptedException interrupted) {
            mine.abandon(); // this thread's own affair; the next one takes over
            throw interrupted;
        } catch (RuntimeException | Error trouble) {
            if (Deadline.isOver()) {
                mine.abandon();
            } else {
                mine.fail(trouble);
            }
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
        Optional<AccessToken> kept = keepUnsaved();
        if (kept.isPresent() && time.instant().isBefore(kept.get().spent())) {
            return Flight.Landing.of(kept.get());
        }
        return withoutRequest(keeper.load(), unwanted).orElseGet(() -> renewAlone(unwanted));
    }

    /** Renews as the only node that does, or takes over what another has renewed meanwhile. */
    private Flight.Landing renewAlone(@Nullable AccessToken unwanted) {
        Backoff.Waiting turn = TURN.until(time.instant().plus(PATIENCE), time);
        int tries = 0;
        do {
            Instant asked = time.instant();
            Optional<Store.Lease> lease = keeper.lease(LEASE);
            if (lease.isPresent()) {
                try (Store.Lease mine = lease.get()) {
                    Optional<Flight.Landing> landing = renewHolding(mine, asked, unwanted);
                    if (landing.isPresent()) {
                        return landing.get();
                    }
                }
                tries++;
            } else {
                Optional<Flight.Landing> meanwhile = withoutRequest(keeper.load(), unwanted);
                if (meanwhile.isPresent()) {
                    return meanwhile.get();
                }
            }
        } while (tries < TRIES && turn.next());
        Deadline.check("renewing the access token");
        return Flight.Landing.refused(new Refusal(
                new TokenAnswer.Transient(
                        "other nodes are renewing it, too, and none was done in " + PATIENCE.toSeconds() + " s.",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty()));
    }

    /** Renews what is kept now; empty if that changed meanwhile, or the store was so slow that the lease wouldn't last. */
    private Optional<Flight.Landing> renewHolding(Store.Lease lease, Instant asked, @Nullable AccessToken unwanted) {
        Keeper.Kept kept = keeper.load();
        Optional<Flight.Landing> done = withoutRequest(kept, unwanted);
        if (done.isPresent()) {
            return done;
        }
        if (endpoint.rotating() && !keeper.begin(kept.generation())) {
            return Optional.empty();
        }
        if (!lease.isHeld() || time.instant().isAfter(asked.plus(LEASE).minus(TokenEndpoint.REFRESH_DEADLINE))) {
            return Optional.empty();
        }
        TokenAnswer answer = endpoint.refresh(kept.tokens());
        if (answer instanceof TokenAnswer.Granted granted) {
            unsaved = new Unsaved(granted.tokens(), kept.generation());
            return keepUnsaved().map(Flight.Landing::of);
        }
        if (answer instanceof TokenAnswer.Revoked) {
            Keeper.Kept now = keeper.load();
            if (!now.tokens().refreshToken().equals(kept.tokens().refreshToken())) {
                return Optional.empty();
            }
        }
        note(answer, kept);
        return Optional.of(refused(answer, kept, time.instant()));
    }

    private Flight.Landing refused(TokenAnswer answer, Keeper.Kept kept, Instant at) {
        Refusal refusal = new Refusal(answer, endpoint.rotating() ? kept.renewalBegun() : Optional.empty());
        setback = new Setback(refusal, kept.tokens().refreshToken(), at.plus(COOL_DOWN));
        return Flight.Landing.refused(refusal);
    }

    /** Tells the other nodes what they needn't find out for themselves. */
    private void note(TokenAnswer answer, Keeper.Kept kept) {
        try {
            long generation = kept.generation();
            if (endpoint.rotating()
                    && kept.renewalBegun().isEmpty()
                    && leftTheTokenAlone(answer)
                    && keeper.save(kept.tokens(), generation)) { // takes the mark off: nothing was cut off
                generation++;
            }
            if (answer instanceof TokenAnswer.Revoked) {
                keeper.refused(generation);
            }
        } catch (StoreException notNoted) {
            // they find out for themselves
        }
    }

    /** Whether the provider has said that it didn't carry the renewal out. */
    private static boolean leftTheTokenAlone(TokenAnswer answer) {
        return !(answer instanceof TokenAnswer.Transient passing)
                || passing.retryAfter().isPresent();
    }

    /** What can be said without asking the provider. */
    private Optional<Flight.Landing> withoutRequest(Keeper.Kept kept, @Nullable AccessToken unwanted) {
        OAuthTokens tokens = kept.tokens();
        Optional<Flight.Landing> adopted = adopt(tokens, unwanted);
        if (adopted.isPresent()) {
            return adopted;
        }
        if (tokens.refreshToken().isEmpty()) {
            return Optional.of(Flight.Landing.STUCK);
        }
        Setback known = setback;
        if (known != null && known.stands(tokens, time.instant())) {
            return Optional.of(Flight.Landing.refused(known.refusal()));
        }
        return keeper.refusedAt(kept.generation())
                .filter(at -> Duration.between(at, time.instant()).abs().compareTo(COOL_DOWN) < 0)
                .map(at -> refused(new TokenAnswer.Revoked(Optional.empty()), kept, at));
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

    /** Keeps what was fetched, unless what it was to replace has been replaced already: that is then the better one. */
    private Optional<AccessToken> keepUnsaved() {
        Unsaved fetched = unsaved;
        if (fetched == null) {
            return Optional.empty();
        }
        boolean kept = keeper.save(fetched.tokens(), fetched.generation());
        unsaved = null;
        return kept ? Optional.of(publish(AccessToken.of(fetched.tokens(), time.instant()))) : Optional.empty();
    }

    private AccessToken publish(AccessToken token) {
        setback = null;
        current = token;
        return token;
    }

    private static AccessToken required(Flight.Landing landing) {
        if (landing.refusal() != null) {
            throw landing.refusal().exception();
        }
        if (landing.token() == null) {
            throw new CredentialRejectedException(
                    "The access token has expired and nothing is there to renew it. Somebody has to connect again.",
                    Optional.empty());
        }
        return landing.token();
    }

    /** Tokens that were fetched, and which ones they replace. */
    private record Unsaved(OAuthTokens tokens, long generation) {}

    /** A token that replaced a rejected one. */
    private record Replacement(AccessToken token, Instant at) {
        boolean stands(AccessToken rejected, Instant now) {
            return token.equals(rejected) && now.isBefore(at.plus(COOL_DOWN));
        }
    }

    /** A failed renewal. A refresh token that was refused isn't shown to the provider again for a while. */
    private record Setback(Refusal refusal, Optional<Secret> refreshToken, Instant until) {
        boolean stands(OAuthTokens stored, Instant now) {
            return !(refusal.answer() instanceof TokenAnswer.Transient)
                    && now.isBefore(until)
                    && refreshToken.equals(stored.refreshToken());
        }
    }
}
