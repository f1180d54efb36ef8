package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.assistance.Acknowledgement;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.Assistance;
import dev.gangway.assistance.Baa;
import dev.gangway.assistance.Grant;
import dev.gangway.assistance.GrantState;
import dev.gangway.assistance.NoticeDelivery;
import dev.gangway.assistance.PartnerSession;
import dev.gangway.assistance.SignInLink;
import dev.gangway.assistance.Timeline;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionId;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.StoreException;
import dev.gangway.result.Outcome;
import dev.gangway.store.Keyring;
import dev.gangway.user.Devices;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Delegated assistance when store, trail, mail, provider or nodes fail. */
class AssistanceTroubleTest {

    private static final String NOTICES = "assistance-notice/";

    private final AssistedTeam acme = new AssistedTeam();
    private final UserRef leo = UserRef.id(acme.leo);
    private final TroubledStore seen = new TroubledStore(acme.store);
    private final Gangway node = acme.node(acme.team, seen);

    @AfterEach
    void close() {
        node.close();
        acme.close();
    }

    private PartnerSession partner(ActionKind kind) {
        return acme.entered(acme.aWeek().allowing(kind));
    }

    /** The same partner, on the node whose store has trouble. */
    private Connection there(PartnerSession partner) {
        return node.partners().resume(partner.id()).connection();
    }

    /** How long whoever calls has to wait, by the clock of the test. */
    private Duration waiting(Runnable call) {
        Instant before = acme.clock.instant();
        call.run();
        return Duration.between(before, acme.clock.instant());
    }

    private Gangway bare(TestClock clock, Keyring keys) {
        return Gangway.builder()
                .connector(acme.team)
                .time(clock)
                .store(acme.store, keys)
                .build();
    }

