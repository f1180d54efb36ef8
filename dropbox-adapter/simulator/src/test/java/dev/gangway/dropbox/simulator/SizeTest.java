package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SizeTest {
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aTeamOfHundredThousandWithAMillionEventsStartsWithinAMinute() {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-02T09:00:00Z"));
        try (DropboxSimulator simulator = DropboxSimulator.builder()
                .clock(clock)
                .team(TeamSetup.ofSize(100_000, 1_000_000))
                .start()) {
            World world = simulator.world();

            assertThat(world.team().members()).hasSize(100_000);
            assertThat(world.log().arrived(clock.instant())).hasSizeGreaterThan(1_000_000);
            assertThat(world.log().arrived(clock.instant()).get(10).at())
                    .isAfter(clock.instant().minus(Duration.ofDays(181)));
        }
    }
}
