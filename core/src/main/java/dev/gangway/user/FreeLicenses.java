package dev.gangway.user;

import dev.gangway.error.PermissionDeniedException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.StoreException;
import dev.gangway.http.Backoff;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The licenses that people take who come aboard. Where the provider tells how many are free, one call at a time over all nodes counts them
 * and brings its people aboard, until the provider shows them: so two calls never take the same license, also where the provider has no
 * limit of its own.
 */
final class FreeLicenses {

    static final String BUSY =
            "Another call is bringing people aboard right now, or its node died a few minutes ago; nothing was sent. Ask again later.";

    private static final Backoff TURNS = new Backoff(Duration.ofMillis(200), 1.5, Duration.ofSeconds(2));

    private final UserLifecycle provider;
    private final UsersSettings settings;
    private final Writes writes;
    private final Journal journal;

    FreeLicenses(UserLifecycle provider, UsersSettings settings, Writes writes) {
        this.provider = provider;
        this.settings = settings;
        this.writes = writes;
        this.journal = new Journal(settings.store(), settings.connectionId(), "licenses");
    }

    /** Whether the provider tells how many are free. If not, there is nothing to check, and the provider decides. */
    boolean areCounted() {
        return count().toOptional().isPresent();
    }

    private Fact<Integer> count() {
        try {
            return settings.freeLicenses().get();
        } catch (PermissionMissingException | PermissionDeniedException unreadable) {
            return Fact.unknown(unreadable.getMessage());
        }
    }

    /**
     * Does what takes licenses, when it is its turn. Empty, with nothing done, if others are at it for the longest wait.
     *
     * @param counted whether the provider tells how many are free
     */
    <T> Optional<T> inTurn(boolean counted, Function<Turn, T> work) {
        if (!counted) {
            return Optional.of(work.apply(new Turn(Optional.empty())));
        }
        Backoff.Waiting waiting = TURNS.until(settings.time().instant().plus(settings.maxWait()), settings.time());
        Duration longest =
                settings.maxWait().multipliedBy(2); // to bring people aboard, and to recover leavers among them
        Optional<T> done;
        do {
            done = journal.alone("turn", longest, lease -> work.apply(new Turn(Optional.of(lease))));
        } while (done.isEmpty() && waiting.next());
        return done;
    }

    /** Recovers somebody, who needs a license for it. */
    Outcome<Writes.Written> recover(UserId leaver, Consumer<Progress> progress) {
        Function<Turn, Outcome<Writes.Written>> ifOneIsLeft = turn -> turn.left(Set.of(UserRef.id(leaver)))
                .filter(left -> left.number() == 0)
                .<Outcome<Writes.Written>>map(left -> new Outcome.Refused<>(left.refusal(1)))
                .orElseGet(() -> writes.ask(new Intent.Recover(leaver), turn, progress));
        return inTurn(areCounted(), ifOneIsLeft).orElseGet(() -> Outcome.refused(Reason.TRY_LATER, BUSY));
    }

    /** The right to take licenses for a while. */
    final class Turn implements Before {
        private final Optional<Store.Lease> lease;

        private Turn(Optional<Store.Lease> lease) {
            this.lease = lease;
        }

        /** How many are left for these people; empty if the provider doesn't tell. */
        Optional<Left> left(Set<UserRef> people) {
            if (lease.isEmpty()) {
                return Optional.empty();
            }
            int awaited = comingAboard(people); // first: who is shown on the team until then is counted, too
            return count().toOptional().map(free -> new Left(free, awaited));
        }

        @Override
        public void firstSending() {
            if (lease.isPresent() && !lease.get().isHeld()) {
                throw new StoreException("This node was paused for too long; nothing was sent. Ask again.", null);
            }
        }
    }

    /** How many others may take a license that the provider doesn't count yet: whose end isn't known, and who aren't shown on the team. */
    private int comingAboard(Set<UserRef> people) {
        List<UserRef> others = writes.comingAboard(settings.time().instant().minus(Writes.GIVE_UP_AFTER)).stream()
                .filter(it -> !people.contains(it))
                .toList();
        return others.isEmpty()
                ? 0
                : (int) Together.find(provider, others).stream()
                        .filter(it ->
                                it.filter(user -> user.status().isOnTeam()).isEmpty())
                        .count();
    }

    /**
     * How many licenses are left.
     *
     * @param free how many are free, as the provider counts
     * @param awaited how many of them people may take of whom that isn't known yet
     */
    record Left(int free, int awaited) {
        int number() {
            return Math.max(0, free - awaited);
        }

        Refusal refusal(int people) {
            return Refusal.of(
                    Reason.NO_LICENSE_AVAILABLE,
                    "The provider counts " + Planner.count(free, "free license") + ", and " + people + " here "
                            + (people == 1 ? "needs" : "need") + " one"
                            + (awaited == 0
                                    ? ". "
                                    : "; " + awaited + " may go to people whose onboarding hasn't ended: "
                                            + "settle what openRequests() lists. ")
                            + "Buy licenses, or free some by offboarding somebody.");
        }
    }
}
