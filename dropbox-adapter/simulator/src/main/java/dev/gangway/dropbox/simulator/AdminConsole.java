package dev.gangway.dropbox.simulator;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the team's admins set in the admin console, where no API can. Events are written only where that is said. Thread-safe.
 */
public final class AdminConsole {
    private final World world;

    AdminConsole(World world) {
        this.world = world;
    }

    /**
     * Whether members sign in by SAML with persistent ids; at first they don't, and such an id is refused.
     *
     * @param on whether
     */
    public void usePersistentIds(boolean on) {
        set(settings -> settings.persistentIds(on));
    }

    /**
     * Whether members can be hidden from the team's directory; at first they can.
     *
     * @param on whether
     */
    public void offerDirectoryRestrictions(boolean on) {
        set(settings -> settings.directoryRestrictions(on));
    }

    /**
     * Whether members may have secondary addresses; at first they may.
     *
     * @param on whether
     */
    public void allowSecondaryEmails(boolean on) {
        set(settings -> settings.secondaryEmails(on));
    }

    /**
     * Verifies that a domain is the team's: secondary addresses on it need no verification.
     *
     * @param domain e.g. {@code example.com}
     */
    public void verifyDomain(String domain) {
        Objects.requireNonNull(domain, "domain");
        set(settings -> settings.verifyDomain(domain));
    }

    /**
     * Whether members may share with people outside the team; at first they may.
     *
     * @param on whether
     */
    public void allowSharingOutside(boolean on) {
        world.locked(() -> Policies.allowSharingOutside(world.team().policies(), on));
    }

    /**
     * Whether links to what is in a shared folder are for its members only; at first they are for anybody.
     *
     * @param on whether
     */
    public void restrictFolderLinks(boolean on) {
        world.locked(
                () -> world.team().policies().put("shared_folder_link_restriction_policy", on ? "members" : "anyone"));
    }

    /**
     * Whether the reseller may help in support sessions; at first it may. Writes an event of the admin at the browser.
     *
     * @param on whether
     */
    public void allowResellerSupport(boolean on) {
        set(settings -> {
            Struct details = Struct.of()
                    .with("previous_value", Struct.tag(policy(settings.allowsResellerSupport())))
                    .with("new_value", Struct.tag(policy(on)));
            settings.resellerSupport(on);
            Actor admin = Actor.Person.of(world.browserUser());
            EventType type = EventType.RESELLER_SUPPORT_CHANGE_POLICY;
            world.record(type, admin, Origin.ADMIN_CONSOLE, Optional.empty(), details);
        });
    }

    /**
     * Makes a member one of the reseller's admins, or takes that back; nothing but an event shows it. Writes an event of the admin at the
     * browser.
     *
     * @param email the member's address
     * @param on whether
     */
    public void resellerAdmin(String email, boolean on) {
        act(() -> world.record(
                EventType.MEMBER_CHANGE_RESELLER_ROLE,
                Actor.Person.of(world.browserUser()),
                Origin.ADMIN_CONSOLE,
                Optional.of(member(email)),
                Struct.of()
                        .with("previous_value", Struct.tag(on ? "not_reseller" : "reseller_admin"))
                        .with("new_value", Struct.tag(on ? "reseller_admin" : "not_reseller"))));
    }

    /**
     * Places a legal hold on members, at once: their content is kept from now on, and their accounts can't be converted to individual
     * ones. Writes an event of the admin at the browser.
     *
     * @param hold its name, which no other hold has
     * @param emails primary addresses of one to five people who have joined, in any case
     * @throws IllegalArgumentException if nobody has such an address, if somebody can't be held, or if there are none or too many
     * @throws IllegalStateException if there is such a hold already
     */
    public void hold(String hold, String... emails) {
        Objects.requireNonNull(hold, "hold");
        List<String> people = List.of(emails);
        act(() -> {
            List<Member> members = people.stream().map(this::member).toList();
            LegalHold placed = world.team().legalHolds().placeActive(world.ids(), hold, members, world.now());
            record(EventType.LEGAL_HOLDS_ACTIVATE_A_HOLD, LegalHoldEvents.activated(placed), placed);
        });
    }

    /**
     * Releases a legal hold, at once. Writes an event of the admin at the browser.
     *
     * @param hold its name
     * @throws IllegalArgumentException if there is no such hold
     */
    public void release(String hold) {
        Objects.requireNonNull(hold, "hold");
        act(() -> {
            LegalHold found = world.team()
                    .legalHolds()
                    .byName(hold)
                    .orElseThrow(() -> new IllegalArgumentException("there is no legal hold called " + hold));
            found.status(LegalHold.Status.RELEASED);
            record(EventType.LEGAL_HOLDS_RELEASE_A_HOLD, LegalHoldEvents.details(found), found);
        });
    }

    /**
     * Suspends a member, whose devices keep their content. Writes an event of the admin at the browser.
     *
     * @param email the member's address
     * @throws IllegalArgumentException if nobody has such an address
     * @throws IllegalStateException if the member isn't active, or is the team's last admin
     */
    public void suspend(String email) {
        act(() -> {
            Member member = member(email);
            if (!member.is(Member.Status.ACTIVE) || world.team().isLastAdmin(member)) {
                throw new IllegalStateException("can't be suspended: " + email);
            }
            changeStatus(member, Member.Status.SUSPENDED);
            member.sessions(world.now()).forEach(member::end);
        });
    }

    /**
     * Ends a member's suspension. Writes an event of the admin at the browser.
     *
     * @param email the member's address
     * @throws IllegalArgumentException if nobody has such an address
     * @throws IllegalStateException if the member isn't suspended
     */
    public void unsuspend(String email) {
        act(() -> {
            Member member = member(email);
            if (!member.is(Member.Status.SUSPENDED)) {
                throw new IllegalStateException("isn't suspended: " + email);
            }
            changeStatus(member, Member.Status.ACTIVE);
        });
    }

    private void changeStatus(Member member, Member.Status status) {
        Member.Status previous = member.status();
        world.team().changeStatus(member, status, world.now());
        Actor admin = Actor.Person.of(world.browserUser());
        world.record(
                EventType.MEMBER_CHANGE_STATUS,
                admin,
                Origin.ADMIN_CONSOLE,
                Optional.of(member),
                MemberEvents.status(previous.tag(), member));
    }

    private void record(EventType type, Struct details, LegalHold hold) {
        Actor admin = Actor.Person.of(world.browserUser());
        Event event = new Event(world.now(), type, admin, Origin.ADMIN_CONSOLE, Optional.empty(), details);
        world.log()
                .append(event.with(
                        hold.members().stream().map(Event.Participant::of).toList()));
    }

    private Member member(String email) {
        return world.team()
                .byEmail(email)
                .orElseThrow(() -> new IllegalArgumentException("nobody on the team has the address " + email));
    }

    private static String policy(boolean on) {
        return on ? "enabled" : "disabled";
    }

    private void set(Consumer<Settings> change) {
        act(() -> change.accept(world.team().settings()));
    }

    private void act(Runnable work) {
        world.locked(() -> {
            work.run();
            return world;
        });
    }
}
