package dev.gangway.license;

import dev.gangway.result.Fact;
import dev.gangway.user.User;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who holds which license and who uses it, at one moment. Immutable.
 *
 * @param readAt when the report was read
 * @param byType the licenses by type, the provider's own types first
 * @param people everybody on the team
 * @param signInsSince the start of the sign-ins that were read; unknown, with the reason, if they could not be read
 * @param unattributedSignIns how many sign-ins could not be matched to anybody on the team: people who left, or records that don't tell
 */
public record LicenseReport(
        Instant readAt,
        List<LicenseType> byType,
        List<LicenseUse> people,
        Fact<Instant> signInsSince,
        int unattributedSignIns) {

    /**
     * Checks and copies the parts.
     *
     * @param readAt when the report was read
     * @param byType the licenses by type
     * @param people everybody on the team
     * @param signInsSince the start of the sign-ins that were read
     * @param unattributedSignIns how many sign-ins could not be matched
     */
    public LicenseReport {
        Objects.requireNonNull(readAt, "readAt");
        byType = List.copyOf(byType);
        people = List.copyOf(people);
        Objects.requireNonNull(signInsSince, "signInsSince");
    }

    /**
     * Active people who surely did not sign in for a while. Somebody whose last login is unknown is never among them, nor is somebody who
     * joined within that time or whose joining date isn't known, nor somebody who surely takes no license.
     *
     * @param time for how long; sign-ins must have been read for at least that long, else nobody is surely idle
     * @return the idle people, in the report's order
     */
    public List<LicenseUse> idle(Duration time) {
        Instant before = readAt.minus(time);
        return people.stream()
                .filter(it -> it.user().status() == UserStatus.ACTIVE)
                .filter(it -> !it.user().licenseType().equals(Fact.of(Optional.empty())))
                .filter(it -> joinedBefore(it.user(), before))
                .filter(it -> it.lastLogin()
                        .match(
                                seen -> seen.at().isBefore(before),
                                none -> !none.start().isAfter(before),
                                unknown -> false))
                .toList();
    }

    /**
     * Those of {@link #idle(Duration)} who hold a license of one type.
     *
     * @param type the type
     * @param time for how long
     * @return the idle people
     */
    public List<LicenseUse> idle(LicenseType type, Duration time) {
        return idle(time).stream()
                .filter(it -> it.user().licenseType().equals(Fact.of(Optional.of(type.name()))))
                .toList();
    }

    private static boolean joinedBefore(User user, Instant before) {
        return user.joinedAt().filter(at -> at.isBefore(before)).isPresent();
    }
}
