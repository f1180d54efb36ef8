package dev.gangway.testkit;

import dev.gangway.connector.Capability;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import dev.gangway.user.UserSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Every lever, on a team in memory. */
final class InMemoryLevers implements Levers {

    private final InMemoryConnector team;
    private final TestClock clock;

    InMemoryLevers(InMemoryConnector team, TestClock clock) {
        this.team = team;
        this.clock = clock;
    }

    @Override
    public UserId activePerson(NewUser person) {
        return team.personJoins(person);
    }

    @Override
    public void changeEmail(UserId person, String email) {
        team.personChangesEmail(person, email);
    }

    @Override
    public void signIn(UserId person) {
        team.personSignsIn(person);
    }

    @Override
    public void signInLate(UserId person, Instant at) {
        team.personSignedIn(person, at);
    }

    @Override
    public void useDevices(UserId person) {
        team.personUsedDevices(person, Optional.of(clock.instant()));
    }

    @Override
    public void expireCursors() {
        team.cursorsExpire();
    }

    @Override
    public void expireActivityCursors() {
        team.cursorsExpire();
    }

    @Override
    public void linkDevice(UserId person) {
        team.personOpensSession(person, UserSession.Kind.DESKTOP);
    }

    @Override
    public void openWebSession(UserId person) {
        team.personOpensSession(person, UserSession.Kind.WEB);
    }

    @Override
    public void linkApp(UserId person, String name) {
        team.personLinksApp(person, name);
    }

    @Override
    public boolean devicesWiped(UserId person) {
        return team.devicesWiped(person);
    }

    @Override
    public void giveFiles(UserId person, int number) {
        team.personHasFiles(person, number);
    }

    @Override
    public void storeFile(UserId person, String path, long bytes) {
        team.personStores(person, path, bytes);
    }

    @Override
    public int files(UserId person) {
        return team.files(person);
    }

    @Override
    public String group(String name) {
        team.group("group-" + name, name);
        return "group-" + name;
    }

    @Override
    public SharedFolderId sharedFolder(String name) {
        return team.sharedFolder(name);
    }

    @Override
    public void freeLicenses(int number) {
        team.licenses(InMemoryConnector.FULL, team.people().size() + number);
    }

    @Override
    public void shareOutside(UserId person, String folder, String address, Instant at) {
        team.personShared(person, folder, address, at);
    }

    @Override
    public void pageSize(int size) {
        team.pageSize(size);
    }

    @Override
    public void revokeCredential() {
        team.revokeCredential();
    }

    @Override
    public void withoutScope(Capability capability) {
        team.missingScope(capability);
    }

    @Override
    public void loseNextAnswer() {
        team.loseNextAnswer();
    }

    @Override
    public void holdJobs() {
        team.holdJobs();
    }

    @Override
    public void releaseJobs() {
        team.releaseJobs();
    }

    @Override
    public void forgetJobs() {
        team.forgetJobs();
    }

    @Override
    public void passTime(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public int requests() {
        return team.requests();
    }

    @Override
    public int writes() {
        return team.writes().size();
    }
}
