package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.Locale;

/**
 * A third party's app that a member has linked to the own account. Immutable.
 *
 * @param hasFolder whether it sees a folder of its own only
 */
record AppLink(String id, String name, String publisher, Instant linked, boolean hasFolder) {
    /** The id is the same for everybody who links an app of that name. */
    static AppLink of(String name, String publisher, Instant linked, boolean hasFolder) {
        return new AppLink(new Ids(name.hashCode()).app(), name, publisher, linked, hasFolder);
    }

    /** {@code ApiApp}. */
    Struct json() {
        return Struct.of()
                .with("app_id", id)
                .with("app_name", name)
                .with("publisher", publisher)
                .with(
                        "publisher_url",
                        "https://" + name.toLowerCase(Locale.ROOT).replace(' ', '-') + ".example")
                .with("linked", linked)
                .with("is_app_folder", hasFolder);
    }

    /** {@code AppLinkUserDetails} and {@code AppUnlinkUserDetails}. */
    Struct logged() {
        return Struct.of()
                .with(
                        "app_info",
                        Struct.tag("user_linked_app").with("app_id", id).with("display_name", name));
    }
}
