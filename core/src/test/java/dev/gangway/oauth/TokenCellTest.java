package dev.gangway.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.error.StoreException;
import dev.gangway.fake.FakeProvider;
import dev.gangway.fake.FakeTime;
import dev.gangway.fake.Texts;
import dev.gangway.http.Deadline;
import dev.gangway.result.Fact;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // latches are waited for
class TokenCellTest {

    private static final Duration LIFE = Duration.ofHours(4);

    private final FakeTime time = new FakeTime();
    private final FakeProvider provider = FakeProvider.start();
    private final FakeKeeper keeper = new FakeKeeper(tokens(Optional.empty(), "t0ps3cret-refresh-0"), time);
    private final AtomicInteger granted = new AtomicInteger();
    private volatile Supplier<MockResponse> answer = this::grant;
    private final TokenCell cell = new TokenCell(
            keeper,
            TokenEndpoint.of(
                    OAuthSpec.of(provider.uri("/authorize"), provider.uri("/token"), "app")
                            .withLastingRefreshTokens(),
                    provider.client(),
                    time),
            time);

    TokenCellTest() {
        provider.dispatch(request -> answer.get());
    }

    @AfterEach
    void stop() {
        Thread.interrupted();
        provider.close();
    }

    private static OAuthTokens tokens(Optional<String> accessToken, String refreshToken) {
        return new OAuthTokens(
                accessToken.map(Secret::of),
                Optional.empty(),
                Optional.of(Secret.of(refreshToken)),
                Fact.of(Set.of("s")));
    }

    private MockResponse grant() {
        return new MockResponse.Builder()
                .body("{\"access_token\":\"t0ps3cret-access-" + granted.incrementAndGet() + "\",\"expires_in\":"
                        + LIFE.toSeconds() + "}")
                .build();
    }

    private static MockResponse error(int status, String error) {
        return new MockResponse.Builder()
                .code(status)
                .body("{\"error\":\"" + error + "\"}")
                .build();
    }

    @Test
    void theFirstTokenIsFetchedAndKept() {
        assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-access-1");

        assertThat(keeper.load().tokens().accessToken()).contains(Secret.of("t0ps3cret-access-1"));
        assertThat(keeper.load().tokens().refreshToken()).contains(Secret.of("t0ps3cret-refresh-0"));
        assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-access-1");
        assertThat(provider.requests()).isEqualTo(1);
    }

    @Test
    void aKeptTokenThatIsStillGoodCostsNoRequest() {
        keeper.reconnect(new OAuthTokens(
                Optional.of(Secret.of("t0ps3cret-kept")),
                Optional.of(time.instant().plusSeconds(600)),
                Optional.of(Secret.of("t0ps3cret-refresh-0")),
                Fact.of(Set.of())));

        assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-kept");
        assertThat(provider.requests()).isZero();
    }

    @Test
    void aKeptTokenThatHasExpiredIsRenewed() {
        keeper.reconnect(new OAuthTokens(
                Optional.of(Secret.of("t0ps3cret-kept")),
                Optional.of(time.instant().minusSeconds(1)),
                Optional.of(Secret.of("t0ps3cret-refresh-0")),
                Fact.of(Set.of())));

        assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-access-1");
    }

    @Test
    void printsNoToken() {
        String header = cell.header();

        assertThat(cell.toString()).doesNotContain(header.substring(7));
    }

    @Nested
    @DisplayName("at expiry")
    class AtExpiry {

        @Test
        void tenThousandCallsOnSixtyFourThreadsCostOneRequest() throws Exception {
            cell.header();
            time.advance(LIFE);

            Set<String> headers = new HashSet<>();
            for (Future<String> call : onThreads(64, 10_000, cell::header)) {
                headers.add(call.get());
            }

            assertThat(headers).containsExactly("Bearer t0ps3cret-access-2");
            assertThat(provider.requests()).isEqualTo(2);
            assertThat(keeper.loads)
                    .as("once before each renewal's lease, once under it")
                    .hasValue(4);
        }

