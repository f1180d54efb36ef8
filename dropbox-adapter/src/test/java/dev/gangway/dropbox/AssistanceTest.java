package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.assistance.Acknowledgement;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.Assistance;
import dev.gangway.assistance.Baa;
import dev.gangway.assistance.Disabled;
import dev.gangway.assistance.Grant;
import dev.gangway.assistance.GrantRequest;
import dev.gangway.assistance.Notice;
import dev.gangway.assistance.PartnerSession;
import dev.gangway.assistance.ProviderSwitch;
import dev.gangway.assistance.Timeline;
import dev.gangway.dropbox.simulator.AdminRole;
import dev.gangway.dropbox.simulator.ResellerSession;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Delegated assistance over Dropbox, beside Dropbox's own reseller support. */
class AssistanceTest {

    private final SimulatedTeam team = SimulatedTeam.withoutSockets(
            builder -> builder, connector -> connector.managingTeamFolders().actingAsUsers());
    private final Assistance assistance = team.gangway().assistance(team.info().id());
    private final Instant start = team.clock().instant();

    @AfterEach
    void stop() {
        team.close();
    }

    private PartnerSession entered(ActionKind... kinds) {
        assistance.enable(Acknowledgement.of("Olga Berg", Acknowledgement.WORDS.fr()), Baa.NOT_SIGNED);
        GrantRequest week = GrantRequest.to("Northwind IT", start.plus(Duration.ofDays(7)));
        Grant grant =
                assistance.give(week.allowing(kinds), "Olga Berg").toOptional().orElseThrow();
        return team.gangway()
                .partners()
                .enter(assistance.link(grant.id(), "Olga Berg").code());
    }

    @Test
    void allAdminsOfTheTeamAreTold() {
        entered(ActionKind.USE_ANALYTICS);

        List<String> admins = team.users().stream()
                .filter(it -> !it.roles().isEmpty())
                .map(it -> it.email())
                .toList();
        assertThat(team.mail()).extracting(Notice::to).containsExactlyInAnyOrderElementsOf(admins);
    }

    @Test
    void whatOnesOwnPartnerAndTheProvidersDidIsInOneTimeline() {
        PartnerSession partner = entered(ActionKind.CREATE_TEAM_FOLDERS);
        partner.connection().teamFolders().create("Client projects");
        team.clock().advance(Duration.ofMinutes(1));
        try (ResellerSession session =
                team.simulator().people().startResellerSession("Cloud Partner", "help@partner.example")) {
            session.rename("ana@example.com", "Anna", "Silva");
        }
        team.clock().advance(Duration.ofMinutes(1));
        assistance.revoke(partner.grant().id(), "Olga Berg");
        team.clock().advance(Duration.ofMinutes(1));

        Timeline timeline = assistance.timeline(start, team.clock().instant());

        assertThat(timeline.entries())
                .extracting(it -> it.sentence().en())
                .containsSubsequence(
                        "Northwind IT created the team folder Client projects",
                        "Cloud Partner started a support session",
                        "Olga Berg revoked the access of Northwind IT");
        assertThat(timeline.entries()).anyMatch(Timeline.Entry::isOfProvider);
        assertThat(timeline.provider().toOptional().orElseThrow().sessions()).hasSize(1);
    }

    @Test
    void theProvidersOwnSwitchIsExplainedAndItsPositionReadFromTheLog() {
        assertThat(assistance.providerSwitch(start).position().toOptional()).isEmpty();

        team.simulator().console().allowResellerSupport(false);
        ProviderSwitch off = assistance.providerSwitch(start);

        assertThat(off.position().toOptional().orElseThrow().on()).isFalse();
        assertThat(off.steps().orElseThrow().steps()).hasSize(4);
        assertThat(off.steps().orElseThrow().lines().fr()).contains("2. Choisissez Paramètres");
    }

    @Test
    void disablingListsWhomTheProvidersPartnerMadeAnAdminByHand() {
        entered(ActionKind.USE_ANALYTICS);
        try (ResellerSession session =
                team.simulator().people().startResellerSession("Cloud Partner", "help@partner.example")) {
            session.makeAdmin("ana@example.com", AdminRole.SUPPORT);
        }
        team.clock().advance(Duration.ofMinutes(1));

        Disabled off = assistance.disable("Olga Berg");

        assertThat(off.admins().toOptional().orElseThrow())
                .extracting(it -> it.user().email())
                .containsExactly("ana@example.com");
    }

    @Test
    void eachOfTheNineIsDoneOverDropboxOrSaysWhatToDo() {
        PartnerSession partner = entered(ActionKind.values());
        Users users = partner.connection().users();
        UserRef ana = UserRef.email("ana@example.com");

        assertThat(users.find(ana)).isPresent();
        assertThat(users.assignRoles(ana, List.of()).toOptional()).isPresent();
        assertThat(partner.connection().actAs(ana).toOptional()).isPresent();
        assertThat(partner.connection().teamFolders().create("Plans").toOptional())
                .isPresent();
        assertThat(partner.connection().sharingControls().policies()).isNotEmpty();
        assertThat(partner.connection().security().policies()).isNotEmpty();
        assertThat(partner.connection()
                        .support()
                        .prepare("Login", "Who can help?")
                        .message())
                .isNotNull();
        assertThat(partner.connection().licenses().refresh().people()).isNotEmpty();
        assertThatThrownBy(() -> partner.connection().partnerActivity().switchPosition(start))
                .isInstanceOf(AssistanceRefusedException.class);
        assertThat(assistance.trail().check().isSound()).isTrue();
    }
}
