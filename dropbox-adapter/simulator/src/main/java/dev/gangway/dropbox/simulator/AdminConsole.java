package dev.gangway.dropbox.simulator;

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
     * Whether a member's content is held, so that the account can't be converted to an individual one.
     *
     * @param email the member's primary address, in any case
     * @param held whether
     * @throws IllegalArgumentException if nobody has this address
     */
    public void hold(String email, boolean held) {
        Objects.requireNonNull(email, "email");
        world.locked(() -> {
            Member member = world.team()
                    .byEmail(email)
                    .orElseThrow(() -> new IllegalArgumentException("nobody on the team has the address " + email));
            member.onLegalHold(held);
            return member;
        });
    }

    private static String policy(boolean on) {
        return on ? "enabled" : "disabled";
    }

    private void set(Consumer<Settings> change) {
        world.locked(() -> {
            change.accept(world.team().settings());
            return world;
        });
    }
}
