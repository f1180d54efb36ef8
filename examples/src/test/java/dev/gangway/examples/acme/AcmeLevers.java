package dev.gangway.examples.acme;

import dev.gangway.connector.Capability;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.examples.acme.AcmeTeam.Person;
import dev.gangway.testkit.Levers;
import dev.gangway.testkit.TestClock;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What the contract's tests can do to the fake past the connector. */
final class AcmeLevers implements Levers {

    private final FakeAcme acme;
    private final TestClock clock;

    AcmeLevers(FakeAcme acme, TestClock clock) {
        this.acme = acme;
        this.clock = clock;
    }

    private <T> T person(UserId id, Function<Person, T> work) {
        return acme.with(team -> work.apply(team.person(id.value()).orElseThrow()));
    }

    @Override
    public UserId activePerson(NewUser person) {
        String email = person.email().address();
        return acme.with(team -> new UserId(team.add(email, person.givenName(), person.surname(), "active").id));
    }

    @Override
    public void changeEmail(UserId id, String email) {
        person(id, it -> it.email = email);
    }

    @Override
    public void signIn(UserId id) {
        acme.with(team -> team.signIns.add(new AcmeTeam.SignIn(id.value(), clock.instant())));
    }

    @Override
    public void signInLate(UserId id, Instant at) {
        acme.with(team -> team.signIns.add(new AcmeTeam.SignIn(id.value(), at)));
    }

    @Override
    public void linkDevice(UserId id) {
        person(id, it -> it.device = true);
    }

    @Override
    public boolean devicesWiped(UserId id) {
        return person(id, it -> it.wiped);
    }

    @Override
    public void giveFiles(UserId id, int number) {
        person(id, it -> it.files = number);
    }

    @Override
    public int files(UserId id) {
        return person(id, it -> it.files);
    }

    @Override
    public void freeLicenses(int number) {
        acme.with(team -> team.licenses = (int) team.taken() + number);
    }

    @Override
    public void pageSize(int size) {
        acme.pageSize(size);
    }

    @Override
    public void expireCursors() {
        acme.forgetPlaces();
    }

    @Override
    public void revokeCredential() {
        acme.killKey();
    }

    @Override
    public void withoutScope(Capability capability) {
        Optional<ScopeSpec> right = AcmeConnector.RIGHTS.stream()
                .filter(it -> it.capability() == capability)
                .findFirst();
        if (right.isEmpty()) {
            Levers.super.withoutScope(capability); // there is no such right: the rule is skipped
        } else {
            acme.withoutRight(right.get().name());
        }
    }

    @Override
    public void loseNextAnswer() {
        acme.loseNextAnswer();
    }

    @Override
    public void holdJobs() {
        acme.with(team -> team.holdsJobs = true);
    }

    @Override
    public void releaseJobs() {
        acme.with(AcmeTeam::finishJobs);
    }

    @Override
    public void forgetJobs() {
        acme.with(AcmeTeam::forgetJobs);
    }

    @Override
    public void passTime(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public int requests() {
        return acme.requests();
    }

    @Override
    public int writes() {
        return acme.writes();
    }
}
