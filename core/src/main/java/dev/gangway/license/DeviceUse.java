package dev.gangway.license;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The devices and web sessions of a person. Immutable.
 *
 * @param web how many browsers are signed in
 * @param desktop how many computers run the provider's program
 * @param mobile how many phones and tablets run its app
 * @param lastUsedAt when one of them was last used, as far as the provider tells; empty if it tells of none
 */
public record DeviceUse(int web, int desktop, int mobile, Optional<Instant> lastUsedAt) {

    /** No device and no session. */
    public static final DeviceUse NONE = new DeviceUse(0, 0, 0, Optional.empty());

    /**
     * Checks the parts.
     *
     * @param web how many browsers
     * @param desktop how many computers
     * @param mobile how many phones and tablets
     * @param lastUsedAt when one of them was last used
     */
    public DeviceUse {
        Objects.requireNonNull(lastUsedAt, "lastUsedAt");
    }

    /**
     * How many there are, of all kinds.
     *
     * @return 0 or more
     */
    public int count() {
        return web + desktop + mobile;
    }
}
