package dev.gangway.license;

import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has changed from one license report to a later one on the same team. Get it from {@link LicenseReport#since}. People are compared by
 * immutable id, so a new name or address is no change. The lists may make their rows as they are asked for. Immutable.
 */
public final class ReportChanges {

    private final LicenseReport earlier;
    private final LicenseReport later;
    private final Picked<LicenseUse> came;
    private final Picked<LicenseUse> left;
    private final Picked<PersonChange> changedType;
    private final Picked<PersonChange> changedStatus;

    ReportChanges(LicenseReport earlier, LicenseReport later) {
        if (earlier.readAt().isAfter(later.readAt())) {
            throw new IllegalArgumentException("The report of " + earlier.readAt() + " is newer than that of "
                    + later.readAt() + "; ask the newer one what changed since the older one.");
        }
        this.earlier = earlier;
        this.later = later;
        List<LicenseUse> then = earlier.people();
        List<LicenseUse> now = later.people();
        int[] places = places(then, now);
        this.came = new Picked<>((place, why) -> now.get(place));
        this.left = new Picked<>((place, why) -> then.get(place));
        this.changedType = new Picked<>((place, why) -> new PersonChange(then.get(places[place]), now.get(place)));
        this.changedStatus = new Picked<>((place, why) -> new PersonChange(then.get(places[place]), now.get(place)));
        boolean[] stayed = new boolean[then.size()];
        for (int place = 0; place < places.length; place++) {
            if (places[place] < 0) {
                came.pick(place, "");
            } else {
                stayed[places[place]] = true;
                compare(place, then.get(places[place]), now.get(place));
            }
        }
        for (int place = 0; place < stayed.length; place++) {
            if (!stayed[place]) {
                left.pick(place, "");
            }
        }
    }

    /** Where each of now was then, or -1. */
    private static int[] places(List<LicenseUse> then, List<LicenseUse> now) {
        Map<UserId, Integer> places = new HashMap<>();
        for (LicenseUse use : then) {
            places.put(use.id(), places.size());
        }
        return now.stream().mapToInt(it -> places.getOrDefault(it.id(), -1)).toArray();
    }

    private void compare(int place, LicenseUse then, LicenseUse now) {
        if (then.licenseType() instanceof Fact.Known
                && now.licenseType() instanceof Fact.Known
                && !then.licenseType().equals(now.licenseType())) {
            changedType.pick(place, "");
        }
        if (then.status() != now.status()) {
            changedStatus.pick(place, "");
        }
    }

    /**
     * The earlier report.
     *
     * @return the report
     */
    public LicenseReport earlier() {
        return earlier;
    }

    /**
     * The later report.
     *
     * @return the report
     */
    public LicenseReport later() {
        return later;
    }

    /**
     * Who is on the team now and wasn't then.
     *
     * @return the people, as they are now
     */
    public List<LicenseUse> came() {
        return came;
    }

    /**
     * Who was on the team then and isn't now.
     *
     * @return the people, as they were then
     */
    public List<LicenseUse> left() {
        return left;
    }

    /**
     * Who surely takes another license type now, or none.
     *
     * @return the people, then and now
     */
    public List<PersonChange> changedType() {
        return changedType;
    }

    /**
     * Who has another status now: has joined, is suspended, is active again.
     *
     * @return the people, then and now
     */
    public List<PersonChange> changedStatus() {
        return changedStatus;
    }

    /**
     * The licenses by type, then and now.
     *
     * @return the types, those of the later report first
     */
    public List<TypeChange> types() {
        Map<String, LicenseType> then = byName(earlier);
        Map<String, LicenseType> now = byName(later);
        return Stream.concat(later.byType().stream(), earlier.byType().stream())
                .map(LicenseType::name)
                .distinct()
                .map(it -> new TypeChange(it, Optional.ofNullable(then.get(it)), Optional.ofNullable(now.get(it))))
                .toList();
    }

    private static Map<String, LicenseType> byName(LicenseReport report) {
        return report.byType().stream().collect(Collectors.toMap(LicenseType::name, Function.identity()));
    }

    /**
     * What the licenses cost, then and now, at the same prices.
     *
     * @param prices what a license of each type costs
     * @return a row for each currency
     */
    public List<CostChange> cost(Prices prices) {
        Costs then = earlier.cost(prices);
        Costs now = later.cost(prices);
        return Stream.concat(now.totals().stream(), then.totals().stream())
                .map(TotalCost::currency)
                .distinct()
                .map(it ->
                        new CostChange(it, then.total(it).cost(), now.total(it).cost()))
                .toList();
    }

    /**
     * Candidates now, who were on the team then and were surely no candidates: they used their license, had just joined, or
     * weren't asked about.
     *
     * @param rule whom to call idle
     * @return the people, as they are now; unknown, with the reason, if it isn't known who is idle, then or now
     * @throws IllegalArgumentException as for {@link LicenseReport#idle(IdleRule)}, for the later report
     */
    public Fact<List<IdlePerson>> becameIdle(IdleRule rule) {
        return idleThen(rule).match(then -> idle(later, rule).map(now -> becameIdle(then, now)), Fact::unknown);
    }

    private List<IdlePerson> becameIdle(IdlePeople then, IdlePeople now) {
        Set<UserId> not = Stream.of(
                        came.stream(),
                        then.candidates().stream().map(IdlePerson::who),
                        then.undecided().stream().map(SparedPerson::who))
                .flatMap(Function.identity())
                .map(LicenseUse::id)
                .collect(Collectors.toSet());
        return now.candidates().stream()
                .filter(it -> !not.contains(it.who().id()))
                .toList();
    }

    /**
     * Candidates then, who have surely used their license since: they signed in, or used a device. One of them may be a candidate again by
     * now.
     *
     * @param rule whom to call idle
     * @return the people, as they are now; unknown, with the reason, if it isn't known who is idle, then or now, or if sign-ins between the
     *     two reports weren't read
     * @throws IllegalArgumentException as for {@link LicenseReport#idle(IdleRule)}, for the later report
     */
    public Fact<List<LicenseUse>> usedAgain(IdleRule rule) {
        return idleThen(rule)
                .match(then -> idle(later, rule).match(now -> usedAgain(then), Fact::unknown), Fact::unknown);
    }

    private Fact<List<LicenseUse>> usedAgain(IdlePeople then) {
        if (later.signIns()
                .toOptional()
                .filter(it -> it.since().isAfter(then.until()))
                .isPresent()) {
            return Fact.unknown("the later report's sign-ins begin after those of the earlier one end");
        }
        Set<UserId> idle = then.candidates().stream().map(it -> it.who().id()).collect(Collectors.toSet());
        return Fact.of(later.people().stream()
                .filter(it -> idle.contains(it.id()))
                .filter(it -> Usage.signedInSince(then.from(), it) || Usage.usedDeviceSince(then.from(), it))
                .toList());
    }

    /** Nobody can read further back for a report that was made already. */
    private Fact<IdlePeople> idleThen(IdleRule rule) {
        return earlier.signIns().match(it -> it.until().minus(rule.time()).isBefore(it.since()), why -> false)
                ? Fact.unknown("the earlier report's sign-ins don't reach as far back as the rule asks")
                : idle(earlier, rule);
    }

    /** A type may be new, or gone by now. */
    private Fact<IdlePeople> idle(LicenseReport report, IdleRule rule) {
        boolean known = rule.type()
                .filter(it -> earlier.hasType(it) || later.hasType(it))
                .isPresent();
        return known ? report.idleIfAny(rule) : report.idle(rule);
    }
}
