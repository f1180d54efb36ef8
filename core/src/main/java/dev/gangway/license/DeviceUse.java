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
 * @param silent of how many of them the provider doesn't tell when they were last used, which may be at any time
 */
public record DeviceUse(int web, int desktop, int mobile, Optional<Instant> lastUsedAt, int silent) {

    /** No device and no session. */
    public static final DeviceUse NONE = new DeviceUse(0, 0, 0, Optional.empty(), 0);

    /**
     * Checks the parts.
     *
     * @param web how many browsers
     * @param desktop how many computers
     * @param mobile how many phones and tablets
     * @param lastUsedAt when one of them was last used
     * @param silent of how many it isn't known
     * @throws IllegalArgumentException if a number is negative, or the time isn't empty exactly if all are silent
     */
    public DeviceUse {
        Objects.requireNonNull(lastUsedAt, "lastUsedAt");
        int all = web + desktop + mobile;
        if (web < 0
                || desktop < 0
                || mobile < 0
                || silent < 0
                || silent > all
                || silent == all != lastUsedAt.isEmpty()) {
            throw new IllegalArgumentException("Of " + web + " + " + desktop + " + " + mobile + " devices, " + silent
                    + " can't be silent when the last use is "
                    + lastUsedAt.map(Instant::toString).orElse("not known")
                    + "; count as silent all of which it isn't known, and no other.");
        }
    }

    /**
     * How many there are, of all kinds.
     *
     * @return 0 or more
     */
    public int count() {
        return web + desktop + mobile;
    }

    /** What the provider doesn't tell; empty if it tells of all. */
    Optional<String> silence() {
        if (silent == 0) {
            return Optional.empty();
        }
        return Optional.of(
                silent == count()
                        ? "the provider doesn't tell when one was last used"
                        : "the provider doesn't tell of " + silent + " of " + count() + " when it was last used");
    }
}
