package dev.gangway.user;

import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a {@link Write} needs next. */
sealed interface Need {

    /** To hear how the provider's job stands. */
    record Poll(JobHandle job) implements Need {}

    /**
     * To see the person.
     *
     * @param who whom to look at
     * @param then what is needed once they were seen; empty to look again later
     * @param givingUp how it ends if there is no time to look again
     */
    record Look(UserRef who, Function<Optional<User>, Optional<Need>> then, Supplier<Need> givingUp) implements Need {}

    /** Nothing: it has ended. */
    record Nothing(Outcome<Writes.Written> outcome) implements Need {}
}