        @Test
        void theFirstTokenEverCostsOneRequestToo() throws Exception {
            for (Future<String> call : onThreads(64, 10_000, cell::header)) {
                assertThat(call.get()).isEqualTo("Bearer t0ps3cret-access-1");
            }

            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void aTokenIsRenewedEarlyByWhoeverNotices() {
            cell.header();
            time.advance(LIFE.minusMinutes(5).minusSeconds(1));
            assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-access-1");

            time.advance(Duration.ofSeconds(1));

            assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-access-2");
        }

        @Test
        void theOthersGoOnWithTheOldTokenMeanwhile() throws Exception {
            cell.header();
            time.advance(LIFE.minusMinutes(1));
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch mayAnswer = new CountDownLatch(1);
            answer = () -> {
                asked.countDown();
                await(mayAnswer);
                return grant();
            };
            List<Future<String>> first = start(1, 1, cell::header);
            await(asked);

            assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-access-1");

            mayAnswer.countDown();
            assertThat(first.get(0).get()).isEqualTo("Bearer t0ps3cret-access-2");
        }

        @Test
        void anEarlyRenewalThatFailsHurtsNobodyAndIsNotTriedAgainSoon() {
            cell.header();
            time.advance(LIFE.minusMinutes(4));
            answer = () -> error(500, "x");

            assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-access-1");
            int requests = provider.requests();
            assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-access-1");

            assertThat(provider.requests()).isEqualTo(requests);
        }

        @Test
        void aTokenOfUnknownLifeIsKeptUntilItIsRejected() {
            answer = () -> new MockResponse.Builder()
                    .body("{\"access_token\":\"t0ps3cret-access-1\",\"expires_in\":0}")
                    .build();
            cell.header();

            time.advance(Duration.ofDays(365));

            assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-access-1");
            assertThat(provider.requests()).isEqualTo(1);
        }
    }

    @Nested
    @DisplayName("a failure")
    class Failure {

        @Test
        void isSharedByAllWhoWait() throws Exception {
            CountDownLatch mayAnswer = new CountDownLatch(1);
            CountDownLatch asked = new CountDownLatch(1);
            answer = () -> {
                asked.countDown();
                await(mayAnswer);
                return error(400, "invalid_grant");
            };
            List<Future<String>> calls = start(64, 64, cell::header);
            await(asked);
            mayAnswer.countDown();

            for (Future<String> call : calls) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(call::get)
                        .withCauseInstanceOf(CredentialRejectedException.class);
            }
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void ofADeadGrantCostsOneRequestInThirtySeconds() {
            answer = () -> error(400, "invalid_grant");

            for (int call = 0; call < 1000; call++) {
                assertThatExceptionOfType(CredentialRejectedException.class).isThrownBy(cell::header);
                time.advance(Duration.ofMillis(60));
            }

            assertThat(provider.requests()).isEqualTo(2);
        }

        @Test
        void ofADeadGrantIsOverAsSoonAsSomebodyConnectsAgain() {
            answer = () -> error(400, "invalid_grant");
            assertThatExceptionOfType(CredentialRejectedException.class).isThrownBy(cell::header);
            answer = TokenCellTest.this::grant;

            keeper.reconnect(tokens(Optional.empty(), "t0ps3cret-refresh-1"));

            assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-access-1");
        }

