package dev.gangway.dropbox.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One member of the team, past ones included. What the team keeps indexes and counts of (status, e-mail, external id, role,
 * membership type) is changed through {@link Team} only; the rest here. Guarded by the world's lock.
 */
final class Member {
    /** How long a removed member can be recovered [specified]. */
    static final Duration RECOVERABLE_FOR = Duration.ofDays(7);

    /** How long a browser stays signed in [assumed]. */
    static final Duration WEB_SESSION_LIFE = Duration.ofDays(30);

    enum Status {
        ACTIVE,
        INVITED,
        SUSPENDED,
        REMOVED;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of the files of a member who is removed. */
    enum Files {
        KEPT,
        BEING_TRANSFERRED,
        TRANSFERRED,
        DELETED
    }

    private final String id;
    private final String accountId;
    private final String memberFolderId;
    private String rootFolderId;
    private final Set<String> groupIds = new LinkedHashSet<>();
    private final Map<String, Boolean> secondaryEmails = new LinkedHashMap<>();

    private final List<Session> sessions = new ArrayList<>(0);
    private final List<AppLink> apps = new ArrayList<>(0);
    private final List<StoredFile> stored = new ArrayList<>(0);
    private final List<SharedLink> links = new ArrayList<>(0);

    private String email;
    private boolean emailVerified;
    private String givenName = "";
    private String surname = "";
    private Status status = Status.INVITED;
    private boolean limited;
    private boolean disconnected;
    private boolean erased;
    private Files files = Files.KEPT;
    private OptionalLong customQuota = OptionalLong.empty();
    private boolean freeOfSpaceLimit;
    private @Nullable String disabledEmail;
    private @Nullable String externalId;
    private @Nullable String persistentId;
    private @Nullable Boolean directoryRestricted;
    private @Nullable String photoUrl;
    private @Nullable Role role;
    private @Nullable Instant invitedOn;
    private @Nullable Instant joinedOn;
    private @Nullable Instant suspendedOn;
    private @Nullable Instant removedOn;

    private Member(String id, String accountId, String memberFolderId, String rootFolderId, String email) {
        this.id = id;
        this.accountId = accountId;
        this.memberFolderId = memberFolderId;
        this.rootFolderId = rootFolderId;
        this.email = email;
    }

    /** Somebody new with fresh ids, to be given to {@link Team#add}. */
    static Member of(Ids ids, String email) {
        return new Member(ids.teamMember(), ids.account(), ids.namespace(), ids.namespace(), email);
    }

    String id() {
        return id;
    }

    String accountId() {
        return accountId;
    }

    String memberFolderId() {
        return memberFolderId;
    }

    String rootFolderId() {
        return rootFolderId;
    }

    /** For {@link Team} only, whose members may have one in common. */
    void rootFolderId(String changed) {
        rootFolderId = changed;
    }

    String email() {
        return email;
    }

    /** For {@link Team} only, which keeps the index. */
    void email(String changed) {
        email = changed;
    }

    /** What the API shows as the address: this one, or its disabled form after a removal. */
    String shownEmail() {
        return disabledEmail == null || disconnected ? email : disabledEmail;
    }

    /** For {@link Team} only. */
    void disabledEmail(Optional<String> changed) {
        disabledEmail = changed.orElse(null);
    }

    boolean isEmailVerified() {
        return emailVerified;
    }

    void emailVerified(boolean verified) {
        emailVerified = verified;
    }

    /** Secondary addresses in the order in which they were added, each with whether it is verified; changed through {@link Team}. */
    Map<String, Boolean> secondaryEmails() {
        return secondaryEmails;
    }

    /** A secondary address as it was added, found in any case. */
    Optional<String> secondaryEmail(String address) {
        return secondaryEmails.keySet().stream()
                .filter(stored -> Addresses.same(stored, address))
                .findFirst();
    }

    boolean isVerified(String secondaryEmail) {
        return Boolean.TRUE.equals(secondaryEmails.get(secondaryEmail));
    }

    String givenName() {
        return givenName;
    }

    String surname() {
        return surname;
    }

    String displayName() {
        return (givenName + " " + surname).strip();
    }

    void named(String given, String family) {
        givenName = given;
        surname = family;
    }

    Status status() {
        return status;
    }

    boolean is(Status asked) {
        return status == asked;
    }

    /** Whether the member is on the team: anything but removed. */
    boolean isCurrent() {
        return status != Status.REMOVED;
    }

    /** For {@link Team} only, which keeps the counts; the times follow the status. */
    void status(Status changed, Instant now) {
        status = changed;
        invitedOn = changed == Status.INVITED ? now : null;
        suspendedOn = changed == Status.SUSPENDED ? now : null;
        removedOn = changed == Status.REMOVED ? now : null;
        if (changed == Status.ACTIVE && joinedOn == null) {
            joinedOn = now;
        }
    }

