package dev.gangway.teamfolder;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Passage;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The folders that belong to one connected team and not to a person. Get it from {@code Connection.teamFolders()}. Thread-safe; calls block.
 *
 * <p>Each change is written to the journal before it is sent, is sent once, and is read back. Asking twice is safe: what is so already is
 * {@code Done} with {@code changed} false. If the answer is lost, reading settles what happened; what reading can't settle within the
 * longest wait is {@code Unsettled}, and {@link #settle} settles it later, on any node. A folder is never deleted.
 *
 * <p>Every method that asks the provider throws {@code CredentialRejectedException} if a person has to reconnect,
 * {@code PermissionMissingException} if the connection lacks the scope for team folders, {@code ProviderUnavailableException} and
 * {@code RateLimitedException} if nothing was changed and the call can be made again later, {@code ProviderProtocolException} if an answer
 * can't be understood, and {@code CallInterruptedException} if the thread was interrupted; then {@link #unsettled} has what was begun.
 */
public final class TeamFolders {

    /** For how long after it was sent a settled change answers to its handle. Assumed: nobody comes back later than that. */
    private static final Duration KEEP_SETTLED = Duration.ofDays(30);

    private final TeamFolderData provider;
    private final TeamFoldersSettings settings;
    private final FolderJournal journal;

    /**
     * Applications get theirs from {@code Connection.teamFolders()}.
     *
     * @param provider the connector's implementation
     * @param settings what the facade works with
     */
    public TeamFolders(TeamFolderData provider, TeamFoldersSettings settings) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.journal = new FolderJournal(settings);
    }

    /**
     * Whether this team's folders can be managed here at all. Where they can't, each change is refused with what is told here.
     *
     * @return what speaks against it, and where a person does it instead; empty if nothing does
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public Optional<Refusal> objection() {
        return provider.objection();
    }

    /**
     * All team folders, archived ones too, page by page as the stream is read; none comes twice.
     *
     * @return the folders, in the provider's order
     * @throws UnsupportedCapabilityException if there is an {@link #objection}: an empty list would be believed
     * @throws dev.gangway.error.GangwayException also while the stream is read, as the class says
     */
    public Stream<TeamFolder> stream() {
        objection().ifPresent(objection -> {
            throw new UnsupportedCapabilityException(objection.explanation());
        });
        return FolderListing.of(provider);
    }

    /**
     * Looks a team folder up.
     *
     * @param folder which
     * @return the folder as of now, whatever its status; empty if the provider knows none by that id
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public Optional<TeamFolder> find(TeamFolderId folder) {
        return provider.find(Objects.requireNonNull(folder, "folder"));
    }

    /**
     * Makes a team folder. Who may see it is a matter of sharing: a new folder may have nobody in it.
     *
     * @param name its name: 1 to 255 characters without slashes, backslashes and control characters, and no blank at either end
     * @return the folder; {@code changed} is false if a folder in use is called so already, in capital or small letters; refused with
     *     {@link Reason#FOLDER_NAME_TAKEN}, {@link Reason#FOLDER_NAME_UNUSABLE}, {@link Reason#TOO_MANY_FOLDERS} or
     *     {@link Reason#NOT_SUPPORTED}
     * @throws IllegalArgumentException if no folder can be called so
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public Outcome<TeamFolder> create(String name) {
        FolderName.checked(name);
        return here("create", () -> unlessObjected(() -> createUnlessThere(name)), name);
    }

    private Outcome<TeamFolder> createUnlessThere(String name) {
        Optional<TeamFolder> there = FolderListing.inUse(provider, name);
        if (there.isPresent()) {
            return Outcome.alreadyDone(there.get());
        }
        Outcome<TeamFolder> outcome = ask(new FolderIntent.Create(name));
        return outcome instanceof Outcome.Refused<TeamFolder> it && it.refusal().reason() == Reason.FOLDER_NAME_TAKEN
                ? madeMeanwhile(name).orElse(outcome)
                : outcome;
    }

    /** The name is taken, perhaps by what an earlier request or another node made. */
    private Optional<Outcome<TeamFolder>> madeMeanwhile(String name) {
        try {
            return FolderListing.inUse(provider, name).map(Outcome::alreadyDone);
        } catch (ProviderUnavailableException | RateLimitedException | ProviderProtocolException unread) {
            return Optional.empty();
        }
    }

    /**
     * Gives a team folder another name.
     *
     * @param folder which; it must be in use
     * @param name as for {@link #create}
     * @return the folder; {@code changed} is false if it is called exactly so; refused with {@link Reason#FOLDER_NOT_FOUND},
     *     {@link Reason#FOLDER_STATUS}, {@link Reason#FOLDER_NAME_TAKEN}, {@link Reason#FOLDER_NAME_UNUSABLE} or, where the provider or this
     *     kind of team has no way to do it, {@link Reason#NOT_SUPPORTED}
     * @throws IllegalArgumentException if no folder can be called so
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public Outcome<TeamFolder> rename(TeamFolderId folder, String name) {
        FolderName.checked(name);
        return here(
                "rename",
                () -> ofFolder(folder, now -> inUse(now, new FolderIntent.Rename(folder, name))),
                folder,
                name);
    }

    /**
     * Takes a team folder out of use: people no longer see it, and nothing in it is deleted. The provider's console brings it back.
     *
     * @param folder which
     * @return the folder; {@code changed} is false if it was in the archive, or on its way there; refused with
     *     {@link Reason#FOLDER_NOT_FOUND}, {@link Reason#FOLDER_STATUS} or, where the provider or this kind of team has no way to do it,
     *     {@link Reason#NOT_SUPPORTED}; unsettled if the provider needs longer than the longest wait
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public Outcome<TeamFolder> archive(TeamFolderId folder) {
        return here("archive", () -> ofFolder(folder, this::archived), folder);
    }

    private Outcome<TeamFolder> archived(TeamFolder now) {
        FolderIntent.Archive intent = new FolderIntent.Archive(now.id());
        return switch (now.status()) {
            case ARCHIVED -> Outcome.alreadyDone(now);
            case ARCHIVING -> alone(intent, it -> it.await(now.id()));
            default -> ask(intent);
        };
    }

    /**
     * Changes what becomes of a team folder on computers that sync for the first time.
     *
     * @param folder which; it must be in use
     * @param sync {@link SyncSetting#SYNCED} or {@link SyncSetting#NOT_SYNCED}
     * @return the folder; {@code changed} is false if it is so; refused with {@link Reason#FOLDER_NOT_FOUND}, {@link Reason#FOLDER_STATUS} or,
     *     where the provider, the team's plan or this kind of team has no way to do it, {@link Reason#NOT_SUPPORTED}
     * @throws IllegalArgumentException for {@link SyncSetting#NOT_SYNCED_OVERRULED}, which can only be read
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public Outcome<TeamFolder> changeSync(TeamFolderId folder, SyncSetting sync) {
        if (Objects.requireNonNull(sync, "sync") == SyncSetting.NOT_SYNCED_OVERRULED) {
            throw new IllegalArgumentException("NOT_SYNCED_OVERRULED can only be read; ask for SYNCED or NOT_SYNCED.");
        }
        return here(
                "changeSync",
                () -> ofFolder(folder, now -> inUse(now, new FolderIntent.ChangeSync(folder, sync))),
                folder,
                sync);
    }

    /**
     * Settles a change by reading; nothing is sent. What had no effect is refused with {@link Reason#TRY_LATER}, and you decide whether to
     * ask for it again.
     *
     * @param handle of an {@link Outcome.Unsettled} or an {@link UnsettledChange}, from any node
     * @return how it ended; or unsettled still, also while the call that sent it may be at work
     * @throws IllegalArgumentException if this connection has no such handle; the change's own call may have ended it, or it ended and was
     *     sent more than 30 days ago
     * @throws dev.gangway.error.GangwayException as the class says
     */
    public Outcome<TeamFolder> settle(JobHandle handle) {
        Objects.requireNonNull(handle, "handle");
        return here("settle", () -> settled(handle), handle).orElseThrow(() -> noSuch(handle));
    }

    private Optional<Outcome<TeamFolder>> settled(JobHandle handle) {
        return FolderWrite.id(handle)
                .filter(it -> journal.find(it).isPresent())
                .flatMap(id -> journal.alone(
                                id, () -> journal.find(id).map(this::write).map(FolderWrite::settle))
                        .orElseGet(() -> Optional.of(atWork(id))));
    }

    private static IllegalArgumentException noSuch(JobHandle handle) {
        return new IllegalArgumentException("No unsettled change of a team folder of this connection has the handle "
                + handle + "; its own call may have ended it.");
    }

    /**
     * Everything that was begun and whose end isn't known: what ended {@code Unsettled}, what an exception broke off after it was sent, and
     * what a process left behind when it died. {@link #settle} each, as often as it takes. Listing also forgets what ended and was sent more
     * than 30 days ago.
     *
     * @return the changes, in no order
     * @throws dev.gangway.error.StoreException if the store fails
     */
    public List<UnsettledChange> unsettled() {
        return here("unsettled", this::open);
    }

    private List<UnsettledChange> open() {
        Instant before = settings.time().instant().minus(KEEP_SETTLED);
        return journal.all().stream()
                .filter(entry -> {
                    FolderWrite write = write(entry);
                    if (write.hasEnded() && write.sentAt().isBefore(before)) {
                        journal.tidyAway(entry);
                    }
                    return !write.hasEnded();
                })
                .map(entry -> write(entry).open())
                .toList();
    }

    /** What the journal tells without the provider. */
    private <T> T here(String operation, Supplier<T> work, Object... with) {
        return settings.passage().pass(new Passage.Operation("TeamFolders." + operation, List.of(with)), work);
    }

    private Outcome<TeamFolder> ofFolder(TeamFolderId folder, Function<TeamFolder, Outcome<TeamFolder>> change) {
        Objects.requireNonNull(folder, "folder");
        return unlessObjected(() -> find(folder)
                .map(change)
                .orElseGet(() -> Outcome.refused(Reason.FOLDER_NOT_FOUND, Reason.FOLDER_NOT_FOUND.advice())));
    }

    private Outcome<TeamFolder> unlessObjected(Supplier<Outcome<TeamFolder>> change) {
        return objection().<Outcome<TeamFolder>>map(Outcome.Refused::new).orElseGet(change);
    }

    private Outcome<TeamFolder> inUse(TeamFolder now, FolderIntent intent) {
        if (intent.isSo(now)) {
            return Outcome.alreadyDone(now);
        }
        return now.status() == TeamFolder.Status.ACTIVE
                ? ask(intent)
                : new Outcome.Refused<>(Refusal.of(Reason.FOLDER_STATUS, Reason.FOLDER_STATUS.advice()));
    }

    private Outcome<TeamFolder> ask(FolderIntent intent) {
        return alone(intent, FolderWrite::send);
    }

    private Outcome<TeamFolder> alone(FolderIntent intent, Function<FolderWrite, Outcome<TeamFolder>> work) {
        String id = UUID.randomUUID().toString();
        return journal.alone(id, () -> work.apply(write(FolderWrite.entry(id, intent))))
                .orElseGet(() -> atWork(id));
    }

    private FolderWrite write(FolderJournal.Entry entry) {
        return new FolderWrite(provider, journal, settings, entry);
    }

    private static Outcome<TeamFolder> atWork(String id) {
        return Outcome.unsettled(FolderWrite.handle(id), "another call may be at work on it right now");
    }
}
