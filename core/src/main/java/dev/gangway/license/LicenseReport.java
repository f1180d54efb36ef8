package dev.gangway.license;

import dev.gangway.result.Fact;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who holds which license and who uses it, at one moment. Immutable.
 *
 * @param readAt when reading the report began, so nothing in it is older
 * @param parts when each part was read, or why it wasn't
 * @param byType the licenses by type, the provider's own types first
 * @param people everybody on the team; a list that may make its rows as they are asked for
 * @param signIns which sign-ins the report stands on; unknown, with the reason, if they could not be read
 */
public record LicenseReport(
        Instant readAt,
        List<ReportPart> parts,
        List<LicenseType> byType,
        List<LicenseUse> people,
        Fact<SignInHistory> signIns) {

    /**
     * Checks and copies the parts.
     *
     * @param readAt when reading the report began
     * @param parts when each part was read
     * @param byType the licenses by type
     * @param people everybody on the team
     * @param signIns which sign-ins the report stands on
     */
    public LicenseReport {
        Objects.requireNonNull(readAt, "readAt");
        parts = List.copyOf(parts);
        byType = List.copyOf(byType);
        people = people instanceof Rows ? people : List.copyOf(people);
        Objects.requireNonNull(signIns, "signIns");
    }

    /**
     * Active people who surely did not sign in for a while, which ends where the sign-ins are surely complete: {@link SignInHistory#until()},
     * not now. Never among them is who joined within that time or whose joining date isn't known, who is invited or suspended, and who
     * surely takes no license. Somebody of whom it isn't known which license they take can be among them.
     *
     * <p>They are idle as of then. Somebody may be back since; before you take a license away, read again and look.
     *
     * @param time for how long; more than zero, and at most as long as sign-ins were read
     * @return the idle people, in the report's order; unknown, with the reason, if sign-ins could not be read, or if one within that time
     *     can't be said to be any one person's
     * @throws IllegalArgumentException if the time isn't more than zero, or reaches beyond what was read: then use
     *     {@link Licenses#refresh(Duration)} with at least that time
     */
    public Fact<List<LicenseUse>> idle(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("The time must be more than zero; say for how long nobody signed in.");
        }
        return signIns.match(read -> idle(time, read), Fact::unknown);
    }

    private Fact<List<LicenseUse>> idle(Duration time, SignInHistory read) {
        if (time.compareTo(Duration.between(read.since(), read.until())) > 0) {
            throw new IllegalArgumentException("Sign-ins were read from " + read.since() + " to " + read.until()
                    + " only, which is less than idle(…) was asked about. Read further back first, with refresh(history),"
                    + " the history being at least that time; or ask about less.");
        }
        Instant before = read.until().minus(time);
        Optional<Instant> anybodys = read.unattributed().filter(at -> !at.isBefore(before));
        return anybodys.isPresent()
                ? Fact.unknown("the provider's record of a sign-in at " + anybodys.get()
                        + " doesn't tell whose it was; it may be anybody's")
                : Fact.of(people.stream()
                        .filter(it -> isIdle(it, before, read.until()))
                        .toList());
    }

    /**
     * Those of {@link #idle(Duration)} who hold a license of one type.
     *
     * @param type the type
     * @param time for how long
     * @return the idle people, or unknown
     * @throws IllegalArgumentException as for {@link #idle(Duration)}
     */
    public Fact<List<LicenseUse>> idle(LicenseType type, Duration time) {
        Fact<Optional<String>> held = Fact.of(Optional.of(type.name()));
        return idle(time)
                .map(all ->
                        all.stream().filter(it -> it.licenseType().equals(held)).toList());
    }

    private static boolean isIdle(LicenseUse use, Instant before, Instant until) {
        return use.status() == UserStatus.ACTIVE
                && !use.licenseType().equals(Fact.of(Optional.empty()))
                && use.joinedAt().filter(it -> it.isBefore(before)).isPresent()
                && use.lastLogin()
                        .match(
                                seen -> seen.at().isBefore(before),
                                none -> !none.start().isAfter(before)
                                        && !none.until().isBefore(until),
                                unknown -> false);
    }
}
