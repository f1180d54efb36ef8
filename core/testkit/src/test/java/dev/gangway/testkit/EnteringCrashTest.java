package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.assistance.Action;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.Grant;
import dev.gangway.assistance.Notice;
import dev.gangway.assistance.SignInLink;
import dev.gangway.assistance.Stage;
import dev.gangway.assistance.TrailRecord;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A node dies before and after every call to the store while it lets a partner in. Whatever the moment, nobody is in whose admins are not told,
 * and no notice that was kept is lost.
 */
class EnteringCrashTest {

    private static final int MOST = 500;

    @Test
    void whereverANodeDiesThereIsNoAccessWithoutNoticesAndNoNoticeIsLost() {
        int entered = 0;
        int moment = 0;
        for (boolean survived = false; !survived; moment++) {
            assertThat(moment).isLessThan(MOST);
            try (AssistedTeam acme = new AssistedTeam()) {
                survived = survives(acme, moment);
                entered += isSafe(acme) ? 1 : 0;
            }
        }
        assertThat(moment).isGreaterThan(40);
        assertThat(entered).isGreaterThan(1);
    }

    private static boolean survives(AssistedTeam acme, int moment) {
        acme.enable();
        Grant grant = acme.give(acme.aWeek().allowing(ActionKind.USE_ANALYTICS));
        SignInLink link = acme.assistance().link(grant.id(), "Ana");
        Fate fate = new Fate();
        try (Gangway mortal = acme.node(acme.team, new MortalStore(acme.store, fate))) {
            fate.dieAt(moment);
            mortal.partners().enter(link.code());
            return true;
        } catch (Fate.Crash crash) {
            return false;
        }
    }

    /** Whether somebody is in. */
    private static boolean isSafe(AssistedTeam acme) {
        acme.clock.advance(Duration.ofMinutes(10));
        List<TrailRecord> before = acme.assistance().trail().records().toList();
        acme.gangway.partners().deliverNotices();
        Set<String> told = new HashSet<>(acme.mail.stream().map(Notice::to).toList());
        long queued = before.stream()
                .filter(it -> it.action() == Action.NOTICE_QUEUED)
                .count();
        boolean in = before.stream().anyMatch(it -> it.action() == Action.LINK_REDEEMED && it.stage() == Stage.DONE);
        assertThat(told.size()).isGreaterThanOrEqualTo(Math.toIntExact(queued));
        if (in) {
            assertThat(told).containsExactlyInAnyOrder("admin@example.com", "bea@example.com");
        }
        assertThat(acme.assistance().trail().check().isSound()).isTrue();
        return in;
    }
}
