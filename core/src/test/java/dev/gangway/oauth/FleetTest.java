package dev.gangway.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.StoreException;
import dev.gangway.fake.FakeProvider;
import dev.gangway.fake.FakeTime;
import dev.gangway.http.Deadline;
import dev.gangway.http.Time;
import dev.gangway.result.Fact;
import dev.gangway.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several cells on one keeper, as nodes of an application are. */
@Timeout(60) // latches are waited for
class FleetTest {

    private static final Duration LIFE = Duration.ofHours(4);
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final FakeTime time = new FakeTime();
    private static final FakeProvider PROVIDER =
            FakeProvider.start(); // once for all: a handshake takes longer than a test
    private final FakeKeeper keeper = new FakeKeeper(tokens(Optional.empty(), "t0ps3cret-refresh-0"), time);
    private final AtomicInteger granted = new AtomicInteger();
    /** The refresh token that a rotating provider takes; another one is an invalid grant. */
    private volatile String accepted = "t0ps3cret-refresh-0";

    private volatile Supplier<MockResponse> fault = () -> null;

    private final AtomicInteger requests = new AtomicInteger();

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    private static OAuthTokens tokens(Optional<String> accessToken, String refreshToken) {
        return new OAuthTokens(
                accessToken.map(Secret::of),
                Optional.empty(),
                Optional.of(Secret.of(refreshToken)),
                Fact.of(Set.of("s")));
    }

    private MockResponse answer(boolean rotating, RecordedRequest request) {
        requests.incrementAndGet();
        MockResponse planned = fault.get();
        if (planned != null) {
            return planned;
        }
        if (!request.getBody().utf8().contains("refresh_token=" + accepted + "&")) {
            return error("invalid_grant");
        }
        int number = granted.incrementAndGet();
        String rotated = "";
        if (rotating) {
            accepted = "t0ps3cret-refresh-" + number;
            rotated = "\"refresh_token\":\"" + accepted + "\",";
        }
        return new MockResponse.Builder()
                .body("{\"access_token\":\"t0ps3cret-access-" + number + "\"," + rotated + "\"expires_in\":"
                        + LIFE.toSeconds() + "}")
                .build();
    }

    private static MockResponse error(String error) {
        return new MockResponse.Builder()
                .code(400)
                .body("{\"error\":\"" + error + "\"}")
                .build();
    }

    private TokenCell node(boolean rotating, Keeper its) {
        return node(rotating, its, time);
    }

    private TokenCell node(boolean rotating, Keeper its, Time clock) {
        PROVIDER.dispatch(request -> answer(rotating, request));
        OAuthSpec spec = OAuthSpec.of(PROVIDER.uri("/authorize"), PROVIDER.uri("/token"), "app");
        return new TokenCell(
                its,
                TokenEndpoint.of(rotating ? spec : spec.withLastingRefreshTokens(), PROVIDER.client(), clock),
                clock);
    }

    /** Where a node dies: nothing that comes after is done, and its lease is not given back. */
    private enum Step {
        LEASED,
        LOADED,
        BEGUN,
        ANSWERED,
        SAVED
    }

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The keeper as a node has it that dies at one step. */
    private final class Dying implements Keeper {
        private final Step last;
        private boolean leased;
        private boolean dead;

        Dying(Step last) {
            this.last = last;
        }

        private void done(Step step) {
            if (step == last) {
                dead = true;
                throw new Death();
            }
        }

        @Override
        public Kept load() {
            Kept kept = keeper.load();
            if (leased) {
                done(Step.LOADED);
            }
            return kept;
        }

        @Override
        public boolean begin(long generation) {
            boolean begun = keeper.begin(generation);
            done(Step.BEGUN);
            return begun;
        }

        @Override
        public boolean save(OAuthTokens tokens, long generation) {
            done(Step.ANSWERED);
            boolean saved = keeper.save(tokens, generation);
            done(Step.SAVED);
            return saved;
        }

        @Override
        public Optional<Store.Lease> lease(Duration duration) {
            Store.Lease lease = keeper.lease(duration).orElseThrow();
            leased = true;
            done(Step.LEASED);
            return Optional.of(new Store.Lease() {
                @Override
                public boolean isHeld() {
                    return lease.isHeld();
                }

                @Override
                public void close() {
                    if (!dead) {
                        lease.close();
                    }
                }
            });
        }
    }

