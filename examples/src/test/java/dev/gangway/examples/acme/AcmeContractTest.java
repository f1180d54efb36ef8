package dev.gangway.examples.acme;

import dev.gangway.connector.Connector;
import dev.gangway.credential.Credential;
import dev.gangway.http.Time;
import dev.gangway.testkit.ConnectorContract;
import dev.gangway.testkit.Levers;
import dev.gangway.testkit.TestClock;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;

class AcmeContractTest extends ConnectorContract {

    private final TestClock clock = new TestClock();
    final FakeAcme acme = new FakeAcme(clock);

    @Override
    protected Connector connector() {
        return new AcmeConnector(acme.endpoint());
    }

    @Override
    protected Credential credential() {
        return new Credential.ApiKey(acme.key());
    }

    @Override
    protected Levers levers() {
        return new AcmeLevers(acme, clock);
    }

    @Override
    protected Time time() {
        return clock;
    }

    @Override
    protected OkHttpClient httpClient() {
        return acme.httpClient();
    }

    @AfterEach
    void stop() {
        acme.close();
    }
}
