package com.example;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.DropboxConnector;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.UserRef;

/** What a user of the artifacts does, on the class path or the module path: connect, report, onboard, see off, disconnect. */
public final class Main {

    public static void main(String[] arguments) {
        try (DropboxSimulator simulator = DropboxSimulator.start(TeamSetup.small());
                Gangway gangway = Gangway.builder()
                        .connector(DropboxConnector.forApp(simulator.appKey(), Secret.of(simulator.appSecret())))
                        .httpClient(simulator.httpClient())
                        .build()) {
            ConnectionInfo info = gangway.connections()
                    .connect(DropboxConnector.ID, "consumer", Credential.refreshToken(Secret.of(simulator.refreshToken())));
            Connection team = gangway.connection(info.id());
            int people = team.licenses().refresh().people().size();
            team.users().onboard(NewUser.of("ana@example.com").named("Ana", "Silva")).toOptional().orElseThrow();
            OffboardingPlan plan = team.users()
                    .planOffboarding(UserRef.email("ana@example.com"), DataHandling.keepRecoverable().keepingDevices());
            team.users().execute(plan.confirmedBy("it@example.com")).toOptional().orElseThrow();
            gangway.connections().disconnect(info.id());
            System.out.println(people + " people read, one invited and withdrawn again; Gangway is "
                    + (Gangway.class.getModule().isNamed() ? Gangway.class.getModule() : "on the class path"));
        }
    }
}
