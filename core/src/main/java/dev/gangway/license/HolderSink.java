package dev.gangway.license;

import dev.gangway.user.User;

/**
 * Takes people while a page is read. The same one may be told twice; the later telling counts. Called on the thread that reads, before the
 * page ends.
 */
@FunctionalInterface
public interface HolderSink {

    /**
     * Somebody is on the team.
     *
     * @param holder the person; read at once and not kept, so it may be a view of a buffer that is used again
     */
    void holder(Holder holder);

    /**
     * The same, for who has a user at hand.
     *
     * @param user the person
     */
    default void user(User user) {
        holder(new UserHolder(user));
    }
}
