package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.v2.teamlog.EventTypeArg;
import com.dropbox.core.v2.teamlog.GetTeamEventsResult;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class SizeTest {
    private static final String FULL = "gangway.fullSize";

    @Test
    void aTeamOfFiveThousandIsReadToItsEnd() throws Exception {
        readToItsEnd(5_000, 50_000);
    }

    /** Run it with {@code mvn verify -pl dropbox-adapter/simulator -Dtest=SizeTest -Dgangway.fullSize=true}. */
    @Test
    @EnabledIfSystemProperty(named = FULL, matches = "true")
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aTeamOfHundredThousandStartsWithinAMinute() {
        try (DropboxSimulator simulator = DropboxSimulator.start(TeamSetup.ofSize(100_000, 1_000_000))) {
            World world = simulator.world();
            assertThat(world.team().members()).hasSize(100_000);
            assertThat(world.log().arrived(world.now())).hasSizeGreaterThan(1_000_000);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = FULL, matches = "true")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aMillionEventsAreReadToTheirEnd() throws Exception {
        readToItsEnd(100_000, 1_000_000);
    }

    private static void readToItsEnd(int members, int events) throws Exception {
        try (LinkedTeam linked = new LinkedTeam(builder -> builder.team(TeamSetup.ofSize(members, events)))) {
            World world = linked.simulator.world();
            assertThat(world.team().members()).hasSize(members);
            assertThat(world.log().arrived(world.now()).get(10).at())
                    .isAfter(world.now().minus(Duration.ofDays(181)));

            GetTeamEventsResult page = linked.teamLog
                    .getEventsBuilder()
                    .withEventType(EventTypeArg.LOGIN_SUCCESS)
                    .start();
            int read = page.getEvents().size();
            while (page.getHasMore()) {
                page = linked.teamLog.getEventsContinue(page.getCursor());
                read += page.getEvents().size();
            }
            assertThat(read).isEqualTo(events + 2);
        }
    }
}
