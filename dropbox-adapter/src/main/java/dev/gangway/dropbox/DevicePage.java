package dev.gangway.dropbox;

import dev.gangway.license.DeviceSink;
import dev.gangway.user.UserSession;

/** Reads a page of where members are signed in. {@code updated} is the time of a session's last activity (specified). Not thread-safe. */
final class DevicePage extends MemberItems {

    private static final UserSession.Kind[] KINDS = UserSession.Kind.values();

    private final DeviceSink devices;

    DevicePage(DeviceSink devices) {
        super("devices");
        this.devices = devices;
    }

    @Override
    int kind(String list) {
        return switch (list) {
            case "web_sessions" -> UserSession.Kind.WEB.ordinal();
            case "desktop_clients" -> UserSession.Kind.DESKTOP.ordinal();
            case "mobile_clients" -> UserSession.Kind.MOBILE.ordinal();
            default -> -1;
        };
    }

    @Override
    String named() {
        return "session_id";
    }

    @Override
    String timed() {
        return "updated";
    }

    @Override
    void tell(CharSequence member, CharSequence name, int kind, long moment) {
        devices.device(member, name, KINDS[kind], moment);
    }
}