        @Test
        void ofTheAppIsNotBlamedOnTheGrant() {
            answer = () -> error(400, "invalid_client: Invalid client_id or client_secret");

            assertThatExceptionOfType(ConnectFailedException.class)
                    .isThrownBy(cell::header)
                    .satisfies(e -> assertThat(e.diagnosis().problem()).isEqualTo(Diagnosis.Problem.APP_MISCONFIGURED));
            assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(cell::header);
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void thatPassesIsTriedAgainAtTheNextCall() {
            answer = () -> error(500, "x");
            assertThatExceptionOfType(ProviderUnavailableException.class)
                    .isThrownBy(cell::header)
                    .satisfies(e -> assertThat(Texts.of(e)).doesNotContain("t0ps3cret-refresh-0"));
            answer = TokenCellTest.this::grant;

            assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-access-1");
        }

        @Test
        void onTheWayNamesTheHostAndKeepsTheCause() {
            TokenEndpoint untrusted = TokenEndpoint.of(
                    OAuthSpec.of(provider.uri("/authorize"), provider.uri("/token"), "app")
                            .withLastingRefreshTokens(),
                    new OkHttpClient(),
                    time);

            assertThatExceptionOfType(ProviderUnavailableException.class)
                    .isThrownBy(new TokenCell(keeper, untrusted, time)::header)
                    .withMessageContaining(provider.host())
                    .withMessageContaining("SSLHandshakeException")
                    .withCauseInstanceOf(IOException.class)
                    .satisfies(e -> assertThat(Texts.of(e)).doesNotContain("refresh-0"));
        }

        @Test
        void thatSaysForHowLongIsRateLimiting() {
            answer = () -> new MockResponse.Builder()
                    .code(429)
                    .addHeader("Retry-After", "500")
                    .build();

            assertThatExceptionOfType(RateLimitedException.class)
                    .isThrownBy(cell::header)
                    .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(500)));
        }

        @Test
        void ofAnInterruptedWaiterIsItsOwn() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch mayAnswer = new CountDownLatch(1);
            answer = () -> {
                asked.countDown();
                await(mayAnswer);
                return grant();
            };
            List<Future<String>> flying = start(1, 1, cell::header);
            await(asked);
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(CallInterruptedException.class).isThrownBy(cell::header);
            assertThat(Thread.interrupted()).isTrue();

            mayAnswer.countDown();
            assertThat(flying.get(0).get()).isEqualTo("Bearer t0ps3cret-access-1");
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void ofAWaiterWhoseWorkIsCancelledIsItsOwn() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch mayAnswer = new CountDownLatch(1);
            answer = () -> {
                asked.countDown();
                await(mayAnswer);
                return grant();
            };
            List<Future<String>> flying = start(1, 1, cell::header);
            await(asked);
            Deadline deadline = Deadline.in(Duration.ofHours(1), time);
            List<Future<String>> waiting = start(1, 1, () -> deadline.during(cell::header));

            deadline.cancel();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(waiting.get(0)::get)
                    .withCauseInstanceOf(CallInterruptedException.class);
            mayAnswer.countDown();
            assertThat(flying.get(0).get()).isEqualTo("Bearer t0ps3cret-access-1");
        }

        @Test
        void ofARenewerWhoseWorkIsCancelledIsNotShared() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch never = new CountDownLatch(1);
            answer = () -> {
                answer = TokenCellTest.this::grant;
                asked.countDown();
                await(never);
                return grant();
            };
            Deadline deadline = Deadline.in(Duration.ofHours(1), time);
            List<Future<String>> first = start(1, 1, () -> deadline.during(cell::header));
            await(asked);
            List<Future<String>> second = start(1, 1, cell::header);

