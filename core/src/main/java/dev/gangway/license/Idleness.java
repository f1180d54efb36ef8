package dev.gangway.license;

import dev.gangway.result.Fact;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Judges everybody by a rule, in one pass. A wrong "idle" costs somebody their access, so all rounding and all doubt is on their side:
 * providers tell times to the second, and maybe to the day for devices.
 */
final class Idleness {

    private final IdleRule rule;
    private final SignInHistory read;
    private final Instant start;
    private final Instant graceStart;
    private final Map<String, UserRef> addresses = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<UserRef> notFound;

    private Idleness(IdleRule rule, SignInHistory read) {
        this.rule = rule;
        this.read = read;
        this.start = read.until().minus(rule.time()).truncatedTo(ChronoUnit.SECONDS);
        this.graceStart = read.until().minus(rule.grace()).truncatedTo(ChronoUnit.SECONDS);
        this.notFound = new LinkedHashSet<>(rule.excluded());
        rule.excluded().stream()
                .filter(UserRef.Email.class::isInstance)
                .forEach(it -> addresses.put(it.toString(), it));
    }

    static Fact<IdlePeople> of(List<LicenseUse> people, IdleRule rule, SignInHistory read) {
        if (read.until().minus(rule.time()).isBefore(read.since())) {
            throw new IllegalArgumentException("Sign-ins were read from " + read.since() + " to " + read.until()
                    + " only, which is less than idle(…) was asked about. Read further back first, with a"
                    + " ReportRequest.history(…) of at least that time; or ask about less.");
        }
        Idleness idleness = new Idleness(rule, read);
        return Usage.anybodysSince(idleness.start, read)
                .map(Fact::<IdlePeople>unknown)
                .orElseGet(() -> Fact.of(idleness.judge(people)));
    }

    private IdlePeople judge(List<LicenseUse> people) {
        Picked<IdlePerson> candidates = new Picked<>((place, why) -> candidate(people.get(place)));
        Picked<SparedPerson> spared = new Picked<>((place, why) -> spared(people.get(place), why));
        Picked<SparedPerson> undecided = new Picked<>((place, why) -> spared(people.get(place), why));
        int place = 0;
        for (LicenseUse use : people) {
            boolean named = isNamed(use);
            if (!Usage.signedInSince(start, use) && !rule.leavesOut(use)) {
                Optional<String> spares = named ? Optional.of("excluded by the rule") : spares(use);
                Optional<String> leavesOpen = spares.isPresent() ? spares : leavesOpen(use);
                (spares.isPresent() ? spared : leavesOpen.isPresent() ? undecided : candidates)
                        .pick(place, leavesOpen.orElse(""));
            }
            place++;
        }
        return new IdlePeople(start, read.until(), candidates, spared, undecided, List.copyOf(notFound));
    }

    private IdlePerson candidate(LicenseUse use) {
        return new IdlePerson(use, evidence(use));
    }

    private SparedPerson spared(LicenseUse use, String why) {
        return new SparedPerson(use, why, evidence(use));
    }

    private boolean isNamed(LicenseUse use) {
        if (rule.excluded().isEmpty()) {
            return false;
        }
        List<UserRef> names = Stream.of(
                        Optional.of(use.ref()),
                        Optional.ofNullable(addresses.get(use.email())),
                        use.externalId().filter(it -> !it.isBlank()).map(UserRef::externalId))
                .flatMap(Optional::stream)
                .filter(rule.excluded()::contains)
                .toList();
        names.forEach(notFound::remove);
        return !names.isEmpty();
    }

    private Optional<String> spares(LicenseUse use) {
        return first(Stream.of(
                rule.excludes(use),
                why(use.status() == UserStatus.INVITED, "invited, not joined yet"),
                why(use.status() == UserStatus.SUSPENDED, "suspended"),
                why(use.status().isRemoved(), "left the team"),
                why(use.licenseType().equals(Fact.of(Optional.empty())), "without a license"),
                why(use.joinedAt().filter(it -> !it.isBefore(graceStart)).isPresent(), "joined within the grace"),
                why(Usage.usedDeviceSince(start, use), "used a device within that time")));
    }

    private Optional<String> leavesOpen(LicenseUse use) {
        return first(Stream.of(
                why(
                        use.status() != UserStatus.ACTIVE,
                        "the provider says something of their status that isn't understood"),
                why(use.suspendedAt().isPresent(), "was suspended, and can't have signed in then"),
                why(
                        rule.type().isPresent() && use.licenseType() instanceof Fact.Unknown,
                        "it isn't known which license they take"),
                why(use.joinedAt().isEmpty(), "it isn't known when they joined"),
                why(
                        !rule.isBySignInsAlone() && use.devices() instanceof Fact.Unknown,
                        "it isn't known whether a device was used"),
                why(hasSilentDevice(use), "has a device, and it isn't known when it was last used"),
                use.lastLogin()
                        .match(
                                seen -> Optional.empty(),
                                none -> why(
                                        none.start().isAfter(start)
                                                || none.until().isBefore(read.until()),
                                        "their sign-ins aren't known for all of that time"),
                                unknown -> Optional.of("their sign-ins aren't known"))));
    }

    /** A program on a computer can sync for months on one sign-in. */
    private static boolean hasSilentDevice(LicenseUse use) {
        return use.devices().toOptional().filter(it -> it.silent() > 0).isPresent();
    }

    private static Optional<String> why(boolean so, String why) {
        return so ? Optional.of(why) : Optional.empty();
    }

    private static Optional<String> first(Stream<Optional<String>> whys) {
        return whys.flatMap(Optional::stream).findFirst();
    }

    private List<Evidence> evidence(LicenseUse use) {
        List<Evidence> all = new ArrayList<>();
        use.lastLogin()
                .match(
                        seen -> all.add(new Evidence.LastSignIn(seen.at(), seen.source(), seen.actor()))
                                && all.add(new Evidence.NoSignIn(start, read.until())),
                        none -> all.add(new Evidence.NoSignIn(none.start(), none.until())),
                        unknown -> all.add(new Evidence.SignInsUnknown(unknown.why())));
        all.addAll(use.devices().match(Idleness::devices, why -> List.of(new Evidence.DevicesUnknown(why))));
        use.linkedApps()
                .toOptional()
                .filter(it -> !it.isEmpty())
                .map(Evidence.LinkedApps::new)
                .ifPresent(all::add);
        use.joinedAt().map(Evidence.JoinedAt::new).ifPresent(all::add);
        if (use.hasRole()) {
            all.add(new Evidence.HasRole());
        }
        use.licenseType().match(it -> false, why -> all.add(new Evidence.LicenseUnknown(why)));
        return all;
    }

    private static List<Evidence> devices(DeviceUse devices) {
        return devices.count() == 0
                ? List.of(new Evidence.NoDevice())
                : Stream.of(
                                devices.lastUsedAt().<Evidence>map(Evidence.DeviceLastUsed::new),
                                devices.silence().<Evidence>map(Evidence.DevicesUnknown::new))
                        .flatMap(Optional::stream)
                        .toList();
    }
}
