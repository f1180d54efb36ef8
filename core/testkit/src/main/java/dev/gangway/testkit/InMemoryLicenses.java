package dev.gangway.testkit;

import dev.gangway.connector.Capability;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.SignIn;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** License data of the team in memory. Thread-safe. */
final class InMemoryLicenses implements LicenseData {

    private final InMemorySession session;
    private final FrontDoor door;

    InMemoryLicenses(InMemorySession session, FrontDoor door) {
        this.session = session;
        this.door = door;
    }

    @Override
    public List<LicensePool> pools() {
        return door.read(
                session.header(),
                Capability.READ_TEAM,
                () -> door.with(team -> team.licenses.entrySet().stream()
                        .map(it -> new LicensePool(
                                it.getKey(), Fact.of(it.getValue()), Fact.of(team.assigned(it.getKey()))))
                        .toList()));
    }

    @Override
    public Page<SignIn> signIns(Instant since, Cursor cursor) {
        return door.read(
                session.header(),
                Capability.READ_SIGN_INS,
                () -> door.with(team -> Pages.page(team.signInsSince(since), cursor, team.pageSize)));
    }

    @Override
    public Duration signInLag() {
        return door.with(team -> team.signInLag);
    }
}
