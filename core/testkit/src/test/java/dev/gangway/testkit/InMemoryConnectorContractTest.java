package dev.gangway.testkit;

import dev.gangway.connector.Connector;
import dev.gangway.credential.Credential;
import dev.gangway.http.Time;

class InMemoryConnectorContractTest extends ConnectorContract {

    private final TestClock clock = new TestClock();
    private final InMemoryConnector team = new InMemoryConnector(clock);

    @Override
    protected Connector connector() {
        return team;
    }

    @Override
    protected Credential credential() {
        return team.credential();
    }

    @Override
    protected Levers levers() {
        return new InMemoryLevers(team, clock);
    }

    @Override
    protected Time time() {
        return clock;
    }
}
