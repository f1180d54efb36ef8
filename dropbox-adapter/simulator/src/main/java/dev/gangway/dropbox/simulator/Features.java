package dev.gangway.dropbox.simulator;

import java.util.Map;

/** What the team's plan includes, as {@code team/features/get_values} tells it. */
final class Features {
    /** By feature: a boolean, or the number of uploads allowed a month. */
    static final Map<String, Object> USUAL = Map.of(
            "upload_api_rate_limit", 1_000_000_000L,
            "has_team_shared_dropbox", false,
            "has_team_file_events", true,
            "has_team_selective_sync", true,
            "has_distinct_member_homes", false);

    private Features() {}

    /** {@code FeatureValue}. */
    static Struct json(String feature, Object value) {
        if (value instanceof Boolean flag) {
            return Struct.tag(feature, Struct.tag(valueTag(feature), flag));
        }
        return Struct.tag(feature, Struct.tag("limit", value));
    }

    /** Most features' value unions name their one tag after the feature; this one doesn't [specified]. */
    private static String valueTag(String feature) {
        return feature.equals("has_team_file_events") ? "enabled" : feature;
    }
}
