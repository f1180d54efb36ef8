package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.Devices;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Giving people roles, past the guards. */
class RolesTest {

    private static final String ADMIN = InMemoryConnector.TEAM_ADMIN.id();
    private static final String USER_ADMIN = InMemoryConnector.USER_ADMIN.id();

    private final World world = new World(builder -> builder.protect(UserRef.email("ceo@example.com")));

    @AfterEach
    void close() {
        world.close();
    }

    private Outcome<User> assign(UserId user, String... roleIds) {
        return world.users().assignRoles(UserRef.id(user), List.of(roleIds));
    }

    private UserId admin(String name) {
        UserId id = world.joins(name);
        world.team.personHasRoles(id, InMemoryConnector.TEAM_ADMIN);
        return id;
    }

    @Test
    void somebodyGetsExactlyTheRolesAskedFor() {
        UserId leo = world.joins("leo");

        User promoted = World.done(assign(leo, ADMIN));
        User demoted = World.done(assign(leo));

        assertThat(promoted.roles()).containsExactly(InMemoryConnector.TEAM_ADMIN);
        assertThat(demoted.roles()).isEmpty();
        assertThat(world.writes()).containsExactly("assign-roles", "assign-roles");
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void askingTwiceChangesAndSendsNothing() {
        UserId leo = world.joins("leo");
        assign(leo, USER_ADMIN);

        Outcome<User> again = assign(leo, USER_ADMIN);

        assertThat(again).isEqualTo(Outcome.alreadyDone(world.team.user(leo)));
        assertThat(world.writes()).hasSize(1);
    }

    @Test
    void aRoleThatTheProviderDoesNotListIsRefused() {
        UserId leo = world.joins("leo");

        assertThat(World.refusal(assign(leo, "role-of-old")).explanation()).contains("role-of-old");
        assertThat(World.reason(assign(leo, "role-of-old"))).isEqualTo(Reason.ROLE_UNUSABLE);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void theConnectionsOwnAccountDoesNotDemoteItself() {
        admin("eva");

        assertThat(World.reason(assign(world.team.admin().id(), USER_ADMIN))).isEqualTo(Reason.OWN_ACCOUNT);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void theConnectionsOwnAccountMayGetMoreRoles() {
        World.done(assign(world.team.admin().id(), ADMIN, USER_ADMIN));

        assertThat(world.team.admin().roles()).hasSize(2);
    }

    @Test
    void theLastActiveAdminIsNotDemoted() {
        UserId eva = admin("eva");
        world.team.personIsSuspended(world.team.admin().id());

        assertThat(World.reason(assign(eva))).isEqualTo(Reason.LAST_ADMIN);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void somebodyProtectedKeepsTheirRoles() {
        UserId ceo = world.joins("ceo");

        assertThat(World.reason(assign(ceo, USER_ADMIN))).isEqualTo(Reason.PROTECTED_USER);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void whoHasLeftGetsNone() {
        UserId leo = world.joins("leo");
        world.team.personLeaves(leo, true);

        assertThat(World.reason(assign(leo, USER_ADMIN))).isEqualTo(Reason.NOT_ON_TEAM);
    }

    @Test
    void aSecondSendingPassesTheGuardsAgain() {
        UserId eva = admin("eva");
        world.team.failNextBefore(new AnswerLostException("lost on the way", Optional.empty()));
        world.clock.in(
                Duration.ofSeconds(10),
                () -> world.team.personIsSuspended(world.team.admin().id()));

        assertThat(World.reason(assign(eva))).isEqualTo(Reason.LAST_ADMIN);
        assertThat(world.writes()).containsExactly("assign-roles");
    }

    @Test
    void ofTwoAdminsAtOnceOnlyOneIsDemoted() {
        UserId eva = admin("eva");
        UserId max = admin("max");
        world.team.personIsSuspended(world.team.admin().id());
        List<Outcome<User>> meanwhile = new ArrayList<>();
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> assignRoles(UserId user, List<String> roleIds) {
                meanwhile.add(assign(max));
                return super.assignRoles(user, roleIds);
            }
        }));

        World.done(users.assignRoles(UserRef.id(eva), List.of()));

        assertThat(World.reason(meanwhile.get(0))).isEqualTo(Reason.TRY_LATER);
        assertThat(world.writes()).containsExactly("assign-roles");
    }

    @Test
    void whoMayBeDemotedInAMomentIsNoAdminWhoStays() {
        UserId eva = admin("eva");
        UserId max = admin("max");
        world.team.personIsSuspended(world.team.admin().id());
        world.team.failNextBefore(new AnswerLostException("lost on the way", Optional.empty()));
        world.team.failNextBefore(new AnswerLostException("lost on the way", Optional.empty()));
        World.unsettled(assign(eva));

        assertThat(World.reason(world.users().suspend(UserRef.id(max), Devices.KEEP)))
                .isEqualTo(Reason.LAST_ADMIN);
    }

    @Test
    void somebodyOfUnknownPowerMayGetMoreButLosesNothingWithoutAnotherAdmin() {
        UserId eva = world.joins("eva");
        Role mystery = new Role("role-mystery", "Mystery", Role.Power.UNKNOWN);
        world.team.personHasRoles(eva, mystery);
        world.team.personIsSuspended(world.team.admin().id());

        assertThat(World.reason(assign(eva))).isEqualTo(Reason.LAST_ADMIN);
        World.done(assign(eva, ADMIN));
    }
}
