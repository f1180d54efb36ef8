package dev.gangway.license;

import dev.gangway.result.Fact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What shows that somebody used their license. Days are those of UTC. */
final class Usage {

    private Usage() {}

    /** Whether somebody signed in then or later, also if it is later than it can be by our clock. */
    static boolean signedInSince(Instant start, LicenseUse use) {
        return use.lastLogin() instanceof LastLogin.SeenAt seen && !seen.at().isBefore(start);
    }

    /** Whether a device was used on that day or later; a provider may know the day only. */
    static boolean usedDeviceSince(Instant start, LicenseUse use) {
        return deviceDay(use).filter(it -> !it.isBefore(day(start))).isPresent();
    }

    /** Unknown if a sign-in then or later can't be said to be any one person's. */
    static Optional<String> anybodysSince(Instant start, SignInHistory read) {
        return read.unattributed()
                .filter(at -> !at.isBefore(start))
                .map(at -> "the provider's record of a sign-in at " + at
                        + " doesn't tell whose it was; it may be anybody's");
    }

    static Fact<List<LicenseUse>> between(LocalDate from, LocalDate to, List<LicenseUse> people, SignInHistory read) {
        Instant start = from.atStartOfDay().toInstant(ZoneOffset.UTC);
        if (start.isBefore(read.since()) || !to.isBefore(LocalDate.ofInstant(read.until(), ZoneOffset.UTC))) {
            return Fact.unknown("sign-ins were read from " + read.since() + " to " + read.until() + " only");
        }
        Optional<String> anybodys = anybodysSince(start, read);
        if (anybodys.isPresent()) {
            return Fact.unknown(anybodys.get());
        }
        Picked<LicenseUse> users = new Picked<>((place, why) -> people.get(place));
        int place = 0;
        for (LicenseUse use : people) {
            boolean device = deviceDay(use)
                    .filter(it -> !it.isBefore(from) && !it.isAfter(to))
                    .isPresent();
            Fact<Boolean> used = device ? Fact.of(true) : use.signInDays().map(it -> it.anyBetween(from, to));
            if (used instanceof Fact.Unknown<Boolean> it) {
                return Fact.unknown("on which days everybody signed in isn't known: " + it.why());
            }
            if (used.equals(Fact.of(true)) && !use.licenseType().equals(Fact.of(Optional.empty()))) {
                users.pick(place, "");
            }
            place++;
        }
        return Fact.of(users);
    }

    private static Optional<LocalDate> deviceDay(LicenseUse use) {
        return use.devices().toOptional().flatMap(DeviceUse::lastUsedAt).map(Usage::day);
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
