package dev.gangway.dropbox;

import com.dropbox.core.v2.team.ActiveWebSession;
import com.dropbox.core.v2.team.DesktopClientSession;
import com.dropbox.core.v2.team.DeviceSession;
import com.dropbox.core.v2.team.DeviceSessionArg;
import com.dropbox.core.v2.team.ListMemberDevicesResult;
import com.dropbox.core.v2.team.MobileClientSession;
import com.dropbox.core.v2.team.RevokeDesktopClientArg;
import com.dropbox.core.v2.team.RevokeDeviceSessionArg;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.Devices;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.UserId;
import dev.gangway.user.UserSession;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where people are signed in, and which apps they let in. Thread-safe. */
final class Sessions {

    private final Calls calls;
    private final Standing standing;

    Sessions(Calls calls, Standing standing) {
        this.calls = calls;
        this.standing = standing;
    }

    Fact<List<UserSession>> of(UserId user) {
        return Inspection.flat(Inspection.sessions(calls, user.value()).map(Sessions::sessions));
    }

    /** A list that is absent was not told. */
    private static Fact<List<UserSession>> sessions(ListMemberDevicesResult all) {
        List<ActiveWebSession> web = all.getActiveWebSessions();
        List<DesktopClientSession> desktop = all.getDesktopClientSessions();
        List<MobileClientSession> mobile = all.getMobileClientSessions();
        if (web == null || desktop == null || mobile == null) {
            return Fact.unknown(Inspection.NOT_TOLD);
        }
        return Fact.of(Stream.of(
                        web.stream()
                                .map(it -> session(it, UserSession.Kind.WEB, it.getBrowser() + " on " + it.getOs())),
                        desktop.stream().map(it -> session(it, UserSession.Kind.DESKTOP, it.getHostName())),
                        mobile.stream().map(it -> session(it, UserSession.Kind.MOBILE, it.getDeviceName())))
                .flatMap(it -> it)
                .toList());
    }

    private static UserSession session(DeviceSession session, UserSession.Kind kind, String name) {
        return new UserSession(session.getSessionId(), kind, name, instant(session.getUpdated()));
    }

    private static Optional<Instant> instant(@Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }

    /** Only computers can be told to erase what they synced, and not all of them (specified). */
    Outcome<UserId> end(UserId user, UserSession session, Devices devices) {
        try {
            if (devices == Devices.WIPE && session.kind() == UserSession.Kind.MOBILE) {
                return cantErase("a phone");
            }
            if (devices == Devices.WIPE && session.kind() == UserSession.Kind.DESKTOP && !canErase(user, session)) {
                return cantErase("this computer");
            }
            calls.tell(dropbox -> dropbox.team().devicesRevokeDeviceSession(argument(user, session, devices)));
            return Outcome.done(user);
        } catch (RouteError error) {
            return refused(user, error.code(), "device_session_not_found");
        }
    }

    private static Outcome<UserId> cantErase(String where) {
        return Outcome.refused(
                Reason.NOT_SUPPORTED,
                "Dropbox can't be told to erase the synced files on " + where
                        + " when a session ends. End it with Devices.KEEP, and have the files erased there.");
    }

    /** Of a session that is gone there is nothing to refuse. */
    private boolean canErase(UserId user, UserSession session) throws RouteError {
        List<DesktopClientSession> computers = calls.ask(
                        dropbox -> dropbox.team().devicesListMemberDevices(user.value()))
                .getDesktopClientSessions();
        return computers == null
                || computers.stream()
                        .filter(it -> it.getSessionId().equals(session.id()))
                        .allMatch(DesktopClientSession::getIsDeleteOnUnlinkSupported);
    }

    private static RevokeDeviceSessionArg argument(UserId user, UserSession session, Devices devices) {
        return switch (session.kind()) {
            case WEB -> RevokeDeviceSessionArg.webSession(new DeviceSessionArg(session.id(), user.value()));
            case MOBILE -> RevokeDeviceSessionArg.mobileClient(new DeviceSessionArg(session.id(), user.value()));
            case DESKTOP ->
                RevokeDeviceSessionArg.desktopClient(
                        new RevokeDesktopClientArg(session.id(), user.value(), devices == Devices.WIPE));
        };
    }

    Fact<List<LinkedApp>> apps(UserId user) {
        return Inspection.part(() ->
                calls
                        .ask(dropbox -> dropbox.team().linkedAppsListMemberLinkedApps(user.value()))
                        .getLinkedApiApps()
                        .stream()
                        .map(it -> new LinkedApp(it.getAppId(), it.getAppName(), instant(it.getLinked())))
                        .toList());
    }

    /** The app's folder stays with the person; to take it, too, is deprecated and refused by Dropbox. */
    Outcome<UserId> unlink(UserId user, LinkedApp app) {
        try {
            calls.tell(dropbox -> dropbox.team().linkedAppsRevokeLinkedApp(app.id(), user.value()));
            return Outcome.done(user);
        } catch (RouteError error) {
            return refused(user, error.code(), "app_not_found");
        }
    }

    private Outcome<UserId> refused(UserId user, String code, String gone) {
        return code.equals(gone)
                ? Outcome.alreadyDone(user)
                : standing.refusedUnlessSo(user, code, status -> false, Reason.NOT_ON_TEAM);
    }
}
