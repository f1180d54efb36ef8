package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.error.StoreException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Row;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.NewUser;
import dev.gangway.user.Onboarded;
import dev.gangway.user.OpenRequest;
import dev.gangway.user.Progress;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BulkOnboardingTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    static NewUser person(int number) {
        return NewUser.of("p" + number + "@example.com");
    }

    static List<NewUser> people(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(BulkOnboardingTest::person)
                .toList();
    }

    /** What each row says, in a word. */
    static List<String> words(List<Row<NewUser, Onboarded>> rows) {
        return rows.stream()
                .map(row -> row.end()
                        .match(
                                done -> done.changed() ? "done" : "already",
                                refused -> refused.refusal().reason().name(),
                                unsettled -> "unsettled",
                                notAttempted -> "not attempted"))
                .toList();
    }

    private static JobHandle handle(Row<NewUser, Onboarded> row) {
        return World.unsettled(outcome(row)).handle();
    }

    static Outcome<Onboarded> outcome(Row<NewUser, Onboarded> row) {
        return ((Row.Attempted<Onboarded>) row.end()).outcome();
    }

    private static String whyNot(Row<NewUser, Onboarded> row) {
        return ((Row.NotAttempted<Onboarded>) row.end()).why();
    }

    private List<String> aboutWhom() {
        return world.team.writes().stream().map(InMemoryConnector.Write::about).toList();
    }

    @Test
    void everybodyHasTheirRowInTheOrderGiven() {
        world.team.group("g1", "Design");
        world.joins("leo");
        world.team.personIsSuspended(world.joins("sue"));
        world.team.personLeaves(world.joins("rob"), true);
        world.team.personJoins(NewUser.of("mia@example.com").withExternalId("E-1"));
        List<NewUser> people = List.of(
                person(1).inGroup("g1"),
                NewUser.of("LEO@example.com"),
                NewUser.of("sue@example.com"),
                person(2).withExternalId("E-1"),
                NewUser.of("rob@example.com"),
                person(3).inGroup("g1").inGroup("gone"));

        List<Row<NewUser, Onboarded>> rows = world.users().onboardAll(people);

        assertThat(rows).extracting(Row::input).containsExactlyElementsOf(people);
        assertThat(words(rows))
                .containsExactly("done", "already", "WRONG_STATUS", "EXTERNAL_ID_IN_USE", "RECOVERABLE_LEAVER", "done");
        assertThat(World.refusal(outcome(rows.get(3))).providerCode()).contains("external_id_in_use");
        Onboarded last = World.done(outcome(rows.get(5)));
        assertThat(last.user().groupIds().toOptional()).contains(List.of("g1"));
        assertThat(last.notDone()).singleElement().asString().startsWith("the group gone: ");
        assertThat(world.writes()).containsExactly("onboard", "join-group", "join-group", "join-group");
        assertThat(aboutWhom().get(0)).isEqualTo("p1@example.com p2@example.com p3@example.com");
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void nobodyAtAllIsNoTrouble() {
        assertThat(world.users().onboardAll(List.of())).isEmpty();
    }

    @Test
    void whoIsNamedTwiceIsRefusedAtTheDoor() {
        Users users = world.users();
        int requests = world.team.requests();
        String longOne = "x".repeat(100);

        assertThatThrownBy(() -> users.onboardAll(List.of(
                        person(1).withExternalId(longOne),
                        person(2),
                        NewUser.of("P1@example.com"),
                        person(3).withExternalId(longOne),
                        NewUser.of("p2@EXAMPLE.com"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P1@example.com")
                .hasMessageContaining("p2@EXAMPLE.com")
                .hasMessageContaining("external id " + "x".repeat(60) + "…")
                .hasMessageNotContaining("p3@example.com");
        assertThat(world.team.requests()).isEqualTo(requests);
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void aNullAmongThePeopleIsNamedAtTheDoor() {
        Users users = world.users();

        assertThatThrownBy(() -> users.onboardAll(Arrays.asList(person(1), null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("people");
        assertThatThrownBy(() -> users.onboardAll(people(1), null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("progress");
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aThousandPeopleCostFiftyInvitationsAndThreeReadingsForEach() {
        world.team.licenses(InMemoryConnector.FULL, 2000);
        Users users = world.users();
        int before = world.team.requests();

        List<Row<NewUser, Onboarded>> rows = users.onboardAll(people(1000));

        assertThat(words(rows)).hasSize(1000).containsOnly("done");
        assertThat(world.writes()).hasSize(50).containsOnly("onboard");
        assertThat(world.team.requests() - before).isLessThanOrEqualTo(50 + 3 * 50 + 1);
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void theJobsOfABatchAreAskedAfterTogether() {
        world.team.licenses(InMemoryConnector.FULL, 21);
        world.team.jobsTake(3);
        Users users = world.users();
        int before = world.team.requests();

        List<Row<NewUser, Onboarded>> rows = users.onboardAll(people(20));

        assertThat(words(rows)).containsOnly("done");
        assertThat(world.team.requests() - before).isLessThanOrEqualTo(8);
    }

    @Test
    void aStuckJobLeavesItsPeopleUnsettledAndTheRestGoesOn() {
        world.team.onboardingBatch(2);
        world.team.holdJobs();

        List<Row<NewUser, Onboarded>> rows = world.users().onboardAll(people(3));

        assertThat(words(rows)).containsExactly("unsettled", "unsettled", "unsettled");
        assertThat(world.users().openRequests())
                .extracting(OpenRequest::handle)
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(BulkOnboardingTest::handle).toList());
        world.team.releaseJobs();

        for (Row<NewUser, Onboarded> row : rows) {
            User settled = World.done(World.settled(world.otherNode(), handle(row)));
            assertThat(settled.email()).isEqualTo(row.input().email().address());
            assertThat(settled.status()).isEqualTo(UserStatus.INVITED);
        }
        assertThat(world.users().openRequests()).isEmpty();
        assertThat(world.writes()).containsExactly("onboard", "onboard");
    }

    @Test
    void aJobThatTheProviderLostDoesNotTouchTheOthers() {
        world.team.jobsTake(3);
        Users users = through(inner -> new ForwardingUsers(inner) {
            private final List<JobHandle> lost = new ArrayList<>();

            @Override
            public List<Outcome<UserId>> pollAll(List<JobHandle> jobs) {
                lost.addAll(lost.isEmpty() ? List.of(jobs.get(1)) : List.of());
                if (jobs.contains(lost.get(0))) {
                    throw new AnswerLostException("no such job", Optional.empty());
                }
                return super.pollAll(jobs);
            }

            @Override
            public Outcome<UserId> poll(JobHandle job) {
                return pollAll(List.of(job)).get(0);
            }
        });

        List<Row<NewUser, Onboarded>> rows = users.onboardAll(people(3));

        assertThat(words(rows)).containsOnly("done");
        assertThat(world.writes()).containsExactly("onboard");
    }

    private Users through(UnaryOperator<UserLifecycle> between) {
        return world.through(ForwardingConnector.withUsers(world.team, between));
    }

    @Test
    void aLostAnswerIsSettledForEachByReading() {
        world.team.loseNextAnswer();

        List<Row<NewUser, Onboarded>> rows = world.users().onboardAll(people(3));

        assertThat(words(rows)).containsOnly("done");
        assertThat(world.writes()).containsExactly("onboard");
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void aRequestThatHadNoEffectIsSentOnceMoreForEach() {
        world.team.failNextBefore(new AnswerLostException("lost on the way", Optional.empty()));

        List<Row<NewUser, Onboarded>> rows = world.users().onboardAll(people(3));

        assertThat(words(rows)).containsOnly("done");
        assertThat(aboutWhom())
                .containsExactly(
                        "p1@example.com p2@example.com p3@example.com",
                        "p1@example.com",
                        "p2@example.com",
                        "p3@example.com");
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void anAnswerForTooFewIsSettledByReading() {
        Users users = through(inner -> new ForwardingUsers(inner) {
            @Override
            public List<Outcome<UserId>> onboardAll(List<NewUser> people) {
                return super.onboardAll(people).subList(0, 1);
            }
        });

        assertThat(words(users.onboardAll(people(3)))).containsOnly("done");
        assertThat(world.writes()).containsExactly("onboard");
    }

    static Stream<GangwayException> notSent() {
        return Stream.of(
                new RateLimitedException("Slow down.", Duration.ofHours(1), Optional.empty()),
                new CredentialRejectedException("The token was revoked.", Optional.empty()),
                new ProviderUnavailableException("The provider is down.", Optional.empty()));
    }

    /** Does something once the first batch of two has ended. */
    private static Consumer<Progress> afterTheFirst(Runnable event) {
        return sign -> {
            if (sign.message().startsWith("batch 1 of 3: 2 invited")) {
                event.run();
            }
        };
    }

    @ParameterizedTest
    @MethodSource("notSent")
    void aBatchThatWasNotSentAndTheRestAreNotAttempted(GangwayException trouble) {
        world.team.onboardingBatch(2);

        List<Row<NewUser, Onboarded>> rows =
                world.users().onboardAll(people(5), afterTheFirst(() -> world.team.failNextBefore(trouble)));

        assertThat(words(rows)).containsExactly("done", "done", "not attempted", "not attempted", "not attempted");
        assertThat(whyNot(rows.get(4))).contains(trouble.getMessage());
        assertThat(world.journal()).isEmpty();
        assertThat(world.writes()).containsExactly("onboard");
        assertThat(words(world.users().onboardAll(people(5))))
                .containsExactly("already", "already", "done", "done", "done");
    }

    @ParameterizedTest
    @MethodSource("notSent")
    void troubleBeforeAnythingWasDoneIsThrown(GangwayException trouble) {
        world.team.failNextBefore(trouble);

        assertThatThrownBy(() -> world.users().onboardAll(people(5))).isSameAs(trouble);
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void aStoreThatFailsBeforeTheSendingLeavesTheRestNotAttempted() {
        world.team.onboardingBatch(2);
        List<String> down = new ArrayList<>();
        Users users = world.gangway(world.team, new ForwardingStore(world.store) {
                    @Override
                    public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                        if (!down.isEmpty()
                                && key.contains("/writes/")
                                && data.length > 0
                                && down.add(key)
                                && down.size() == 3) {
                            throw new StoreException("The disk is full.", null);
                        }
                        return super.compareAndSet(key, expectedVersion, data);
                    }
                })
                .connection(world.id)
                .users();

        List<Row<NewUser, Onboarded>> rows = users.onboardAll(people(5), afterTheFirst(() -> down.add("now")));

        assertThat(words(rows)).containsExactly("done", "done", "not attempted", "not attempted", "not attempted");
        assertThat(whyNot(rows.get(2))).contains("The disk is full.");
        assertThat(world.writes()).containsExactly("onboard");
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void anInterruptOnTheWayLeavesAHandleForEachWhomItConcerns() {
        world.team.onboardingBatch(2);
        CallInterruptedException interrupted = new CallInterruptedException("Interrupted on the way.");

        List<Row<NewUser, Onboarded>> rows =
                world.users().onboardAll(people(5), afterTheFirst(() -> world.team.failNextAfter(interrupted)));

        assertThat(words(rows)).containsExactly("done", "done", "unsettled", "unsettled", "not attempted");
        assertThat(World.done(World.settled(world.users(), handle(rows.get(3)))).status())
                .isEqualTo(UserStatus.INVITED);
    }

    @Test
    void aWaitThatIsInterruptedKeepsWhatEndedBefore() {
        world.team.onboardingBatch(2);
        Thread me = Thread.currentThread();

        List<Row<NewUser, Onboarded>> rows = world.users().onboardAll(people(5), afterTheFirst(() -> {
            world.team.holdJobs();
            world.clock.in(Duration.ofSeconds(1), me::interrupt);
        }));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(words(rows)).containsExactly("done", "done", "unsettled", "unsettled", "not attempted");
    }

    @Test
    void troubleWithGroupsIsSaidWhereSomebodyCameAboard() {
        world.team.group("g1", "Design");
        world.team.onboardingBatch(2);
        CredentialRejectedException rejected =
                new CredentialRejectedException("The token was revoked.", Optional.empty());
        Users users = through(inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> joinGroup(UserId user, GroupMembership group) {
                throw rejected;
            }
        });

        List<Row<NewUser, Onboarded>> rows =
                users.onboardAll(people(3).stream().map(it -> it.inGroup("g1")).toList());

        assertThat(words(rows)).containsExactly("done", "done", "not attempted");
        assertThat(World.done(outcome(rows.get(1))).notDone())
                .singleElement()
                .asString()
                .contains("the group g1")
                .contains("revoked");
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void progressCountsWhoHasTheirOutcome() {
        world.team.onboardingBatch(2);
        world.joins("leo");
        List<Progress> signs = new ArrayList<>();

        world.users().onboardAll(List.of(person(1), NewUser.of("leo@example.com"), person(2)), signs::add);

        assertThat(signs).extracting(Progress::message).contains("batch 1 of 2: 1 invited, 1 already there");
        Progress last = signs.get(signs.size() - 1);
        assertThat(last.message()).isEqualTo("batch 2 of 2: 2 invited, 1 already there");
        assertThat(last.done()).hasValue(3);
        assertThat(last.of()).hasValue(3);
    }

    @Test
    void aListenerThatThrowsStopsNothing() {
        List<Row<NewUser, Onboarded>> rows = world.users().onboardAll(people(3), sign -> {
            throw new IllegalStateException("the listener's own");
        });

        assertThat(words(rows)).containsOnly("done");
    }
}
