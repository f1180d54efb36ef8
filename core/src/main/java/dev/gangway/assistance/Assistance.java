package dev.gangway.assistance;

import dev.gangway.activity.ActivityRange;
import dev.gangway.connection.Connection;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connection.ConnectionInfo;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.GangwayException;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.Versioned;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Delegated assistance for one connection, as the customer sees it: switch it on, let a partner in for a while and for chosen kinds of action, see
 * what it does, take the right back. Get it from {@code Gangway.assistance(id)}. Thread-safe; all nodes of the store see the same.
 *
 * <p>It is off until an admin of the customer switches it on. Whoever is named in {@code by} is written to the trail as it is: the
 * application answers for who that is, and for who may call this.
 */
public final class Assistance {

    private final AssistanceSettings settings;
    private final ConnectionInfo info;
    private final Gate gate;
    private final SignInLinks links;
    private final Outbox outbox;
    private final Subject team;

    Assistance(AssistanceSettings settings, ConnectionInfo info, Gate gate, SignInLinks links, Outbox outbox) {
        this.settings = settings;
        this.info = info;
        this.gate = gate;
        this.links = links;
        this.outbox = outbox;
        this.team = Subject.of(
                Names.shortened(info.account().teamName()), info.account().teamId());
    }

    private ConnectionId id() {
        return info.id();
    }

    /** Opened when it is needed only: revoking needs no credential. */
    private Connection connection() {
        return settings.connections().open(info.id());
    }

    /**
     * Whether assistance is switched on.
     *
     * @return the position of the switch, and who moved it
     * @throws dev.gangway.error.StoreException if the trail can't be read
     */
    public AssistanceStatus status() {
        return AssistanceStatus.of(gate.grants());
    }

    /**
     * Switches assistance on: grants can be given then. Nobody is let in by that alone.
     *
     * @param acknowledgement that an admin of the customer understood what it means
     * @param baa whether the customer has signed a business associate agreement, as the admin says
     * @return the status; not changed if it was on. Refused with {@link Reason#BAA_SIGNED}, also as long as {@link #baaSigned} was said and
     *     {@link #baaEnded} not; or with {@link Reason#BAA_UNKNOWN} if nobody knows. The refusal is in the trail, and with
     *     {@link Baa#SIGNED} assistance that was on ends
     * @throws IllegalStateException if the application has no {@link AdminNotifier}: nobody could be let in
     * @throws dev.gangway.error.StoreException if the trail can't be read or written
     */
    public Outcome<AssistanceStatus> enable(Acknowledgement acknowledgement, Baa baa) {
        requireNotifier();
        Actor who = Actor.customer(acknowledgement.who());
        if (baa == Baa.SIGNED) {
            baaSigned(acknowledgement.who());
        }
        Entry entry =
                Entry.of(who, Action.ASSISTANCE_ENABLED, Stage.DONE).on(team).saying("baa", baa.name());
        Optional<TrailRecord> turned = baa == Baa.NOT_SIGNED
                ? gate.write(
                        entry, it -> it.isEnabled() || it.baa().isPresent() ? Optional.of("not now") : Optional.empty())
                : Optional.empty();
        Grants grants = gate.grants();
        Optional<Refusal> refusal = refusal(baa, grants.baa());
        if (refusal.isPresent()) {
            gate.tell(Entry.of(who, Action.ASSISTANCE_ENABLED, Stage.REFUSED)
                    .on(team)
                    .saying("baa", baa.name())
                    .because(refusal.get().explanation()));
            return new Outcome.Refused<>(refusal.get());
        }
        return turned.isPresent() ? Outcome.done(status()) : Outcome.alreadyDone(status());
    }

    private static Optional<Refusal> refusal(Baa said, Optional<TrailRecord> noted) {
        if (said == Baa.UNKNOWN) {
            return Optional.of(Refusal.of(
                    Reason.BAA_UNKNOWN,
                    "It isn't known whether the customer has signed a business associate agreement."));
        }
        return noted.map(it -> Refusal.of(
                Reason.BAA_SIGNED,
                "A team with a signed business associate agreement lets no partner in. "
                        + it.who().name() + " said at " + it.at() + " that it was signed; baaEnded(…) notes its end."));
    }

    /**
     * Switches assistance off: all grants end, on all nodes, before this returns. Admins whom a partner has made stay admins: they are listed,
     * and you decide.
     *
     * @param by who of the customer's does it
     * @return what ended, what isn't known to have ended, and whom to look at
     * @throws IllegalArgumentException if the name is blank or too long
     * @throws dev.gangway.error.StoreException if the trail can't be read or written; disable it again
     * @throws dev.gangway.error.CallInterruptedException if it is off, and waiting for what had begun was interrupted
     */
    public Disabled disable(String by) {
        return off(Entry.of(Actor.customer(by), Action.ASSISTANCE_DISABLED, Stage.DONE)
                .on(team));
    }

