package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.OpenRequest;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** After a crash one call lists all that is open, and one call settles each. */
class OpenRequestsTest {

    /** The process is gone. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    /** A node that dies once its suspension took effect, and gives no lease back. */
    private Users dying() {
        return world.gangway(
                        ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
                            @Override
                            public Outcome<UserId> suspend(UserId user, Devices devices) {
                                super.suspend(user, devices);
                                throw new Crash();
                            }
                        }),
                        new ForwardingStore(world.store) {
                            @Override
                            public Optional<Lease> lease(String name, Duration duration) {
                                return super.lease(name, duration)
                                        .map(lease -> new ForwardingStore.ForwardingLease(lease) {
                                            @Override
                                            public void close() {}
                                        });
                            }
                        })
                .connection(world.id)
                .users();
    }

    @Test
    void whatAProcessLeftBehindIsListedAndSettledOnAnotherNode() {
        UserId leo = world.joins("leo");
        assertThatThrownBy(() -> dying().suspend(UserRef.id(leo), Devices.KEEP)).isInstanceOf(Crash.class);
        Users other = world.otherNode();

        OpenRequest open = other.openRequests().get(0);
        Outcome<Optional<User>> early = other.settle(open.handle());
        world.clock.advance(Duration.ofMinutes(7));
        Outcome<Optional<User>> late = other.settle(open.handle());

        assertThat(open)
                .isEqualTo(new OpenRequest(
                        open.handle(), UserRef.id(leo), "suspend, keeping devices", TestClock.DEFAULT_START));
        assertThat(World.unsettled(early).why()).contains("may be at work");
        assertThat(World.done(late).orElseThrow().status()).isEqualTo(UserStatus.SUSPENDED);
        assertThat(other.openRequests()).isEmpty();
        assertThat(world.writes()).containsExactly("suspend");
    }

    @Test
    void aCallThatWasBrokenOffCanBeSettledAtOnce() {
        UserId leo = world.joins("leo");
        world.team.failNextAfter(new CallInterruptedException("Interrupted while the answer was on its way."));
        assertThatThrownBy(() -> world.users().suspend(UserRef.id(leo), Devices.KEEP))
                .isInstanceOf(CallInterruptedException.class);

        JobHandle handle = world.users().openRequests().get(0).handle();

        assertThat(World.done(world.users().settle(handle)).orElseThrow().status())
                .isEqualTo(UserStatus.SUSPENDED);
        assertThat(world.users().openRequests()).isEmpty();
    }

    @Test
    void offboardingsAreListedWithTheRest() {
        UserId leo = world.joins("leo");
        world.team.holdJobs();
        JobHandle onboarding = World.unsettled(world.users().onboard(NewUser.of("ana@example.com")))
                .handle();
        JobHandle offboarding = World.unsettled(world.seeOff(leo)).handle();

        List<OpenRequest> open = world.otherNode().openRequests();
        world.team.releaseJobs();
        List<Outcome<Optional<User>>> settled =
                open.stream().map(it -> world.otherNode().settle(it.handle())).toList();

        assertThat(open).extracting(OpenRequest::handle).containsExactly(onboarding, offboarding);
        assertThat(open).extracting(OpenRequest::what).containsExactly("invite ana@example.com", "see off");
        assertThat(open)
                .extracting(OpenRequest::who)
                .containsExactly(UserRef.email("ana@example.com"), UserRef.id(leo));
        assertThat(settled)
                .extracting(it -> World.done(it).orElseThrow().status())
                .containsExactly(UserStatus.INVITED, UserStatus.REMOVED_RECOVERABLE);
        assertThat(world.otherNode().openRequests()).isEmpty();
        assertThat(world.writes()).containsExactly("onboard", "suspend", "remove");
    }

    @Test
    void aRemovalIsSettledByItsRunOnly() {
        UserId leo = world.joins("leo");
        world.team.holdJobs();
        JobHandle run = World.unsettled(world.seeOff(leo)).handle();
        JobHandle removal = world.journal().stream()
                .filter(key -> key.contains("/writes/"))
                .map(key -> new JobHandle("write:" + key.substring(key.lastIndexOf('/') + 1)))
                .findFirst()
                .orElseThrow();

        assertThat(world.users().openRequests()).extracting(OpenRequest::handle).containsExactly(run);
        assertThatThrownBy(() -> world.users().settle(removal)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRequestAtWorkIsLeftToItsOwnCall() {
        UserId leo = world.joins("leo");
        List<Outcome<Optional<User>>> meanwhile = new ArrayList<>();
        Users other = world.otherNode();
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> suspend(UserId user, Devices devices) {
                other.openRequests().forEach(it -> meanwhile.add(other.settle(it.handle())));
                return super.suspend(user, devices);
            }
        }));

        assertThat(World.done(users.suspend(UserRef.id(leo), Devices.KEEP)).status())
                .isEqualTo(UserStatus.SUSPENDED);

        assertThat(meanwhile).singleElement().isInstanceOf(Outcome.Unsettled.class);
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void anOffboardingOfWhomTheProviderShowsNothingIsSettledWithNobody() {
        UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));
        world.team.holdJobs();
        JobHandle handle = World.unsettled(world.seeOff(ana)).handle();
        world.team.releaseJobs();
        Users forgetful = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Optional<User> find(UserRef user) {
                return super.find(user).filter(it -> it.status().isOnTeam());
            }
        }));

        assertThat(World.done(forgetful.settle(handle))).isEmpty();
        assertThat(world.users().openRequests()).isEmpty();
    }

    @Test
    void askingAgainAndAgainWritesNothingMore() {
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");
        world.team.holdJobs();
        JobHandle handle = World.unsettled(world.seeOff(
                        leo, DataHandling.transferTo(UserRef.id(mia)).keepingDevices()))
                .handle();
        world.team.forgetJobs();
        World.unsettled(world.users().settle(handle));
        Map<String, Object> stored = world.stored();

        World.unsettled(world.users().settle(handle));

        assertThat(world.stored()).isEqualTo(stored);
    }

    @Test
    void whatHadNoEffectIsRefusedAndNotSentAgain() {
        UserId leo = world.joins("leo");
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> suspend(UserId user, Devices devices) {
                throw new CallInterruptedException("Interrupted before it was sent.");
            }
        }));
        assertThatThrownBy(() -> users.suspend(UserRef.id(leo), Devices.KEEP))
                .isInstanceOf(CallInterruptedException.class);
        JobHandle handle = world.users().openRequests().get(0).handle();

        World.unsettled(world.users().settle(handle));
        world.clock.advance(Duration.ofMinutes(7));
        Outcome<Optional<User>> outcome = world.users().settle(handle);

        assertThat(World.reason(outcome)).isEqualTo(Reason.TRY_LATER);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aHandleGivesTheSameAnswerAgain() {
        UserId leo = world.joins("leo");
        world.team.failNextBefore(new AnswerLostException("lost on the way", Optional.empty()));
        world.team.failNextBefore(new AnswerLostException("lost on the way", Optional.empty()));
        JobHandle handle = World.unsettled(world.users().suspend(UserRef.id(leo), Devices.KEEP))
                .handle();
        world.clock.advance(Duration.ofMinutes(1));

        Outcome<User> first = World.settled(world.users(), handle);

        assertThat(World.reason(first)).isEqualTo(Reason.TRY_LATER);
        assertThat(World.settled(world.otherNode(), handle)).isEqualTo(first);
        assertThat(world.users().openRequests()).isEmpty();
    }
}
