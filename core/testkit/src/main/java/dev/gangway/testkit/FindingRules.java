package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.connector.Capability;
import dev.gangway.result.Fact;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.Holdings;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

abstract class FindingRules extends Rules {

    @Test
    @Rule("U-01")
    void somebodyIsFoundById() {
        UserId leo = active("leo");
        UserId mia = active("mia");

        assertEquals(Optional.of(leo), users().find(UserRef.id(leo)).map(User::id), "Leo, by id");
        assertEquals(Optional.of(mia), users().find(UserRef.id(mia)).map(User::id), "Mia, by id");
    }

    @Test
    @Rule("U-02")
    void somebodyIsFoundByEmailWhateverItsCase() {
        UserId leo = active("leo");
        String address = newUser("leo").email().address();

        Optional<User> found = users().find(UserRef.email(address.toUpperCase(Locale.ROOT)));

        assertEquals(Optional.of(leo), found.map(User::id), "Who is found as " + address + " in capitals");
    }

    @Test
    @Rule("U-03")
    void somebodyIsFoundByExternalId() {
        UserId leo = active("leo");
        Optional<String> external = find(leo).externalId();
        Assumptions.assumeTrue(external.isPresent(), "This provider keeps no external ids.");

        Optional<User> found = users().find(UserRef.externalId(external.orElseThrow()));

        assertEquals(Optional.of(leo), found.map(User::id), "Who is found by external id");
    }

    @Test
    @Rule("U-04")
    void whoIsNotKnownIsAnEmptyAnswer() {
        UserId strange = new UserId(active("leo").value() + "x");

        assertEquals(Optional.empty(), users().find(UserRef.id(strange)), "find by id");
        assertEquals(Optional.empty(), users().find(UserRef.email("nobody@example.com")), "find by e-mail");
        assertEquals(Optional.empty(), users().find(UserRef.externalId("external-nobody")), "find by external id");
    }

    @Test
    @Rule("U-05")
    void somebodyWhoLeftAndCanComeBackIsFoundById() {
        UserId leo = active("leo");
        Assumptions.assumeTrue(users().recoveryWindow().isPresent(), "This provider doesn't bring leavers back.");

        done(users().remove(leo, DataHandling.keepRecoverable().keepingDevices()));

        assertEquals(Optional.of(UserStatus.REMOVED_RECOVERABLE), status(leo), "The leaver's status, found by id");
    }

    @Test
    @Rule("U-06")
    void everybodyIsListedOnce() {
        List<User> before = everybody();
        UserId suspended = active("sol");
        done(users().suspend(suspended, Devices.KEEP));
        Stream<UserId> joined = Stream.of("leo", "mia", "ned").map(this::active);
        List<UserId> expected = Stream.of(
                        before.stream().map(User::id),
                        joined,
                        Stream.of(suspended, done(users().onboard(newUser("ida")))))
                .flatMap(ids -> ids)
                .sorted(Comparator.comparing(UserId::value))
                .toList();
        levers().pageSize(2);

        List<UserId> listed = everybody().stream()
                .map(User::id)
                .sorted(Comparator.comparing(UserId::value))
                .toList();

        assertEquals(expected, listed, "Active, invited and suspended people, each once, over several pages");
    }

    @Test
    @Rule("U-07")
    void whoHasLeftIsNotListed() {
        UserId leo = active("leo");
        done(users().remove(leo, DataHandling.keepRecoverable().keepingDevices()));

        Set<UserId> listed = everybody().stream().map(User::id).collect(Collectors.toSet());

        assertTrue(!listed.contains(leo), "Somebody who left is listed");
    }

    @Test
    @Rule("U-08")
    void theConnectingAdminIsShownAsAnAdmin() {
        User admin = find(admin());

        assertTrue(admin.mayBeTeamAdmin(), "The connecting admin's roles don't show an admin: " + admin.roles());
    }

    @Test
    @Rule("U-09")
    void whatHangsOnSomebodyIsCountedOrUnknown() {
        UserId leo = active("leo");
        levers().linkDevice(leo);

        Fact<Integer> devices = users().inspect(leo).devices();

        assertEquals(1, devices.toOptional().orElse(1), "Linked devices; where they can't be counted they are unknown");
    }

    @Test
    @Rule("U-10")
    void whatCannotBeReadOfSomebodyIsUnknownAndFailsNothingElse() {
        UserId leo = active("leo");
        levers().linkDevice(leo);
        levers().withoutScope(Capability.READ_DEVICES);

        Holdings holdings = users().inspect(leo);

        assertTrue(
                holdings.devices() instanceof Fact.Unknown,
                "Devices may not be read, so their number is unknown, and not " + holdings.devices());
    }

    @Test
    @Rule("U-11")
    void severalPeopleAreFoundAsEachAlone() {
        UserId leo = active("leo");
        List<UserRef> asked = List.of(
                UserRef.id(active("sol")),
                UserRef.id(new UserId(leo.value() + "x")),
                newUser("leo").email(),
                UserRef.email("nobody@example.com"),
                UserRef.id(leo));

        List<Optional<User>> found = users().findAll(asked);

        assertEquals(asked.stream().map(users()::find).toList(), found, "What is found of several, in the order given");
    }

    @Test
    @Rule("U-12")
    void theTeamsSizeIsThatOfItsList() {
        active("leo");
        invited("ana");
        done(users().suspend(active("sol"), Devices.KEEP));
        done(users().remove(active("mia"), DataHandling.keepRecoverable().keepingDevices()));
        int listed = everybody().size();

        Fact<Integer> size = users().size();

        assertEquals(listed, size.toOptional().orElse(listed), "The team's size, where the provider tells it");
    }

    @Test
    @Rule("U-13")
    void whoLeftIsFoundByTheAddressTheyHad() {
        UserId leo = recoverable("leo");
        active("mia");

        Optional<User> found = users().findLeaver(newUser("leo").email());

        assertEquals(Optional.of(leo), found.map(User::id), "The leaver who had the address");
        assertEquals(Optional.of(UserStatus.REMOVED_RECOVERABLE), found.map(User::status), "The leaver's status");
        assertEquals(Optional.empty(), users().findLeaver(newUser("mia").email()), "Somebody on the team");
    }
}
