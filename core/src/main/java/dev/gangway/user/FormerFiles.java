package dev.gangway.user;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Moves or deletes the files of somebody who left recoverably, past the guards; one request about them at a time. */
final class FormerFiles {

    private final UserLifecycle provider;
    private final UsersSettings settings;
    private final Planner planner;
    private final Guards guards;
    private final OpenRuns openRuns;
    private final Offboarding offboarding;
    private final Writes writes;
    private final Journal journal;

    FormerFiles(
            UserLifecycle provider,
            UsersSettings settings,
            Planner planner,
            Guards guards,
            OpenRuns openRuns,
            Offboarding offboarding,
            Writes writes) {
        this.provider = provider;
        this.settings = settings;
        this.planner = planner;
        this.guards = guards;
        this.openRuns = openRuns;
        this.offboarding = offboarding;
        this.writes = writes;
        this.journal = new Journal(settings.store(), settings.connectionId(), "former");
    }

    Outcome<User> transfer(UserRef former, UserRef recipient, Optional<UserRef> errorsTo) {
        return alone(former, person -> {
            List<Refusal> refusals = new ArrayList<>();
            DataHandling.Moving asked = new DataHandling.TransferAfterwards(recipient, errorsTo, Devices.KEEP);
            DataHandling resolved = planner.resolve(person, asked, refusals);
            against(person, asked, refusals);
            if (!refusals.isEmpty()) {
                return new Outcome.Refused<>(refusals.get(0));
            }
            DataHandling.Moving moving = (DataHandling.Moving) resolved;
            Outcome<User> outcome = send(
                    person,
                    new FilesIntent.TransferFiles(
                            person.id(),
                            moving.recipient().asId().orElseThrow(),
                            moving.errorsTo().flatMap(UserRef::asId).orElseThrow(),
                            offboarding.recoverableUntil(person.id())));
            return outcome instanceof Outcome.Done<User> done && !done.changed() ? gone(person) : outcome;
        });
    }

    Outcome<User> delete(UserRef former) {
        return alone(former, person -> {
            List<Refusal> refusals = new ArrayList<>();
            if (!settings.permanentDeletionAllowed()) {
                refusals.add(
                        Refusal.of(Reason.PERMANENT_DELETION_DISABLED, Reason.PERMANENT_DELETION_DISABLED.advice()));
            }
            refusals.addAll(guards.againstAny(person));
            against(person, new DataHandling.DeleteForGood(Devices.KEEP), refusals);
            if (!refusals.isEmpty()) {
                return new Outcome.Refused<>(refusals.get(0));
            }
            Optional<Instant> recoverableUntil = offboarding.recoverableUntil(person.id());
            return send(person, new FilesIntent.DeleteFiles(person.id(), recoverableUntil));
        });
    }

    /** Providers hide or change the address of people who leave, so whoever isn't found is looked for among them. */
    private Optional<User> find(UserRef former) {
        return provider.find(former)
                .or(() -> former instanceof UserRef.Email it ? provider.findLeaver(it) : Optional.empty());
    }

    private Outcome<User> alone(UserRef former, Function<User, Outcome<User>> work) {
        Optional<User> found = find(former);
        if (found.isEmpty()) {
            return new Outcome.Refused<>(Planner.notFound(former));
        }
        String key = URLEncoder.encode(found.get().id().value(), StandardCharsets.UTF_8);
        return journal.alone(
                        key,
                        settings.maxWait(),
                        lease -> find(UserRef.id(found.get().id()))
                                .map(it ->
                                        it.status() == UserStatus.REMOVED_RECOVERABLE ? work.apply(it) : notFormer(it))
                                .orElseGet(() -> new Outcome.Refused<>(Planner.notFound(former))))
                .orElseGet(() -> new Outcome.Refused<>(underWay()));
    }

    private static Outcome<User> notFormer(User person) {
        return person.status() == UserStatus.REMOVED
                ? gone(person)
                : Outcome.refused(
                        Reason.WRONG_STATUS,
                        person.email()
                                + " has not left the team. Plan an offboarding; it says what becomes of the files.");
    }

    private static Outcome<User> gone(User person) {
        return Outcome.refused(
                Reason.DATA_ALREADY_GONE,
                "The files of " + person.email()
                        + " were moved or deleted before, or the time in which they could be has passed.");
    }

    private static Refusal underWay() {
        return Refusal.of(
                Reason.TRANSFER_IN_PROGRESS,
                "Something else is being done with these files, and its end isn't known yet. Settle it first; openRequests() lists it.");
    }

    private void against(User former, DataHandling handling, List<Refusal> refusals) {
        openRuns.concerning(former.id()).ifPresent(refusals::add);
        if (writes.concernsFilesOf(former.id())) {
            refusals.add(underWay());
        }
        Guards.againstHold(former, provider.inspect(former.id()).legalHold(), handling)
                .ifPresent(refusals::add);
    }

    private Outcome<User> send(User former, Intent intent) {
        return writes.ask(intent, Before.NOTHING, Progress.IGNORED)
                .map(written -> written.user()
                        .orElseGet(() -> former.withStatus(
                                UserStatus.REMOVED, former.invitedAt(), former.joinedAt(), former.suspendedAt())));
    }
}
