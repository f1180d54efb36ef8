package dev.gangway.sharing;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.TeamPolicy;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whom people of one connected team may share with. Get it from {@code Connection.sharingControls()}. Thread-safe; calls block.
 *
 * <p>Each change is sent once. Asking twice is safe: what is so already is {@code Done} with {@code changed} false. If the answer is lost,
 * reading settles what happened; where reading doesn't show the change, it is refused with {@link Reason#TRY_LATER}, and asking again does no
 * harm, since a change says how things are to stand and not what to add. Nothing is journaled for the same reason.
 *
 * <p>Every method that asks the provider throws {@code CredentialRejectedException} if a person has to reconnect,
 * {@code PermissionMissingException} if the connection lacks a scope, {@code UnsupportedCapabilityException} if the connector can't read it or
 * wasn't registered for it, {@code ProviderUnavailableException} and {@code RateLimitedException} if nothing was changed and the call can be
 * made again later, {@code ProviderProtocolException} if an answer can't be understood, {@code AnswerLostException} if an answer was lost and
 * what became of it couldn't be read either, after which asking again does no harm, and {@code CallInterruptedException} if the thread was
 * interrupted.
 */
public final class SharingControls {

    /** How many entries can be put on the allow list, or taken off it, by one call. */
    public static final int MOST = 100;

    private final SharingData provider;

    /**
     * Applications get theirs from {@code Connection.sharingControls()}.
     *
     * @param provider the connector's implementation
     */
    public SharingControls(SharingData provider) {
        this.provider = Objects.requireNonNull(provider, "provider");
    }

    /**
     * The team's own rules about sharing. {@link TeamPolicy#isReadOnly} says which only a person can change, and {@link TeamPolicy#change} how.
     *
     * @return the rules, each once
     * @throws GangwayException as the class says
     */
    public List<TeamPolicy> policies() {
        return provider.policies();
    }

    /**
     * With whom outside the team its people may share where the team's rules say "only with whom is allowed"; page by page as the stream is
     * read, none twice.
     *
     * @return the entries, in the provider's order
     * @throws GangwayException also while the stream is read, as the class says
     */
    public Stream<AllowListEntry> allowList() {
        Set<Cursor> visited = new HashSet<>();
        Set<AllowListEntry> seen = new HashSet<>();
        return Stream.iterate(
                        page(Cursor.START, visited),
                        Optional::isPresent,
                        it -> it.flatMap(Page::next).flatMap(next -> page(next, visited)))
                .flatMap(it -> it.orElseThrow().items().stream())
                .filter(seen::add);
    }

    private Optional<Page<AllowListEntry>> page(Cursor cursor, Set<Cursor> visited) {
        if (!visited.add(cursor)) {
            throw new ProviderProtocolException(
                    "The provider's allow list came back to a place where it was before; the list is not complete.",
                    Optional.empty());
        }
        return Optional.of(provider.allowList(cursor));
    }

    /**
     * Puts entries on the allow list, all or none of them. Whoever is on it can be shared with at once.
     *
     * @param entries 1 to {@value #MOST} of them; one that is named twice counts once
     * @return the entries asked for; {@code changed} is false if all were on the list; refused with {@link Reason#ALLOW_LIST_FULL},
     *     {@link Reason#INVALID_INPUT} if the provider is stricter about names than we are, {@link Reason#TRY_LATER} or
     *     {@link Reason#NOT_SUPPORTED}
     * @throws IllegalArgumentException if there are none or too many
     * @throws GangwayException as the class says
     */
    public Outcome<Set<AllowListEntry>> allow(Collection<? extends AllowListEntry> entries) {
        Set<AllowListEntry> wanted = checked(entries);
        return settled(
                () -> provider.allow(wanted),
                () -> Optional.of(wanted).filter(it -> missing(it).isEmpty()));
    }

