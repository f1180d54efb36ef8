package dev.gangway.license;

import dev.gangway.result.Fact;
import dev.gangway.user.UserRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Whom to call idle. Immutable, and thread-safe if the conditions given to it are. */
public final class IdleRule {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Duration time;
    private final Duration grace;
    private final Optional<String> type;
    private final boolean signInsAlone;
    private final Set<UserRef> excluded;
    private final List<Exclusion> exclusions;

    private record Exclusion(Predicate<LicenseUse> who, String why) {}

    private IdleRule(
            Duration time,
            Duration grace,
            Optional<String> type,
            boolean signInsAlone,
            Set<UserRef> excluded,
            List<Exclusion> exclusions) {
        this.time = time;
        this.grace = grace;
        this.type = type;
        this.signInsAlone = signInsAlone;
        this.excluded = excluded;
        this.exclusions = exclusions;
    }

    /**
     * People are idle who did not use their license for some time. Who joined within that time is spared.
     *
     * @param time for how long; more than zero, at most 100 years, and no longer than the report's sign-ins reach back
     * @return the rule
     * @throws IllegalArgumentException if the time isn't more than zero, or is longer than 100 years
     */
    public static IdleRule after(Duration time) {
        if (time.isZero()) {
            throw notATime();
        }
        return new IdleRule(checked(time), time, Optional.empty(), false, Set.of(), List.of());
    }

    /**
     * Another time in which who has just joined is spared.
     *
     * @param time for how long after joining; zero for not at all, at most 100 years. The default is the time of {@link #after}
     * @return the changed rule
     * @throws IllegalArgumentException if the time is negative, or longer than 100 years
     */
    public IdleRule grace(Duration time) {
        return new IdleRule(this.time, checked(time), type, signInsAlone, excluded, exclusions);
    }

    /**
     * Only people who take one type of license. Of whom it isn't known which one they take is then undecided.
     *
     * @param name the type's name, as in {@link LicenseType#name()}
     * @return the changed rule
     * @throws IllegalArgumentException if it is blank
     */
    public IdleRule ofType(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("Say which license type, as the report names it.");
        }
        return new IdleRule(time, grace, Optional.of(name), signInsAlone, excluded, exclusions);
    }

    /**
     * Also people whose devices could not be read, or weren't asked for. Without this they are undecided: a program on a computer can work for
     * months on one sign-in. For a provider that keeps no devices, or where nobody can work without signing in.
     *
     * @return the changed rule
     */
    public IdleRule bySignInsAlone() {
        return new IdleRule(time, grace, type, true, excluded, exclusions);
    }

    /**
     * Spares some people, besides those spared already. {@link IdlePeople#notFound()} tells who of them isn't in the report by that name.
     *
     * @param people whom, best by immutable id; copied
     * @return the changed rule
     */
    public IdleRule excluding(Collection<? extends UserRef> people) {
        Set<UserRef> all = new LinkedHashSet<>(excluded);
        all.addAll(List.copyOf(people));
        return new IdleRule(time, grace, type, signInsAlone, all, exclusions);
    }

    /**
     * Spares who meets a condition, besides those spared already. For example, whoever has a role:
     * {@code excluding(LicenseUse::hasRole, "has a role")}.
     *
     * @param who the condition
     * @param why why they are spared, for a person
     * @return the changed rule
     * @throws IllegalArgumentException if the reason is blank
     */
    public IdleRule excluding(Predicate<LicenseUse> who, String why) {
        if (why.isBlank()) {
            throw new IllegalArgumentException("Say why these people are spared; whoever reads the report will ask.");
        }
        List<Exclusion> all = new ArrayList<>(exclusions);
        all.add(new Exclusion(Objects.requireNonNull(who, "who"), why));
        return new IdleRule(time, grace, type, signInsAlone, excluded, List.copyOf(all));
    }

    /**
     * For how long people did not use their license.
     *
     * @return the time
     */
    public Duration time() {
        return time;
    }

    /**
     * For how long after joining people are spared.
     *
     * @return the time
     */
    public Duration grace() {
        return grace;
    }

    /**
     * The only license type that is asked about.
     *
     * @return the type's name; empty for all
     */
    public Optional<String> type() {
        return type;
    }

    /**
     * Whether people whose devices weren't read are judged by their sign-ins.
     *
     * @return whether they are; false if nothing is said
     */
    public boolean isBySignInsAlone() {
        return signInsAlone;
    }

    Set<UserRef> excluded() {
        return excluded;
    }

    /** Whether somebody surely doesn't take the license that is asked about. */
    boolean leavesOut(LicenseUse use) {
        return type.isPresent()
                && use.licenseType() instanceof Fact.Known<Optional<String>> it
                && !it.known().equals(type);
    }

    /** Why a condition spares somebody. */
    Optional<String> excludes(LicenseUse use) {
        return exclusions.stream()
                .filter(it -> it.who().test(use))
                .map(Exclusion::why)
                .findFirst();
    }

    private static Duration checked(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw notATime();
        }
        return time;
    }

    private static IllegalArgumentException notATime() {
        return new IllegalArgumentException("The time must be more than zero, and at most " + LONGEST.toDays()
                + " days; say for how long nobody signed in. Only a grace can be zero.");
    }
}
