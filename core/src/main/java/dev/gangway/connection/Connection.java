package dev.gangway.connection;

import dev.gangway.activity.ActivityData;
import dev.gangway.activity.ActivitySettings;
import dev.gangway.activity.PartnerWatch;
import dev.gangway.activity.SharingActivity;
import dev.gangway.analytics.Analytics;
import dev.gangway.analytics.AnalyticsSettings;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.Session;
import dev.gangway.connector.SupportContact;
import dev.gangway.connector.SupportDesk;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.Licenses;
import dev.gangway.license.LicensesSettings;
import dev.gangway.license.ReportCache;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Instruction;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Passage;
import dev.gangway.result.Refusal;
import dev.gangway.security.SecurityData;
import dev.gangway.security.SecuritySettings;
import dev.gangway.sharing.SharingControls;
import dev.gangway.sharing.SharingData;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.teamfolder.TeamFolders;
import dev.gangway.teamfolder.TeamFoldersSettings;
import dev.gangway.user.MailForwarder;
import dev.gangway.user.User;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import dev.gangway.user.UsersSettings;
import dev.gangway.userdata.ActingAsUser;
import dev.gangway.userdata.Reach;
import dev.gangway.userdata.UserDataAccess;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection to work with. Thread-safe; keep it as long as you like. After {@code disconnect} or {@code Gangway.close()} every call
 * throws {@code IllegalStateException}. If another {@code Gangway} that shares the store disconnected, {@link #users()} changes nothing
 * any more from that moment, and every other call throws after 30 seconds at the latest.
 */
public final class Connection {

    private final ConnectionInfo opened;
    private final Live live;
    private final ConnectionsSettings settings;
    private final Passage passage;
    private final ReportCache reports;

    Connection(ConnectionInfo info, Live live, ConnectionsSettings settings) {
        this(info, live, settings, Passage.OPEN, live.reports());
    }

    private Connection(
            ConnectionInfo info, Live live, ConnectionsSettings settings, Passage passage, ReportCache reports) {
        this.opened = info;
        this.live = live;
        this.settings = settings;
        this.passage = passage;
        this.reports = reports;
    }

    /**
     * The same connection, where everything that is done goes through something that can forbid it and write it down: each call of an
     * interface that a connector implements, by the name of interface and method, such as {@code UserLifecycle.remove}; the provider's own
     * client as {@code Session.unwrap}; the application's mail forwarder as {@code MailForwarder.forward}; and what is done without the
     * provider, such as {@code Users.schedule} and {@code TeamFolders.unsettled}. License reports are not shared with the connection's other handles. What the passage
     * throws reaches the caller. Delegated assistance lets partners in by this.
     *
     * @param through what everything goes through, besides what this connection goes through already
     * @return the connection, to be handed to whoever is to be watched
     */
    public Connection through(Passage through) {
        Objects.requireNonNull(through, "through");
        Passage outer = passage;
        Passage both = outer == Passage.OPEN ? through : Passage.both(outer, through);
        return new Connection(opened, live, settings, both, new ReportCache());
    }

    /**
     * What is known of the connection here: what other nodes have found since is seen 30 seconds later at most, if the connection is used.
     * {@code Connections.find} has the newest.
     *
     * @return id, name, account, capabilities, state
     */
    public ConnectionInfo info() {
        return live.custody().record().map(Stored::info).orElse(opened);
    }

    /**
     * The team's people.
     *
     * @return the facade for user lifecycle
     * @throws UnsupportedCapabilityException if the connector doesn't offer it
     */
    public Users users() {
        return new Users(passing(UserLifecycle.class, lifecycle()), settings());
    }

    /**
     * The team's licenses.
     *
     * @return the facade for license data
     * @throws UnsupportedCapabilityException if the connector doesn't offer it
     */
    public Licenses licenses() {
        LicenseData licenses = session().licenses().orElseThrow(() -> unsupported("license data"));
        return new Licenses(
                passing(LicenseData.class, licenses),
                this::people,
                new LicensesSettings(
                        opened.id().value(),
                        GuardedStore.ofReadings(settings.store(), live),
                        settings.time(),
                        reports,
                        whileOpen()));
    }

    /** The passage, for what is kept in memory: it isn't handed out once the connection was closed or disconnected. */
    private Passage whileOpen() {
        return new Passage() {
            @Override
            public <T extends @Nullable Object> T pass(Operation operation, Supplier<T> work) {
                live.requireOpen();
                return passage.pass(operation, work);
            }
        };
    }

    /**
     * The team's folders.
     *
     * @return the facade for team folders
     * @throws UnsupportedCapabilityException if the connector doesn't offer them
     */
    public TeamFolders teamFolders() {
        TeamFolderData folders = session().teamFolders().orElseThrow(() -> unsupported("team folders"));
        return new TeamFolders(
                passing(TeamFolderData.class, folders),
                new TeamFoldersSettings(
                        opened.id().value(),
                        GuardedStore.ofReadings(settings.store(), live),
                        settings.time(),
                        settings.maxWait(),
                        passage));
    }

    /**
     * What the team's people share, with whom, and who changes that.
     *
     * @return the facade for sharing activity
     * @throws UnsupportedCapabilityException if the connector doesn't offer it
     */
    public SharingActivity sharingActivity() {
        return new SharingActivity(
                activity(),
                new ActivitySettings(
                        place(), GuardedStore.ofReadings(settings.store(), live), settings.time(), passage));
    }

    /**
     * What the provider's log tells of the provider's own assistance by the partner who sold the plan.
     *
     * @return the facade for it
     * @throws UnsupportedCapabilityException if the connector doesn't offer it
     */
    public PartnerWatch partnerActivity() {
        return new PartnerWatch(activity(), settings.time());
    }

    /** Whoever works through a passage keeps places to go on at of its own. */
    private String place() {
        return opened.id().value() + passage.name().map(it -> "/" + it).orElse("");
    }

    /**
     * How a person switches the provider's own assistance by a partner on and off: no route does.
     *
     * @return the steps; empty if the provider has nothing of the kind
     */
    public Optional<Instruction> partnerSwitch() {
        return session().partnerSwitch();
    }

    private ActivityData activity() {
        return passing(ActivityData.class, session().activity().orElseThrow(() -> unsupported("a log of activity")));
    }

    /**
     * Whom the team's people may share with.
     *
     * @return the facade for sharing controls
     * @throws UnsupportedCapabilityException if the connector doesn't offer them
     */
    public SharingControls sharingControls() {
        SharingData sharing = session().sharing().orElseThrow(() -> unsupported("sharing controls"));
        return new SharingControls(passing(SharingData.class, sharing));
    }

    /**
     * The team's security settings, and what to do in the provider's console about them.
     *
     * @return the facade for security settings
     * @throws UnsupportedCapabilityException if the connector doesn't offer them
     */
    public SecuritySettings security() {
        SecurityData security = session().security().orElseThrow(() -> unsupported("security settings"));
        return new SecuritySettings(passing(SecurityData.class, security));
    }

    /**
     * The provider's support. Nothing is sent to it from here: questions are prepared for a person to hand in.
     *
     * @return what prepares questions
     * @throws UnsupportedCapabilityException if the connector doesn't offer it
     */
    public SupportContact support() {
        SupportDesk desk = session().support().orElseThrow(() -> unsupported("contact with its support"));
        return new SupportContact(passing(SupportDesk.class, desk), info().account());
    }

    /**
     * What acting as a user is at this provider, and what it isn't. Nothing is sent.
     *
     * @return words for people; show them to whoever grants it
     * @throws UnsupportedCapabilityException if the connector doesn't offer it
     */
    public Reach reachOfActing() {
        return userData().reach();
    }

    /**
     * Begins to act as somebody on the team, to read what they have as they see it. It is no sign-in, and nothing is written in the person's
     * name: see {@link #reachOfActing}.
     *
     * @param who the person; found first, and from then on only the immutable id counts
     * @return the facade, with {@code changed} false; refused if the person isn't active, as {@link ActingAsUser#begin} says
     * @throws UnsupportedCapabilityException if the connector doesn't offer it
     * @throws dev.gangway.error.GangwayException as {@link ActingAsUser} says
     */
    public Outcome<ActingAsUser> actAs(UserRef who) {
        return ActingAsUser.begin(userData(), passing(UserLifecycle.class, lifecycle())::find, who);
    }

    private UserDataAccess userData() {
        return passing(UserDataAccess.class, session().userData().orElseThrow(() -> unsupported("acting as a user")));
    }

    /**
     * How the team used its plan over time.
     *
     * @return the facade for analytics
     * @throws UnsupportedCapabilityException if the connector doesn't offer license data
     */
    public Analytics analytics() {
        LicenseData licenses =
                passing(LicenseData.class, session().licenses().orElseThrow(() -> unsupported("license data")));
        AnalyticsSettings with = new AnalyticsSettings(
                opened.id().value(), GuardedStore.ofReadings(settings.store(), live), settings.time());
        return session()
                .activity()
                .map(it -> passing(ActivityData.class, it))
                .map(it -> new Analytics(licenses, it, this::people, with))
                .orElseGet(() -> new Analytics(licenses, this::people, with));
    }

    /**
     * The provider's own client, for what Gangway doesn't cover. Calls through it go through this connection's token, limits and deadlines,
     * but not through guards and journal.
     *
     * @param <T> the client's type
     * @param type the client's type; the connector's documentation names it
     * @return the client, or empty if the connector has none of that type
     */
    public <T> Optional<T> unwrap(Class<T> type) {
        return passage.pass(
                new Passage.Operation("Session.unwrap", List.of(type)),
                () -> session().unwrap(type));
    }

    private Page<User> people(Cursor cursor) {
        return passing(UserLifecycle.class, lifecycle()).list(cursor);
    }

    private Session session() {
        return live.session();
    }

    /** A connector's capability as everybody calls it here: felt by the pulse, and through the passage before that. */
    private <T> T passing(Class<T> type, T capability) {
        return passage.through(type, live.pulse().feeling(type, capability));
    }

    private UserLifecycle lifecycle() {
        return session().users().orElseThrow(() -> unsupported("user lifecycle"));
    }

    private UsersSettings settings() {
        ConnectionInfo info = info();
        return new UsersSettings(
                info.id().value(),
                info.account().adminId(),
                GuardedStore.ofJournal(settings.store(), live, info.account().adminId()),
                settings.time(),
                settings.maxWait(),
                settings.protectedUsers(),
                settings.permanentDeletionAllowed(),
                settings.brake(),
                settings.mailForwarder().map(it -> passage.through(MailForwarder.class, it)),
                settings.signing(),
                this::freeLicenses,
                against(info, Capability.CHANGE_USERS, "suspend"),
                against(info, Capability.REMOVE_USERS, "remove"),
                passage);
    }

    /** Over all types together; unknown as soon as one type doesn't tell. */
    private Fact<Integer> freeLicenses() {
        Optional<LicenseData> data = session().licenses().map(it -> passing(LicenseData.class, it));
        if (data.isEmpty()) {
            return Fact.unknown("the connector doesn't read licenses");
        }
        int free = 0;
        for (LicensePool pool : data.get().pools()) {
            Optional<Integer> purchased = pool.purchased().toOptional();
            Optional<Integer> assigned = pool.assigned().toOptional();
            if (purchased.isEmpty() || assigned.isEmpty()) {
                return Fact.unknown("the provider doesn't tell how many licenses are free");
            }
            free += Math.max(0, purchased.get() - assigned.get());
        }
        return Fact.of(free);
    }

    private static Fact<Optional<Refusal>> against(ConnectionInfo info, Capability needed, String verb) {
        Optional<CapabilityCheck> check = info.capabilities().stream()
                .filter(it -> it.capability() == needed)
                .findFirst();
        if (check.isEmpty()) {
            return Fact.unknown("the connector was not asked for it");
        }
        return switch (check.get().proof()) {
            case PROVED, GRANTED -> Fact.of(Optional.empty());
            case UNKNOWN -> Fact.unknown(check.get().explanation());
            case MISSING ->
                Fact.of(Optional.of(Refusal.of(
                        Refusal.Reason.PERMISSION_MISSING,
                        "This connection may not " + verb + " people. "
                                + check.get().explanation())));
        };
    }

    private UnsupportedCapabilityException unsupported(String what) {
        return new UnsupportedCapabilityException("The connector " + opened.connector() + " doesn't offer " + what
                + "; use unwrap(…) with the provider's own client.");
    }

    @Override
    public String toString() {
        return "Connection[" + opened.id() + ", " + opened.connector() + "]";
    }
}