    @Nested
    @DisplayName("many calls on two nodes at once")
    class AtOnce {

        /** Waits a moment and lets the clock stand: no lease runs out while a request is under way. */
        private final Time standing = new Time() {
            @Override
            public Instant instant() {
                return time.instant();
            }

            @Override
            public void sleep(Duration duration) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(40));
            }
        };

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void costOneRequest(boolean rotating) throws Exception {
            List<TokenCell> nodes = List.of(node(rotating, keeper, standing), node(rotating, keeper, standing));
            assertThat(headers(nodes)).containsExactly("Bearer t0ps3cret-access-1");
            assertThat(requests.get()).isEqualTo(1);

            time.advance(LIFE);

            assertThat(headers(nodes)).containsExactly("Bearer t0ps3cret-access-2");
            assertThat(requests.get()).isEqualTo(2);
        }

        @Test
        void thatMetARejectedTokenCostOneRequest() throws Exception {
            List<TokenCell> nodes = List.of(node(false, keeper, standing), node(false, keeper, standing));
            String rejected = nodes.get(0).header();
            nodes.get(1).header();

            assertThat(onThreads(nodes, node -> () -> node.renew(rejected))).containsExactly(true);

            assertThat(requests.get()).isEqualTo(2);
        }

        private Set<String> headers(List<TokenCell> nodes) throws Exception {
            return onThreads(nodes, node -> node::header);
        }

        private <T> Set<T> onThreads(List<TokenCell> nodes, Function<TokenCell, Callable<T>> call) throws Exception {
            int threads = 32;
            CountDownLatch ready = new CountDownLatch(threads);
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                List<Future<T>> calls = new ArrayList<>();
                for (int i = 0; i < 2000; i++) {
                    Callable<T> one = call.apply(nodes.get(i % nodes.size()));
                    calls.add(pool.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return one.call();
                    }));
                }
                Set<T> results = new HashSet<>();
                for (Future<T> each : calls) {
                    results.add(each.get());
                }
                return results;
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Nested
    @DisplayName("a node that dies")
    class Dies {

        private Duration servedAfterDeathAt(Step step, boolean rotating) {
            TokenCell dying = node(rotating, new Dying(step));
            assertThatExceptionOfType(Death.class).isThrownBy(dying::header);
            Instant death = time.instant();

            TokenCell other = node(rotating, keeper);
            assertThat(other.header()).startsWith("Bearer t0ps3cret-access-");

            assertThat(requests.get()).isLessThanOrEqualTo(2);
            return Duration.between(death, time.instant());
        }

        @ParameterizedTest
        @EnumSource(names = {"LEASED", "LOADED", "ANSWERED", "SAVED"})
        void losesNothingOfALastingGrantAndHoldsNobodyUpLongerThanItsLease(Step step) {
            assertThat(servedAfterDeathAt(step, false)).isLessThanOrEqualTo(LEASE.plusSeconds(2));
        }

        @ParameterizedTest
        @EnumSource(names = {"LEASED", "LOADED", "BEGUN", "SAVED"})
        void losesNothingOfARotatingGrantUnlessItHadAnAnswer(Step step) {
            assertThat(servedAfterDeathAt(step, true)).isLessThanOrEqualTo(LEASE.plusSeconds(2));
            assertThat(keeper.load().renewalBegun()).isEmpty();
        }

        @Test
        void afterItSavedHoldsNobodyUpAtAll() {
            assertThat(servedAfterDeathAt(Step.SAVED, true)).isZero();
            assertThat(requests.get()).isEqualTo(1);
        }

        @Test
        void withTheAnswerOfARotatingProviderIsReportedAndNeverALoop() {
            assertThatExceptionOfType(Death.class).isThrownBy(node(true, new Dying(Step.ANSWERED))::header);
            Instant begun = keeper.load().renewalBegun().orElseThrow();
            TokenCell other = node(true, keeper);

            for (int call = 0; call < 1000; call++) {
                assertThatExceptionOfType(CredentialRejectedException.class)
                        .isThrownBy(other::header)
                        .withMessageContaining("A renewal that was begun at " + begun)
                        .withMessageContaining("cut off")
                        .withMessageNotContaining("t0ps3cret");
            }

            assertThat(requests.get()).as("its own and one that probes").isEqualTo(2);
        }
    }

    @Nested
    @DisplayName("a node that is late")
    class Late {

        /** Something happens while the request of this node is under way. */
        private void meanwhile(Runnable event) {
            AtomicReference<Runnable> once = new AtomicReference<>(event);
            fault = () -> {
                Runnable now = once.getAndSet(null);
                if (now != null) {
                    now.run();
                }
                return null;
            };
        }

        @Test
        void doesNotOverwriteWhatAPersonConnectedMeanwhile() {
            TokenCell node = node(false, keeper);
            meanwhile(() -> keeper.reconnect(tokens(Optional.of("t0ps3cret-new"), "t0ps3cret-refresh-new")));

            assertThat(node.header()).isEqualTo("Bearer t0ps3cret-new");

            assertThat(keeper.load().tokens().refreshToken()).contains(Secret.of("t0ps3cret-refresh-new"));
            assertThat(keeper.load().generation()).isEqualTo(2);
            assertThat(requests.get()).isEqualTo(1);
        }

        @Test
        void renewsWhatAPersonConnectedMeanwhileIfThereIsNoAccessTokenYet() {
            TokenCell node = node(false, keeper);
            meanwhile(() -> {
                keeper.reconnect(tokens(Optional.empty(), "t0ps3cret-refresh-new"));
                accepted = "t0ps3cret-refresh-new";
            });

            assertThat(node.header()).isEqualTo("Bearer t0ps3cret-access-1");

            assertThat(keeper.load().tokens().refreshToken()).contains(Secret.of("t0ps3cret-refresh-new"));
            assertThat(requests.get()).isEqualTo(2);
        }

        @Test
        void adoptsWhatAnotherNodeRenewedAfterTheLeaseRanOut() {
            TokenCell late = node(true, keeper);
            TokenCell other = node(true, keeper);
            meanwhile(() -> {
                time.advance(LEASE);
                other.header();
            });

            assertThat(late.header()).isEqualTo("Bearer t0ps3cret-access-1");

            assertThat(keeper.load().generation()).isEqualTo(2);
            assertThat(requests.get()).isEqualTo(2);
        }

        @Test
        void thatCouldNotKeepItsTokenGivesWayToANewerOne() {
            TokenCell node = node(false, keeper);
            keeper.failing = true;
            assertThatExceptionOfType(StoreException.class).isThrownBy(node::header);
            keeper.failing = false;

            keeper.reconnect(tokens(Optional.of("t0ps3cret-new"), "t0ps3cret-refresh-new"));

            assertThat(node.header()).isEqualTo("Bearer t0ps3cret-new");
            assertThat(keeper.load().generation()).isEqualTo(2);
        }

        /** A refresh takes 15 seconds at most, so it must begin in the first 5 of its lease. */
        @ParameterizedTest
        @CsvSource({"5, 1", "6, 2"})
        void beginsAnewIfTheStoreTookTooMuchOfTheLease(int seconds, int leases) {
            Slow slow = new Slow(Duration.ofSeconds(seconds));

            assertThat(node(true, slow).header()).isEqualTo("Bearer t0ps3cret-access-1");

            assertThat(slow.leases).isEqualTo(leases);
            assertThat(requests).hasValue(1);
        }

        /** Takes its time to mark the first renewal. */
        private final class Slow implements Keeper {
            private final Duration first;
            private int leases;

            Slow(Duration first) {
                this.first = first;
            }

            @Override
            public Kept load() {
                return keeper.load();
            }

            @Override
            public boolean begin(long generation) {
                if (leases == 1) {
                    time.advance(first);
                }
                return keeper.begin(generation);
            }

            @Override
            public boolean save(OAuthTokens tokens, long generation) {
                return keeper.save(tokens, generation);
            }

            @Override
            public Optional<Store.Lease> lease(Duration duration) {
                leases++;
                return keeper.lease(duration);
            }
        }

        @Test
        void givesUpIfWhatIsKeptChangesAgainAndAgain() {
            TokenCell node = node(false, keeper);
            fault = () -> {
                keeper.reconnect(tokens(Optional.empty(), "t0ps3cret-refresh-0"));
                return null;
            };

            assertThatExceptionOfType(ProviderUnavailableException.class).isThrownBy(node::header);

            assertThat(requests.get()).isEqualTo(3);
        }
    }

    @Nested
    @DisplayName("while another node holds the lease")
    class Waiting {

        private final Store.Lease held = keeper.lease(Duration.ofHours(1)).orElseThrow();

        @Test
        void aNodeLooksSeveralTimesASecondAndTakesWhatIsThere() {
            TokenCell node = node(
                    false,
                    new Watched(
                            3,
                            () -> keeper.save(tokens(Optional.of("t0ps3cret-elsewhere"), "t0ps3cret-refresh-0"), 1)));

            assertThat(node.header()).isEqualTo("Bearer t0ps3cret-elsewhere");

            assertThat(requests.get()).isZero();
            assertThat(time.slept())
                    .hasSize(2)
                    .allMatch(wait -> wait.compareTo(Duration.ofMillis(100)) >= 0)
                    .allMatch(wait -> wait.compareTo(Duration.ofMillis(250)) <= 0);
        }

        @Test
        void aNodeTakesOverWhenItIsGivenBack() {
            TokenCell node = node(false, new Watched(3, held::close));

            assertThat(node.header()).isEqualTo("Bearer t0ps3cret-access-1");
        }

        @Test
        void aNodeWaitsNoLongerThanALeaseLasts() {
            Instant start = time.instant();
            TokenCell node = node(false, keeper);

            assertThatExceptionOfType(ProviderUnavailableException.class)
                    .isThrownBy(node::header)
                    .withMessageContaining("other nodes");

            assertThat(Duration.between(start, time.instant())).isEqualTo(LEASE.plusSeconds(2));
            assertThat(requests.get()).isZero();
        }

        @Test
        void aNodeWaitsNoLongerThanItsCallerDoes() {
            TokenCell node = node(false, keeper);
            Instant start = time.instant();

            assertThatExceptionOfType(ProviderUnavailableException.class)
                    .isThrownBy(() -> Deadline.in(Duration.ofSeconds(3), time).during(node::header))
                    .withMessageContaining("deadline");
            assertThat(Duration.between(start, time.instant())).isEqualTo(Duration.ofSeconds(3));

            held.close();
            assertThat(node.header()).isEqualTo("Bearer t0ps3cret-access-1");
        }

        @Test
        void aTokenThatIsStillGoodIsUsedWithoutWaiting() {
            keeper.reconnect(new OAuthTokens(
                    Optional.of(Secret.of("t0ps3cret-good")),
                    Optional.of(time.instant().plus(LIFE)),
                    Optional.of(Secret.of("t0ps3cret-refresh-0")),
                    Fact.of(Set.of())));

            assertThat(node(false, keeper).header()).isEqualTo("Bearer t0ps3cret-good");
            assertThat(time.slept()).isEmpty();
        }

        /** Something happens at the n-th look. */
        private final class Watched implements Keeper {
            private final int when;
            private final Runnable event;
            private int asked;

            Watched(int when, Runnable event) {
                this.when = when;
                this.event = event;
            }

            @Override
            public Kept load() {
                return keeper.load();
            }

            @Override
            public boolean begin(long generation) {
                return keeper.begin(generation);
            }

            @Override
            public boolean save(OAuthTokens tokens, long generation) {
                return keeper.save(tokens, generation);
            }

            @Override
            public Optional<Store.Lease> lease(Duration duration) {
                asked++;
                if (asked == when) {
                    event.run();
                }
                return keeper.lease(duration);
            }
        }
    }

    @Nested
    @DisplayName("a dead grant")
    class Dead {

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void costsAllNodesTogetherOneRequestInThirtySeconds(boolean rotating) {
            List<TokenCell> nodes = List.of(node(rotating, keeper), node(rotating, keeper), node(rotating, keeper));
            accepted = "another";

            for (int call = 0; call < 1000; call++) {
                assertThatExceptionOfType(CredentialRejectedException.class)
                        .isThrownBy(nodes.get(call % 3)::header)
                        .withMessageContaining("revoked");
                time.advance(Duration.ofMillis(60));
            }

            assertThat(requests.get()).as("in 60 seconds").isEqualTo(2);
        }

        @Test
        void isOverForAllNodesAsSoonAsSomebodyConnectsAgain() {
            TokenCell one = node(false, keeper);
            TokenCell other = node(false, keeper);
            accepted = "t0ps3cret-refresh-new";
            assertThatExceptionOfType(CredentialRejectedException.class).isThrownBy(one::header);
            assertThatExceptionOfType(CredentialRejectedException.class).isThrownBy(other::header);

            keeper.reconnect(tokens(Optional.empty(), "t0ps3cret-refresh-new"));

            assertThat(other.header()).isEqualTo("Bearer t0ps3cret-access-1");
            assertThat(one.header()).isEqualTo("Bearer t0ps3cret-access-1");
        }

        @Test
        void isReportedEvenIfTheOthersCannotBeTold() {
            TokenCell node = node(true, keeper);
            accepted = "another";
            keeper.failing = true;

            assertThatExceptionOfType(CredentialRejectedException.class).isThrownBy(node::header);
        }
    }

    @Nested
    @DisplayName("nodes whose clocks differ by a day")
    class Skewed {

        @ParameterizedTest
        @ValueSource(ints = {-24, -1, 1, 24})
        void renewATokenTwiceInItsLifeAtMost(int hours) {
            Time skewed = new Time() {
                @Override
                public Instant instant() {
                    return time.instant().plus(Duration.ofHours(hours));
                }

                @Override
                public void sleep(Duration duration) throws InterruptedException {
                    time.sleep(duration);
                }
            };
            List<TokenCell> nodes = List.of(node(false, keeper), node(false, keeper, skewed));

            for (int minute = 0; minute < 200; minute++) {
                nodes.get(minute % 2).header();
                time.advance(Duration.ofMinutes(1));
            }

            assertThat(requests.get()).isBetween(1, 2);
        }
    }

    @Nested
    @DisplayName("a rotating provider")
    class Rotating {

        @Test
        void hasItsRenewalMarkedBeforeTheRequest() {
            List<Optional<Instant>> marks = new ArrayList<>();
            TokenCell node = node(true, keeper);
            fault = () -> {
                marks.add(keeper.load().renewalBegun());
                return null;
            };

            node.header();

            assertThat(marks).containsExactly(Optional.of(time.instant()));
            assertThat(keeper.load().renewalBegun()).isEmpty();
        }

        @Test
        void isNotCutOffByACallersDeadline() {
            TokenCell node = node(true, keeper);
            fault = () -> {
                time.advance(Duration.ofSeconds(10));
                return null;
            };

            assertThat(Deadline.in(Duration.ofSeconds(3), time).<String>during(node::header))
                    .isEqualTo("Bearer t0ps3cret-access-1");
        }

        @Test
        void isNotAskedIfTheMarkCannotBeKept() {
            TokenCell node = node(true, new Dying(Step.BEGUN));

            assertThatExceptionOfType(Death.class).isThrownBy(node::header);

            assertThat(requests.get()).isZero();
        }

        @ParameterizedTest
        @CsvSource({"500, true", "429, false", "400, false"})
        void leavesTheMarkOnlyIfTheTokenMayBeSpent(int status, boolean marked) {
            fault = () -> new MockResponse.Builder()
                    .code(status)
                    .addHeader("Retry-After", "60")
                    .body("{\"error\":\"invalid_client\"}")
                    .build();

            assertThatExceptionOfType(GangwayException.class).isThrownBy(node(true, keeper)::header);

            assertThat(keeper.load().renewalBegun().isPresent()).isEqualTo(marked);
        }

        @Test
        void thatRevokedTheGrantIsNotMistakenForARenewalThatWasCutOff() {
            TokenCell node = node(true, keeper);
            accepted = "another";

            for (int call = 0; call < 3; call++) {
                assertThatExceptionOfType(CredentialRejectedException.class)
                        .isThrownBy(node::header)
                        .withMessageContaining("revoked");
                time.advance(Duration.ofSeconds(31));
            }
        }

        @Test
        void whoseAnswerWasLostIsProbedOnceAndHeals() {
            TokenCell node = node(true, keeper);
            fault = () -> new MockResponse.Builder().code(502).build();
            assertThatExceptionOfType(ProviderUnavailableException.class).isThrownBy(node::header);
            assertThat(keeper.load().renewalBegun()).isPresent();
            fault = () -> null;

            assertThat(node.header()).isEqualTo("Bearer t0ps3cret-access-1");

            assertThat(keeper.load().renewalBegun()).isEmpty();
            assertThat(requests.get()).isEqualTo(2);
        }
    }
}
