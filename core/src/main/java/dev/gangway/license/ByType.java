package dev.gangway.license;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Fact;
import dev.gangway.user.UserStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the list of people adds up to, beside the provider's own totals. */
final class ByType {

    private ByType() {}

    /**
     * The provider's own types first, then those that only people have.
     *
     * @param readAt when reading began
     */
    static List<LicenseType> of(List<LicensePool> pools, Roster people, Instant readAt) {
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
        Map<Fact<Optional<String>>, Count> held = new LinkedHashMap<>();
        for (int person = 0; person < people.size(); person++) {
            held.computeIfAbsent(people.licenseType(person), it -> new Count()).add(people.status(person));
        }
        int unclear = 0;
        int unlicensed = 0;
        Map<String, Count> counts = new HashMap<>();
        for (Map.Entry<Fact<Optional<String>>, Count> each : held.entrySet()) {
            Optional<Optional<String>> known = each.getKey().toOptional();
            if (known.isEmpty()) {
                unclear += each.getValue().all;
            } else if (known.get().isPresent()) {
                String type = known.get().get();
                counts.put(type, each.getValue());
                byName.putIfAbsent(type, new LicensePool(type, uncounted, uncounted));
            } else {
                unlicensed = each.getValue().all;
            }
        }
        int came = cameSince(readAt.getEpochSecond(), people);
        List<LicenseType> types = new ArrayList<>();
        for (LicensePool pool : byName.values()) {
            LicenseType type = type(pool, counts.getOrDefault(pool.type(), new Count()), unclear);
            types.add(Differences.explained(type, unlicensed, came));
        }
        return types;
    }

    private static int cameSince(long second, Roster people) {
        int came = 0;
        for (int person = 0; person < people.size(); person++) {
            if (Math.max(people.joinedAt(person), people.invitedAt(person)) >= second) {
                came++;
            }
        }
        return came;
    }

    private static LicenseType type(LicensePool pool, Count held, int unclear) {
        return new LicenseType(
                pool.type(),
                pool.purchased(),
                held.all,
                held.invited,
                held.suspended,
                held.active,
                unclear,
                pool.assigned(),
                List.of());
    }

    /** Those who hold one type. */
    private static final class Count {
        private int all;
        private int invited;
        private int suspended;
        private int active;

        void add(UserStatus status) {
            all++;
            if (status == UserStatus.INVITED) {
                invited++;
            } else if (status == UserStatus.SUSPENDED) {
                suspended++;
            } else if (status == UserStatus.ACTIVE) {
                active++;
            }
        }
    }
}
