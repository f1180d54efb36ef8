package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.DbxException;
import com.dropbox.core.v2.team.MembersListV2Result;
import com.dropbox.core.v2.teamlog.EventTypeArg;
import com.dropbox.core.v2.teamlog.GetTeamEventsResult;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Large teams. The largest one is made only if asked for, and says how long it took: see the README. */
class SizeTest {
    private static final String FULL = "gangway.fullSize";
    private static final int MEMBERS = 100_000;
    private static final int EVENTS = 1_000_000;

    /** The two sign-ins of the small team, whose people are part of every large one. */
    private static final int OTHERS = 2;

    @Test
    void aTeamOfFiveThousandIsReadToItsEnd() throws Exception {
        try (LinkedTeam linked = started(5_000, 50_000)) {
            World world = linked.simulator.world();
            assertThat(world.log().arrived(world.now()).get(10).at())
                    .isAfter(world.now().minus(Duration.ofDays(181)));

            assertThat(members(linked)).isEqualTo(5_000 - 3);
            assertThat(signIns(linked)).isEqualTo(50_000 + OTHERS);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = FULL, matches = "true")
    void aTeamOfHundredThousandIsServedWithinAMinute() throws Exception {
        long start = System.nanoTime();
        try (LinkedTeam linked = started(MEMBERS, EVENTS)) {
            assertThat(linked.team.membersListV2().getMembers()).hasSize(1_000);
            assertThat(linked.teamLog.getEvents().getEvents()).hasSize(1_000);
            Duration served = since(start);
            assertThat(members(linked)).isEqualTo(MEMBERS - 3);
            Duration members = since(start).minus(served);
            assertThat(signIns(linked)).isEqualTo(EVENTS + OTHERS);
            Duration events = since(start).minus(served).minus(members);

            System.out.printf(
                    Locale.ROOT,
                    "%,d members and %,d events: served after %.1f s; then all members read in %.1f s, all sign-ins in %.1f s%n",
                    MEMBERS,
                    EVENTS,
                    seconds(served),
                    seconds(members),
                    seconds(events));
            assertThat(served).isLessThan(Duration.ofMinutes(1));
        }
    }

    private static LinkedTeam started(int members, int events) {
        LinkedTeam linked = new LinkedTeam(builder -> builder.team(TeamSetup.ofSize(members, events)));
        assertThat(linked.simulator.world().team().members()).hasSize(members);
        return linked;
    }

    /** All on the team; three of every large team's people have left. */
    private static int members(LinkedTeam linked) throws DbxException {
        MembersListV2Result page = linked.team.membersListV2();
        int read = page.getMembers().size();
        while (page.getHasMore()) {
            page = linked.team.membersListContinueV2(page.getCursor());
            read += page.getMembers().size();
        }
        return read;
    }

    private static int signIns(LinkedTeam linked) throws DbxException {
        GetTeamEventsResult page = linked.teamLog
                .getEventsBuilder()
                .withEventType(EventTypeArg.LOGIN_SUCCESS)
                .start();
        int read = page.getEvents().size();
        while (page.getHasMore()) {
            page = linked.teamLog.getEventsContinue(page.getCursor());
            read += page.getEvents().size();
        }
        return read;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