    /**
     * The customer has signed a business associate agreement: assistance ends, as by {@link #disable}, and can't be switched on again until
     * {@link #baaEnded} is called.
     *
     * @param by who of the customer's says so
     * @return as {@link #disable}
     * @throws IllegalArgumentException if the name is blank or too long
     * @throws dev.gangway.error.StoreException if the trail can't be read or written; say it again
     * @throws dev.gangway.error.CallInterruptedException as {@link #disable}
     */
    public Disabled baaSigned(String by) {
        return off(Entry.of(Actor.customer(by), Action.BAA_SIGNED, Stage.DONE)
                .on(team)
                .because("A business associate agreement was signed."));
    }

    /**
     * The business associate agreement has ended: assistance stays off, and can be switched on again.
     *
     * @param by who of the customer's says so
     * @throws IllegalArgumentException if the name is blank or too long
     * @throws dev.gangway.error.StoreException if the trail can't be written
     */
    public void baaEnded(String by) {
        gate.tell(Entry.of(Actor.customer(by), Action.BAA_ENDED, Stage.DONE).on(team));
    }

    /** The record first: reading a long trail takes its time, in which partners would go on. */
    private Disabled off(Entry entry) {
        long off = gate.tell(entry).number();
        Grants grants = gate.grants();
        List<Grant> ended = grants.all().stream()
                .filter(it -> grants.isOverBy(it.id(), off))
                .toList();
        grants.all().forEach(it -> links.erase(it.id()));
        List<TrailRecord> unended = gate.awaitBegun(Grants::begun);
        return new Disabled(ended, unended, admins());
    }

    private Fact<List<PartnerMadeAdmin>> admins() {
        try {
            return PartnerMadeAdmins.of(
                    connection(), gate.grants(), settings.time().instant());
        } catch (GangwayException | IllegalStateException unread) {
            return Fact.unknown("the team can't be read: " + unread.getMessage());
        }
    }

