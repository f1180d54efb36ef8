package dev.gangway.assistance;

import dev.gangway.assistance.Gate.Step;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.credential.Secret;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.user.User;
import dev.gangway.user.UserStatus;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The partners' side of delegated assistance: how they enter, by a link that a customer's {@link Assistance} made. Thread-safe; what is
 * decided is in the store, so every node knows it.
 *
 * <p>The page that the link leads to calls {@link #look} when it is opened, which uses nothing up however often a mail scanner opens it, and
 * {@link #enter} when the partner presses the button, by POST.
 */
public final class Partners {

    private final AssistanceSettings settings;
    private final SignInLinks links;
    private final Outbox outbox;
    private static final int MOST_SESSIONS = 1_000;
    private static final Set<UserStatus> TOLD =
            EnumSet.complementOf(EnumSet.of(UserStatus.REMOVED, UserStatus.REMOVED_RECOVERABLE));

    private final Map<ConnectionId, Gate> gates = new ConcurrentHashMap<>();
    private final Map<String, PartnerPassage> passages = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Applications get theirs from {@code Gangway.partners()}.
     *
     * @param settings what it works with
     */
    public Partners(AssistanceSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.links = new SignInLinks(settings.store(), settings.time());
        this.outbox = new Outbox(settings.store(), settings.time());
    }

    /**
     * The customer's side, for one connection. An id that came from outside is looked up in the tenant's view of the connections first.
     *
     * @param connection which connection
     * @return assistance for it
     * @throws IllegalArgumentException if there is no such connection
     */
    public Assistance of(ConnectionId connection) {
        ConnectionInfo info = settings.connections()
                .find(connection)
                .orElseThrow(() -> new IllegalArgumentException("There is no connection " + connection + "."));
        return new Assistance(settings, info, gate(info), links, outbox);
    }

    /**
     * What a link leads to. Nothing is used up, and nobody is told.
     *
     * @param code the code of the link
     * @return what the partner is about to enter; empty if the link was used, has expired, or never was, or the grant is over
     * @throws dev.gangway.error.StoreException if the store can't be read
     */
    public Optional<Offer> look(Secret code) {
        return links.look(code).flatMap(target -> {
            Optional<ConnectionInfo> info = settings.connections().find(new ConnectionId(target.connectionId()));
            return info.flatMap(it -> gate(it).grants()
                    .find(target.grantId())
                    .filter(grant -> gate(it).grants()
                            .over(grant.id(), settings.time().instant())
                            .isEmpty())
                    .map(grant -> new Offer(it.account().teamName(), grant)));
        });
    }

    /**
     * Lets a partner in, once for each link. In this order: the link is used up, all admins of the team are read, the trail says that
     * somebody is about to enter, a notice for each admin is kept in the store and then handed to the {@link AdminNotifier}, the trail says that
     * somebody entered. If a step fails, nobody is in. If it fails before a notice is kept, the link stays usable,
     * unless the store's answer was lost when it was used up.
     *
     * @param code the code of the link
     * @return the partner's session
     * @throws AssistanceRefusedException if the link was used, has expired or never was, the grant is over, or the team shows no admin who
     *     could be told
     * @throws IllegalStateException if the application has no {@link AdminNotifier}, or the connection was ended
     * @throws dev.gangway.error.GangwayException if the admins can't be read, or the store fails; nobody is in
     */
    public PartnerSession enter(Secret code) {
        AdminNotifier notifier = notifier();
        SignInLinks.Taken taken = links.redeem(code).orElseThrow(Partners::noSuchLink);
        Connection connection;
        Gate gate;
        List<User> admins;
        try {
            connection =
                    settings.connections().open(new ConnectionId(taken.target().connectionId()));
            gate = gate(connection.info());
            gate.require(taken.target().grantId(), List.of(Step.of(Action.LINK_REDEEMED)));
            admins = admins(connection);
        } catch (RuntimeException | Error trouble) {
            links.giveBack(code, taken);
            throw trouble;
        }
        AtomicBoolean kept = new AtomicBoolean();
        try {
            return enter(connection, gate, taken.target().grantId(), admins, notifier, kept);
        } catch (RuntimeException | Error trouble) {
            if (!kept.get() && !outbox.mayHold(connection.info().id())) {
                links.giveBack(code, taken);
            }
            throw trouble;
        }
    }

    private PartnerSession enter(
            Connection connection,
            Gate gate,
            String grantId,
            List<User> admins,
            AdminNotifier notifier,
            AtomicBoolean kept) {
        ConnectionInfo info = connection.info();
        Grant grant = gate.grants().find(grantId).orElseThrow(Partners::noSuchLink);
        Subject team = Subject.of(
                Names.shortened(info.account().teamName()), info.account().teamId());
        long entering = gate.enter(grant, team, begun -> {
            for (User admin : admins) {
                outbox.queue(info.id(), admin.displayName(), EntryNotice.of(info, grant, begun, admin));
                kept.set(true);
                gate.tell(Entry.of(Actor.GANGWAY, Action.NOTICE_QUEUED, Stage.DONE)
                        .on(Subject.of(
                                Names.shortened(admin.displayName()), admin.id().value()))
                        .under(grantId));
            }
            outbox.deliver(notifier, info.id());
        });
        return session(info.id() + "/" + entering, gate, grant, connection);
    }

    /**
     * A session that was begun by {@link #enter}, on whichever node.
     *
     * @param sessionId {@link PartnerSession#id}
     * @return the session; if the grant is over, everything in it is refused
     * @throws IllegalArgumentException if nobody entered by that name, or the connection was ended
     * @throws dev.gangway.error.StoreException if the store can't be read
     */
    public PartnerSession resume(String sessionId) {
        int slash = sessionId.lastIndexOf('/');
        String digits = sessionId.substring(slash + 1);
        if (slash < 1 || !digits.matches("[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("This is no name of a partner's session.");
        }
        Connection connection = settings.connections().open(new ConnectionId(sessionId.substring(0, slash)));
        Gate gate = gate(connection.info());
        Grants grants = gate.grants();
        Grant grant = grants.entered(Long.parseLong(digits))
                .flatMap(grants::find)
                .orElseThrow(() -> new IllegalArgumentException("Nobody entered by this session's name."));
        return session(sessionId, gate, grant, connection);
    }

    /**
     * Hands over the notices of all connections that could not be handed over yet. Call it every minute or so, on any node.
     *
     * @return what became of them
     * @throws IllegalStateException if the application has no {@link AdminNotifier}
     * @throws dev.gangway.error.StoreException if the store can't be read or written; notices may go out again the next time, with the same
     *     id
     */
    public NoticeDelivery deliverNotices() {
        return outbox.deliver(notifier());
    }

    /** What a session remembers, such as what it has told already, stays here as long as there is room. */
    private PartnerSession session(String id, Gate gate, Grant grant, Connection connection) {
        PartnerPassage passage;
        synchronized (passages) {
            passage = passages.computeIfAbsent(id, it -> new PartnerPassage(gate, grant));
            if (passages.size() > MOST_SESSIONS) {
                passages.remove(passages.keySet().iterator().next());
            }
        }
        return new PartnerSession(
                id,
                grant,
                connection.through(passage),
                () -> new GrantState(
                        grant, gate.grants().over(grant.id(), settings.time().instant())));
    }

    /**
     * Everybody with admin permissions of any kind, as read now, suspended and invited ones, too: the list is complete, or this throws. One at
     * least has to be able to act on it.
     */
    private static List<User> admins(Connection connection) {
        List<User> admins;
        try (var people = connection.users().stream()) {
            admins = people.filter(it -> !it.roles().isEmpty())
                    .filter(it -> TOLD.contains(it.status()))
                    .toList();
        }
        if (admins.stream().noneMatch(it -> it.status() == UserStatus.ACTIVE)) {
            throw new AssistanceRefusedException(
                    "The team shows no active admin who could be told, so nobody is let in. Look at the team's admins.");
        }
        return admins;
    }

    private Gate gate(ConnectionInfo info) {
        return gates.computeIfAbsent(
                info.id(),
                it -> new Gate(
                        new Trail(settings.store(), it, settings.time()),
                        settings.time(),
                        Names.shortened(info.account().teamName())));
    }

    private AdminNotifier notifier() {
        return settings.notifier().orElseThrow(Partners::noNotifier);
    }

    static IllegalStateException noNotifier() {
        return new IllegalStateException("Nobody is let in without telling the team's admins: pass an AdminNotifier to"
                + " Gangway.builder().adminNotifier(…), such as gangway-smtp's.");
    }

    private static AssistanceRefusedException noSuchLink() {
        return new AssistanceRefusedException(
                "This link was used, has expired, or never was. Ask the customer for another one.");
    }
}
