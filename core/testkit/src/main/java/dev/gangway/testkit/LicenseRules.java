package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.license.Holder;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.SignInRange;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.user.Devices;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** About licenses and who holds them. */
abstract class LicenseRules extends Rules {

    /** Somebody as license data tells of them. */
    private record Known(
            String email,
            String name,
            String externalId,
            UserStatus status,
            Fact<Optional<String>> licenseType,
            boolean hasRole,
            long invitedAt,
            long joinedAt,
            long suspendedAt) {

        static Known of(Holder told) {
            return new Known(
                    told.email().toString(),
                    told.givenName() + " " + told.surname(),
                    told.externalId().toString(),
                    told.status(),
                    told.licenseType(),
                    told.hasRole(),
                    told.invitedAt(),
                    told.joinedAt(),
                    told.suspendedAt());
        }

        static Known of(User user) {
            return new Known(
                    user.email(),
                    user.givenName() + " " + user.surname(),
                    user.externalId().orElse(""),
                    user.status(),
                    user.licenseType(),
                    !user.roles().isEmpty(),
                    second(user.invitedAt()),
                    second(user.joinedAt()),
                    second(user.suspendedAt()));
        }

        private static long second(Optional<Instant> at) {
            return at.map(Instant::getEpochSecond).orElse(Holder.UNKNOWN);
        }
    }

    /** Everybody whom license data tells of, where it tells; the later telling counts. */
    private Map<String, Known> people() {
        LicenseData licenses = licenses();
        Map<String, Known> people = new HashMap<>();
        toTheEnd(
                Cursor.START,
                cursor -> licenses.people(cursor, told -> people.put(told.id().toString(), Known.of(told)))
                        .orElseGet(() -> Assumptions.abort("The connector has no leaner way to list people.")));
        subject().detector().examine(people);
        return people;
    }

    private Map<String, Known> listed() {
        return everybody().stream().collect(Collectors.toMap(it -> it.id().value(), Known::of));
    }

    /** Three people, each with another status. */
    private void team() {
        active("leo");
        done(users().suspend(active("mia"), Devices.KEEP));
        done(users().onboard(newUser("ana")));
    }

    private int assigned() {
        List<Fact<Integer>> figures =
                licenses().pools().stream().map(LicensePool::assigned).toList();
        Assumptions.assumeTrue(
                figures.stream().allMatch(it -> it instanceof Fact.Known),
                "The provider doesn't count assigned licenses.");
        return figures.stream().mapToInt(it -> it.toOptional().orElseThrow()).sum();
    }

    @Test
    @Rule("L-01")
    void eachTypeOfLicenseHasOnePool() {
        List<LicensePool> pools = licenses().pools();

        assertEquals(
                pools.stream().map(LicensePool::type).distinct().count(),
                pools.size(),
                "One pool for a type: " + pools);
    }

    @Test
    @Rule("L-02")
    void anInvitationTakesOneLicense() {
        int before = assigned();

        changed(users().onboard(newUser("ana")));

        assertEquals(before + 1, assigned(), "Assigned licenses after one invitation");
    }

    @Test
    @Rule("L-03")
    void peopleHoldLicensesOfTypesThatThePoolsName() {
        active("leo");
        Set<String> types = licenses().pools().stream().map(LicensePool::type).collect(Collectors.toSet());

        List<String> held = everybody().stream()
                .flatMap(it -> it.licenseType().toOptional().flatMap(Function.identity()).stream())
                .distinct()
                .toList();

        assertTrue(types.containsAll(held), "Pools of " + types + ", and people with " + held);
    }

    @Test
    @Rule("L-04")
    void aFigureThatTheProviderDoesNotTellIsNotZero() {
        Set<String> held = everybody().stream()
                .flatMap(it -> it.licenseType().toOptional().flatMap(Function.identity()).stream())
                .collect(Collectors.toSet());

        List<LicensePool> zero = licenses().pools().stream()
                .filter(it -> held.contains(it.type()))
                .filter(it -> it.assigned().equals(Fact.of(0)) || it.purchased().equals(Fact.of(0)))
                .toList();

        assertEquals(List.of(), zero, "People hold these licenses, so none of their figures can be zero");
    }

    @Test
    @Rule("L-09")
    void readingLicenseDataChangesNothing() {
        LicenseData licenses = licenses();
        SignInRange lately = SignInRange.since(subject().time().instant().minus(Duration.ofDays(1)));

        int sent = writesDuring(() -> {
            licenses.pools();
            licenses.people(Cursor.START, person -> {});
            licenses.signIns(lately, Cursor.START, (who, address, at, source) -> {});
            unlessUnsupported(() -> licenses.devices(Cursor.START, (who, id, kind, at) -> {}));
            unlessUnsupported(() -> licenses.linkedApps(Cursor.START, (who, app) -> {}));
            unlessUnsupported(() -> licenses.storedBytes(everybody().get(0).id()));
        });

        assertEquals(0, sent, "Requests that change something, while license data was read");
    }

    private static void unlessUnsupported(Runnable reading) {
        try {
            reading.run();
        } catch (UnsupportedCapabilityException fine) {
            // then nothing was read
        }
    }

    @Test
    @Rule("L-22")
    void everybodyIsToldOfOverAllPages() {
        team();
        levers().pageSize(2);

        assertEquals(listed().keySet(), people().keySet(), "People of license data, and people who are listed");
    }

    @Test
    @Rule("L-23")
    void peopleAreToldAsTheyAreListed() {
        team();
        Map<String, Known> listed = listed();

        people().forEach((id, known) -> assertEquals(listed.get(id), known, "As listed, and as license data tells"));
    }

    @Test
    @Rule("L-29")
    void whatIsNotKnownOfStorageIsNotZero() {
        LicenseData licenses = licenses();
        UserId leo = active("leo");
        levers().giveFiles(leo, 3);

        assertNotEquals(Fact.of(0L), stored(licenses, leo), "What somebody with files stores");
        assertInstanceOf(
                Fact.Unknown.class,
                stored(licenses, new UserId("nobody-has-this-id")),
                "How much somebody stores whom nobody knows");
    }

    private static Fact<Long> stored(LicenseData licenses, UserId who) {
        try {
            return licenses.storedBytes(who);
        } catch (UnsupportedCapabilityException unsupported) {
            return Assumptions.abort("The connector doesn't read how much people store.");
        }
    }
}
