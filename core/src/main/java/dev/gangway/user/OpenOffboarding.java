package dev.gangway.user;

import dev.gangway.result.JobHandle;
import dev.gangway.store.Store;
import java.util.List;
import java.util.Objects;

/**
 * An offboarding that was begun and hasn't ended. Immutable.
 *
 * @param handle its handle
 * @param leaver who is to leave, as read for the plan
 */
public record OpenOffboarding(JobHandle handle, User leaver) {
    /**
     * Checks the parts.
     *
     * @param handle its handle
     * @param leaver who is to leave
     */
    public OpenOffboarding {
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(leaver, "leaver");
    }

    /**
     * Reads the open offboardings of a connection from its journal; no provider is asked. Applications are told when they disconnect; before
     * that, {@link Users#openRequests()} has the handles.
     *
     * @param store where the journal is kept
     * @param connectionId which connection
     * @return the open offboardings
     * @throws dev.gangway.error.StoreException if the journal can't be read
     */
    public static List<OpenOffboarding> of(Store store, String connectionId) {
        return new OpenRuns(store, connectionId).offboardings();
    }

    /**
     * Reads who is to leave by an offboarding that was confirmed and not begun: scheduled ones, and the rest of bulk runs. Applications are
     * told when they disconnect.
     *
     * @param store where the journal is kept
     * @param connectionId which connection
     * @return the people as read for their plans
     * @throws dev.gangway.error.StoreException if the journal can't be read
     */
    public static List<User> neverBegun(Store store, String connectionId) {
        return new OpenRuns(store, connectionId).neverBegun();
    }
}
