package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.assistance.Acknowledgement;
import dev.gangway.assistance.Action;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.AssistanceStatus;
import dev.gangway.assistance.Baa;
import dev.gangway.assistance.GrantRequest;
import dev.gangway.assistance.PartnerSession;
import dev.gangway.assistance.Stage;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserSession;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import dev.gangway.userdata.ActingAsUser;
import dev.gangway.userdata.FolderRef;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a partner may do and see, and what the customer is told of it. */
class PartnerLimitsTest {

    private final AssistedTeam acme = new AssistedTeam();
    private final UserRef leo = UserRef.id(acme.leo);
    private final UserRef bea = UserRef.email("bea@example.com");

    @AfterEach
    void close() {
        acme.close();
    }

    private UserId idOf(String email) {
        return acme.team.people().stream()
                .filter(it -> it.email().equals(email))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Users partner(GrantRequest request) {
        return acme.entered(request).connection().users();
    }

    private static void refused(ThrowingCallable what, String why) {
        assertThatThrownBy(what).isInstanceOf(AssistanceRefusedException.class).hasMessageContaining(why);
    }

    /** What the trail says besides of what was done. */
    private Map<String, String> facts(Action action) {
        return acme.assistance()
                .trail()
                .records()
                .filter(it -> it.action() == action && it.stage() == Stage.DONE)
                .findFirst()
                .orElseThrow()
                .facts();
    }

    @Test
    void afterABaaWasSignedItIsNotSwitchedOnAgain() {
        acme.enable();
        acme.assistance().baaSigned("Ana");

        Outcome<AssistanceStatus> again =
                acme.assistance().enable(Acknowledgement.of("Bob", Acknowledgement.WORDS.en()), Baa.NOT_SIGNED);

        assertThat(again)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        it -> assertThat(it.refusal().reason()).isEqualTo(Refusal.Reason.BAA_SIGNED));
    }

    @Test
    void sayingWhileItIsOnThatABaaIsSignedEndsTheGrants() {
        PartnerSession partner = acme.entered(acme.aWeek().allowing(ActionKind.CREATE_TEAM_FOLDERS));

        acme.assistance().enable(Acknowledgement.of("Ana", Acknowledgement.WORDS.en()), Baa.SIGNED);

        refused(() -> partner.connection().teamFolders().create("Plans"), "switched off");
    }

    @Test
    void movingAMemberToAnotherAddressIsDestructive() {
        Users users = partner(acme.aWeek().allowing(ActionKind.MANAGE_MEMBERS));

        refused(
                () -> users.changeProfile(leo, ProfileChange.none().email("other@northwind.example")),
                "not what is destructive of it");

        assertThat(acme.team.user(acme.leo).email()).isEqualTo("leo@example.com");
    }

    @Test
    void movingAnAdminToAnotherAddressNeedsTheRightToChangeRoles() {
        Users users = partner(acme.aWeek().allowingDestructive(ActionKind.MANAGE_MEMBERS));

        refused(
                () -> users.changeProfile(bea, ProfileChange.none().email("other@northwind.example")),
                "admin permissions");

        assertThat(acme.team.people()).extracting(it -> it.email()).contains("bea@example.com");
    }

