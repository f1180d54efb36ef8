package dev.gangway.figures.license;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What Dropbox says, but for people themselves, as JSON with all the fields that its specification has for it. */
final class Bodies {

    private static final List<String> METHODS = List.of(
            "password", "two_factor_authentication", "saml", "google_oauth", "apple_oauth", "web_session", "passkey");
    private static final List<String> PLACES = List.of(
            "\"city\": \"Z\\u00fcrich\", \"region\": \"Zurich\", \"country\": \"CH\"",
            "\"city\": \"San Francisco\", \"region\": \"California\", \"country\": \"US\"",
            "\"city\": \"London\", \"region\": \"England\", \"country\": \"GB\"",
            "\"city\": \"Tokyo\", \"region\": \"Tokyo\", \"country\": \"JP\"",
            "\"city\": \"S\\u00e3o Paulo\", \"region\": \"S\\u00e3o Paulo\", \"country\": \"BR\"",
            "\"city\": \"Montr\\u00e9al\", \"region\": \"Quebec\", \"country\": \"CA\"");
    private static final List<String> COUNTRIES =
            List.of("Switzerland", "United States", "United Kingdom", "Japan", "Brazil");
    private static final List<String> BROWSERS = List.of("Chrome", "Edge", "Firefox", "Safari");
    private static final List<String> APPS =
            List.of("Acme Sign", "Backup of everything", "Cards", "Draw.it", "Exporter", "Forms");

    private Bodies() {}

    static String team(Size size) {
        return """
                {"name": "Example", "team_id": "dbtid:AADexampleexampleexampleexampleexampl", "num_licensed_users": %d, \
                "num_provisioned_users": %d, "num_used_licenses": %d, "policies": {"sharing": {\
                "shared_folder_member_policy": {".tag": "anyone"}, "shared_folder_join_policy": {".tag": "from_anyone"}, \
                "shared_link_create_policy": {".tag": "default_public"}, "group_creation_policy": {".tag": "admins_and_members"}, \
                "shared_folder_link_restriction_policy": {".tag": "anyone"}, "enforce_link_password_policy": {".tag": "optional"}, \
                "default_link_expiration_days_policy": {".tag": "none"}, "shared_link_default_permissions_policy": {".tag": "default"}}, \
                "emm_state": {".tag": "disabled"}, "office_addin": {".tag": "enabled"}, "suggest_members_policy": {".tag": "enabled"}, \
                "top_level_content_policy": {".tag": "everyone"}}}""".formatted(size.people() + 1_000, size.people(), size.people());
    }

    /** One sign-in (specified: {@code TeamEvent}). */
    static void signIn(StringBuilder json, Person person, Instant at, int number) {
        Draw draw = Draw.at("sign-in", number);
        String who = person.inLog();
        json.append("{\"timestamp\": \"")
                .append(at)
                .append("\", \"event_category\": {\".tag\": \"logins\"}, \"actor\": ");
        actor(json, person, who);
        json.append(", \"origin\": {\"geo_location\": {")
                .append(draw.of(PLACES))
                .append(", \"ip_address\": \"")
                .append(draw.address())
                .append(
                        "\"}, \"access_method\": {\".tag\": \"end_user\", \"end_user\": {\".tag\": \"web\", \"session_id\": \"dbwsid:")
                .append(draw.digits(39))
                .append("\"}}}, \"involve_non_team_member\": false, \"context\": ")
                .append(who)
                .append(", \"participants\": [");
        if (draw.oneIn(4)) {
            json.append("{\".tag\": \"user\", \"user\": ").append(who).append('}');
        }
        json.append(
                        "], \"assets\": [], \"event_type\": {\".tag\": \"login_success\", \"description\": \"(logins) Signed in\"}, \"details\": ")
                .append("{\".tag\": \"login_success_details\", \"login_method\": {\".tag\": \"")
                .append(draw.of(METHODS))
                .append("\"}, \"is_emm_managed\": ")
                .append(draw.oneIn(5))
                .append("}}");
    }

    /** A member who is an admin is recorded as one even for an own sign-in (observed by another integration). */
    private static void actor(StringBuilder json, Person person, String who) {
        String tag = person.isAdmin() ? "admin" : "user";
        json.append("{\".tag\": \"")
                .append(tag)
                .append("\", \"")
                .append(tag)
                .append("\": ")
                .append(who)
                .append('}');
    }

    /** Who has devices, mostly: one in twenty has none (specified: {@code MemberDevices}). */
    static String devices(Person person, Instant now) {
        Draw draw = Draw.at("devices", person.number());
        if (draw.oneIn(20)) {
            return "";
        }
        List<String> web = new ArrayList<>();
        for (int left = 1 + draw.below(2); left > 0; left--) {
            String browser = draw.of(BROWSERS);
            web.add(session(draw, "dbwsid:", now)
                    + ", \"user_agent\": \"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
                    + " (KHTML, like Gecko) " + browser + "/" + (100 + draw.below(40))
                    + ".0.0.0\", \"os\": \"Windows\", \"browser\": \"" + browser
                    + "\", \"expires\": \"" + now.plus(Duration.ofHours(1 + draw.below(600))) + "\"}");
        }
        String desktop = session(draw, "dbdsid:", now) + ", \"host_name\": \"LAPTOP-" + draw.digits(6)
                + "\", \"client_type\": {\".tag\": \"windows\"}, \"client_version\": \"2" + draw.digits(2) + ".4."
                + draw.digits(4)
                + "\", \"platform\": \"Windows 11\", \"is_delete_on_unlink_supported\": true}";
        String mobile = draw.oneIn(2)
                ? ""
                : session(draw, "dbmsid:", now) + ", \"device_name\": \"iPhone of " + person.given()
                        + "\", \"client_type\": {\".tag\": \"iphone\"}, \"client_version\": \"4" + draw.digits(2)
                        + ".2\", \"os_version\": \"18."
                        + draw.below(9) + "\", \"last_carrier\": \"Example Mobile\"}";
        return "{\"team_member_id\": \"" + person.id() + "\", \"web_sessions\": [" + String.join(", ", web)
                + "], \"desktop_clients\": [" + desktop + "], \"mobile_clients\": [" + mobile + "]}";
    }

    private static String session(Draw draw, String kind, Instant now) {
        Instant seen = now.minusSeconds(draw.below(5_000_000));
        return "{\"session_id\": \"" + kind + draw.digits(39) + "\", \"ip_address\": \"" + draw.address()
                + "\", \"country\": \"" + draw.of(COUNTRIES) + "\", \"created\": \""
                + seen.minusSeconds(draw.below(9_000_000)) + "\", \"updated\": \"" + seen + "\"";
    }

    /** Who has apps: every third (specified: {@code MemberLinkedApps}). */
    static String apps(Person person, Instant now) {
        Draw draw = Draw.at("apps", person.number());
        if (!draw.oneIn(3)) {
            return "";
        }
        List<String> apps = new ArrayList<>();
        for (int left = 1 + draw.below(3); left > 0; left--) {
            String name = draw.of(APPS);
            apps.add("{\"app_id\": \"dbaid:AA" + Draw.at(name, 0).letters(32) + "\", \"app_name\": \"" + name
                    + "\", \"publisher\": \"Example Software\", \"publisher_url\": \"https://example.com/apps\", \"linked\": \""
                    + now.minusSeconds(draw.below(50_000_000)) + "\", \"is_app_folder\": " + draw.oneIn(2) + "}");
        }
        return "{\"team_member_id\": \"" + person.id() + "\", \"linked_api_apps\": [" + String.join(", ", apps) + "]}";
    }
}
