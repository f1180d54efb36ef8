package dev.gangway.user;

import dev.gangway.result.Refusal;
import java.util.Optional;

/** What whoever asks for a request has to say directly before it goes out. */
interface Before {

    /** Nothing to say. */
    Before NOTHING = new Before() {};

    /** The last thing before the first sending; throws if another node has taken the work over. */
    default void firstSending() {}

    /** Why the request may not be sent again as things are now; empty if nothing speaks against it. */
    default Optional<Refusal> sendingAgain() {
        return Optional.empty();
    }
}
