package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.Store;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuspendingTest {

    private final World world = new World(builder -> builder.protect(UserRef.email("ceo@example.com")));

    @AfterEach
    void close() {
        world.close();
    }

    private static <T> void assertUnchanged(Outcome<T> outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.changed()).isFalse());
    }

    @Test
    void somebodyIsSuspendedAndLetInAgain() {
        UserId leo = world.joins("leo");

        User suspended = World.done(world.users().suspend(UserRef.email("leo@example.com"), Devices.KEEP));
        assertThat(suspended.status()).isEqualTo(UserStatus.SUSPENDED);

        User active = World.done(world.users().unsuspend(UserRef.id(leo)));
        assertThat(active.status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(world.writes()).containsExactly("suspend", "unsuspend");
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void askingTwiceChangesNothingAndSendsNothing() {
        UserId leo = world.joins("leo");
        world.team.personIsSuspended(leo);

        assertUnchanged(world.users().suspend(UserRef.id(leo), Devices.KEEP));
        world.team.personAccepts(leo);
        assertUnchanged(world.users().unsuspend(UserRef.id(leo)));
        assertUnchanged(world.users().recover(UserRef.id(leo)));

        assertThat(world.writes()).isEmpty();
    }

    @Test
    void devicesAreWipedOnlyWhenToldTo() {
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");
        world.team.personHas(leo, 2, 0);
        world.team.personHas(mia, 2, 0);

        world.users().suspend(UserRef.id(leo), Devices.KEEP);
        world.users().suspend(UserRef.id(mia), Devices.WIPE);

        assertThat(world.team.devicesWiped(leo)).isFalse();
        assertThat(world.team.devicesWiped(mia)).isTrue();
    }

    @Test
    void somebodyInvitedIsRefused() {
        UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));

        assertThat(World.reason(world.users().suspend(UserRef.id(ana), Devices.KEEP)))
                .isEqualTo(Reason.ONLY_INVITED);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void theConnectionsOwnAccountIsRefused() {
        UserId second = world.joins("eva");
        world.team.personHasRoles(second, InMemoryConnector.TEAM_ADMIN);

        assertThat(World.reason(
                        world.users().suspend(UserRef.id(world.team.admin().id()), Devices.KEEP)))
                .isEqualTo(Reason.OWN_ACCOUNT);
        assertThat(world.writes()).isEmpty();
    }

    /** Of two admins at once neither would see the other. */
    @Test
    void anAdminIsSuspendedOnceTheCallAboutAnotherIsOver() {
        UserId eva = world.joins("eva");
        world.team.personHasRoles(eva, InMemoryConnector.TEAM_ADMIN);
        Store.Lease another = world.store
                .lease("journal/" + world.id + "/guards/admins", Duration.ofMinutes(5))
                .orElseThrow();
        world.clock.in(Duration.ofSeconds(3), another::close);

        World.done(world.users().suspend(UserRef.id(eva), Devices.KEEP));

        assertThat(world.team.writes().get(0).at())
                .isAfterOrEqualTo(TestClock.DEFAULT_START.plus(Duration.ofSeconds(3)));
    }

    @Test
    void theLastActiveAdminIsRefused() {
        UserId eva = world.joins("eva");
        world.team.personHasRoles(eva, InMemoryConnector.TEAM_ADMIN);
        world.team.personIsSuspended(world.team.admin().id());

        assertThat(World.reason(world.users().suspend(UserRef.id(eva), Devices.KEEP)))
                .isEqualTo(Reason.LAST_ADMIN);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aRoleOfUnknownPowerCountsAsAdminWhenLeavingAndAsNoneWhenStaying() {
        UserId eva = world.joins("eva");
        UserId max = world.joins("max");
        Role mystery = new Role("role-mystery", "Mystery", Role.Power.UNKNOWN);
        world.team.personHasRoles(eva, mystery);
        world.team.personHasRoles(max, mystery);
        world.team.personHasRoles(world.team.admin().id());

        assertThat(World.reason(world.users().suspend(UserRef.id(eva), Devices.KEEP)))
                .isEqualTo(Reason.LAST_ADMIN);
    }

    @Test
    void aSecondSendingPassesTheGuardsAgain() {
        UserId leo = world.joins("leo");
        world.team.failNextBefore(new AnswerLostException("lost on the way", Optional.empty()));
        world.clock.in(Duration.ofSeconds(10), () -> {
            world.team.personHasRoles(leo, InMemoryConnector.TEAM_ADMIN);
            world.team.personHasRoles(world.team.admin().id());
        });

        assertThat(World.reason(world.users().suspend(UserRef.id(leo), Devices.KEEP)))
                .isEqualTo(Reason.LAST_ADMIN);
        assertThat(world.writes()).containsExactly("suspend");
    }

    @Test
    void somebodyProtectedIsRefused() {
        world.joins("ceo");

        assertThat(World.reason(world.users().suspend(UserRef.email("CEO@example.com"), Devices.KEEP)))
                .isEqualTo(Reason.PROTECTED_USER);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void somebodyUnknownIsRefused() {
        UserRef nobody = UserRef.email("nobody@example.com");

        assertThat(World.reason(world.users().suspend(nobody, Devices.KEEP))).isEqualTo(Reason.USER_NOT_FOUND);
        assertThat(World.reason(world.users().unsuspend(nobody))).isEqualTo(Reason.USER_NOT_FOUND);
        assertThat(World.reason(world.users().recover(nobody))).isEqualTo(Reason.USER_NOT_FOUND);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void somebodyOfUnknownStatusIsLeftAlone() {
        UserId leo = world.joins("leo");

        Outcome<User> outcome = world.through(showing(
                        it -> it.withStatus(UserStatus.OTHER, Optional.empty(), it.joinedAt(), Optional.empty())))
                .suspend(UserRef.id(leo), Devices.KEEP);

        assertThat(World.reason(outcome)).isEqualTo(Reason.INCOMPLETE_READING);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void somebodyWhoLeftIsBroughtBack() {
        UserId leo = world.joins("leo");
        world.team.personLeaves(leo, true);

        User back = World.done(world.users().recover(UserRef.id(leo)));

        assertThat(back.status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(world.writes()).containsExactly("recover");
    }

    @Test
    void whoLeftForGoodIsNotBroughtBack() {
        UserId leo = world.joins("leo");
        world.team.personLeaves(leo, false);

        assertThat(World.reason(world.users().recover(UserRef.id(leo)))).isEqualTo(Reason.NOT_RECOVERABLE);
        assertThat(world.journal()).isEmpty();
    }

    private ForwardingConnector showing(UnaryOperator<User> change) {
        return ForwardingConnector.withUsers(world.team, users -> new ForwardingUsers(users) {
            @Override
            public Optional<User> find(UserRef user) {
                return super.find(user).map(change);
            }
        });
    }
}
