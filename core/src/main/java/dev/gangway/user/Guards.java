package dev.gangway.user;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.http.Backoff;
import dev.gangway.result.Fact;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What must never happen to a person, checked when a plan is made and again directly before a request is sent. */
final class Guards {

    private static final Backoff TURNS = new Backoff(Duration.ofMillis(200), 1.5, Duration.ofSeconds(2));

    private final UserLifecycle provider;
    private final UsersSettings settings;
    private final OpenRuns openRuns;
    private final Writes writes;
    private final Journal journal;

    Guards(UserLifecycle provider, UsersSettings settings, OpenRuns openRuns, Writes writes) {
        this.provider = provider;
        this.settings = settings;
        this.openRuns = openRuns;
        this.writes = writes;
        this.journal = new Journal(settings.store(), settings.connectionId(), "guards");
    }

    /**
     * Does what may take an admin away, one at a time: of two at once neither would see the other, and no admin would be left. Waits for
     * its turn; empty, with nothing done, if it doesn't come within the longest wait.
     */
    <T> Optional<T> oneAdminAtATime(User person, Supplier<T> work) {
        if (!person.mayBeTeamAdmin()) {
            return Optional.of(work.get());
        }
        Backoff.Waiting turn = TURNS.until(settings.time().instant().plus(settings.maxWait()), settings.time());
        Optional<T> done;
        do {
            done = journal.alone("admins", settings.maxWait(), lease -> work.get());
        } while (done.isEmpty() && turn.next());
        return done;
    }

    /**
     * Why a legal hold speaks against a removal. Where it isn't known, only deleting for good is refused: whatever else is chosen, the files are
     * still somewhere.
     */
    static Optional<Refusal> againstHold(User leaver, Fact<Boolean> held, DataHandling handling) {
        return held.match(
                it -> it
                        ? Optional.of(Refusal.of(
                                Reason.LEGAL_HOLD,
                                leaver.email() + " is under legal hold. Ask whoever placed the hold."))
                        : Optional.empty(),
                why -> handling instanceof DataHandling.DeleteForGood
                        ? Optional.of(Refusal.of(
                                Reason.INCOMPLETE_READING,
                                "Whether " + leaver.email() + " is under legal hold is not known: " + why
                                        + ". Nothing is deleted for good then."))
                        : Optional.empty());
    }

    /** Why nothing that hurts may be done to this person, whatever it is; empty if nothing speaks against it. */
    List<Refusal> againstAny(User person) {
        List<Refusal> refusals = new ArrayList<>();
        if (person.status() == UserStatus.OTHER) {
            refusals.add(Refusal.of(
                    Reason.INCOMPLETE_READING,
                    "The provider gives " + person.email()
                            + " a status that Gangway doesn't know; nothing is done to them."));
        }
        if (settings.protectedUsers().stream().anyMatch(ref -> ref.names(person))) {
            refusals.add(Refusal.of(
                    Reason.PROTECTED_USER,
                    person.email() + " is on the application's protected list. Take them off the list first."));
        }
        return refusals;
    }

    /** Why this person can't be suspended, removed or made less of an admin; empty if nothing speaks against it. */
    List<Refusal> against(User person) {
        List<Refusal> refusals = againstAny(person);
        if (settings.ownAccount().toOptional().equals(Optional.of(person.id()))) {
            refusals.add(Refusal.of(
                    Reason.OWN_ACCOUNT,
                    "The connection works through " + person.email() + ". Reconnect with another admin first."));
        }
        if (settings.ownAccount().toOptional().isEmpty() && person.mayBeTeamAdmin()) {
            refusals.add(Refusal.of(
                    Reason.OWN_ACCOUNT,
                    "It isn't known through whose account the connection works, and " + person.email()
                            + " is an admin. Connect again, so that it is known."));
        }
        if (writes.isReceiving(person.id())) {
            refusals.add(Refusal.of(Reason.TRANSFER_IN_PROGRESS, Reason.TRANSFER_IN_PROGRESS.advice()));
        }
        if (person.mayBeTeamAdmin() && person.status() != UserStatus.INVITED) {
            againstLosing(Set.of(person.id()), person.email() + " is the team's last active admin.")
                    .ifPresent(refusals::add);
        }
        return refusals;
    }

    /** Why these people can't all go: no admin would stay, or that can't be known. */
    Optional<Refusal> againstLosing(Set<UserId> leaving, String who) {
        try {
            return anotherAdminStays(leaving)
                    ? Optional.empty()
                    : Optional.of(Refusal.of(Reason.LAST_ADMIN, who + " Make somebody else an admin first."));
        } catch (ProviderProtocolException incomplete) {
            return Optional.of(Refusal.of(
                    Reason.INCOMPLETE_READING,
                    "It isn't known whether another admin stays. " + incomplete.getMessage()));
        }
    }

    /** A list that ends too early can hide an admin, but makes none of nobody: the safe side. */
    private boolean anotherAdminStays(Set<UserId> leaving) {
        Set<UserId> losingAccess = writes.losingAccess();
        try (Stream<User> everybody = Listing.whole(provider)) {
            return everybody.anyMatch(other -> !leaving.contains(other.id())
                    && other.status() == UserStatus.ACTIVE
                    && other.isTeamAdmin()
                    && !losingAccess.contains(other.id())
                    && !openRuns.isLeaving(other.id()));
        }
    }

    /** How many people are on the team: the provider's own count, or all of its list. */
    int size() {
        return Listing.size(provider).orElseGet(() -> {
            try (Stream<User> everybody = Listing.of(provider)) {
                return (int) everybody.count();
            }
        });
    }
}
