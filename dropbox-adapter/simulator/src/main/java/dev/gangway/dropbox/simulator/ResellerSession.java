package dev.gangway.dropbox.simulator;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the customer's reseller does in a support session: changes whose audit events name the reseller. Closing it ends the session.
 * Thread-safe.
 *
 * <p>E-mail addresses match in any case; an address that no member has is an {@link IllegalArgumentException}.
 */
public final class ResellerSession implements AutoCloseable {
    private final World world;
    private final Actor reseller;

    private ResellerSession(World world, Actor reseller) {
        this.world = world;
        this.reseller = reseller;
    }

    static ResellerSession start(World world, String name, String email) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(email, "email");
        return world.locked(() -> {
            if (!world.team().settings().allowsResellerSupport()) {
                throw new IllegalStateException("the team's admins do not allow reseller support");
            }
            ResellerSession session = new ResellerSession(world, new Actor.Reseller(name, email));
            session.record(EventType.RESELLER_SUPPORT_SESSION_START, Optional.empty(), Struct.of());
            return session;
        });
    }

    /**
     * Changes a member's name.
     *
     * @param email the member's primary address
     * @param givenName new given name
     * @param surname new surname
     */
    public void rename(String email, String givenName, String surname) {
        Objects.requireNonNull(givenName, "givenName");
        Objects.requireNonNull(surname, "surname");
        act(email, member -> {
            Struct details = Struct.of().with("previous_value", MemberEvents.name(member));
            member.named(givenName, surname);
            record(
                    EventType.MEMBER_CHANGE_NAME,
                    Optional.of(member),
                    details.with("new_value", MemberEvents.name(member)));
            return member;
        });
    }

    /**
     * Gives a member an admin role, which stays when the session is over.
     *
     * @param email the member's primary address
     * @param role the role
     */
    public void makeAdmin(String email, AdminRole role) {
        Objects.requireNonNull(role, "role");
        act(email, member -> {
            Optional<Role> previous = member.role();
            world.team().changeRole(member, Optional.of(role.role()));
            record(
                    EventType.MEMBER_CHANGE_ADMIN_ROLE,
                    Optional.of(member),
                    Struct.of()
                            .with("new_value", Struct.tag(role.role().logged()))
                            .withOptional("previous_value", previous.map(it -> Struct.tag(it.logged()))));
            return member;
        });
    }

    /**
     * Lets a suspended member back in.
     *
     * @param email the member's primary address
     * @throws IllegalStateException if the member isn't suspended
     */
    public void unsuspend(String email) {
        act(email, member -> {
            if (!member.is(Member.Status.SUSPENDED)) {
                throw new IllegalStateException("only a suspended member can be unsuspended, not " + member);
            }
            world.team().changeStatus(member, Member.Status.ACTIVE, world.now());
            Struct details =
                    Struct.of().with("previous_value", Struct.tag("suspended")).with("new_value", Struct.tag("active"));
            record(EventType.MEMBER_CHANGE_STATUS, Optional.of(member), details);
            return member;
        });
    }

    /** Ends the session. */
    @Override
    public void close() {
        world.locked(() -> {
            record(EventType.RESELLER_SUPPORT_SESSION_END, Optional.empty(), Struct.of());
            return world;
        });
    }

    private void act(String email, Function<Member, Member> change) {
        Objects.requireNonNull(email, "email");
        world.locked(() -> change.apply(world.team()
                .byEmail(email)
                .orElseThrow(() -> new IllegalArgumentException("nobody on the team has the address " + email))));
    }

    private void record(EventType type, Optional<Member> context, Struct details) {
        world.record(type, reseller, Origin.ADMIN_CONSOLE, context, details);
    }
}