    @Test
    void anOffboardingWithForwardingIsRefusedBeforeItsFirstStep() {
        PartnerSession partner = acme.entered(acme.aWeek().allowingDestructive(ActionKind.MANAGE_MEMBERS));
        Post post = new Post();
        try (Gangway node = acme.node(acme.team, acme.store, it -> it.mailForwarder(post))) {
            OffboardingPlan plan = node.connection(acme.id)
                    .users()
                    .planOffboarding(OffboardingRequest.of(
                                    leo, DataHandling.keepRecoverable().keepingDevices())
                            .forwardingMailTo(bea));
            Users users = node.partners().resume(partner.id()).connection().users();

            refused(() -> users.execute(plan.confirmedBy("Northwind IT")), "with mail forwarded");
        }

        assertThat(post.asked).isEmpty();
        assertThat(acme.team.user(acme.leo).status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(acme.team.user(acme.leo).suspendedAt()).isEmpty();
    }

    @Test
    void whoMayNotReadDevicesLearnsNothingOfThem() {
        acme.team.personHas(acme.leo, 2, 1, "Calendar");
        Users users = partner(acme.aWeek().allowing(ActionKind.CHANGE_ROLES));

        refused(() -> users.linkedApps(leo), "read sessions, devices and apps");
        refused(() -> users.planOffboarding(leo, DataHandling.keepRecoverable().keepingDevices()), "doesn't name it");
    }

    @Test
    void whatIsReadIsToldOnceInASessionAlsoIfEachRequestResumesIt() {
        PartnerSession partner = acme.entered(acme.aWeek().allowing(ActionKind.MANAGE_MEMBERS));

        for (int request = 0; request < 3; request++) {
            acme.gangway.partners().resume(partner.id()).connection().users().find(leo);
        }

        assertThat(acme.told()).containsOnlyOnce("Northwind IT looked up members of the team");
    }

    @Test
    void whatTheProviderDidNotShowIsNotToldAsRead() {
        PartnerSession partner = acme.entered(acme.aWeek().allowing(ActionKind.ACT_AS_USERS));
        ActingAsUser acting = ((Outcome.Done<ActingAsUser>) partner.connection().actAs(leo)).value();
        acme.team.personIsSuspended(acme.leo);

        assertThat(acting.storage().toOptional()).isEmpty();

        assertThat(acme.told())
                .contains("Northwind IT tried to read what is visible to Leo Chen, and it failed")
                .doesNotContain("Northwind IT read what is visible to Leo Chen");
    }

    @Test
    void theTrailTellsThatADeviceWasWiped() {
        acme.team.personHas(acme.leo, 1, 0);
        Users users = partner(acme.aWeek().allowingDestructive(ActionKind.CHANGE_SECURITY));
        UserSession device = users.sessions(leo).toOptional().orElseThrow().get(0);

        users.endSession(leo, device, Devices.WIPE);

        assertThat(facts(Action.DEVICE_UNLINKED)).containsEntry("devices", "WIPE");
    }

    @Test
    void theTrailTellsWhoGotTheFiles() {
        acme.team.personHasFiles(acme.leo, 5);
        Users users = partner(acme.aWeek().allowingDestructive(ActionKind.MANAGE_MEMBERS));

        users.execute(users.planOffboarding(leo, DataHandling.transferTo(bea).keepingDevices())
                .confirmedBy("Northwind IT"));

        assertThat(acme.told()).contains("Northwind IT transferred the files of Leo Chen");
        assertThat(facts(Action.FILES_TRANSFERRED))
                .containsEntry("recipient", "Bea Moreau, " + idOf("bea@example.com"));
    }

    @Test
    void theTrailTellsToWhichAddressAMemberWasMoved() {
        Users users = partner(acme.aWeek().allowingDestructive(ActionKind.MANAGE_MEMBERS));

        users.changeProfile(leo, ProfileChange.none().email("other@northwind.example"));

        assertThat(facts(Action.EMAIL_CHANGED)).containsEntry("address", "other@northwind.example");
    }

    @Test
    void anInvitedAdminWhoseAddressChangedIsListed() {
        Users users = partner(acme.aWeek().allowing(ActionKind.CHANGE_ROLES, ActionKind.MANAGE_MEMBERS));
        users.onboard(NewUser.of("zoe@example.com").withRole(InMemoryConnector.USER_ADMIN));
        UserId zoe = idOf("zoe@example.com");
        acme.team.personAccepts(zoe);
        acme.team.personChangesEmail(zoe, "zoe.new@example.com");

        assertThat(acme.assistance().disable("Ana").admins().toOptional().orElseThrow())
                .extracting(it -> it.user().email())
                .containsExactly("zoe.new@example.com");
    }

    @Test
    void anAdminWhoIsSuspendedIsToldToo() {
        acme.team.personIsSuspended(idOf("bea@example.com"));

        acme.entered(acme.aWeek().allowing(ActionKind.USE_ANALYTICS));

        assertThat(acme.mail)
                .extracting(it -> it.to())
                .containsExactlyInAnyOrder("admin@example.com", "bea@example.com");
    }

    @Test
    void endingTheSuspensionOfAnAdminNeedsTheRightToChangeRoles() {
        Users users = partner(acme.aWeek().allowing(ActionKind.MANAGE_MEMBERS));
        acme.team.personIsSuspended(idOf("bea@example.com"));

        refused(() -> users.unsuspend(bea), "admin permissions");

        assertThat(acme.team.user(idOf("bea@example.com")).status()).isEqualTo(UserStatus.SUSPENDED);
    }

    @Test
    void aReadingThatFailedSilencesNoOther() {
        PartnerSession partner = acme.entered(acme.aWeek().allowing(ActionKind.ACT_AS_USERS));
        ActingAsUser acting = partner.connection().actAs(leo).toOptional().orElseThrow();
        acting.list(new FolderRef("/no such"));

        acting.list(FolderRef.ROOT);

        assertThat(acme.told())
                .endsWith(
                        "Northwind IT is about to read what is visible to Leo Chen",
                        "Northwind IT read what is visible to Leo Chen");
    }
}
