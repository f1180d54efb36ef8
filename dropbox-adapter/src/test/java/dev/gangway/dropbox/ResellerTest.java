package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityFilter;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityRange;
import dev.gangway.activity.MadeByHand;
import dev.gangway.activity.PartnerReport;
import dev.gangway.activity.SharingActivity;
import dev.gangway.activity.SupportSession;
import dev.gangway.connection.Connection;
import dev.gangway.dropbox.simulator.AdminRole;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.ResellerSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Dropbox's own log shows of sharing and of Dropbox's own reseller support. */
class ResellerTest {

    private final SimulatedTeam team = SimulatedTeam.withoutSockets(builder -> builder);
    private final DropboxSimulator simulator = team.simulator();
    private final Connection connection = team.connection();
    private final Instant start = team.clock().instant();

    @AfterEach
    void stop() {
        team.close();
    }

    private void later() {
        team.clock().advance(Duration.ofMinutes(1));
    }

    @Test
    void theResellersSessionIsSeenWithWhatWasDoneInIt() {
        try (ResellerSession session =
                simulator.people().startResellerSession("Cloud Partner", "help@partner.example")) {
            later();
            session.rename("ana@example.com", "Anna", "Silva");
            session.makeAdmin("ana@example.com", AdminRole.SUPPORT);
            later();
        }
        later();
        simulator.console().resellerAdmin("ana@example.com", true);
        simulator.console().allowResellerSupport(false);

        PartnerReport report = connection.partnerActivity().observe(ActivityRange.since(start));

        assertThat(report.sessions()).singleElement().satisfies(it -> {
            assertThat(it.partner().name()).contains("Cloud Partner");
            assertThat(it.started().toOptional()).contains(start);
            assertThat(it.ended().toOptional()).contains(start.plusSeconds(120));
        });
        SupportSession session = report.sessions().get(0);
        assertThat(session.actions())
                .extracting(Activity::name)
                .containsExactlyInAnyOrder("member_change_name", "member_change_admin_role");
        assertThat(report.of(ActivityKind.PARTNER_ACCESS_SWITCHED)).hasSize(1);
        assertThat(report.madeByHand())
                .extracting(MadeByHand::evidence)
                .extracting(Activity::kind)
                .containsExactly(ActivityKind.ADMIN_ROLE_CHANGED, ActivityKind.PARTNER_ROLE_CHANGED);
        assertThat(report.completeUntil()).isEqualTo(team.clock().instant().minus(Duration.ofDays(1)));
        assertThat(connection
                        .partnerActivity()
                        .switchPosition(start)
                        .toOptional()
                        .orElseThrow()
                        .on())
                .isFalse();
    }

    @Test
    void whatIsSharedOutsideIsFollowedWithWhatIsLate() {
        SharingActivity activity = connection.sharingActivity();
        List<String> told = new ArrayList<>();
        ActivityFilter outside = ActivityFilter.ALL.withOutsideDomain("client.example");
        String folder = simulator.sharing().shareFolder("ana@example.com", "Contracts");
        simulator.sharing().giveAccess("ana@example.com", "Contracts", "bob@client.example");
        activity.read(
                "siem",
                Duration.ofDays(7),
                outside,
                it -> told.add(it.sentence().en()));
        later();
        simulator.sharing().letEdit("ana@example.com", "Contracts", "bob@client.example", "olga@example.com");
        simulator
                .sharing()
                .giveAccess("ana@example.com", "Contracts", start.minus(Duration.ofHours(3)), "eve@client.example");
        simulator.sharing().giveAccess("ana@example.com", "Contracts", "olga@example.com");

        activity.read(
                "siem",
                Duration.ofDays(7),
                outside,
                it -> told.add(it.sentence().en()));

        assertThat(told)
                .containsExactlyInAnyOrder(
                        "Ana Silva gave access: Contracts; bob@client.example; viewer",
                        "Ana Silva changed a right to something shared: Contracts; bob@client.example; Olga Berg; viewer → editor",
                        "Ana Silva gave access: Contracts; eve@client.example; viewer");
        assertThat(activity.stream(ActivityRange.since(Instant.EPOCH), ActivityFilter.ALL.inFolder(folder)))
                .hasSize(5);
    }
}
