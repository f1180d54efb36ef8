package dev.gangway.testkit;

import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.Devices;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Quota;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserSession;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/** Profiles, quotas, sessions and linked apps of the team in memory. Not thread-safe, like the team. */
final class Belongings {

    private final Team team;
    private final InstantSource time;

    Belongings(Team team, InstantSource time) {
        this.team = team;
        this.time = time;
    }

    private Optional<Change> offTeam(Person person) {
        return person.shown(time.instant()).status().isOnTeam()
                ? Optional.empty()
                : Optional.of(Change.refused(Reason.NOT_ON_TEAM, "not_on_team"));
    }

    private static Change unless(boolean soAlready, Person person, Runnable effect) {
        return soAlready ? Change.none(person.id()) : Change.to(person.id(), effect);
    }

    Change changeProfile(Person person, ProfileChange change) {
        return offTeam(person).orElseGet(() -> {
            if (change.email().filter(it -> isSomebodyElses(it, person)).isPresent()) {
                return Change.refused(Reason.EMAIL_IN_USE, "email_in_use");
            }
            if (change.externalId()
                    .filter(Predicate.not(String::isEmpty))
                    .map(UserRef::externalId)
                    .flatMap(team::find)
                    .filter(it -> !it.id().equals(person.id()))
                    .isPresent()) {
                return Change.refused(Reason.EXTERNAL_ID_IN_USE, "external_id_in_use");
            }
            return unless(person.changed(change).equals(person.user), person, () -> person.change(change));
        });
    }

    private boolean isSomebodyElses(UserRef.Email address, Person person) {
        return !address.names(person.user) && !person.furtherAddresses.contains(address) && !team.isFree(address);
    }

    Change setQuota(Person person, Quota quota) {
        return offTeam(person).orElseGet(() -> unless(quota.equals(person.quota), person, () -> person.quota = quota));
    }

    Change endSession(Person person, UserSession session, Devices devices) {
        Optional<UserSession> found = person.sessions.stream()
                .filter(it -> it.id().equals(session.id()))
                .findFirst();
        return unless(found.isEmpty(), person, () -> {
            person.sessions.removeAll(found.stream().toList());
            person.wiped |= devices == Devices.WIPE && session.kind() != UserSession.Kind.WEB;
        });
    }

    Change unlinkApp(Person person, LinkedApp app) {
        Predicate<LinkedApp> same = it -> it.id().equals(app.id());
        return unless(person.apps.stream().noneMatch(same), person, () -> person.apps.removeIf(same));
    }
}
