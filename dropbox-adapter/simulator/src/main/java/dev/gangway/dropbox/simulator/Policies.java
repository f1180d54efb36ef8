package dev.gangway.dropbox.simulator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The twelve team policies of {@code team/get_info}; no route sets any of them. */
final class Policies {
    /** The tags of a fresh team [observed 2025], by policy. */
    static final Map<String, String> FRESH = fresh();

    private static final Set<String> OUTSIDE_SHARING =
            Set.of("emm_state", "office_addin", "suggest_members_policy", "top_level_content_policy");

    private Policies() {}

    /** {@code TeamMemberPolicies}. */
    static Struct json(Map<String, String> policies) {
        Struct sharing = Struct.of();
        Struct all = Struct.of().with("sharing", sharing);
        policies.forEach(
                (policy, tag) -> (OUTSIDE_SHARING.contains(policy) ? all : sharing).with(policy, Struct.tag(tag)));
        return all;
    }

    /** Whether members may share with people outside the team at all. */
    static boolean allowSharingOutside(Map<String, String> policies) {
        return !"team".equals(policies.get("shared_folder_member_policy"));
    }

    static Map<String, String> allowSharingOutside(Map<String, String> policies, boolean allowed) {
        policies.put("shared_folder_member_policy", allowed ? "anyone" : "team");
        return policies;
    }

    private static Map<String, String> fresh() {
        Map<String, String> policies = new LinkedHashMap<>();
        policies.put("shared_folder_member_policy", "anyone");
        policies.put("shared_folder_join_policy", "from_anyone");
        policies.put("shared_link_create_policy", "default_public");
        policies.put("group_creation_policy", "admins_and_members");
        policies.put("shared_folder_link_restriction_policy", "anyone");
        policies.put("enforce_link_password_policy", "optional");
        policies.put("default_link_expiration_days_policy", "none");
        policies.put("shared_link_default_permissions_policy", "default");
        policies.put("emm_state", "disabled");
        policies.put("office_addin", "enabled");
        policies.put("suggest_members_policy", "enabled");
        policies.put("top_level_content_policy", "everyone");
        return Collections.unmodifiableMap(policies);
    }
}
