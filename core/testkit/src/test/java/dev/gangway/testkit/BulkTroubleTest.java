package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.result.Outcome;
import dev.gangway.store.Store;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.Brake;
import dev.gangway.user.BulkPlan;
import dev.gangway.user.BulkReport;
import dev.gangway.user.BulkReport.State;
import dev.gangway.user.ConfirmedBulkPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.Progress;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a bulk run takes trouble: with one person it goes on, and with eight in a row it stops. */
class BulkTroubleTest {

    private static final String GO_ON = "resume the run to go on";

    private final World world = new World(builder ->
            builder.offboardingBrake(new Brake(100, 5, Duration.ofHours(24))).maxWait(Duration.ZERO));
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void close() {
        world.close();
    }

    private BulkPlan plan(int people) {
        List<UserRef> leavers = IntStream.range(0, people)
                .mapToObj(i -> UserRef.id(world.joins("person" + i)))
                .toList();
        return world.users()
                .bulkOffboardings()
                .plan(
                        leavers,
                        leaver -> OffboardingRequest.of(
                                UserRef.id(leaver.id()),
                                DataHandling.keepRecoverable().keepingDevices()));
    }

    private static ConfirmedBulkPlan oneByOne(BulkPlan plan) {
        return plan.confirmedBy(World.ACTOR).atOnce(1);
    }

    private BulkReport execute(Users users, BulkPlan plan) {
        return users.bulkOffboardings().execute(oneByOne(plan), it -> heard.add(it.message()));
    }

    /** A provider that removes only those whose turn is named, and is down for the rest. */
    private Users downExceptFor(Set<Integer> turns, AtomicInteger asked) {
        return world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                if (turns.contains(asked.incrementAndGet())) {
                    return super.remove(leaver, handling);
                }
                throw new ProviderUnavailableException("The provider is down.", Optional.empty());
            }
        }));
    }

    @Test
    void eightPeopleInARowWhoAreTroubleStopARun() {
        BulkPlan plan = plan(9);
        AtomicInteger asked = new AtomicInteger();

        BulkReport report = execute(downExceptFor(Set.of(), asked), plan);

        assertThat(asked).hasValue(8);
        assertThat(report.state()).isEqualTo(State.OPEN);
        assertThat(report.why()).isEqualTo("the run stopped: The provider is down.");
        assertThat(report.unsettled()).isEqualTo(8);
        assertThat(report.notAttempted()).isEqualTo(1);
        assertThat(heard).contains("0 of 9 have ended; number 8 is The provider is down.");
        assertThat(world.users()
                        .bulkOffboardings()
                        .resume(report.handle(), Progress.IGNORED)
                        .done())
                .isEqualTo(9);
    }

    @Test
    void whoIsSeenOffInBetweenEndsTheRow() {
        BulkPlan plan = plan(15);
        AtomicInteger asked = new AtomicInteger();

        BulkReport report = execute(downExceptFor(Set.of(8), asked), plan);

        assertThat(asked).hasValue(15);
        assertThat(report.why()).isEqualTo(GO_ON);
        assertThat(report.done()).isEqualTo(1);
    }

    @Test
    void aProviderThatFinishesNobodysRemovalStopsARunAfterEight() {
        world.team.holdJobs();

        BulkReport report = execute(world.users(), plan(9));

        assertThat(world.writes()).filteredOn("remove"::equals).hasSize(8);
        assertThat(report.why()).startsWith("the run stopped: the provider finishes nobody's removal at the moment");
        assertThat(heard).anyMatch(it -> it.startsWith("0 of 9 have ended; number 8 is not settled: "));
    }

    @Test
    void whyARunStoppedIsForgottenOnceItGoesOn() {
        BulkReport stopped =
                world.users().bulkOffboardings().execute(oneByOne(plan(3)), it -> world.team.revokeCredential());
        assertThat(stopped.why()).startsWith("the run stopped: ");
        world.team.restoreCredential();
        world.team.holdJobs();

        BulkReport report = world.users().bulkOffboardings().resume(stopped.handle(), Progress.IGNORED);

        assertThat(report.unsettled()).isEqualTo(2);
        assertThat(report.why()).isEqualTo(GO_ON);
    }

    @Test
    void whoIsInOtherHandsIsTriedOnceMoreAfterAllOthers() {
        BulkPlan plan = plan(2);
        Store.Lease held = world.store
                .lease(
                        "journal/" + world.id.value() + "/offboardings/"
                                + plan.entries().get(0).plan().id(),
                        Duration.ofHours(1))
                .orElseThrow();

        BulkReport report = world.users().bulkOffboardings().execute(oneByOne(plan), it -> {
            heard.add(it.message());
            if (it.message().endsWith("number 2 is gone")) {
                held.close();
            }
        });

        assertThat(heard)
                .containsSubsequence(
                        "0 of 2 have ended; number 1 is being seen off by another call",
                        "1 of 2 have ended; number 2 is gone",
                        "2 of 2 have ended; number 1 is gone");
        assertThat(report.done()).isEqualTo(2);
    }
}
