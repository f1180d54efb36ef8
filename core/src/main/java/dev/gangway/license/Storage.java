package dev.gangway.license;

import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How much each person stores. Asked for one by one, a few at the same time. */
final class Storage {

    private static final int AT_ONCE = 4;

    private final long[] bytes;
    private final Map<Integer, Fact<Long>> unknown = new ConcurrentHashMap<>();

    private Storage(int people) {
        this.bytes = new long[people];
    }

    static Storage read(LicenseData provider, Roster people, Step step) {
        Storage all = new Storage(people.size());
        AtomicInteger next = new AtomicInteger();
        AtOnce.run(Collections.nCopies(Math.min(AT_ONCE, people.size()), () -> {
            for (int person = next.getAndIncrement(); person < people.size(); person = next.getAndIncrement()) {
                step.requireGoingOn();
                all.keep(person, provider.storedBytes(new UserId(people.id(person))));
                step.page(1);
            }
        }));
        return all;
    }

    private void keep(int person, Fact<Long> told) {
        Optional<Long> known = told.toOptional();
        if (known.isPresent()) {
            bytes[person] = known.get();
        } else {
            unknown.put(person, told);
        }
    }

    Fact<Long> of(int person) {
        return unknown.getOrDefault(person, Fact.of(bytes[person]));
    }
}
