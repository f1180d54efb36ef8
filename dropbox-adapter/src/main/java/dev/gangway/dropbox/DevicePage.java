package dev.gangway.dropbox;

import dev.gangway.dropbox.JsonBytes.Names;
import dev.gangway.license.DeviceSink;
import dev.gangway.user.UserSession;

/** Reads a page of where members are signed in. {@code updated} is the time of a session's last activity (specified). Not thread-safe. */
final class DevicePage extends MemberItems {

    private static final Names PAGE = page("devices");
    private static final Names MEMBER = Names.of("team_member_id", "web_sessions", "desktop_clients", "mobile_clients");
    private static final Names SESSION = Names.of("session_id", "updated");
    private static final UserSession.Kind[] KINDS = {
        UserSession.Kind.WEB, UserSession.Kind.DESKTOP, UserSession.Kind.MOBILE
    };

    private final DeviceSink devices;

    DevicePage(DeviceSink devices) {
        super(PAGE, MEMBER, SESSION);
        this.devices = devices;
    }

    @Override
    void tell(CharSequence member, CharSequence name, int kind, long moment) {
        devices.device(member, name, KINDS[kind - 1], moment);
    }

    @Override
    void tellNothing(CharSequence member) {
        devices.noDevice(member);
    }
}
