package dev.gangway.dropbox.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** Something on which a person is signed in when the simulator starts: a browser, a computer or a phone. Immutable. */
public final class Device {
    private static final Session.Place PLACE = new Session.Place("192.0.2.17", "Germany");

    private final boolean browser;
    private final Signing signing;
    private final Duration idle;

    private Device(boolean browser, Signing signing, Duration idle) {
        this.browser = browser;
        this.signing = signing;
        this.idle = Objects.requireNonNull(idle, "idle");
    }

    /** The systems for which there is a desktop client. */
    public enum Computer {
        /** Microsoft Windows. */
        WINDOWS("Windows 11"),
        /** Apple macOS. */
        MAC("macOS 15.6"),
        /** Any Linux. */
        LINUX("Ubuntu 24.04");

        private final String platform;

        Computer(String platform) {
            this.platform = platform;
        }
    }

    /** The phones and tablets for which there is a client. */
    public enum Phone {
        /** An Apple iPhone. */
        IPHONE("18.6"),
        /** An Apple iPad. */
        IPAD("18.6"),
        /** Any Android. */
        ANDROID("15");

        private final String version;

        Phone(String version) {
            this.version = version;
        }
    }

    /**
     * A browser in which the person signed in just now.
     *
     * @param name e.g. {@code Firefox}
     * @param system the operating system, e.g. {@code Windows}
     * @return the device
     */
    public static Device browser(String name, String system) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(system, "system");
        return new Device(true, (ids, created) -> Session.web(ids, created, PLACE, name, system), Duration.ZERO);
    }

    /**
     * A computer with the desktop client, in use just now.
     *
     * @param computer its system
     * @param hostName its name
     * @return the device
     */
    public static Device computer(Computer computer, String hostName) {
        String type = tag(computer);
        Objects.requireNonNull(hostName, "hostName");
        return new Device(
                false,
                (ids, created) -> Session.desktop(ids, created, PLACE, hostName, type, computer.platform),
                Duration.ZERO);
    }

    /**
     * A phone or tablet with the mobile client, in use just now.
     *
     * @param phone its kind
     * @param name its name
     * @return the device
     */
    public static Device phone(Phone phone, String name) {
        String type = tag(phone);
        Objects.requireNonNull(name, "name");
        return new Device(
                false, (ids, created) -> Session.mobile(ids, created, PLACE, name, type, phone.version), Duration.ZERO);
    }

    /**
     * The same device, last used some time before the simulator starts; a browser is then signed in since that time.
     *
     * @param ago how long before
     * @return the changed device
     */
    public Device lastUsed(Duration ago) {
        return new Device(browser, signing, ago);
    }

    boolean isBrowser() {
        return browser;
    }

    Duration idle() {
        return idle;
    }

    Session session(Ids ids, Instant created, Instant used) {
        return signing.begin(ids, created).usedAt(used);
    }

    private static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Makes the session of a sign-in. */
    @FunctionalInterface
    private interface Signing {
        Session begin(Ids ids, Instant created);
    }
}
