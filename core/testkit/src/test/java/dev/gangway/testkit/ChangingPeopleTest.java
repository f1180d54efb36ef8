package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Quota;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Profile, groups and quota of one person. */
class ChangingPeopleTest {

    private static final ProfileChange MARRIED = ProfileChange.none()
            .email("leo.new@example.com")
            .named("Leo", "Neu")
            .externalId("E-7");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    /** A change of one person. */
    record Kind(String operation, BiFunction<Users, UserRef, Outcome<User>> change) {
        @Override
        public String toString() {
            return operation;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("change-profile", (users, leo) -> users.changeProfile(leo, MARRIED)),
                new Kind("join-group", (users, leo) -> users.joinGroup(leo, "g1")),
                new Kind("leave-group", (users, leo) -> users.leaveGroup(leo, "g2")),
                new Kind("set-quota", (users, leo) -> users.setQuota(leo, Quota.of(5))),
                new Kind("assign-roles", (users, leo) -> users.assignRoles(leo, List.of("role-user-admin"))));
    }

    private UserId leo() {
        world.team.group("g1", "Design");
        world.team.group("g2", "Sales");
        return world.team.personJoins(NewUser.of("leo@example.com").inGroup("g2"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsChangedOnceIsNotChangedTwice(Kind kind) {
        UserRef leo = UserRef.id(leo());

        Outcome<User> first = kind.change().apply(world.users(), leo);
        Outcome<User> second = kind.change().apply(world.otherNode(), leo);

        assertThat(first).isEqualTo(Outcome.done(World.done(second)));
        assertThat(second).isEqualTo(Outcome.alreadyDone(World.done(first)));
        assertThat(world.writes()).containsOnly(kind.operation());
        assertThat(world.journal()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nobodyIsChangedWhileTheyAreSeenOff(Kind kind) {
        UserId leo = leo();
        world.team.holdJobs();
        String handle = World.unsettled(world.seeOff(leo)).handle().value();
        int sent = world.writes().size();

        Outcome<User> outcome = kind.change().apply(world.users(), UserRef.id(leo));

        assertThat(World.reason(outcome)).isEqualTo(Reason.ALREADY_RUNNING);
        assertThat(World.refusal(outcome).explanation()).contains(handle);
        assertThat(world.writes()).hasSize(sent);
    }

    @Test
    void nobodyIsSuspendedOrLetInWhileTheyAreSeenOff() {
        UserId leo = leo();
        UserId mia = world.joins("mia");
        world.team.personIsSuspended(mia);
        world.team.holdJobs();
        World.unsettled(world.seeOff(leo));
        World.unsettled(world.seeOff(mia));
        world.team.personAccepts(leo); // what a step of the run may have changed, another hand changed back

        assertThat(World.reason(world.users().suspend(UserRef.id(leo), Devices.KEEP)))
                .isEqualTo(Reason.ALREADY_RUNNING);
        assertThat(World.reason(world.users().unsuspend(UserRef.id(mia)))).isEqualTo(Reason.ALREADY_RUNNING);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whoHasLeftIsRefused(Kind kind) {
        UserId leo = leo();
        world.team.personLeaves(leo, true);

        assertThat(World.reason(kind.change().apply(world.users(), UserRef.id(leo))))
                .isEqualTo(Reason.NOT_ON_TEAM);
        assertThat(World.reason(kind.change().apply(world.users(), UserRef.email("nobody@example.com"))))
                .isEqualTo(Reason.USER_NOT_FOUND);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aProfileIsChangedInAllItsParts() {
        User changed = World.done(world.users().changeProfile(UserRef.id(leo()), MARRIED));

        assertThat(changed.email()).isEqualTo("leo.new@example.com");
        assertThat(changed.displayName()).isEqualTo("Leo Neu");
        assertThat(changed.externalId()).contains("E-7");
    }

    @Test
    void anExternalIdCanBeTakenAway() {
        UserId leo = leo();
        world.users().changeProfile(UserRef.id(leo), MARRIED);

        User changed = World.done(world.users()
                .changeProfile(UserRef.id(leo), ProfileChange.none().externalId("")));

        assertThat(changed.externalId()).isEmpty();
    }

    @Test
    void anAddressOfSomebodyElseIsRefused() {
        world.joins("mia");

        assertThat(World.reason(world.users()
                        .changeProfile(UserRef.id(leo()), ProfileChange.none().email("mia@example.com"))))
                .isEqualTo(Reason.EMAIL_IN_USE);
    }

    @Test
    void theAddressOfTheOwnAccountCanBeChanged() {
        World.done(world.users()
                .changeProfile(
                        UserRef.id(world.team.admin().id()),
                        ProfileChange.none().email("ada@example.com")));

        assertThat(world.team.admin().email()).isEqualTo("ada@example.com");
    }

    @Test
    void aChangeOfNothingIsRefusedAtTheDoor() {
        int requests = world.team.requests();

        assertThatThrownBy(() -> world.users().changeProfile(UserRef.email("leo@example.com"), ProfileChange.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names nothing");
        assertThat(world.team.requests()).isEqualTo(requests);
    }

    @Test
    void aGroupWithoutIdIsRefusedAtTheDoor() {
        UserRef leo = UserRef.email("leo@example.com");

        assertThatThrownBy(() -> world.users().joinGroup(leo, " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> world.users().joinGroup(leo, "", true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> world.users().leaveGroup(leo, " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoManagesAGroupGoesOnManagingIt() {
        UserRef leo = UserRef.id(leo());
        World.done(world.users().joinGroup(leo, "g1", true));

        Outcome<User> again = world.users().joinGroup(leo, "g1");

        assertThat(again)
                .isInstanceOfSatisfying(
                        Outcome.Done.class, it -> assertThat(it.changed()).isFalse());
        assertThat(world.writes()).hasSize(1);
    }

    @Test
    void aQuotaIsReadAndLifted() {
        UserRef leo = UserRef.id(leo());
        World.done(world.users().setQuota(leo, Quota.of(5)));
        Fact<Quota> limited = world.users().quota(leo);
        World.done(world.users().setQuota(leo, Quota.NONE));

        assertThat(limited).isEqualTo(Fact.of(Quota.of(5)));
        assertThat(world.users().quota(leo)).isEqualTo(Fact.of(Quota.NONE));
        assertThat(world.users().quota(UserRef.email("nobody@example.com")).toString())
                .contains("nobody@example.com");
    }

    @Test
    void thatSomebodyManagesAGroupIsSettledByReadingTheGroups() {
        UserRef leo = UserRef.id(leo());
        world.team.loseNextAnswer();

        World.done(world.users().joinGroup(leo, "g2", true));

        assertThat(world.writes()).containsExactly("join-group");
    }

    @Test
    void aQuotaThatCannotBeReadIsNotGuessed() {
        UserRef leo = UserRef.id(leo());
        world.team.loseNextAnswer();
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Fact<Quota> quota(UserId user) {
                return Fact.unknown("not readable");
            }
        }));

        Outcome.Unsettled<User> unsettled = World.unsettled(users.setQuota(leo, Quota.of(5)));

        assertThat(unsettled.why()).contains("doesn't show");
        assertThat(World.done(World.settled(world.users(), unsettled.handle())).id())
                .isEqualTo(leo.asId().orElseThrow());
        assertThat(world.writes()).containsExactly("set-quota");
    }
}
