package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityRange;
import dev.gangway.activity.MadeByHand;
import dev.gangway.activity.PartnerReport;
import dev.gangway.activity.PartnerWatch;
import dev.gangway.activity.Party;
import dev.gangway.activity.SupportSession;
import dev.gangway.activity.SwitchPosition;
import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartnerWatchTest {

    private static final Party PARTNER =
            Party.of(Party.Kind.PARTNER).named("Pat Partner").withEmail("pat@partner.example");
    private static final Party ADMIN =
            Party.of(Party.Kind.ADMIN).withId(new UserId("admin")).named("Ada");
    private static final Party EVE =
            Party.of(Party.Kind.USER).withId(new UserId("eve")).named("Eve");

    private final World world = new World();
    private final PartnerWatch watch = world.connection().partnerActivity();
    private final Instant start = world.clock.instant();
    private int keys;

    @AfterEach
    void close() {
        world.close();
    }

    private Activity event(long second, ActivityKind kind, Party actor) {
        return Activity.of("key-" + keys++, start.plusSeconds(second), kind, kind.name(), actor);
    }

    private Activity happens(Activity activity) {
        Duration ahead = Duration.between(world.clock.instant(), activity.at());
        if (!ahead.isNegative()) {
            world.clock.advance(ahead.plusSeconds(1));
        }
        world.team.happened(activity);
        return activity;
    }

    private Activity happens(long second, ActivityKind kind, Party actor) {
        return happens(event(second, kind, actor));
    }

    private Activity switched(long second, boolean on) {
        return happens(
                event(second, ActivityKind.PARTNER_ACCESS_SWITCHED, ADMIN).on(on));
    }

    private PartnerReport report() {
        return watch.observe(ActivityRange.since(start));
    }

    @Test
    void aSessionHasWhatThePartnerDidInIt() {
        Activity before = happens(5, ActivityKind.OTHER, PARTNER);
        Activity entered = happens(10, ActivityKind.PARTNER_SESSION_STARTED, PARTNER);
        happens(15, ActivityKind.OTHER, ADMIN);
        Activity did = happens(20, ActivityKind.OTHER, PARTNER);
        Activity left = happens(30, ActivityKind.PARTNER_SESSION_ENDED, PARTNER);

        PartnerReport report = report();

        assertThat(report.sessions())
                .containsExactly(new SupportSession(PARTNER, Fact.of(entered.at()), Fact.of(left.at()), List.of(did)));
        assertThat(report.activities()).containsExactly(entered, did, left).doesNotContain(before);
        assertThat(report.outsideSessions()).isEmpty();
    }

    @Test
    void aSessionWithoutEndOrStartSaysSo() {
        happens(10, ActivityKind.OTHER, PARTNER);
        happens(20, ActivityKind.PARTNER_SESSION_ENDED, PARTNER);
        happens(30, ActivityKind.PARTNER_SESSION_STARTED, PARTNER);
        happens(40, ActivityKind.OTHER, PARTNER);

        PartnerReport report = report();

        assertThat(report.sessions()).hasSize(2);
        SupportSession first = report.sessions().get(0);
        SupportSession second = report.sessions().get(1);
        assertThat(first.started().toString()).contains("no start");
        assertThat(first.actions()).hasSize(1);
        assertThat(second.ended().toString()).contains("no end");
        assertThat(second.actions()).hasSize(1);
    }

    @Test
    void twoPartnersHaveTheirOwnSessions() {
        Party other = Party.of(Party.Kind.PARTNER).withEmail("kim@partner.example");
        happens(10, ActivityKind.PARTNER_SESSION_STARTED, PARTNER);
        happens(11, ActivityKind.PARTNER_SESSION_STARTED, other);
        happens(12, ActivityKind.OTHER, PARTNER);
        happens(13, ActivityKind.PARTNER_SESSION_ENDED, other);

        PartnerReport report = report();

        assertThat(report.sessions().get(0).actions()).hasSize(1);
        assertThat(report.sessions().get(0).ended().toOptional()).isEmpty();
        assertThat(report.sessions().get(1).actions()).isEmpty();
        assertThat(report.sessions().get(1).ended().toOptional()).isPresent();
    }

    @Test
    void switchesPoliciesAndRolesAreToldWhoeverChangedThem() {
        Activity on = switched(10, true);
        Activity policy = happens(20, ActivityKind.POLICY_CHANGED, ADMIN);
        Activity role = happens(event(30, ActivityKind.PARTNER_ROLE_CHANGED, ADMIN)
                .onBehalfOf(EVE)
                .on(true));
        happens(40, ActivityKind.ADMIN_ROLE_CHANGED, ADMIN);

        PartnerReport report = report();

        assertThat(report.activities()).containsExactly(on, policy, role);
        assertThat(report.of(ActivityKind.PARTNER_ACCESS_SWITCHED)).containsExactly(on);
        assertThat(report.madeByHand()).containsExactly(new MadeByHand(EVE, role));
    }

    @Test
    void anAdminWhomThePartnerMadeStaysUntilSomebodyTakesTheRoleAway() {
        Activity made = happens(event(10, ActivityKind.ADMIN_ROLE_CHANGED, PARTNER)
                .onBehalfOf(EVE)
                .on(true));
        happens(event(20, ActivityKind.ADMIN_ROLE_CHANGED, ADMIN)
                .onBehalfOf(EVE)
                .on(true));
        assertThat(report().madeByHand()).containsExactly(new MadeByHand(EVE, made));
        assertThat(report().outsideSessions()).containsExactly(made);

        happens(event(30, ActivityKind.ADMIN_ROLE_CHANGED, ADMIN)
                .onBehalfOf(EVE)
                .on(false));
        assertThat(report().madeByHand()).isEmpty();
    }

    @Test
    void anAdminWhomThePartnerMadeAndWhoHasLeftIsGone() {
        happens(event(10, ActivityKind.ADMIN_ROLE_CHANGED, PARTNER)
                .affecting(EVE)
                .on(true));
        happens(event(20, ActivityKind.MEMBER_STATUS_CHANGED, ADMIN)
                .affecting(EVE)
                .on(false));

        assertThat(report().madeByHand()).isEmpty();
    }

    @Test
    void anAdminWhomAnAdminMadeIsNotThePartners() {
        happens(event(10, ActivityKind.ADMIN_ROLE_CHANGED, ADMIN)
                .onBehalfOf(EVE)
                .on(true));

        assertThat(report().madeByHand()).isEmpty();
    }

    @Test
    void aReportTellsUntilWhenItIsComplete() {
        world.team.activitiesArriveAfter(Duration.ofHours(24));

        assertThat(report().completeUntil()).isEqualTo(start.minus(Duration.ofHours(24)));
        assertThat(watch.lag()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void theSwitchIsWhereItWasPutLast() {
        switched(10, true);
        Activity off = switched(20, false);

        SwitchPosition position = watch.switchPosition(start).toOptional().orElseThrow();

        assertThat(position.on()).isFalse();
        assertThat(position.since()).isEqualTo(off.at());
        assertThat(position.evidence()).isEqualTo(off);
        assertThat(position.asOf()).isEqualTo(world.clock.instant());
    }

    @Test
    void aPositionIsSureUntilTheLagAgoOnly() {
        switched(10, true);
        world.team.activitiesArriveAfter(Duration.ofHours(24));
        world.clock.advance(Duration.ofDays(3));

        assertThat(watch.switchPosition(start).toOptional().orElseThrow().asOf())
                .isEqualTo(world.clock.instant().minus(Duration.ofHours(24)));
    }

    @Test
    void whoeverEnteredFoundItSwitchedOn() {
        switched(10, false);
        Activity entered = happens(20, ActivityKind.PARTNER_SESSION_STARTED, PARTNER);

        SwitchPosition position = watch.switchPosition(start).toOptional().orElseThrow();

        assertThat(position.on()).isTrue();
        assertThat(position.evidence()).isEqualTo(entered);
    }

    @Test
    void ofTheSameSecondTheSwitchCountsAndNotTheSession() {
        happens(10, ActivityKind.PARTNER_SESSION_STARTED, PARTNER);
        switched(10, false);

        assertThat(watch.switchPosition(start).toOptional().orElseThrow().on()).isFalse();
    }

    @Test
    void withoutAnEventThePositionIsUnknown() {
        happens(event(10, ActivityKind.PARTNER_ACCESS_SWITCHED, ADMIN)); // to a value that nobody knows

        assertThat(watch.switchPosition(start).toString()).contains("unknown", "no change", start.toString());
    }

    @Test
    void switchedBothWaysInASecondThePositionIsUnknown() {
        switched(10, true);
        switched(10, false);

        assertThat(watch.switchPosition(start).toString()).contains("unknown", "no order");
    }
}
