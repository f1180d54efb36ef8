package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.result.Outcome;
import dev.gangway.result.Row;
import dev.gangway.user.NewUser;
import dev.gangway.user.Onboarded;
import dev.gangway.user.OpenRequest;
import dev.gangway.user.User;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A node dies at each moment of a bulk onboarding, and another node goes on. */
class OnboardingCrashTest {

    private static final List<NewUser> PEOPLE = Stream.of("ana", "ben", "eva")
            .map(name -> NewUser.of(name + "@example.com"))
            .toList();

    private static World world() {
        World world = new World();
        world.team.onboardingBatch(2);
        world.team.licenses(InMemoryConnector.FULL, 4);
        return world;
    }

    /** The longest that a lease of a dead node keeps others out. */
    private static void waitForLeases(World world) {
        world.clock.advance(Duration.ofMinutes(8));
    }

    private static void settleAll(Users users) {
        for (OpenRequest open : users.openRequests()) {
            assertThat(users.settle(open.handle())).as(open.toString()).isNotInstanceOf(Outcome.Unsettled.class);
        }
        assertThat(users.openRequests()).isEmpty();
    }

    /** Kills a node at each moment in turn, until one survives, and looks at what another node makes of it. */
    private static void atEachMoment(List<NewUser> people, Consumer<World> setUp, Consumer<World> check) {
        boolean survived = false;
        int moment = 0;
        for (; !survived; moment++) {
            try (World world = world()) {
                setUp.accept(world);
                survived = CrashTest.survives(world, moment + 1, users -> users.onboardAll(people));
                Users other = world.otherNode();
                waitForLeases(world);
                settleAll(other);

                List<Row<NewUser, Onboarded>> rows = other.onboardAll(people);

                assertThat(BulkOnboardingTest.words(rows))
                        .as("moment " + moment)
                        .isSubsetOf("done", "already");
                assertThat(rows)
                        .as("moment " + moment)
                        .allSatisfy(it -> assertThat(World.done(BulkOnboardingTest.outcome(it))
                                        .notDone())
                                .isEmpty());
                assertThat(other.openRequests()).as("moment " + moment).isEmpty();
                check.accept(world);
            }
        }
        assertThat(moment).as("moments to die at").isGreaterThan(50);
    }

    private static Stream<String> askedFor(World world) {
        return world.team.writes().stream()
                .filter(it -> it.operation().equals("onboard"))
                .flatMap(it -> Stream.of(it.about().split(" ")));
    }

    @Test
    void anotherNodeSettlesEverybodyAndNobodyIsInvitedTwice() {
        atEachMoment(PEOPLE, world -> {}, world -> {
            assertThat(askedFor(world))
                    .containsExactlyInAnyOrder("ana@example.com", "ben@example.com", "eva@example.com");
            assertThat(world.team.people())
                    .filteredOn(it -> it.status() == UserStatus.INVITED)
                    .extracting(User::email)
                    .containsExactlyInAnyOrder("ana@example.com", "ben@example.com", "eva@example.com");
        });
    }

    @Test
    void theSameForWhatTheProviderDoesInTheBackground() {
        atEachMoment(
                PEOPLE,
                world -> world.team.jobsTake(2),
                world -> assertThat(askedFor(world))
                        .containsExactlyInAnyOrder("ana@example.com", "ben@example.com", "eva@example.com"));
    }

    @Test
    void leaversAndGroupsAreBroughtToTheSameEnd() {
        List<NewUser> people = List.of(
                NewUser.of("ana@example.com").inGroup("g1"),
                NewUser.of("leo@example.com").recoveringLeaver().inGroup("g1"));
        atEachMoment(
                people,
                world -> {
                    world.team.group("g1", "Design");
                    world.team.personLeaves(world.joins("leo"), true);
                },
                world -> {
                    assertThat(world.writes())
                            .containsExactlyInAnyOrder("onboard", "recover", "join-group", "join-group");
                    assertThat(world.team.people())
                            .filteredOn(it -> !it.equals(world.team.admin()))
                            .allSatisfy(
                                    it -> assertThat(it.groupIds().toOptional()).contains(List.of("g1")));
                });
    }
}
