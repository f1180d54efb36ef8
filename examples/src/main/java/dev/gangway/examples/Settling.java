package dev.gangway.examples;

import dev.gangway.connection.Connection;
import dev.gangway.user.DataHandling;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.OpenRequest;
import dev.gangway.user.UserRef;
import java.time.Duration;

/** What to do with a request whose end isn't known yet: settle it later, on any node, as often as it takes. */
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
            while (!team.users().openRequests().isEmpty()) {
                settle(team);
            }
        }
    }

    static void settle(Connection team) {
        for (OpenRequest open : team.users().openRequests()) { // also those of a process that died
            String now = team.users()
                    .settle(open.handle())
                    .match(
                            done -> "done", // after an offboarding, receipt(planId) gives the receipt
                            refused -> "not done: " + refused.refusal(),
                            unsettled -> "still not known: " + unsettled.why()); // ask again in a minute
            System.out.println(open.what() + " " + open.who() + ": " + now);
        }
    }
}