    /**
     * Gives a partner a grant. It begins now; the partner enters by a link, see {@link #link}.
     *
     * @param request what it allows, and until when
     * @param by who of the customer's gives it
     * @return the grant. Refused with {@link Reason#ASSISTANCE_DISABLED} while assistance is off
     * @throws IllegalArgumentException if it would allow nothing, end in the past or later than {@link GrantRequest#LONGEST} from now, or the
     *     name is blank or too long
     * @throws dev.gangway.error.StoreException if the trail can't be read or written; look at {@link #grants} whether it was given
     */
    public Outcome<Grant> give(GrantRequest request, String by) {
        Instant now = settings.time().instant();
        if (request.until().isAfter(now.plus(GrantRequest.LONGEST))) {
            throw new IllegalArgumentException(
                    "A grant lasts " + GrantRequest.LONGEST.toDays() + " days at most; give another one then.");
        }
        Subject.check("Who gives a grant", by, Subject.MAX_LENGTH);
        Grant grant = new Grant(
                UUID.randomUUID().toString(),
                request.partner(),
                request.kinds(),
                request.destructive(),
                now,
                request.until(),
                by);
        settings.store().compareAndSet(grantKey(grant.id()), 0, grant.partner().getBytes(StandardCharsets.UTF_8));
        return gate.write(
                        Grants.entry(grant), it -> it.isEnabled() ? Optional.empty() : Optional.of("assistance is off"))
                .flatMap(it -> gate.grants().find(grant.id()))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(
                        Reason.ASSISTANCE_DISABLED, "Delegated assistance is switched off for this connection."));
    }

    /**
     * All grants that were ever given, oldest first, and whether they are alive.
     *
     * @return the grants
     * @throws dev.gangway.error.StoreException if the trail can't be read
     */
    public List<GrantState> grants() {
        Grants grants = gate.grants();
        Instant now = settings.time().instant();
        return grants.all().stream()
                .map(it -> new GrantState(it, grants.over(it.id(), now)))
                .toList();
    }

    /**
     * Takes a grant back. When this returns, no action begins under it any more on any node, and what had begun has ended, or is named.
     *
     * @param grantId which
     * @param by who of the customer's takes it back
     * @return the grant, and what isn't known to have ended, which is told in the trail as not known, too. Asking again names it no more
     * @throws IllegalArgumentException if there is no such grant on this connection, or the name is blank or too long
     * @throws dev.gangway.error.StoreException if the trail can't be read or written; revoke it again
     * @throws dev.gangway.error.CallInterruptedException if the grant is revoked, and waiting for what had begun was interrupted
     */
    public Revoked revoke(String grantId, String by) {
        Optional<Versioned> alive = settings.store().get(grantKey(grantId));
        List<TrailRecord> unended =
                gate.revoke(grantId, by, alive.map(it -> new String(it.data(), StandardCharsets.UTF_8)));
        alive.ifPresent(it -> settings.store().compareAndSet(grantKey(grantId), it.version(), new byte[0]));
        links.erase(grantId);
        return new Revoked(gate.grants().find(grantId).orElseThrow(), unended);
    }

    /** Tells whom a grant is for without the trail, until it is revoked, so that a revocation needn't read the trail first. */
    private String grantKey(String grantId) {
        return "assistance-grant/" + id() + "/" + grantId;
    }

    /**
     * Makes a link by which the partner enters, once, within {@value SignInLinks#MINUTES} minutes. Put the code into the address of a page of
     * the application's, and give that to the partner and nobody else.
     *
     * @param grantId for which grant
     * @param by who makes it
     * @return the link; its code can't be shown again
     * @throws IllegalArgumentException if there is no such grant, or it is over, or the name is blank or too long
     * @throws IllegalStateException if the application has no {@link AdminNotifier}: nobody could enter
     * @throws dev.gangway.error.StoreException if the store fails
     */
    public SignInLink link(String grantId, String by) {
        requireNotifier();
        Grants grants = gate.grants();
        Optional<String> over = grants.over(grantId, settings.time().instant());
        if (over.isPresent()) {
            throw new IllegalArgumentException("No link can be made: " + over.get() + ".");
        }
        SignInLink link = links.create(
                new SignInLinks.Target(id().value(), grantId),
                grants.find(grantId).orElseThrow().until());
        gate.tell(Entry.of(Actor.customer(by), Action.LINK_MADE, Stage.DONE)
                .on(Subject.named(grants.find(grantId).orElseThrow().partner()))
                .under(grantId));
        return link;
    }

    private void requireNotifier() {
        if (settings.notifier().isEmpty()) {
            throw Partners.noNotifier();
        }
    }

    /**
     * All that was done under assistance.
     *
     * @return the trail of this connection
     */
    public Trail trail() {
        return new Trail(settings.store(), id(), settings.time());
    }

    /**
     * The provider's own switch for a partner's support, which Gangway can't move.
     *
     * @param since how far back the provider's log is read for its position
     * @return how a person moves it, and where it stood last
     * @throws dev.gangway.error.CredentialRejectedException if a person has to reconnect; other trouble makes the position unknown
     */
    public ProviderSwitch providerSwitch(Instant since) {
        return new ProviderSwitch(
                connection().partnerSwitch(),
                observed(() -> connection().partnerActivity().switchPosition(since)));
    }

    /**
     * What partners did in the team, by Gangway and past it, in one order of time.
     *
     * @param from the first moment
     * @param to the moment behind the last
     * @return the timeline
     * @throws IllegalArgumentException if it doesn't end after it begins
     * @throws dev.gangway.error.StoreException if the trail can't be read
     * @throws dev.gangway.error.CredentialRejectedException as {@link #providerSwitch}
     */
    public Timeline timeline(Instant from, Instant to) {
        ActivityRange range = ActivityRange.between(from, to);
        List<TrailRecord> ours = trail().records()
                .filter(it -> !it.at().isBefore(from) && it.at().isBefore(to))
                .toList();
        return Timeline.of(
                ours, observed(() -> Fact.of(connection().partnerActivity().observe(range))));
    }

    /** What the provider's log tells; unknown where this connector has none, or it can't be read. */
    private static <T> Fact<T> observed(Supplier<Fact<T>> reading) {
        try {
            return reading.get();
        } catch (CredentialRejectedException reconnect) {
            throw reconnect;
        } catch (GangwayException unread) {
            return Fact.unknown("the provider's log could not be read: " + unread.getMessage());
        }
    }

    /**
     * Hands over the notices of this connection that could not be handed over yet.
     *
     * @return what became of them
     * @throws IllegalStateException if the application has no {@link AdminNotifier}
     * @throws dev.gangway.error.StoreException as {@link Partners#deliverNotices}
     */
    public NoticeDelivery deliverNotices() {
        return outbox.deliver(settings.notifier().orElseThrow(Partners::noNotifier), id());
    }
}
