package dev.gangway.license;

import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Page;
import dev.gangway.result.Passage;
import dev.gangway.user.User;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The licenses of one connected team. Get it from {@code Connection.licenses()}. Thread-safe; calls block and only read.
 *
 * <p>Reading takes as long as the provider takes to list everybody: seconds for a small team, minutes for a large one. Several parts are
 * read at once, on threads that end with the call. What was read of the log of sign-ins is kept in the store, so the next refresh, on
 * whichever node, reads only what is new of it.
 */
public final class Licenses {

    private final LicenseData provider;
    private final Function<Cursor, Page<User>> users;
    private final LicensesSettings settings;

    /**
     * Applications get theirs from {@code Connection.licenses()}.
     *
     * @param provider the connector's implementation
     * @param users lists everybody on the team, page by page, if the provider has no leaner way
     * @param settings what the facade works with
     */
    public Licenses(LicenseData provider, Function<Cursor, Page<User>> users, LicensesSettings settings) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.users = Objects.requireNonNull(users, "users");
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * Reads {@link ReportRequest#DEFAULT} anew.
     *
     * @return the report
     * @throws dev.gangway.error.GangwayException as {@link #refresh(ReportRequest)} does
     */
    public LicenseReport refresh() {
        return refresh(ReportRequest.DEFAULT);
    }

    /**
     * Reads what is asked for anew. If the same is being read on this node already, that reading's report is given when it is there: one
     * that began a little before.
     *
     * <p>The report is complete, or this throws and {@link #last} still has the last one. What this connection may not read, or the
     * connector can't, only narrows the report: sign-ins, devices, linked apps and storage are then unknown, and say why.
     *
     * @param request what is asked for
     * @return the report
     * @throws dev.gangway.error.CredentialRejectedException if a person has to reconnect
     * @throws PermissionMissingException if the list of people or the totals may not be read
     * @throws dev.gangway.error.UnsupportedCapabilityException if the connector doesn't list people
     * @throws dev.gangway.error.ProviderUnavailableException if the provider can't be reached, or the caller's deadline is over; try later
     * @throws dev.gangway.error.RateLimitedException if the provider asks to slow down for longer than the call may wait
     * @throws ProviderProtocolException if a listing can't be read to its end
     * @throws dev.gangway.error.CallInterruptedException if the thread was interrupted, or the refresh was cancelled
     */
    public LicenseReport refresh(ReportRequest request) {
        return refresh(request, progress -> {});
    }

    /**
     * The same, with signs of life.
     *
     * @param request what is asked for
     * @param progress told after each page, of one part after the other as they come, on threads of the refresh; one call at a time. What
     *     it throws is logged and stops nothing. It may call {@link #cancelRefresh}; a refresh there is an {@code IllegalStateException}
     * @return the report
     * @throws dev.gangway.error.GangwayException as {@link #refresh(ReportRequest)} does
     */
    public LicenseReport refresh(ReportRequest request, Consumer<RefreshProgress> progress) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(progress, "progress");
        return settings.reports()
                .refresh(
                        request,
                        progress,
                        settings.time(),
                        listener -> new Refresh(provider, users, settings, request, listener).read());
    }

    /**
     * Ends the refreshes of this connection that are under way on this node; whoever waits for one gets {@code CallInterruptedException}.
     * Does nothing if there is none. To end only one's own wait, interrupt the thread or give it a {@code Deadline}.
     *
     * @throws IllegalStateException if the connection was closed or disconnected, which ends its refreshes
     */
    public void cancelRefresh() {
        here("cancelRefresh", () -> {
            settings.reports().cancel();
            return true;
        });
    }

    /**
     * The last report that was read whole on this node, whatever was asked for, since the connection was opened. Nothing is read.
     *
     * @return the report, its age, and the failure of a later refresh; empty if none was read yet
     * @throws IllegalStateException if the connection was closed or disconnected
     */
    public Optional<LastReport> last() {
        return here("last", () -> settings.reports().last(settings.time()));
    }

    /** What is done without the provider. */
    private <T> T here(String operation, Supplier<T> work) {
        return settings.passage().pass(new Passage.Operation("Licenses." + operation, List.of()), work);
    }
}
