package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gangway.connector.Capability;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.license.DeviceSink;
import dev.gangway.license.LicenseData;
import dev.gangway.result.Cursor;
import dev.gangway.user.UserId;
import dev.gangway.user.UserSession.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** About devices, web sessions and linked apps, as license data tells of them. */
abstract class DeviceRules extends Rules {

    private static final long MINUTE = 60;

    private record Device(String who, Kind kind, long lastUsedAt) {}

    private record App(String who, String name) {}

    private static void unlessUnsupported(Runnable reading) {
        try {
            reading.run();
        } catch (UnsupportedCapabilityException unsupported) {
            Assumptions.abort("The connector reads neither devices nor linked apps of a whole team.");
        }
    }

    /** Each device once, as it was told last. */
    private List<Device> devices(LicenseData licenses, UserId... people) {
        Map<String, Device> devices = new HashMap<>();
        unlessUnsupported(() -> toTheEnd(
                Cursor.START,
                cursor -> licenses.devices(
                        cursor,
                        (who, id, kind, at) -> devices.put(who + " " + id, new Device(who.toString(), kind, at)))));
        subject().detector().examine(devices);
        return devices.values().stream()
                .filter(it -> Stream.of(people).anyMatch(who -> who.value().equals(it.who())))
                .toList();
    }

    private Set<App> apps(LicenseData licenses) {
        Set<App> apps = new HashSet<>();
        unlessUnsupported(() -> toTheEnd(
                Cursor.START,
                cursor ->
                        licenses.linkedApps(cursor, (who, app) -> apps.add(new App(who.toString(), app.toString())))));
        subject().detector().examine(apps);
        return apps;
    }

    private long now() {
        return subject().time().instant().getEpochSecond();
    }

    private static List<String> wrong(List<Device> devices, LongPredicate right) {
        return devices.stream()
                .filter(it -> it.lastUsedAt() != DeviceSink.UNKNOWN && !right.test(it.lastUsedAt()))
                .map(Device::toString)
                .toList();
    }

    private static List<String> sorted(Stream<String> words) {
        return words.sorted().toList();
    }

    @Test
    @Rule("L-24")
    void devicesAreToldOfWhoseTheyAre() {
        UserId leo = active("leo");
        UserId mia = active("mia");
        levers().linkDevice(leo);
        levers().openWebSession(leo);
        levers().linkDevice(mia);
        levers().pageSize(1);

        assertEquals(
                sorted(Stream.of(leo + " on a device", leo + " on the web", mia + " on a device")),
                sorted(devices(licenses(), leo, mia).stream()
                        .map(it -> it.who() + (it.kind() == Kind.WEB ? " on the web" : " on a device"))),
                "Devices and web sessions of people by id");
    }

    @Test
    @Rule("L-25")
    void aDeviceWasNotUsedInTheFutureNorBeforeItWasLinked() {
        UserId leo = active("leo");
        long linked = now();
        levers().linkDevice(leo);
        levers().passTime(Duration.ofDays(2));

        assertEquals(
                List.of(),
                wrong(devices(licenses(), leo), at -> at >= linked - MINUTE && at <= now() + MINUTE),
                "Devices that were used before they were linked, at " + linked + ", or in the future");
    }

    @Test
    @Rule("L-26")
    void aDeviceThatWasUsedShowsIt() {
        LicenseData licenses = licenses();
        UserId leo = active("leo");
        levers().linkDevice(leo);
        devices(licenses, leo);
        levers().passTime(Duration.ofDays(30));
        levers().useDevices(leo);

        assertEquals(
                List.of(),
                wrong(
                        devices(licenses, leo),
                        at -> at >= now() - Duration.ofDays(1).toSeconds()),
                "Devices that were used now, at " + now() + ", and show an older time");
    }

    @Test
    @Rule("L-27")
    void linkedAppsAreToldOfWhoLinkedThem() {
        UserId leo = active("leo");
        UserId mia = active("mia");
        levers().linkApp(leo, "Chart Room");
        levers().linkApp(leo, "Notes");
        levers().linkApp(mia, "Mail Merge");
        levers().pageSize(1);

        assertEquals(
                Set.of(
                        new App(leo.value(), "Chart Room"),
                        new App(leo.value(), "Notes"),
                        new App(mia.value(), "Mail Merge")),
                apps(licenses()),
                "Linked apps of people by id");
    }

    @Test
    @Rule("L-28")
    void whatMayNotBeReadIsNotNothing() {
        LicenseData licenses = licenses();
        unlessUnsupported(() -> licenses.devices(Cursor.START, (who, id, kind, at) -> {}));
        unlessUnsupported(() -> licenses.linkedApps(Cursor.START, (who, app) -> {}));
        levers().withoutScope(Capability.READ_DEVICES);

        assertThrows(
                PermissionMissingException.class,
                () -> licenses.devices(Cursor.START, (who, id, kind, at) -> {}),
                "devices(…) without the right to read them");
        assertThrows(
                PermissionMissingException.class,
                () -> licenses.linkedApps(Cursor.START, (who, app) -> {}),
                "linkedApps(…) without the right to read them");
    }
}
