package dev.gangway.license;

import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.http.Time;
import dev.gangway.result.Fact;
import dev.gangway.user.User;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The licenses of one connected team. Get it from {@code Connection.licenses()}. Thread-safe; calls block and only read.
 */
@SuppressWarnings("unused") // until the engine is there
public final class Licenses {

    /** How far back sign-ins are read unless it is said otherwise: 90 days. */
    public static final Duration DEFAULT_HISTORY = Duration.ofDays(90);

    private final LicenseData provider;
    private final Supplier<Stream<User>> people;
    private final Time time;

    /**
     * Applications get theirs from {@code Connection.licenses()}.
     *
     * @param provider the connector's implementation
     * @param people everybody on the team, each once; complete, or failing loudly
     * @param time the clock
     */
    public Licenses(LicenseData provider, Supplier<Stream<User>> people, Time time) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.people = Objects.requireNonNull(people, "people");
        this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * Reads everything anew, with sign-ins of 90 days.
     *
     * @return the report
     * @throws dev.gangway.error.CredentialRejectedException if a person has to reconnect
     * @throws PermissionMissingException if the list of people or the totals may not be read; a missing right to read sign-ins only makes
     *     last logins unknown
     * @throws dev.gangway.error.ProviderUnavailableException if the provider can't be reached; try later
     * @throws dev.gangway.error.RateLimitedException if the provider asks to slow down for longer than the call may wait
     * @throws ProviderProtocolException if a listing can't be read to its end
     */
    public LicenseReport refresh() {
        return refresh(DEFAULT_HISTORY);
    }

    /**
     * Reads everything anew.
     *
     * @param history how far back sign-ins are read, counted from where they are surely complete; more than zero, and no longer than since
     *     1970 whatever is said
     * @return the report
     * @throws IllegalArgumentException if the history isn't more than zero
     */
    public LicenseReport refresh(Duration history) {
        if (history.isNegative() || history.isZero()) {
            throw new IllegalArgumentException(
                    "The history must be more than zero; say how far back sign-ins matter to you.");
        }
        throw new IllegalStateException("being built");
    }

    private static List<LicenseType> byType(List<LicensePool> pools, List<User> team) {
        Map<String, LicensePool> byName = new LinkedHashMap<>();
        for (LicensePool pool : pools) {
            if (byName.put(pool.type(), pool) != null) {
                throw new ProviderProtocolException(
                        "The provider counts licenses of the type " + pool.type()
                                + " twice; which count is right isn't known.",
                        Optional.empty());
            }
        }
        Fact<Integer> uncounted = Fact.unknown("the provider doesn't count this type");
        team.stream()
                .flatMap(it -> it.licenseType().toOptional().flatMap(Function.identity()).stream())
                .forEach(type -> byName.putIfAbsent(type, new LicensePool(type, uncounted, uncounted)));
        int unclear = count(team, it -> it.licenseType() instanceof Fact.Unknown);
        return byName.values().stream().map(it -> type(it, team, unclear)).toList();
    }

    private static LicenseType type(LicensePool pool, List<User> team, int unclear) {
        Fact<Optional<String>> held = Fact.of(Optional.of(pool.type()));
        List<User> holders =
                team.stream().filter(it -> it.licenseType().equals(held)).toList();
        return new LicenseType(
                pool.type(),
                pool.purchased(),
                holders.size(),
                count(holders, it -> it.status() == UserStatus.INVITED),
                count(holders, it -> it.status() == UserStatus.SUSPENDED),
                count(holders, it -> it.status() == UserStatus.ACTIVE),
                unclear,
                pool.assigned());
    }

    private static int count(List<User> users, Predicate<User> which) {
        return (int) users.stream().filter(which).count();
    }
}
