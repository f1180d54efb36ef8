package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.StoreException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.NewUser;
import dev.gangway.user.Onboarded;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnboardingTest {

    private final World world = new World();
    private final NewUser ana =
            NewUser.of("ana@example.com").named("Ana", "Silva").withExternalId("E-1");

    @AfterEach
    void close() {
        world.close();
    }

    /** The first trouble is told; that its handling met trouble, too, isn't lost. */
    @Test
    void whatFailsWhileAFailureIsWrittenDownIsToldWithIt() {
        HookedStore store = new HookedStore(world.store);
        String requests = "journal/" + world.id + "/writes/";
        store.afterWriting(requests, () -> {});
        store.afterWriting(requests, () -> {
            throw new StoreException("The store failed on purpose.", null);
        });
        Users users = world.gangway(world.team, store).connection(world.id).users();

        assertThatThrownBy(() -> users.onboard(NewUser.of("ana@example.com")))
                .hasMessage("The store failed on purpose.")
                .satisfies(it -> assertThat(it.getSuppressed()).singleElement().isInstanceOf(StoreException.class));
    }

    @Test
    void somebodyNewIsInvitedWithRoleAndGroups() {
        world.team.group("g1", "Design");
        world.team.group("g2", "Everybody");

        Outcome<Onboarded> outcome = world.users()
                .onboard(
                        ana.withRole(InMemoryConnector.USER_ADMIN).inGroup("g1").inGroup("g2"));

        Onboarded onboarded = World.done(outcome);
        User user = onboarded.user();
        assertThat(user.status()).isEqualTo(UserStatus.INVITED);
        assertThat(user.displayName()).isEqualTo("Ana Silva");
        assertThat(user.externalId()).contains("E-1");
        assertThat(user.roles()).extracting(Role::id).containsExactly(InMemoryConnector.USER_ADMIN.id());
        assertThat(user.groupIds().toOptional()).contains(List.of("g1", "g2"));
        assertThat(onboarded.notDone()).isEmpty();
        assertThat(world.writes()).containsExactly("onboard", "join-group", "join-group");
    }

    @Test
    void askingTwiceChangesNothingAndSendsNothing() {
        world.team.group("g1", "Design");
        world.users().onboard(ana.inGroup("g1"));
        int sent = world.writes().size();

        Outcome<Onboarded> again = world.users().onboard(ana.inGroup("g1"));

        assertThat(again)
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.changed()).isFalse());
        assertThat(world.writes()).hasSize(sent);
    }

    @Test
    void somebodyOnTheTeamJoinsTheGroupsThatWereMissing() {
        UserId leo = world.joins("leo");
        world.team.group("g1", "Design");

        Outcome<Onboarded> outcome =
                world.users().onboard(NewUser.of("leo@example.com").inGroup("g1"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.changed()).isTrue());
        assertThat(world.team.user(leo).groupIds().toOptional()).contains(List.of("g1"));
        assertThat(world.writes()).containsExactly("join-group");
    }

    @Test
    void aGroupThatRefusesIsNamedAndTheRestIsDone() {
        world.team.group("g2", "Everybody");

        Onboarded onboarded =
                World.done(world.users().onboard(ana.inGroup("gone").inGroup("g2")));

        assertThat(onboarded.notDone()).singleElement().asString().startsWith("the group gone: ");
        assertThat(onboarded.user().groupIds().toOptional()).contains(List.of("g2"));
    }

    @Test
    void somebodyWhoCanBeRecoveredIsRefusedBeforeAnythingIsSent() {
        UserId leo = world.joins("leo");
        world.team.personLeaves(leo, true);

        Outcome<Onboarded> outcome = world.users().onboard(NewUser.of("LEO@example.com"));

        assertThat(World.reason(outcome)).isEqualTo(Reason.RECOVERABLE_LEAVER);
        assertThat(World.refusal(outcome).explanation()).contains(leo.value()).contains("recoveringLeaver()");
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void aProvidersRefusalKeepsItsCode() {
        world.team.personJoins(NewUser.of("leo@example.com").withExternalId("E-1"));

        Outcome<Onboarded> outcome = world.users().onboard(ana);

        assertThat(World.reason(outcome)).isEqualTo(Reason.EXTERNAL_ID_IN_USE);
        assertThat(World.refusal(outcome).providerCode()).isEqualTo(Optional.of("external_id_in_use"));
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void withoutAFreeLicenseNothingIsSent() {
        world.team.licenses(InMemoryConnector.FULL, 1);

        Outcome<Onboarded> outcome = world.users().onboard(ana);

        assertThat(World.reason(outcome)).isEqualTo(Reason.NO_LICENSE_AVAILABLE);
        assertThat(World.refusal(outcome).explanation()).contains("0 free licenses");
        assertThat(world.writes()).isEmpty();
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void aMissingScopeIsTroubleAndLeavesNothingInTheJournal() {
        world.team.missingScope(Capability.CHANGE_USERS);

        assertThatThrownBy(() -> world.users().onboard(ana))
                .isInstanceOfSatisfying(
                        PermissionMissingException.class,
                        it -> assertThat(it.missing()).containsExactly("change.users"));
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void anInvitationThatTheProviderSendsInTheBackgroundIsWaitedFor() {
        world.team.jobsTake(4);

        Onboarded onboarded = World.done(world.users().onboard(ana));

        assertThat(onboarded.user().status()).isEqualTo(UserStatus.INVITED);
        assertThat(world.writes()).containsExactly("onboard");
        assertThat(world.journal()).isEmpty();
    }
}
