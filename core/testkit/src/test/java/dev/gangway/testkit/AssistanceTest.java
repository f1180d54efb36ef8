package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.assistance.Acknowledgement;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.Baa;
import dev.gangway.assistance.Disabled;
import dev.gangway.assistance.Grant;
import dev.gangway.assistance.GrantRequest;
import dev.gangway.assistance.GrantState;
import dev.gangway.assistance.PartnerSession;
import dev.gangway.assistance.SignInLink;
import dev.gangway.assistance.Stage;
import dev.gangway.assistance.Trail;
import dev.gangway.assistance.TrailRecord;
import dev.gangway.credential.Secret;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssistanceTest {

    private final AssistedTeam acme = new AssistedTeam();
    private final UserRef leo = UserRef.id(acme.leo);

    @AfterEach
    void close() {
        acme.close();
    }

    private static Refusal.Reason reason(Outcome<?> outcome) {
        return outcome.match(
                done -> Refusal.Reason.OTHER, refused -> refused.refusal().reason(), unsettled -> Refusal.Reason.OTHER);
    }

    private static void refused(Runnable what, String why) {
        assertThatThrownBy(what::run)
                .isInstanceOf(AssistanceRefusedException.class)
                .hasMessageContaining(why);
    }

    @Test
    void itIsOffUntilAnAdminAcknowledgesWhatItMeans() {
        assertThat(acme.assistance().status().enabled()).isFalse();
        assertThat(reason(acme.assistance().give(acme.aWeek().allowing(ActionKind.USE_ANALYTICS), "Ana")))
                .isEqualTo(Refusal.Reason.ASSISTANCE_DISABLED);
        assertThatThrownBy(() -> Acknowledgement.of("Ana", "yes")).hasMessageContaining("Acknowledgement.WORDS");

        acme.enable();

        assertThat(acme.assistance().status().enabled()).isTrue();
        assertThat(acme.assistance().status().by()).contains("Ana");
        assertThat(acme.told()).containsExactly("Ana switched on delegated assistance for Team in memory");
    }

    @Test
    void aSignedBaaKeepsItOffAndSoDoesOneThatNobodyKnowsOf() {
        Acknowledgement french = Acknowledgement.of("Ana", Acknowledgement.WORDS.fr());

        assertThat(reason(acme.assistance().enable(french, Baa.SIGNED))).isEqualTo(Refusal.Reason.BAA_SIGNED);
        assertThat(reason(acme.assistance().enable(french, Baa.UNKNOWN))).isEqualTo(Refusal.Reason.BAA_UNKNOWN);

        assertThat(acme.assistance().status().enabled()).isFalse();
        assertThat(acme.assistance().trail().records().map(TrailRecord::stage))
                .containsExactly(Stage.DONE, Stage.REFUSED, Stage.REFUSED);
    }

    @Test
    void aBaaThatIsSignedLaterEndsTheGrant() {
        PartnerSession partner = acme.entered(acme.aWeek().allowing(ActionKind.CREATE_TEAM_FOLDERS));

        Disabled off = acme.assistance().baaSigned("Ana");

        assertThat(off.ended()).containsExactly(partner.grant());
        assertThat(acme.assistance().status().why()).contains("A business associate agreement was signed.");
        refused(() -> partner.connection().teamFolders().create("Plans"), "switched off");
        assertThat(acme.team.teamFolders()).isEmpty();
    }

    @Test
    void switchingItOnAgainBringsNoGrantBack() {
        PartnerSession partner = acme.entered(acme.aWeek().allowing(ActionKind.CREATE_TEAM_FOLDERS));
        acme.assistance().disable("Ana");
        acme.enable();

        refused(() -> partner.connection().teamFolders().create("Plans"), "switched off");
        assertThat(acme.assistance().grants()).extracting(GrantState::isAlive).containsExactly(false);
    }

    @Test
    void disablingListsTheAdminsWhomAPartnerMade() {
        PartnerSession partner = acme.entered(acme.aWeek().allowing(ActionKind.CHANGE_ROLES));
        partner.connection().users().assignRoles(leo, List.of(InMemoryConnector.USER_ADMIN.id()));

        Disabled off = acme.assistance().disable("Ana");

        assertThat(off.admins().toOptional().orElseThrow()).singleElement().satisfies(it -> {
            assertThat(it.user().email()).isEqualTo("leo@example.com");
            assertThat(it.how()).contains("Northwind IT changed the admin permissions of Leo Chen");
        });
    }

    @Test
    void aGrantHasAnEndAndNamesWhatItAllows() {
        acme.enable();
        assertThatThrownBy(() -> acme.give(acme.aWeek())).hasMessageContaining("at least one kind");
        GrantRequest forever = GrantRequest.to("N", acme.clock.instant().plus(Duration.ofDays(366)));
        assertThatThrownBy(() -> acme.give(forever.allowing(ActionKind.USE_ANALYTICS)))
                .hasMessageContaining("365 days at most");
        GrantRequest past = GrantRequest.to("N", acme.clock.instant());
        assertThatThrownBy(() -> acme.give(past.allowing(ActionKind.USE_ANALYTICS)))
                .hasMessageContaining("ends after it begins");

        Grant grant = acme.give(acme.aWeek().allowing(ActionKind.USE_ANALYTICS));
        acme.clock.advance(Duration.ofDays(7));

        assertThat(acme.assistance().grants()).singleElement().satisfies(it -> {
            assertThat(it.grant()).isEqualTo(grant);
            assertThat(it.over()).contains("the grant ended at " + grant.until());
        });
        assertThatThrownBy(() -> acme.assistance().link(grant.id(), "Ana")).hasMessageContaining("the grant ended");
    }

    @Test
    void aLinkLetsInOnceAndLookingUsesNothingUp() {
        acme.enable();
        Grant grant = acme.give(acme.aWeek().allowing(ActionKind.CREATE_TEAM_FOLDERS));
        SignInLink link = acme.assistance().link(grant.id(), "Ana");
        for (int scan = 0; scan < 100; scan++) {
            assertThat(acme.gangway.partners().look(link.code()).orElseThrow().grant())
                    .isEqualTo(grant);
        }

        acme.gangway.partners().enter(link.code());

        assertThat(acme.gangway.partners().look(link.code())).isEmpty();
        refused(() -> acme.gangway.partners().enter(link.code()), "was used, has expired, or never was");
        refused(() -> acme.gangway.partners().enter(Secret.of("t0ps3cret")), "was used, has expired, or never was");
    }

    @Test
    void allAdminsAreToldBeforeThePartnerIsIn() {
        PartnerSession partner = acme.entered(
                acme.aWeek().allowing(ActionKind.USE_ANALYTICS).allowingDestructive(ActionKind.MANAGE_MEMBERS));

        assertThat(acme.mail)
                .extracting(it -> it.to())
                .containsExactlyInAnyOrder("admin@example.com", "bea@example.com");
        assertThat(acme.mail.get(0).subject().en())
                .isEqualTo("Northwind IT is about to enter the administration of Team in memory");
        assertThat(acme.mail.get(0).subject().fr())
                .isEqualTo("Northwind IT s'apprête à accéder à l'administration de l'équipe Team in memory");
        assertThat(acme.mail.get(0).body().en())
                .contains("- add and remove members, also what is destructive\n- use analytics\n")
                .contains("Ana gave this grant")
                .contains(partner.grant().id());
        assertThat(acme.mail.get(0).body().fr()).contains("- ajouter et supprimer des membres, y compris");
        assertThat(acme.told())
                .containsSubsequence(
                        "Northwind IT is about to enter the administration of Team in memory",
                        "Gangway queued a notice for Ada Min",
                        "Gangway queued a notice for Bea Moreau",
                        "Gangway sent a notice to Bea Moreau",
                        "Northwind IT entered the administration of Team in memory")
                .contains("Gangway sent a notice to Ada Min");
    }

    @Test
    void aMailServerThatIsDownDelaysTheNoticeAndLosesNone() {
        acme.mailTrouble = Optional.of(new IOException("the mail server is down"));
        PartnerSession partner = acme.entered(acme.aWeek().allowing(ActionKind.USE_ANALYTICS));

        assertThat(partner.connection().users().find(leo)).isPresent();
        assertThat(acme.gangway.partners().deliverNotices().waiting())
                .extracting(it -> it.why())
                .containsExactly("the mail server is down", "the mail server is down");

        acme.mailTrouble = Optional.empty();
        assertThat(acme.gangway.partners().deliverNotices().sent()).isEqualTo(2);
        assertThat(acme.gangway.partners().deliverNotices().sent()).isZero();
        assertThat(acme.mail).hasSize(2);
    }

    @Test
    void withoutANotifierNobodyIsLetIn() {
        acme.enable();
        Grant grant = acme.give(acme.aWeek().allowing(ActionKind.USE_ANALYTICS));
        try (Gangway silent = Gangway.builder()
                .connector(acme.team)
                .time(acme.clock)
                .store(acme.store, acme.keyring)
                .build()) {
            assertThatThrownBy(() -> silent.assistance(acme.id).link(grant.id(), "Ana"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("adminNotifier");
        }
    }

    @Test
    void anotherNodeGoesOnWithTheSession() {
        PartnerSession partner = acme.entered(acme.aWeek().allowing(ActionKind.CREATE_TEAM_FOLDERS));
        try (Gangway other = acme.node(acme.team, acme.store)) {
            PartnerSession same = other.partners().resume(partner.id());
            same.connection().teamFolders().create("Plans");
            assertThat(same.grant()).isEqualTo(partner.grant());

            assertThatThrownBy(() -> other.partners().resume(acme.id + "/1")).hasMessageContaining("Nobody entered");
            assertThatThrownBy(() -> other.partners().resume("x")).hasMessageContaining("no name");
        }
        assertThat(acme.team.teamFolders()).hasSize(1);
    }

    @Test
    void whatThePartnerDoesIsToldByNameWithIntentAndResult() {
        Users users = acme.entered(acme.aWeek().allowingDestructive(ActionKind.MANAGE_MEMBERS))
                .connection()
                .users();
        users.suspend(leo, Devices.KEEP);
        users.onboard(NewUser.of("zoe@example.com"));
        users.execute(users.planOffboarding(leo, DataHandling.keepRecoverable().keepingDevices())
                .confirmedBy("Northwind IT"));

        assertThat(acme.told())
                .containsSubsequence(
                        "Northwind IT is about to suspend Leo Chen",
                        "Northwind IT suspended Leo Chen",
                        "Northwind IT is about to invite zoe@example.com",
                        "Northwind IT invited zoe@example.com",
                        "Northwind IT is about to remove Leo Chen",
                        "Northwind IT removed Leo Chen");
        assertThat(acme.told())
                .filteredOn(it -> it.contains("looked up members"))
                .hasSize(1);
        assertThat(acme.assistance().trail().records())
                .filteredOn(it -> it.stage() == Stage.INTENT)
                .allSatisfy(intent -> assertThat(acme.assistance().trail().records())
                        .anyMatch(it -> it.intent().isPresent() && it.intent().getAsLong() == intent.number()));
        assertThat(acme.assistance().trail().check().isSound()).isTrue();
    }

    @Test
    void whatTheGrantDoesNotNameIsRefusedBeforeAnythingIsSent() {
        PartnerSession partner = acme.entered(acme.aWeek().allowing(ActionKind.MANAGE_MEMBERS));
        Users users = partner.connection().users();
        int before = acme.team.writes().size();

        refused(() -> partner.connection().teamFolders().create("Plans"), "doesn't name it");
        refused(() -> users.assignRoles(leo, List.of(InMemoryConnector.USER_ADMIN.id())), "doesn't name it");
        refused(
                () -> users.onboard(NewUser.of("zoe@example.com").withRole(InMemoryConnector.USER_ADMIN)),
                "admin permissions");
        refused(() -> users.suspend(leo, Devices.WIPE), "a device");
        refused(() -> users.joinGroup(leo, "g1"), "UserLifecycle.joinGroup");
        refused(() -> users.schedule(), "Users.schedule");
        refused(() -> users.bulkOffboardings(), "Users.bulkOffboardings");
        refused(() -> partner.connection().unwrap(Object.class), "Session.unwrap");
        refused(() -> partner.connection().licenses().refresh(), "doesn't name it");

        assertThat(acme.team.writes()).hasSize(before);
        assertThat(acme.assistance().trail().records())
                .filteredOn(it -> it.stage() == Stage.REFUSED)
                .hasSizeGreaterThanOrEqualTo(9);
        assertThat(acme.team.user(acme.leo).roles()).isEmpty();
    }

    @Test
    void anOffboardingThatIsNotAllowedIsRefusedBeforeItsFirstStep() {
        Users users = acme.entered(acme.aWeek().allowing(ActionKind.MANAGE_MEMBERS))
                .connection()
                .users();
        var plan = users.planOffboarding(leo, DataHandling.keepRecoverable().keepingDevices())
                .confirmedBy("Northwind IT");

        refused(() -> users.execute(plan), "not what is destructive of it");

        assertThat(acme.team.user(acme.leo).suspendedAt()).isEmpty();
        assertThat(acme.gangway.connection(acme.id).users().openRequests()).isEmpty();
    }

    @Test
    void severalPeopleAreBroughtAboardAtOnce() {
        Users users = acme.entered(acme.aWeek().allowing(ActionKind.MANAGE_MEMBERS))
                .connection()
                .users();

        assertThat(users.onboardAll(List.of(NewUser.of("zoe@example.com"), NewUser.of("max@example.com"))))
                .hasSize(2);
        assertThat(acme.told())
                .contains("Northwind IT invited zoe@example.com", "Northwind IT invited max@example.com");
    }

    @Test
    void wipingDevicesNeedsItsOwnWordAlsoWhenSomebodyIsSeenOff() {
        Users users = acme.entered(acme.aWeek().allowingDestructive(ActionKind.MANAGE_MEMBERS))
                .connection()
                .users();
        users.suspend(leo, Devices.KEEP);
        var plan = users.planOffboarding(leo, DataHandling.keepRecoverable().wipingDevices())
                .confirmedBy("Northwind IT");

        refused(() -> users.execute(plan), "a device");

        assertThat(users.find(leo)).isPresent();
    }

    @Test
    void fromTheMomentThatItIsRevokedNothingBeginsAndNothingIsShown() {
        PartnerSession partner = acme.entered(acme.aWeek().allowing(ActionKind.MANAGE_MEMBERS));
        Users users = partner.connection().users();
        assertThat(users.find(leo)).isPresent();

        assertThat(acme.assistance().revoke(partner.grant().id(), "Ana").unended())
                .isEmpty();

        refused(() -> users.find(leo), "revoked");
        refused(() -> users.suspend(leo, Devices.KEEP), "revoked");
        refused(
                () -> acme.gangway
                        .partners()
                        .resume(partner.id())
                        .connection()
                        .users()
                        .find(leo),
                "revoked");
    }

    @Test
    void theCustomersOwnHandleIsNotLimited() {
        acme.entered(acme.aWeek().allowing(ActionKind.USE_ANALYTICS));
        long before = acme.assistance().trail().records().count();

        acme.gangway.connection(acme.id).users().suspend(leo, Devices.KEEP);

        assertThat(acme.assistance().trail().records().count()).isEqualTo(before);
    }

    @Test
    void theTrailOutlivesTheConnection() {
        acme.entered(acme.aWeek().allowing(ActionKind.USE_ANALYTICS));
        List<String> before = acme.told();

        acme.gangway.connections().disconnect(acme.id);

        assertThat(Trail.of(acme.store, acme.id)
                        .records()
                        .map(it -> it.sentence().en()))
                .containsExactlyElementsOf(before);
    }
}
