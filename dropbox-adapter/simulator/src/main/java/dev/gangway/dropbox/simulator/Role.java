package dev.gangway.dropbox.simulator;

import java.util.List;
import java.util.Optional;

/**
 * An admin role.
 *
 * <p>The id, name and description of {@link #TEAM} were observed on real teams; the other ids aren't public, so they are invented,
 * in the right shape.
 *
 * @param tier the {@code AdminTier} of the first version's routes; roles it doesn't know show as {@code support_admin}
 * @param logged the tag in {@code member_change_admin_role} events
 */
record Role(String id, String name, String description, String tier, String logged) {
    static final Role TEAM = new Role(
            "pid_dbtmr:AAAAAFMcx6E0tax39Kb0H671TzWLeE07dwaqFQ5fDRy2",
            "Team",
            "Manage everything and access all permissions",
            "team_admin",
            "team_admin");
    static final Role USER_MANAGEMENT = invented(
            "User management", "Manage most users and groups", "user_management_admin", "user_management_admin");
    static final Role SUPPORT = invented("Support", "Help users with their accounts", "support_admin", "support_admin");
    static final Role BILLING = invented("Billing", "Manage payments and licenses", "support_admin", "billing_admin");
    static final Role CONTENT = invented("Content", "Manage content and folders", "support_admin", "content_admin");
    static final Role REPORTING =
            invented("Reporting", "View activity and reports", "support_admin", "reporting_admin");
    static final Role SECURITY = invented("Security", "Manage security risks", "support_admin", "security_admin");

    /** The roles that {@code team/members/get_available_team_member_roles} answers. */
    static final List<Role> CATALOGUE = List.of(TEAM, USER_MANAGEMENT, SUPPORT, BILLING, CONTENT, REPORTING, SECURITY);

    /** What the first version's routes and the events call a member without a role. */
    static final String MEMBER_ONLY = "member_only";

    static Optional<Role> byId(String id) {
        return CATALOGUE.stream().filter(role -> role.id.equals(id)).findFirst();
    }

    /** The best match for an {@code AdminTier}; empty for {@code member_only}. */
    static Optional<Role> byTier(String tier) {
        return CATALOGUE.stream().filter(role -> role.tier.equals(tier)).findFirst();
    }

    /** Whether its bearers invite, suspend and remove people. */
    boolean managesUsers() {
        return equals(TEAM) || equals(USER_MANAGEMENT);
    }

    /** {@code TeamMemberRole}. */
    Struct json() {
        return Struct.of().with("role_id", id).with("name", name).with("description", description);
    }

    private static Role invented(String name, String description, String tier, String logged) {
        String letters = ("Simulated" + name).replace(" ", "");
        return new Role("pid_dbtmr:" + letters + "A".repeat(44 - letters.length()), name, description, tier, logged);
    }
}