    boolean isLimited() {
        return limited;
    }

    /** For {@link Team} only. */
    void limited(boolean changed) {
        limited = changed;
    }

    boolean usesLicense() {
        return isCurrent() && !limited;
    }

    /** Converted to an individual account: no longer managed, never recoverable. */
    boolean isDisconnected() {
        return disconnected;
    }

    void disconnected(boolean changed) {
        disconnected = changed;
    }

    /** Permanently gone: in no listing any more. */
    boolean isErased() {
        return erased;
    }

    void erased(boolean changed) {
        erased = changed;
    }

    Files files() {
        return files;
    }

    void files(Files changed) {
        files = changed;
    }

    /** The member's files, oldest first; added through {@link Team} only, which knows all there ever were. */
    List<StoredFile> stored() {
        return stored;
    }

    /** The links by which the member shares, oldest first. */
    List<SharedLink> links() {
        return links;
    }

    /** How much the member's files take. */
    long bytes() {
        return stored.stream().mapToLong(StoredFile::size).sum();
    }

    /** Removed, still within the window, files neither transferred nor deleted, account not converted. */
    boolean isRecoverable(Instant now) {
        return removedOn != null
                && !disconnected
                && !erased
                && files == Files.KEPT
                && now.isBefore(removedOn.plus(RECOVERABLE_FOR));
    }

    /** Whether nobody else can have the member's address and ids: while on the team, and while a removal can be undone. */
    boolean keepsIdentity(Instant now) {
        return isCurrent() || isRecoverable(now) || files == Files.BEING_TRANSFERRED;
    }

    /** The member's own space limit in gigabytes. */
    OptionalLong customQuota() {
        return customQuota;
    }

    void customQuota(OptionalLong gigabytes) {
        customQuota = gigabytes;
    }

    /** Whether the member is on the list of those without a space limit. */
    boolean isFreeOfSpaceLimit() {
        return freeOfSpaceLimit;
    }

    void freeOfSpaceLimit(boolean changed) {
        freeOfSpaceLimit = changed;
    }

    Optional<String> externalId() {
        return Optional.ofNullable(externalId);
    }

    /** For {@link Team} only, which keeps the index. */
    void externalId(Optional<String> changed) {
        externalId = changed.orElse(null);
    }

    Optional<String> persistentId() {
        return Optional.ofNullable(persistentId);
    }

    /** For {@link Team} only, which counts changes that no event tells. */
    void persistentId(Optional<String> changed) {
        persistentId = changed.orElse(null);
    }

    Optional<Boolean> directoryRestricted() {
        return Optional.ofNullable(directoryRestricted);
    }

    void directoryRestricted(boolean changed) {
        directoryRestricted = changed;
    }

    Optional<String> photoUrl() {
        return Optional.ofNullable(photoUrl);
    }

    void photoUrl(Optional<String> changed) {
        photoUrl = changed.orElse(null);
    }

    Optional<Role> role() {
        return Optional.ofNullable(role);
    }

    /** For {@link Team} only, which knows the admins. */
    void role(Optional<Role> changed) {
        role = changed.orElse(null);
    }

    /** Whether this is an active team admin. */
    boolean isTeamAdmin() {
        return status == Status.ACTIVE && Role.TEAM.equals(role);
    }

    Optional<Instant> invitedOn() {
        return Optional.ofNullable(invitedOn);
    }

    Optional<Instant> joinedOn() {
        return Optional.ofNullable(joinedOn);
    }

    void joinedOn(Instant changed) {
        joinedOn = changed;
    }

    Optional<Instant> suspendedOn() {
        return Optional.ofNullable(suspendedOn);
    }

    Optional<Instant> removedOn() {
        return Optional.ofNullable(removedOn);
    }

    /** Ids of the member's groups, the system's group of everybody included; changed through {@link Group} only. */
    Set<String> groupIds() {
        return groupIds;
    }

    /** Where the member is signed in. */
    List<Session> sessions(Instant now) {
        return sessions.stream().filter(session -> !session.isOver(now)).toList();
    }

    void open(Session session) {
        sessions.add(session);
    }

    void end(Session session) {
        sessions.remove(session);
    }

    /** The third-party apps that the member has linked. */
    List<AppLink> apps() {
        return Collections.unmodifiableList(apps);
    }

    /** Links an app, or links it again. */
    void link(AppLink app) {
        apps.removeIf(linked -> linked.id().equals(app.id()));
        apps.add(app);
    }

    void unlink(AppLink app) {
        apps.remove(app);
    }

    @Override
    public String toString() {
        return id + " " + status;
    }
}
