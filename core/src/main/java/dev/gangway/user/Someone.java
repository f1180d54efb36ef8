package dev.gangway.user;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.util.Optional;
import java.util.function.Function;

/** Finds the person whom a request is about, and refuses at the door whom it can't be about. */
final class Someone {

    private final UserLifecycle provider;
    private final OpenRuns openRuns;

    Someone(UserLifecycle provider, OpenRuns openRuns) {
        this.provider = provider;
        this.openRuns = openRuns;
    }

    <T> Outcome<T> known(UserRef ref, Function<User, Outcome<T>> work) {
        Optional<User> found = provider.find(ref);
        return found.isPresent() ? work.apply(found.get()) : new Outcome.Refused<>(Planner.notFound(ref));
    }

    <T> Outcome<T> onTeam(UserRef ref, Function<User, Outcome<T>> work) {
        return known(
                ref,
                it -> it.status().isRemoved()
                        ? Outcome.refused(
                                Reason.NOT_ON_TEAM,
                                it.email() + " has left the team. Recover them first, or invite them again.")
                        : work.apply(it));
    }

    /** Nothing is changed of somebody whom an offboarding is about: it would void the plan. */
    <T> Outcome<T> unlessLeaving(User person, Function<User, Outcome<T>> work) {
        Optional<Refusal> leaving = openRuns.leaving(person.id());
        return leaving.isPresent() ? new Outcome.Refused<>(leaving.get()) : work.apply(person);
    }
}
