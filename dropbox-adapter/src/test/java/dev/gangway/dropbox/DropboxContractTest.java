package dev.gangway.dropbox;

import dev.gangway.connector.Connector;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.dropbox.simulator.DropboxSimulator;
import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.http.Time;
import dev.gangway.testkit.ConnectorContract;
import dev.gangway.testkit.Levers;
import dev.gangway.testkit.TestClock;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;

class DropboxContractTest extends ConnectorContract {

    private final TestClock clock = new TestClock();
    private final DropboxSimulator dropbox = DropboxSimulator.builder()
            .team(TeamSetup.empty().withLicenses(20))
            .clock(clock)
            .jobs(DropboxSimulator.JobStyle.ALWAYS)
            .jobsTake(1, SimulatorLevers.JOB)
            .withoutSockets() // a hundred and fifty teams, each there in no time
            .start();
    private final SimulatorLevers levers = new SimulatorLevers(dropbox, clock);

    @AfterEach
    void stop() {
        dropbox.close();
    }

    @Override
    protected Connector connector() {
        return DropboxConnector.forApp(dropbox.appKey(), Secret.of(dropbox.appSecret()))
                .managingTeamFolders()
                .managingSharing()
                .actingAsUsers();
    }

    @Override
    protected Credential credential() {
        return Credential.refreshToken(Secret.of(dropbox.refreshToken()));
    }

    @Override
    protected Levers levers() {
        return levers;
    }

    @Override
    protected Time time() {
        return clock;
    }

    @Override
    protected OkHttpClient httpClient() {
        return levers.httpClient();
    }
}
