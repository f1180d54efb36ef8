package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a member is signed in: a browser, a computer or a phone. Immutable.
 *
 * @param name what people call the device
 * @param expires when a browser's session ends by itself
 * @param device the fields that only this kind of session has
 */
record Session(
        Kind kind,
        String id,
        String name,
        Place place,
        Instant created,
        Instant updated,
        Optional<Instant> expires,
        Struct device) {

    /** The kinds, with their names in the two listings, in revocation and in the audit log. */
    enum Kind {
        WEB("include_web_sessions", "active_web_sessions", "web_sessions", "web_session", "web"),
        DESKTOP("include_desktop_clients", "desktop_client_sessions", "desktop_clients", "desktop_client", "desktop"),
        MOBILE("include_mobile_clients", "mobile_client_sessions", "mobile_clients", "mobile_client", "mobile");

        private final String included;
        private final String ofMember;
        private final String ofMembers;
        private final String revoked;
        private final String logged;

        Kind(String included, String ofMember, String ofMembers, String revoked, String logged) {
            this.included = included;
            this.ofMember = ofMember;
            this.ofMembers = ofMembers;
            this.revoked = revoked;
            this.logged = logged;
        }

        /** The flag that includes the kind in a listing. */
        String included() {
            return included;
        }

        /** The field of the listing of one member. */
        String ofMember() {
            return ofMember;
        }

        /** The field of the listing of many members. */
        String ofMembers() {
            return ofMembers;
        }

        /** The tag in a revocation. */
        String revoked() {
            return revoked;
        }
    }

    /** Where the device was last seen. Immutable. */
    record Place(String ipAddress, String country) {}

    static Session web(Ids ids, Instant created, Place place, String browser, String os) {
        return new Session(
                Kind.WEB,
                ids.webSession(),
                browser + " on " + os,
                place,
                created,
                created,
                Optional.of(created.plus(Member.WEB_SESSION_LIFE)),
                Struct.of()
                        .with("user_agent", "Mozilla/5.0 (" + os + ") " + browser)
                        .with("os", os)
                        .with("browser", browser));
    }

    /** The desktop client; its type is {@code windows}, {@code mac} or {@code linux}. */
    static Session desktop(Ids ids, Instant created, Place place, String host, String type, String platform) {
        return new Session(
                Kind.DESKTOP,
                ids.desktopSession(),
                host,
                place,
                created,
                created,
                Optional.empty(),
                Struct.of()
                        .with("host_name", host)
                        .with("client_type", Struct.tag(type))
                        .with("client_version", "237.4.5655")
                        .with("platform", platform)
                        .with("is_delete_on_unlink_supported", true));
    }

    /** A mobile app; its type is {@code iphone}, {@code ipad} or {@code android}. */
    static Session mobile(Ids ids, Instant created, Place place, String device, String type, String osVersion) {
        return new Session(
                Kind.MOBILE,
                ids.mobileSession(),
                device,
                place,
                created,
                created,
                Optional.empty(),
                Struct.of()
                        .with("device_name", device)
                        .with("client_type", Struct.tag(type))
                        .with("client_version", "444.2.1")
                        .with("os_version", osVersion));
    }

    /** The same session, last used then. */
    Session usedAt(Instant time) {
        return new Session(kind, id, name, place, created, time, expires, device);
    }

    boolean isOver(Instant now) {
        return expires.map(end -> !now.isBefore(end)).orElse(false);
    }

    /** {@code ActiveWebSession}, {@code DesktopClientSession} or {@code MobileClientSession}. */
    Struct json() {
        return Struct.of()
                .with("session_id", id)
                .with("ip_address", place.ipAddress())
                .with("country", place.country())
                .with("created", created)
                .with("updated", updated)
                .withOptional("expires", expires)
                .flatten(device);
    }

    /** {@code SessionLogInfo}. */
    Struct info() {
        return Struct.tag(kind.logged).with("session_id", id);
    }

    /** {@code DeviceLinkSuccessDetails}. */
    Struct linked() {
        return Struct.of()
                .with(
                        "device_session_info",
                        Struct.tag(kind.logged + "_device_session")
                                .with("ip_address", place.ipAddress())
                                .with("created", created)
                                .with("updated", updated)
                                .with("session_info", Struct.of().with("session_id", id))
                                .flatten(device));
    }

    /** {@code DeviceUnlinkDetails}. */
    Struct unlinked(boolean deletesData) {
        return Struct.of()
                .with("session_info", info())
                .with("display_name", name)
                .with("delete_data", deletesData);
    }
}
