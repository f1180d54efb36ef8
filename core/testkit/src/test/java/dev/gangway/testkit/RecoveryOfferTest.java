package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Row;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.Onboarded;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody who left and comes back. */
class RecoveryOfferTest {

    private final World world = new World();
    private final UserId leo = world.team.personJoins(
            NewUser.of("leo@example.com").named("Leo", "Doe").withExternalId("E-1"));
    private final NewUser again = NewUser.of("leo@example.com").recoveringLeaver();

    RecoveryOfferTest() {
        world.team.personLeaves(leo, true);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** A provider that hides people's addresses when they leave, and tells of them only when it is asked to invite them. */
    private Users discreet() {
        return world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Optional<User> find(UserRef user) {
                return super.find(user)
                        .filter(it -> user.asId().isPresent() || it.status().isOnTeam());
            }

            @Override
            public List<Optional<User>> findAll(List<UserRef> people) {
                return people.stream().map(this::find).toList();
            }
        }));
    }

    @Test
    void whoeverAskedForItGetsThemBackWithRoleAndGroups() {
        world.team.group("g1", "Design");

        Outcome<Onboarded> outcome = world.users()
                .onboard(again.withRole(InMemoryConnector.USER_ADMIN).inGroup("g1"));

        Onboarded onboarded = World.done(outcome);
        assertThat(onboarded.recovered()).isTrue();
        assertThat(onboarded.user().id()).isEqualTo(leo);
        assertThat(onboarded.user().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(onboarded.user().roles()).containsExactly(InMemoryConnector.USER_ADMIN);
        assertThat(onboarded.user().groupIds().toOptional()).contains(List.of("g1"));
        assertThat(onboarded.notDone()).isEmpty();
        assertThat(world.writes()).containsExactly("recover", "assign-roles", "join-group");
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void whatIsNotAsAskedIsSaid() {
        Onboarded onboarded = World.done(world.users()
                .onboard(new NewUser(
                        again.email(),
                        "Leonie",
                        "Doe",
                        Optional.of("E-2"),
                        Optional.of("no-such-role"),
                        List.of("gone"),
                        true,
                        true)));

        assertThat(onboarded.notDone())
                .satisfiesExactlyInAnyOrder(
                        it -> assertThat(it).isEqualTo("the name: it is Leo Doe"),
                        it -> assertThat(it).isEqualTo("the external id: it is E-1"),
                        it -> assertThat(it)
                                .startsWith("the role no-such-role: ")
                                .doesNotContain("doesn't have it"),
                        it -> assertThat(it).startsWith("the group gone: "));
    }

    @Test
    void whoeverDidNotAskForItIsToldWhomToRecoverAlsoIfTheAddressIsHidden() {
        Outcome<Onboarded> outcome = discreet().onboard(NewUser.of("leo@example.com"));

        assertThat(World.reason(outcome)).isEqualTo(Reason.RECOVERABLE_LEAVER);
        assertThat(World.refusal(outcome).explanation()).contains(leo.value());
        assertThat(World.refusal(outcome).providerCode()).contains("leaver_recoverable");
        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
    }

    @Test
    void aLeaverWhoseAddressIsHiddenIsRecoveredOnceTheProviderSaysSo() {
        Onboarded onboarded = World.done(discreet().onboard(again));

        assertThat(onboarded.recovered()).isTrue();
        assertThat(onboarded.user().id()).isEqualTo(leo);
        assertThat(world.writes()).containsExactly("onboard", "recover");
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void leaversAmongManyAreRecoveredInTheirPlace() {
        List<Row<NewUser, Onboarded>> rows =
                world.users().onboardAll(List.of(NewUser.of("ana@example.com"), again, NewUser.of("ben@example.com")));

        assertThat(rows)
                .extracting(it -> World.done(BulkOnboardingTest.outcome(it)).recovered())
                .containsExactly(false, true, false);
        assertThat(world.writes()).containsExactly("onboard", "recover");
    }

    @Test
    void askingAgainChangesNothing() {
        World.done(world.users().onboard(again));
        int sent = world.writes().size();

        Outcome<Onboarded> second = world.users().onboard(again);

        assertThat(second)
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.changed()).isFalse());
        assertThat(World.done(second).recovered()).isFalse();
        assertThat(world.writes()).hasSize(sent);
    }

    @Test
    void somebodyWhoNeverLeftIsSimplyInvited() {
        Onboarded onboarded =
                World.done(world.users().onboard(NewUser.of("ana@example.com").recoveringLeaver()));

        assertThat(onboarded.recovered()).isFalse();
        assertThat(world.writes()).containsExactly("onboard");
    }

    @Test
    void somebodyWhoIsStillBeingSeenOffIsNotRecovered() {
        UserId mia = world.joins("mia");
        world.team.holdJobs();
        World.unsettled(world.seeOff(mia, DataHandling.keepRecoverable().keepingDevices()));
        world.team.releaseJobs();
        int sent = world.writes().size();

        NewUser back = NewUser.of("mia@example.com").recoveringLeaver();

        assertThat(World.reason(world.users().onboard(back))).isEqualTo(Reason.ALREADY_RUNNING);
        assertThat(world.writes()).hasSize(sent);
        assertThat(World.reason(discreet().onboard(back))).isEqualTo(Reason.ALREADY_RUNNING);
    }

    @Test
    void aLeaverWhomNobodyFindsKeepsTheProvidersRefusal() {
        Users forgetful = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Optional<User> find(UserRef user) {
                return super.find(user).filter(it -> it.status().isOnTeam());
            }

            @Override
            public Optional<User> findLeaver(UserRef.Email address) {
                return Optional.empty();
            }
        }));

        Outcome<Onboarded> outcome = forgetful.onboard(again);

        assertThat(World.reason(outcome)).isEqualTo(Reason.RECOVERABLE_LEAVER);
        assertThat(world.writes()).containsExactly("onboard");
    }
}
