package dev.gangway.dropbox;

import java.util.List;
import java.util.Locale;

/** Answers of the real service's shape, for scripts. */
final class Bodies {

    static final String TEAM_ROLE =
            "{\"role_id\":\"pid_dbtmr:AAAAAFMcx6E0tax39Kb0H671TzWLeE07dwaqFQ5fDRy2\",\"name\":\"Team\","
                    + "\"description\":\"Manage everything and access all permissions\"}";

    private Bodies() {}

    /** A member without roles, as {@code get_info_v2} shows an invited one: the key is missing. */
    static String member(String id, String email, String status) {
        return "{\"profile\":" + profile(id, email, status) + "}";
    }

    static String member(String id, String email, String status, String roles) {
        return "{\"profile\":" + profile(id, email, status) + ",\"roles\":[" + roles + "]}";
    }

    static String profile(String id, String email, String status) {
        return profile(id, email, status, "full");
    }

    static String profile(String id, String email, String status, String membership) {
        String dates = switch (status) {
            case "invited" -> "\"invited_on\":\"2026-01-02T03:04:05Z\",";
            case "suspended" -> "\"joined_on\":\"2025-01-02T03:04:05Z\",\"suspended_on\":\"2026-01-03T03:04:05Z\",";
            default -> "\"joined_on\":\"2025-01-02T03:04:05Z\",";
        };
        return String.format(
                Locale.ROOT,
                "{\"team_member_id\":\"%s\",\"email\":\"%s\",\"email_verified\":true,\"status\":%s,"
                        + "\"name\":{\"given_name\":\"Ana\",\"surname\":\"Silva\",\"familiar_name\":\"Ana\",\"display_name\":"
                        + "\"Ana Silva\",\"abbreviated_name\":\"AS\"},\"membership_type\":{\".tag\":\"%s\"},%s"
                        + "\"secondary_emails\":[],\"groups\":[\"g:everyone\",\"g:1\"],\"member_folder_id\":\"1\","
                        + "\"root_folder_id\":\"2\",\"a_field_of_tomorrow\":{\"x\":[1]}}",
                id,
                email,
                status(status),
                membership,
                dates);
    }

    private static String status(String status) {
        return switch (status) {
            case "recoverable" -> removed(true);
            case "gone" -> removed(false);
            default -> "{\".tag\":\"" + status + "\"}";
        };
    }

    private static String removed(boolean recoverable) {
        return "{\".tag\":\"removed\",\"is_recoverable\":" + recoverable + ",\"is_disconnected\":false}";
    }

    /** {@code get_info_v2} about one member. */
    static String info(String member) {
        return "{\"members_info\":[{\".tag\":\"member_info\"," + member.substring(1) + "]}";
    }

    static String notFound(String id) {
        return "{\"members_info\":[{\".tag\":\"id_not_found\",\"id_not_found\":\"" + id + "\"}]}";
    }

    static String page(List<String> members, String cursor, boolean more) {
        return "{\"members\":[" + String.join(",", members) + "],\"cursor\":\"" + cursor + "\",\"has_more\":" + more
                + "}";
    }

    static String added(String member) {
        return "{\".tag\":\"complete\",\"complete\":[{\".tag\":\"success\"," + member.substring(1) + "]}";
    }

    static String notAdded(String tag, String email) {
        return "{\".tag\":\"complete\",\"complete\":[{\".tag\":\"" + tag + "\",\"" + tag + "\":\"" + email + "\"}]}";
    }
}