            deadline.cancel();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(first.get(0)::get)
                    .withCauseInstanceOf(CallInterruptedException.class);
            assertThat(second.get(0).get()).isEqualTo("Bearer t0ps3cret-access-1");
            never.countDown();
        }

        @Test
        void ofAnInterruptedRenewerIsNotSharedAndAnotherTakesOver() throws Exception {
            AtomicReference<Thread> renewer = new AtomicReference<>();
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch mayAnswer = new CountDownLatch(1);
            answer = () -> {
                asked.countDown();
                await(mayAnswer);
                answer = TokenCellTest.this::grant;
                return error(500, "x");
            };
            List<Future<String>> first = start(1, 1, () -> {
                renewer.set(Thread.currentThread());
                return cell.header();
            });
            await(asked);
            List<Future<String>> second = start(1, 1, cell::header);
            renewer.get().interrupt();
            mayAnswer.countDown();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(first.get(0)::get)
                    .withCauseInstanceOf(CallInterruptedException.class);
            assertThat(second.get(0).get()).isEqualTo("Bearer t0ps3cret-access-1");
        }
    }

    @Nested
    @DisplayName("a rejected token")
    class Rejected {

        @Test
        void isRenewedOnceForAllWhoMetIt() throws Exception {
            String rejected = cell.header();

            for (Future<Boolean> call : onThreads(64, 1000, () -> cell.renew(rejected))) {
                assertThat(call.get()).isTrue();
            }

            assertThat(provider.requests()).isEqualTo(2);
            assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-access-2");
        }

        @Test
        void isNotRenewedAgainRightAfterARenewal() {
            assertThat(cell.renew(cell.header())).isTrue();

            for (int call = 0; call < 100; call++) {
                assertThat(cell.renew(cell.header())).isFalse();
            }

            assertThat(provider.requests()).isEqualTo(2);
        }

        @Test
        void thatARenewalDoesNotChangeCostsOneRequestInThirtySeconds() {
            answer = () -> new MockResponse.Builder()
                    .body("{\"access_token\":\"t0ps3cret-same\",\"expires_in\":14400}")
                    .build();

            for (int call = 0; call < 100; call++) {
                assertThat(cell.renew(cell.header())).isFalse();
            }

            assertThat(provider.requests()).isEqualTo(2);
        }

        @Test
        void mayBeRenewedAgainLater() {
            cell.renew(cell.header());
            time.advance(Duration.ofSeconds(30));

            assertThat(cell.renew(cell.header())).isTrue();
        }

        @Test
        void withoutARefreshTokenStaysRejected() {
            keeper.reconnect(new OAuthTokens(
                    Optional.of(Secret.of("t0ps3cret-bare")),
                    Optional.of(time.instant().minusSeconds(1)),
                    Optional.empty(),
                    Fact.of(Set.of())));

            assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-bare");
            assertThat(cell.renew(cell.header())).isFalse();
            assertThat(provider.requests()).isZero();
        }

        @Test
        void whoseGrantIsGoneSaysSo() {
            String rejected = cell.header();
            answer = () -> error(400, "invalid_grant");

            assertThatExceptionOfType(CredentialRejectedException.class).isThrownBy(() -> cell.renew(rejected));
        }

        @Test
        void thatAnotherNodeHasRenewedIsTakenFromTheKeeper() {
            String rejected = cell.header();
            keeper.reconnect(tokens(Optional.of("t0ps3cret-elsewhere"), "t0ps3cret-refresh-1"));

            assertThat(cell.renew(rejected)).isTrue();

            assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-elsewhere");
            assertThat(provider.requests()).isEqualTo(1);
        }

        @Test
        void whoseRefreshTokenAnotherNodeHasSpentIsTakenFromTheKeeper() {
            String rejected = cell.header();
            answer = () -> {
                keeper.reconnect(tokens(Optional.of("t0ps3cret-elsewhere"), "t0ps3cret-refresh-1"));
                return error(400, "invalid_grant");
            };

            assertThat(cell.renew(rejected)).isTrue();

            assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-elsewhere");
            assertThat(provider.requests()).isEqualTo(2);
        }
    }

    @Nested
    @DisplayName("a keeper that fails")
    class FailingKeeper {

        @Test
        void keepsANewTokenFromBeingUsedButLosesNone() {
            keeper.failing = true;
            assertThatExceptionOfType(StoreException.class).isThrownBy(cell::header);
            assertThatExceptionOfType(StoreException.class).isThrownBy(cell::header);
            assertThat(keeper.load().tokens().accessToken()).isEmpty();

            keeper.failing = false;

            assertThat(cell.header()).isEqualTo("Bearer t0ps3cret-access-1");
            assertThat(keeper.load().tokens().accessToken()).contains(Secret.of("t0ps3cret-access-1"));
            assertThat(provider.requests()).isEqualTo(1);
        }
    }

    private final List<ExecutorService> pools = new ArrayList<>();

    @AfterEach
    void stopPools() {
        pools.forEach(ExecutorService::shutdownNow);
    }

    private <T> List<Future<T>> start(int threads, int calls, Callable<T> call) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        pools.add(pool);
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            futures.add(pool.submit(call));
        }
        return futures;
    }

    /** Lets all threads go at the same moment. */
    private <T> List<Future<T>> onThreads(int threads, int calls, Callable<T> call) {
        CountDownLatch ready = new CountDownLatch(threads);
        return start(threads, calls, () -> {
            ready.countDown();
            ready.await();
            return call.call();
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