    private void damage(String key) {
        long version = acme.store.get(key).orElseThrow().version();
        acme.store.compareAndSet(key, version, "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFolderWhoseAnswerCouldNotBeReadIsNotToldAsFailed() {
        PartnerSession partner = partner(ActionKind.CREATE_TEAM_FOLDERS);
        acme.team.failNextAfter(new ProviderProtocolException("garbled", Optional.empty()));

        Outcome<?> outcome = partner.connection().teamFolders().create("Plans");

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(acme.told())
                .contains(
                        "Northwind IT tried to create the team folder Plans, and it is not known whether it happened");
    }

    @Test
    void aRoleWhoseAnswerCouldNotBeReadIsNotToldAsFailed() {
        PartnerSession partner = partner(ActionKind.CHANGE_ROLES);
        acme.team.failNextAfter(new ProviderProtocolException("garbled", Optional.empty()));

        Outcome<?> outcome = partner.connection().users().assignRoles(leo, List.of(InMemoryConnector.USER_ADMIN.id()));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(acme.told())
                .contains("Northwind IT tried to change the admin permissions of Leo Chen,"
                        + " and it is not known whether it happened");
    }

    @Test
    void anAdminMadeWithALostAnswerIsListed() {
        PartnerSession partner = partner(ActionKind.CHANGE_ROLES);
        acme.team.loseNextAnswer();
        partner.connection().users().assignRoles(leo, List.of(InMemoryConnector.USER_ADMIN.id()));

        assertThat(acme.assistance().disable("Ana").admins().toOptional().orElseThrow())
                .extracting(it -> it.user().email())
                .containsExactly("leo@example.com");
    }

    @Test
    void theTimelineKeepsTheOrderOfTheTrailAlsoIfAClockIsBehind() {
        acme.enable();
        Grant grant = acme.give(acme.aWeek().allowing(ActionKind.USE_ANALYTICS));
        Instant now = acme.clock.instant();
        try (Gangway behind = bare(new TestClock(now.minusSeconds(30)), acme.keyring)) {
            behind.assistance(acme.id).revoke(grant.id(), "Ana");
        }

        Timeline timeline = acme.assistance().timeline(now.minusSeconds(3600), now.plusSeconds(60));

        assertThat(timeline.entries())
                .extracting(it -> it.sentence().en())
                .containsExactlyElementsOf(acme.told())
                .endsWith("Ana revoked the access of Northwind IT");
    }

    @Test
    void whatANodeThatIsGoneHadBegunHoldsUpNoRevocation() {
        PartnerSession partner = partner(ActionKind.CREATE_TEAM_FOLDERS);
        Connection there = there(partner);
        seen.behind("TEAM_FOLDER_CREATED", () -> {
            throw new Fate.Crash();
        });
        assertThatThrownBy(() -> there.teamFolders().create("Plans")).isInstanceOf(Fate.Crash.class);
        assertThat(acme.gangway.connection(acme.id).teamFolders().unsettled()).hasSize(1);
        acme.clock.advance(Duration.ofHours(3));

        assertThat(waiting(() -> assertThat(acme.assistance()
                                .revoke(partner.grant().id(), "Ana")
                                .unended())
                        .hasSize(1)))
                .isZero();
        assertThat(waiting(() ->
                        assertThat(acme.assistance().disable("Ana").unended()).isEmpty()))
                .isZero();
    }

    @Test
    void aLostAnswerOfTheStoreLeavesNothingBegun() {
        PartnerSession partner = partner(ActionKind.CREATE_TEAM_FOLDERS);
        seen.loseAnswerTo("TEAM_FOLDER_CREATED");

        there(partner).teamFolders().create("Plans");

        assertThat(acme.told()).endsWith("Northwind IT created the team folder Plans");
        assertThat(acme.assistance().revoke(partner.grant().id(), "Ana").unended())
                .isEmpty();
    }

    @Test
    void aMemberIsSuspendedAlsoIfThatCanNotBeToldAnyMore() {
        PartnerSession partner = partner(ActionKind.MANAGE_MEMBERS);
        seen.behind("MEMBER_SUSPENDED", () -> seen.refuse("trail/"));

        Outcome<?> outcome = there(partner).users().suspend(leo, Devices.KEEP);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(acme.team.user(acme.leo).status()).isEqualTo(UserStatus.SUSPENDED);
        assertThat(acme.told()).endsWith("Northwind IT is about to suspend Leo Chen");
    }

    @Test
    void aFolderIsCreatedAlsoIfThatCanNotBeToldAnyMore() {
        PartnerSession partner = partner(ActionKind.CREATE_TEAM_FOLDERS);
        seen.behind("TEAM_FOLDER_CREATED", () -> seen.refuse("trail/"));

        Outcome<?> outcome = there(partner).teamFolders().create("Plans");

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(acme.team.teamFolders()).hasSize(1);
        assertThat(acme.told()).endsWith("Northwind IT is about to create the team folder Plans");
    }

    @Test
    void aNodeThatWasPausedBehindItsIntentSendsNothingAfterTheRevocation() {
        PartnerSession partner = partner(ActionKind.CREATE_TEAM_FOLDERS);
        Connection there = there(partner);
        seen.behind(
                "TEAM_FOLDER_CREATED",
                () -> assertThat(acme.assistance()
                                .revoke(partner.grant().id(), "Ana")
                                .unended())
                        .hasSize(1));

        assertThatThrownBy(() -> there.teamFolders().create("Plans")).hasMessageContaining("this node was paused");

        assertThat(acme.team.teamFolders()).isEmpty();
    }

    @Test
    void nobodyEntersAfterTheRevocationReturned() {
        acme.enable();
        Grant grant = acme.give(acme.aWeek().allowing(ActionKind.USE_ANALYTICS));
        SignInLink link = acme.assistance().link(grant.id(), "Ana");
        seen.behind("NOTICE_SENT", () -> acme.assistance().revoke(grant.id(), "Ana"));

        assertThatThrownBy(() -> node.partners().enter(link.code()))
                .isInstanceOf(AssistanceRefusedException.class)
                .hasMessageContaining("revoked");

        assertThat(acme.told()).doesNotContain("Northwind IT entered the administration of Team in memory");
    }

    @Test
    void revokingNeedsNoKeys() {
        acme.enable();
        Grant grant = acme.give(acme.aWeek().allowing(ActionKind.USE_ANALYTICS));
        try (Gangway keyless = bare(acme.clock, Keyring.random())) {
            keyless.assistance(acme.id).revoke(grant.id(), "Ana");
        }

        assertThat(acme.assistance().grants()).extracting(GrantState::isAlive).containsExactly(false);
    }

    @Test
    void aFreshNodeRevokesWithoutReadingALongTrailFirst() {
        PartnerSession partner = partner(ActionKind.CONTACT_SUPPORT);
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> partner.connection().users().find(leo))
                    .isInstanceOf(AssistanceRefusedException.class);
        }
        AtomicInteger readBefore = new AtomicInteger(Integer.MAX_VALUE);
        seen.behind("GRANT_REVOKED", () -> readBefore.set(seen.reads()));

        node.assistance(acme.id).revoke(partner.grant().id(), "Ana");

