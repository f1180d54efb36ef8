package dev.gangway.examples;

import dev.gangway.connection.Connection;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.user.DataHandling;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Receipt;
import dev.gangway.user.UserRef;
import java.time.Duration;

/** What to do with an offboarding whose end isn't known yet: settle it later, on any node, as often as it takes. */
public final class Settling {

    private Settling() {}

    /**
     * Runs it on a small simulated team. No call waits there, so the removal, which is a background job at Dropbox, isn't done at first.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (Sandbox sandbox = Sandbox.open(builder -> builder.maxWait(Duration.ZERO))) {
            Connection team = sandbox.gangway().connection(sandbox.id());
            OffboardingPlan plan = team.users()
                    .planOffboarding(
                            UserRef.email("leo@example.com"),
                            DataHandling.keepRecoverable().keepingDevices());
            System.out.println(team.users().execute(plan.confirmedBy("it@example.com")));
            while (!team.users().openOffboardings().isEmpty()) {
                settle(team);
            }
        }
    }

    static void settle(Connection team) {
        for (JobHandle open : team.users().openOffboardings()) { // also those of a process that died
            Outcome<Receipt> outcome = team.users().resumeOffboarding(open);
            String now = outcome.match(
                    done -> "gone: " + done.value().before().email(), // keep the receipt for an undo
                    refused -> "not done: " + refused.refusal(),
                    unsettled -> "still not known: " + unsettled.why()); // ask again in a minute
            System.out.println(now);
        }
    }
}