    /**
     * Takes entries off the allow list, all or none of them. What was shared with them before stays shared, unless the provider says otherwise.
     *
     * @param entries 1 to {@value #MOST} of them; one that is named twice counts once
     * @return the entries asked for; {@code changed} is false if none was on the list; refused with {@link Reason#INVALID_INPUT},
     *     {@link Reason#TRY_LATER} or {@link Reason#NOT_SUPPORTED}
     * @throws IllegalArgumentException if there are none or too many
     * @throws GangwayException as the class says
     */
    public Outcome<Set<AllowListEntry>> disallow(Collection<? extends AllowListEntry> entries) {
        Set<AllowListEntry> unwanted = checked(entries);
        return settled(
                () -> provider.disallow(unwanted),
                () -> Optional.of(unwanted).filter(it -> missing(it).equals(it)));
    }

    /** Those of the entries that the list doesn't have. */
    private Set<AllowListEntry> missing(Set<AllowListEntry> entries) {
        Set<AllowListEntry> missing = new HashSet<>(entries);
        Iterator<AllowListEntry> listed = allowList().iterator();
        while (!missing.isEmpty() && listed.hasNext()) {
            missing.remove(listed.next());
        }
        return missing;
    }

    private static Set<AllowListEntry> checked(Collection<? extends AllowListEntry> entries) {
        Set<AllowListEntry> distinct = new LinkedHashSet<>();
        for (AllowListEntry entry : Objects.requireNonNull(entries, "entries")) {
            distinct.add(Objects.requireNonNull(entry, "an entry"));
        }
        if (distinct.isEmpty() || distinct.size() > MOST) {
            throw new IllegalArgumentException("One call takes 1 to " + MOST + " entries of the allow list, and not "
                    + distinct.size() + ". Ask for more in several calls.");
        }
        return Set.copyOf(distinct);
    }

    /**
     * The policies of one shared folder.
     *
     * @param folder which; a team folder's id is one, too
     * @return the policies as they stand now; empty if the provider knows no such folder, or doesn't show it to this connection
     * @throws GangwayException as the class says
     */
    public Optional<FolderPolicy> folder(SharedFolderId folder) {
        return provider.folder(Objects.requireNonNull(folder, "folder"));
    }

    /**
     * Changes policies of one shared folder; what the change doesn't name stays.
     *
     * @param folder which; a team folder's id is one, too
     * @param change what
     * @return the policies as they stand then; {@code alreadyDone} if all that is named was so; refused with
     *     {@link Reason#FOLDER_NOT_FOUND}, {@link Reason#TEAM_POLICY} if the team's own rules are stricter,
     *     {@link Reason#PERMISSION_MISSING} if the connecting admin can't manage this folder, {@link Reason#TRY_LATER} or
     *     {@link Reason#NOT_SUPPORTED}
     * @throws IllegalArgumentException if the change names nothing
     * @throws GangwayException as the class says
     */
    public Outcome<FolderPolicy> changeFolder(SharedFolderId folder, FolderPolicyChange change) {
        Objects.requireNonNull(folder, "folder");
        if (Objects.requireNonNull(change, "change").isEmpty()) {
            throw new IllegalArgumentException(
                    "The change names nothing; say what to change, as by FolderPolicyChange.none().joining(Joining.TEAM).");
        }
        return settled(
                () -> provider.changeFolder(folder, change),
                () -> provider.folder(folder).filter(change::isSo));
    }

    /** What a call came to; if its answer was lost, what reading shows to be so. */
    private static <T> Outcome<T> settled(Supplier<Outcome<T>> call, Supplier<Optional<T>> reading) {
        try {
            return call.get();
        } catch (AnswerLostException lost) {
            try {
                return reading.get().map(Outcome::done).orElseGet(SharingControls::notSeen);
            } catch (GangwayException unread) {
                lost.addSuppressed(unread);
                throw lost;
            }
        }
    }

    private static <T> Outcome<T> notSeen() {
        return Outcome.refused(
                Reason.TRY_LATER,
                "The provider's answer was lost, and reading doesn't show the change. It may still take effect; ask again, which does no harm.");
    }
}
