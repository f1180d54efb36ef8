package dev.gangway.testkit;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.Party;
import dev.gangway.activity.Thing;
import dev.gangway.connector.Capability;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.ConnectorId;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.connector.Session;
import dev.gangway.credential.Credential;
import dev.gangway.credential.Secret;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.GangwayException;
import dev.gangway.license.SignInSource;
import dev.gangway.result.Fact;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.FolderPolicy.Joining;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolderId;
import dev.gangway.user.NewUser;
import dev.gangway.user.Quota;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserSession;
import dev.gangway.user.UserStatus;
import dev.gangway.userdata.SharedFolder;
import dev.gangway.userdata.SharedLink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A whole team in memory behind a connector that keeps every rule of the contract, for applications' own tests: nothing leaves the process.
 * It starts with one team admin, {@link #admin()}, and ten licenses of the type {@value #FULL}.
 *
 * <pre>{@code
 * TestClock clock = new TestClock();
 * InMemoryConnector team = new InMemoryConnector(clock);
 * UserId leo = team.personJoins(NewUser.of("leo@example.com").named("Leo", "Lima"));
 * Gangway gangway = Gangway.builder().connector(team).time(clock).build();
 * ConnectionId id = gangway.connections().connect(InMemoryConnector.ID, "Acme", team.credential()).id();
 * }</pre>
 *
 * <p>Everything else here is a hook: it changes the team the way people and admins do behind the application's back, or plans trouble. Hooks
 * are no requests and are not among {@link #writes()}. Thread-safe.
 */
public final class InMemoryConnector implements Connector {

    /** The connector's id. */
    public static final ConnectorId ID = ConnectorId.of("in-memory");

    /** The type of the licenses that a new team has. */
    public static final String FULL = "full";

    /** A role that administers the whole team. */
    public static final Role TEAM_ADMIN = new Role("role-team-admin", "Team admin", Role.Power.TEAM_ADMIN);

    /** A role that administers people only. */
    public static final Role USER_ADMIN = new Role("role-user-admin", "User admin", Role.Power.LIMITED_ADMIN);

    private static final SignInSource LOG = new SignInSource("in-memory log", "user");

    static final List<Role> ROLES = List.of(TEAM_ADMIN, USER_ADMIN);

    /** Nobody in this team is under legal hold, and nothing could tell. */
    static final Set<Capability> CAPABILITIES =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Capability.READ_LEGAL_HOLDS)));

    private final InstantSource time;
    private final FrontDoor door;
    private final UserId admin;

    /**
     * A team on a given clock.
     *
     * @param time the clock; the same as given to {@code Gangway.builder().time(…)}
     */
    public InMemoryConnector(InstantSource time) {
        this.time = Objects.requireNonNull(time, "time");
        Team team = new Team(time);
        team.licenses.put(FULL, 10);
        this.door = new FrontDoor(team, time, freshToken());
        this.admin =
                personJoins(NewUser.of("admin@example.com").named("Ada", "Min").withRole(TEAM_ADMIN));
    }

    private static Secret freshToken() {
        return Secret.of("in-memory-t0ps3cret-" + UUID.randomUUID());
    }

    @Override
    public ConnectorSpec spec() {
        return new ConnectorSpec(
                ID,
                "Team in memory",
                Set.of(Credential.Kind.BEARER_TOKEN),
                Optional.empty(),
                CAPABILITIES.stream().map(it -> new ScopeSpec(scope(it), it)).toList(),
                Set.of("in-memory.invalid"),
                Optional.empty());
    }

    static String scope(Capability capability) {
        return capability.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    @Override
    public Session open(ConnectorContext context) {
        return new InMemorySession(this, door, context);
    }

    /**
     * What opens a connection to this team.
     *
     * @return the current token
     */
    public Credential.BearerToken credential() {
        return Credential.bearer(door.token());
    }

    /** The provider no longer accepts the token, as if somebody had removed the app in its console. */
    public void revokeCredential() {
        door.revoke();
    }

    /** The provider accepts the token again that it had rejected. */
    public void restoreCredential() {
        door.renew(door.token());
    }

    /**
     * Issues another token; the one before is dead from then on.
     *
     * @return the new token
     */
    public Credential.BearerToken renewCredential() {
        door.renew(freshToken());
        return credential();
    }

    /**
     * Takes the scope of a capability away from the token: calls that need it throw {@code PermissionMissingException}.
     *
     * @param capability which one
     */
    public void missingScope(Capability capability) {
        door.miss(capability);
    }

    /**
     * Gives the token the scope of a capability back.
     *
     * @param capability which one
     */
    public void grantScope(Capability capability) {
        door.grant(capability);
    }

    /**
     * The team's name.
     *
     * @return the name that connections show
     */
    public String teamName() {
        return "Team in memory";
    }

    /**
     * The admin whose token it is.
     *
     * @return the admin as of now
     */
    public User admin() {
        return user(admin);
    }

    /**
     * Somebody, as the provider would show them.
     *
     * @param id who
     * @return the person as of now
     * @throws IllegalArgumentException if nobody has that id
     */
    public User user(UserId id) {
        return door.with(team -> known(team, id).shown(time.instant()));
    }

    /**
     * Everybody on the team: invited, active and suspended people.
     *
     * @return the people as of now, in the order of coming
     */
    public List<User> people() {
        return door.with(team -> List.copyOf(team.aboard().values()));
    }

    /**
     * Somebody joins, past all rules: active at once, with names, external id, role and groups, and the first license type. For somebody
     * invited, use {@link #personIsInvited}.
     *
     * @param person who
     * @return the id
     */
    public UserId personJoins(NewUser person) {
        return personJoins(person, FULL);
    }

    /**
     * Somebody joins with a license of another type.
     *
     * @param person who
     * @param licenseType the type's name
     * @return the id
     */
    public UserId personJoins(NewUser person, String licenseType) {
        UserId id = invite(person, licenseType);
        personAccepts(id);
        return id;
    }

    /**
     * Somebody is invited and hasn't joined.
     *
     * @param person who
     * @return the id
     */
    public UserId personIsInvited(NewUser person) {
        return invite(person, FULL);
    }

    private UserId invite(NewUser person, String licenseType) {
        return door.with(team -> {
            Person added = team.add(team.newId(), person, licenseType);
            person.groupIds().forEach(group -> added.groups.put(group, false));
            return added.id();
        });
    }

    /**
     * Somebody invited accepts and is active from now on.
     *
     * @param id who
     */
    public void personAccepts(UserId id) {
        change(id, person -> person.activate(time.instant()));
    }

    /**
     * Somebody is suspended in the provider's console.
     *
     * @param id who
     */
    public void personIsSuspended(UserId id) {
        change(id, person -> person.suspend(time.instant()));
    }

    /**
     * Somebody leaves, by the provider's console.
     *
     * @param id who
     * @param recoverable whether they can be brought back within {@link #recoveryWindow}
     */
    public void personLeaves(UserId id, boolean recoverable) {
        door.with(team -> {
            known(team, id)
                    .leave(
                            recoverable ? UserStatus.REMOVED_RECOVERABLE : UserStatus.REMOVED,
                            Optional.of(time.instant().plus(team.recoveryWindow)));
            return id;
        });
    }

    /**
     * Somebody's roles are changed in the provider's console.
     *
     * @param id who
     * @param roles exactly these roles from now on
     */
    public void personHasRoles(UserId id, Role... roles) {
        change(id, person -> person.assign(List.of(roles)));
    }

    /**
     * Somebody's address changes, as it does with a name.
     *
     * @param id who
     * @param email the new address; the one before is free from then on
     */
    public void personChangesEmail(UserId id, String email) {
        change(id, person -> person.changeEmail(email));
    }

    /**
     * Somebody on the team takes no license from now on, like a free kind of member.
     *
     * @param id who
     */
    public void personTakesNoLicense(UserId id) {
        change(id, person -> person.user = person.user.withoutLicense());
    }

    /**
     * Somebody signs in, now.
     *
     * @param id who
     */
    public void personSignsIn(UserId id) {
        personSignedIn(id, time.instant());
    }

    /**
     * A sign-in gets into the log only now, although it happened earlier.
     *
     * @param id who signed in
     * @param at when
     */
    public void personSignedIn(UserId id, Instant at) {
        signIn(id.value(), user(id).email(), at, LOG);
    }

    /**
     * A sign-in gets into the log, as strange as it may be.
     *
     * @param who the id that it tells, of whomever; empty for none
     * @param address the address that it tells; empty for none
     * @param at when it happened, to the second
     * @param source where it is known from
     */
    public void signIn(String who, String address, Instant at, SignInSource source) {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(source, "source");
        door.with(team -> {
            team.signIns.add(new SignIn(who, address, at, source), at, time.instant());
            return at;
        });
    }

    /**
     * Sign-ins that get into the log from now on can be read only this long after they happened. Default: at once.
     *
     * @param lag how long; zero or more
     * @throws IllegalArgumentException if it is less than zero
     */
    public void signInsArriveAfter(Duration lag) {
        if (lag.isNegative()) {
            throw new IllegalArgumentException("A sign-in can't arrive before it happened.");
        }
        door.with(team -> team.signIns.lag = lag);
    }

    /**
     * Somebody gives somebody outside the team access to a folder, as the log of activity tells it.
     *
     * @param id who shares
     * @param folder the folder's name; its id is {@code shared-} and the name
     * @param address the address of who gets access
     * @param at when; until now it can't be read, if that is earlier
     */
    public void personShared(UserId id, String folder, String address, Instant at) {
        User person = user(id);
        Party actor =
                Party.of(Party.Kind.USER).withId(id).named(person.displayName()).withEmail(person.email());
        happened(Activity.of(
                        "share-" + id + "-" + folder + "-" + address + "-" + at.getEpochSecond(),
                        at.truncatedTo(ChronoUnit.SECONDS),
                        ActivityKind.SHARE_MEMBER_ADDED,
                        "share_member_added",
                        actor)
                .onBehalfOf(actor)
                .affecting(Party.of(Party.Kind.OUTSIDER).withEmail(address))
                .with(Thing.named(Thing.Kind.FOLDER, folder).withId("shared-" + folder))
                .outside(true));
    }

    /**
     * An event gets into the log of activity only now, whenever it happened.
     *
     * @param activity the event
     */
    public void happened(Activity activity) {
        Objects.requireNonNull(activity, "activity");
        door.with(team -> {
            team.activities.add(activity, activity.at(), time.instant());
            return activity;
        });
    }

    /**
     * Events that get into the log of activity from now on can be read only this long after they happened. Default: at once.
     *
     * @param lag how long; zero or more
     * @throws IllegalArgumentException if it is less than zero
     */
    public void activitiesArriveAfter(Duration lag) {
        if (lag.isNegative()) {
            throw new IllegalArgumentException("An event can't arrive before it happened.");
        }
        door.with(team -> team.activities.lag = lag);
    }

    /**
     * What hangs on somebody: exactly this from now on.
     *
     * @param id who
     * @param devices how many linked devices
     * @param webSessions how many open web sessions
     * @param apps the linked apps' names
     */
    public void personHas(UserId id, int devices, int webSessions, String... apps) {
        change(id, person -> person.has(devices, webSessions, List.of(apps), time.instant()));
    }

    /**
     * Somebody signs in on one more browser, or links one more device.
     *
     * @param id who
     * @param kind where
     */
    public void personOpensSession(UserId id, UserSession.Kind kind) {
        Objects.requireNonNull(kind, "kind");
        change(id, person -> person.opens(kind, time.instant()));
    }

    /**
     * When somebody last used their devices and web sessions.
     *
     * @param id who
     * @param at when each of those that there are was last used; empty if the provider doesn't tell
     */
    public void personUsedDevices(UserId id, Optional<Instant> at) {
        Objects.requireNonNull(at, "at");
        change(id, person -> person.usedDevices(at));
    }

    /**
     * Somebody links one more app.
     *
     * @param id who
     * @param app the app's name
     */
    public void personLinksApp(UserId id, String app) {
        Objects.requireNonNull(app, "app");
        change(id, person -> person.links(app, time.instant()));
    }

    /**
     * Somebody's storage is limited in the provider's console.
     *
     * @param id who
     * @param quota the limit from now on; {@link Quota#NONE} for none
     */
    public void personHasQuota(UserId id, Quota quota) {
        Objects.requireNonNull(quota, "quota");
        change(id, person -> person.quota = quota);
    }

    /**
     * Somebody is in a group from now on, as its manager.
     *
     * @param id who
     * @param groupId the id of a group that {@link #group} added
     */
    public void personManages(UserId id, String groupId) {
        Objects.requireNonNull(groupId, "groupId");
        change(id, person -> person.groups.put(groupId, true));
    }

    /**
     * The addresses that somebody has besides the first.
     *
     * @param id who
     * @return the addresses, oldest first
     */
    public List<UserRef.Email> furtherAddresses(UserId id) {
        return door.with(team -> List.copyOf(known(team, id).furtherAddresses));
    }

    /**
     * Gives somebody files.
     *
     * @param id who
     * @param number how many
     */
    public void personHasFiles(UserId id, int number) {
        change(id, person -> person.files = number);
    }

    /**
     * Somebody stores a file, which {@link #files} doesn't count.
     *
     * @param id who
     * @param path where, such as {@code /Reports/May.txt}; folders on the way come by themselves
     * @param bytes its size
     * @throws IllegalArgumentException if the path doesn't begin with a slash or ends in one
     */
    public void personStores(UserId id, String path, long bytes) {
        if (!path.startsWith("/") || path.endsWith("/")) {
            throw new IllegalArgumentException("A file's path is like /Reports/May.txt, not " + path);
        }
        change(id, person -> person.drive.store(path, bytes, time.instant()));
    }

    /**
     * Somebody shares something by a link.
     *
     * @param id who
     * @param link the link
     */
    public void personShares(UserId id, SharedLink link) {
        Objects.requireNonNull(link, "link");
        change(id, person -> person.drive.links.add(link));
    }

    /**
     * Somebody gets into a shared folder.
     *
     * @param id who
     * @param folder the folder
     */
    public void personShares(UserId id, SharedFolder folder) {
        Objects.requireNonNull(folder, "folder");
        change(id, person -> person.drive.folders.add(folder));
    }

    /**
     * How many files somebody has, on the team or not.
     *
     * @param id who
     * @return the number
     */
    public int files(UserId id) {
        return door.with(team -> known(team, id).files);
    }

    /**
     * Whether a request erased the synced files from somebody's devices.
     *
     * @param id who
     * @return true if devices were wiped
     */
    public boolean devicesWiped(UserId id) {
        return door.with(team -> known(team, id).wiped);
    }

    /**
     * Places or lifts a legal hold.
     *
     * @param id who
     * @param held whether it is under hold
     */
    public void legalHold(UserId id, boolean held) {
        change(id, person -> person.legalHold = held);
    }

    /**
     * Adds a group, or renames it.
     *
     * @param id its id
     * @param name its name
     */
    public void group(String id, String name) {
        door.with(team -> team.groups.put(id, name));
    }

    /**
     * A team folder appears, in use and synced, past all rules.
     *
     * @param name its name
     * @return its id
     */
    public TeamFolderId teamFolder(String name) {
        Objects.requireNonNull(name, "name");
        return door.with(team -> team.cabinet.add(name));
    }

    /**
     * A team folder gets another status, as an admin's hand in the console would give it.
     *
     * @param id which
     * @param status its status from now on
     * @throws IllegalArgumentException if there is no such folder
     */
    public void teamFolderIs(TeamFolderId id, TeamFolder.Status status) {
        Objects.requireNonNull(status, "status");
        door.with(team -> {
            team.cabinet.put(id, status);
            return id;
        });
    }

    /**
     * All team folders.
     *
     * @return the folders as of now, in the order of coming
     */
    public List<TeamFolder> teamFolders() {
        return door.with(team -> List.copyOf(team.cabinet.all().values()));
    }

    /**
     * A folder is shared, with anybody, with links for anybody, and managed by everybody who may edit in it.
     *
     * @param name its name
     * @return its id
     */
    public SharedFolderId sharedFolder(String name) {
        Objects.requireNonNull(name, "name");
        return door.with(team -> team.sharing.share(name));
    }

    /**
     * The team's own rule about who may join its shared folders, as an admin's hand in the console would set it. Default: anyone.
     *
     * @param most no folder can be more open from now on, and none is in effect
     */
    public void foldersAreJoinedBy(Joining most) {
        Objects.requireNonNull(most, "most");
        door.with(team -> team.sharing.most = most);
    }

    /**
     * How many entries the allow list can hold. Default: 10,000.
     *
     * @param room how many; fewer than there are is allowed
     */
    public void allowListRoom(int room) {
        door.with(team -> team.sharing.room = room);
    }

    /**
     * With whom outside the team its people may share.
     *
     * @return the entries as of now, in the order of coming
     */
    public List<AllowListEntry> allowList() {
        return door.with(team -> List.copyOf(team.sharing.allowed().values()));
    }

    /**
     * Buys licenses; fewer than are taken are allowed.
     *
     * @param type the type's name
     * @param number how many there are from now on
     */
    public void licenses(String type, int number) {
        door.with(team -> team.licenses.put(type, number));
    }

    /**
     * For how long somebody removed recoverably can be brought back. Default: 7 days.
     *
     * @param window the time, for removals from now on
     */
    public void recoveryWindow(Duration window) {
        door.with(team -> team.recoveryWindow = window);
    }

    /**
     * Whether somebody who was suspended when removed is suspended again when recovered. Default: true.
     *
     * @param outlast false: whoever is recovered is active
     */
    public void suspensionsOutlastRemovals(boolean outlast) {
        door.with(team -> team.suspensionsOutlastRemovals = outlast);
    }

    /**
     * What the provider says how many people the team has. Default: the truth.
     *
     * @param size what it says from now on: that it doesn't know, or a number, right or wrong
     */
    public void sizeIsSaidToBe(Fact<Integer> size) {
        Objects.requireNonNull(size, "size");
        door.with(team -> team.saidSize = Optional.of(size));
    }

    /**
     * How many people one request may invite. Default: 20.
     *
     * @param size at least 1
     * @throws IllegalArgumentException if it is less
     */
    public void onboardingBatch(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("A request invites at least one person.");
        }
        door.with(team -> team.onboardingBatch = size);
    }

    /**
     * How many items a page of a listing has. Default: 100.
     *
     * @param size at least 1
     * @throws IllegalArgumentException if it is less
     */
    public void pageSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("A page holds at least one item.");
        }
        door.with(team -> team.pageSize = size);
    }

    /** Listings of license data and of activity no longer take the cursors that they have given out. */
    public void cursorsExpire() {
        door.with(team -> team.cursorGeneration++);
    }

    /**
     * Onboardings, removals and transfers of files become background jobs. A job takes effect at its last poll, or after two seconds for each poll if nobody
     * asks. Default: 0, done at once.
     *
     * @param polls how many polls a job takes
     */
    public void jobsTake(int polls) {
        door.onJobs(jobs -> jobs.take(polls));
    }

    /** Onboardings, removals and transfers of files become background jobs that don't end until {@link #releaseJobs()}. */
    public void holdJobs() {
        door.onJobs(Jobs::hold);
    }

    /** All jobs under way take effect now; later ones are not held. */
    public void releaseJobs() {
        door.onJobs(Jobs::release);
    }

    /** The provider loses track of its jobs: those that haven't ended never will, and their handles lead nowhere. */
    public void forgetJobs() {
        door.onJobs(Jobs::forget);
    }

    /** The next write takes effect and its answer is lost. Calls add up. */
    public void loseNextAnswer() {
        failNextAfter(new AnswerLostException("The answer was lost on purpose.", Optional.empty()));
    }

    /**
     * The next write takes effect and fails all the same. Calls add up.
     *
     * @param failure what it throws
     */
    public void failNextAfter(GangwayException failure) {
        door.failNextAfter(Objects.requireNonNull(failure, "failure"));
    }

    /**
     * The next write fails without any effect. It counts as sent if the failure is an {@code AnswerLostException} or a
     * {@code ProviderProtocolException}. Calls add up.
     *
     * @param failure what it throws
     */
    public void failNextBefore(GangwayException failure) {
        door.failNextBefore(Objects.requireNonNull(failure, "failure"));
    }

    /**
     * The next request that reads fails. Calls add up.
     *
     * @param failure what it throws
     */
    public void failNextRead(GangwayException failure) {
        door.failNextRead(Objects.requireNonNull(failure, "failure"));
    }

    /**
     * Every request to change something that arrived, also those that were refused or changed nothing.
     *
     * @return the requests, in order
     */
    public List<Write> writes() {
        return door.writes();
    }

    /**
     * How many requests arrived, whatever they asked.
     *
     * @return the number
     */
    public int requests() {
        return door.requests();
    }

    /**
     * A request to change something. Immutable.
     *
     * @param operation {@code onboard}, {@code suspend}, {@code unsuspend}, {@code remove}, {@code recover}, {@code assign-roles},
     *     {@code join-group}, {@code leave-group}, {@code change-profile}, {@code set-quota}, {@code end-session}, {@code unlink-app},
     *     {@code transfer-files}, {@code delete-files} or {@code add-address}
     * @param about whom: an id; for an onboarding the e-mail addresses, with blanks between them
     * @param at when it arrived
     */
    public record Write(String operation, String about, Instant at) {
        /**
         * Checks the parts.
         *
         * @param operation what was asked for
         * @param about whom
         * @param at when
         */
        public Write {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(about, "about");
            Objects.requireNonNull(at, "at");
        }

        /**
         * Whom the request was about; several people in a batch.
         *
         * @return an id; for an onboarding the e-mail addresses
         */
        public List<String> people() {
            return List.of(about.split(" ", -1));
        }
    }

    private void change(UserId id, Consumer<Person> change) {
        door.with(team -> {
            change.accept(known(team, id));
            return id;
        });
    }

    private static Person known(Team team, UserId id) {
        return team.person(id)
                .orElseThrow(() -> new IllegalArgumentException("Nobody in this team has the id " + id + "."));
    }
}