        assertThat(readBefore.get()).isLessThan(50);
    }

    @Test
    void aLinkStaysUsableIfNoNoticeCouldBeKept() {
        acme.enable();
        Grant grant = acme.give(acme.aWeek().allowing(ActionKind.USE_ANALYTICS));
        SignInLink link = acme.assistance().link(grant.id(), "Ana");
        seen.refuse(NOTICES);
        assertThatThrownBy(() -> node.partners().enter(link.code())).isInstanceOf(StoreException.class);
        assertThat(acme.store.list(NOTICES)).isEmpty();
        seen.refuseNothing();

        assertThat(node.partners().enter(link.code()).grant()).isEqualTo(grant);
    }

    @Test
    void aDamagedTrailHoldsUpNoNoticesOfAnotherConnection() {
        ConnectionId other = acme.gangway
                .connections()
                .connect(InMemoryConnector.ID, "Other", acme.team.credential())
                .id();
        acme.mailTrouble = Optional.of(new IOException("the mail server is down"));
        List<ConnectionId> both = Stream.of(acme.id, other)
                .sorted(Comparator.comparing(ConnectionId::value))
                .toList();
        both.forEach(this::letIn);
        List<String> trail = acme.store.list("trail/" + both.get(0) + "/");
        damage(trail.get(trail.size() - 1));
        acme.mailTrouble = Optional.empty();

        for (int round = 0; round < 3; round++) {
            acme.gangway.partners().deliverNotices();
        }

        assertThat(acme.mail).hasSize(4).extracting(it -> it.id()).doesNotHaveDuplicates();
    }

    private void letIn(ConnectionId id) {
        Assistance assistance = acme.gangway.assistance(id);
        assistance.enable(Acknowledgement.of("Ana", Acknowledgement.WORDS.en()), Baa.NOT_SIGNED);
        Grant grant =
                ((Outcome.Done<Grant>) assistance.give(acme.aWeek().allowing(ActionKind.USE_ANALYTICS), "Ana")).value();
        acme.gangway.partners().enter(assistance.link(grant.id(), "Ana").code());
    }

    @Test
    void aNotifierThatFailsByAnErrorHoldsUpNoOtherNotice() {
        acme.mailTrouble = Optional.of(new IOException("the mail server is down"));
        partner(ActionKind.USE_ANALYTICS);
        List<String> asked = new ArrayList<>();
        try (Gangway broken = acme.node(
                acme.team,
                acme.store,
                it -> it.adminNotifier(notice -> {
                    asked.add(notice.to());
                    if (asked.size() == 1) {
                        throw new NoClassDefFoundError("jakarta/mail");
                    }
                }))) {
            NoticeDelivery delivery = broken.partners().deliverNotices();

            assertThat(delivery.sent()).isEqualTo(1);
            assertThat(delivery.waiting()).extracting(it -> it.why()).containsExactly("jakarta/mail");
        }
    }

    @Test
    void aDamagedNoticeIsToldOf() {
        acme.mailTrouble = Optional.of(new IOException("the mail server is down"));
        partner(ActionKind.USE_ANALYTICS);
        damage(acme.store.list(NOTICES).get(0));
        acme.mailTrouble = Optional.empty();

        NoticeDelivery delivery = acme.gangway.partners().deliverNotices();

        assertThat(delivery.sent()).isEqualTo(1);
        assertThat(delivery.waiting())
                .singleElement()
                .satisfies(it -> assertThat(it.why()).contains("is damaged"));
    }

    @Test
    void whoseClockIsAheadWaitsForWhatHasBegunAllTheSame() {
        PartnerSession partner = partner(ActionKind.CREATE_TEAM_FOLDERS);
        Connection there = there(partner);
        TestClock ahead = new TestClock(acme.clock.instant().plus(Duration.ofMinutes(6)));
        try (Gangway other = bare(ahead, acme.keyring)) {
            seen.behind("TEAM_FOLDER_CREATED", () -> {
                Instant before = ahead.instant();
                other.assistance(acme.id).revoke(partner.grant().id(), "Ana");
                acme.clock.advance(Duration.between(before, ahead.instant()));
            });

            assertThatThrownBy(() -> there.teamFolders().create("Plans")).hasMessageContaining("this node was paused");
        }

        assertThat(acme.team.teamFolders()).isEmpty();
    }

    @Test
    void whatCouldNotBeToldIsToldOnceTheTrailIsThereAgain() {
        PartnerSession partner = partner(ActionKind.CREATE_TEAM_FOLDERS);
        seen.behind("TEAM_FOLDER_CREATED", () -> seen.refuse("trail/"));
        there(partner).teamFolders().create("Plans");
        seen.refuseNothing();

        there(partner).teamFolders().create("Others");

        assertThat(acme.told())
                .containsSubsequence(
                        "Northwind IT created the team folder Plans", "Northwind IT created the team folder Others");
        assertThat(acme.assistance().revoke(partner.grant().id(), "Ana").unended())
                .isEmpty();
    }

    @Test
    void revokingWhatWasNeverGivenLeavesNoRecord() {
        acme.enable();

        assertThatThrownBy(() -> acme.assistance().revoke("no-such", "Ana"))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(acme.told()).hasSize(1);
    }
}
