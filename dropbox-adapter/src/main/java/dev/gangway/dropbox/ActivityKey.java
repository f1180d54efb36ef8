package dev.gangway.dropbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okio.ByteString;

/**
 * The key of an event: a hash, since Dropbox's events have no id (specified). Fields come in any order (observed), so they are sorted. What
 * may be told otherwise the next time is left out: the text for people, where somebody was, and how somebody with an id is called.
 */
final class ActivityKey {

    private static final Set<String> VARYING = Set.of("description", "geo_location");
    private static final Set<String> CALLED = Set.of("display_name", "email", "member_external_id");

    private ActivityKey() {}

    static String of(Json event) {
        StringBuilder text = new StringBuilder();
        write(event, text);
        byte[] hash = ByteString.encodeString(text.toString(), StandardCharsets.UTF_8)
                .sha256()
                .substring(0, 18)
                .toByteArray();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /** Each text with its length before it, so that no two events are written alike. */
    private static void write(Json json, StringBuilder text) {
        Optional<List<Json>> items = json.items();
        if (json.isObject()) {
            boolean hasId = json.field("account_id").text().isPresent()
                    || json.field("team_member_id").text().isPresent();
            text.append('{');
            json.fields().forEach((name, value) -> {
                if (!VARYING.contains(name) && !(hasId && CALLED.contains(name))) {
                    write(name, text);
                    write(value, text);
                }
            });
            text.append('}');
        } else if (items.isPresent()) {
            text.append('[');
            items.get().forEach(it -> write(it, text));
            text.append(']');
        } else {
            write(json.text().orElse(""), text);
        }
    }

    private static void write(String value, StringBuilder text) {
        text.append(value.length()).append(':').append(value);
    }
}
