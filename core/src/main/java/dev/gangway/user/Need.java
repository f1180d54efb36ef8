package dev.gangway.user;

import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What a {@link Write} needs next. */
sealed interface Need {

    /** To hear how the provider's job stands. */
    record Poll(JobHandle job) implements Need {}

    /**
     * To see the person.
     *
     * @param who whom to look at
     * @param then what is needed once they were seen, and when that look was begun; empty to look again later
     * @param givingUp how it ends if there is no time to look again
     */
    record Look(UserRef who, BiFunction<Optional<User>, Instant, Optional<Need>> then, Supplier<Need> givingUp)
            implements Need {}

    /** Nothing: it has ended. */
    record Nothing(Outcome<Writes.Written> outcome) implements Need {}
}
