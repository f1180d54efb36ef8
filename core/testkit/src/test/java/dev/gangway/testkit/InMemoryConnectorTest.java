package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.leakwatch.Mark;
import dev.gangway.result.Outcome;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Receipt;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The whole way, as an application's own test would walk it. */
class InMemoryConnectorTest {

    @Test
    void theWatchForLeaksKnowsItsTokens() {
        InMemoryConnector team = new InMemoryConnector(new TestClock());

        assertThat(Mark.isIn(team.credential().token().reveal())).isTrue();
        assertThat(Mark.isIn(team.renewCredential().token().reveal())).isTrue();
    }

    @Test
    void somebodyIsSeenOffAndBroughtBack() {
        TestClock clock = new TestClock();
        InMemoryConnector team = new InMemoryConnector(clock);
        UserId leo = team.personJoins(NewUser.of("leo@example.com").named("Leo", "Lima"));
        team.jobsTake(3);
        try (Gangway gangway = Gangway.builder().connector(team).time(clock).build()) {
            Connection connection = gangway.connection(gangway.connections()
                    .connect(InMemoryConnector.ID, "Acme", team.credential())
                    .id());

            OffboardingPlan plan = connection
                    .users()
                    .planOffboarding(
                            UserRef.email("LEO@example.com"),
                            DataHandling.keepRecoverable().keepingDevices());
            Outcome<Receipt> gone = connection.users().execute(plan.confirmedBy("it@example.com"));

            Receipt receipt = gone.toOptional().orElseThrow();
            assertThat(team.user(leo).status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
            assertThat(receipt.undoUntil()).contains(receipt.steps().get(0).at().plus(Duration.ofDays(7)));
            assertThat(connection.users().undo(receipt).toOptional()).isPresent();
            assertThat(team.user(leo).status()).isEqualTo(UserStatus.ACTIVE);
            assertThat(team.writes())
                    .extracting(InMemoryConnector.Write::operation)
                    .containsExactly("suspend", "remove", "recover", "unsuspend");
        }
    }
}
