package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.connector.Capability;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

abstract class SendingRules extends Rules {

    private static final DataHandling RECOVERABLE =
            DataHandling.keepRecoverable().keepingDevices();

    /** Each request about a person that the connector can send, in an order in which each changes an active person. */
    private Map<String, BiFunction<UserLifecycle, UserId, Outcome<UserId>>> requests(UserId strange) {
        Map<String, BiFunction<UserLifecycle, UserId, Outcome<UserId>>> requests = new LinkedHashMap<>();
        requests.put("suspend", (users, id) -> users.suspend(id, Devices.KEEP));
        requests.put("unsuspend", UserLifecycle::unsuspend);
        requests.put(
                "changeProfile",
                (users, id) -> users.changeProfile(id, ProfileChange.none().named("Another", "Name")));
        requests.put("setQuota", (users, id) -> users.setQuota(id, ProfileRules.QUOTA));
        requests.put("remove", (users, id) -> users.remove(id, RECOVERABLE));
        requests.put("recover", UserLifecycle::recover);
        requests.values().removeIf(it -> isNotSupported(it.apply(users(), strange)));
        return requests;
    }

    private static UserId strange(UserId known) {
        return new UserId(known.value() + "x");
    }

    @Test
    @Rule("U-70")
    void aRequestAboutNobodyIsRefused() {
        UserId strange = strange(active("leo"));

        requests(strange).forEach((name, request) -> refused(request.apply(users(), strange), Reason.USER_NOT_FOUND));
    }

    @Test
    @Rule("U-71")
    void whoHasLeftIsNotSuspendedOrLetIn() {
        UserId leo = recoverable("leo");

        refused(users().suspend(leo, Devices.KEEP), Reason.NOT_ON_TEAM, Reason.WRONG_STATUS);
        refused(users().unsuspend(leo), Reason.NOT_ON_TEAM, Reason.WRONG_STATUS);

        assertEquals(Optional.of(UserStatus.REMOVED_RECOVERABLE), status(leo), "The status after the refusals");
    }

    @Test
    @Rule("U-72")
    void anIdGoesOnNamingThePersonWhoseAddressChanged() {
        UserId leo = active("leo");
        UserLifecycle users = users();
        users.find(UserRef.id(leo));
        levers().changeEmail(leo, newUser("leopold").email().address());
        UserId other = levers().activePerson(newUser("leo").withExternalId("external-other"));

        changed(users.remove(leo, RECOVERABLE));

        assertEquals(Optional.of(UserStatus.ACTIVE), status(other), "Whoever has the address now");
        assertTrue(status(leo).map(UserStatus::isRemoved).orElse(true), "The one who was to leave");
    }

    @Test
    @Rule("U-73")
    void aCallSendsOneRequestThatChangesSomething() {
        UserId leo = active("leo");

        Map<String, Integer> sent = new LinkedHashMap<>();
        sent.put("onboard", writesDuring(() -> changed(users().onboard(newUser("ana")))));
        requests(strange(leo))
                .forEach((name, request) -> sent.put(name, writesDuring(() -> changed(request.apply(users(), leo)))));

        assertTrue(sent.values().stream().allMatch(count -> count == 1), "Requests that each call sent: " + sent);
    }

    @Test
    @Rule("U-74")
    void aLostAnswerIsSaidToBeLostAndNothingIsSentAgain() {
        UserId leo = active("leo");

        UserLifecycle users = users();

        requests(strange(leo)).forEach((name, request) -> assertLost(name, () -> request.apply(users, leo)));
        assertLost("onboard", () -> users.onboard(newUser("ana")));
    }

    private void assertLost(String name, Supplier<Outcome<UserId>> request) {
        levers().loseNextAnswer();
        int sent =
                writesDuring(() -> assertThrows(AnswerLostException.class, request::get, name + " without an answer"));
        assertEquals(1, sent, "Requests that " + name + " sent when its answer was lost");
    }

    @Test
    @Rule("U-75")
    void readingChangesNothing() {
        UserId leo = active("leo");
        UserId mia = active("mia");

        int sent = writesDuring(() -> {
            users().find(UserRef.id(leo));
            everybody();
            users().inspect(leo);
            users().roles();
            users().recoveryWindow();
            users().quota(leo);
            users().sessions(leo);
            users().linkedApps(leo);
            users().size();
            users().findAll(List.of(UserRef.id(leo)));
            users().findLeaver(newUser("leo").email());
            users().objections(find(leo), RECOVERABLE, Optional.of(mia));
        });

        assertEquals(0, sent, "Requests that change something, while find, list, inspect and roles ran");
    }

    @Test
    @Rule("U-76")
    void aRequestThatLacksARightHasChangedNothing() {
        UserId leo = active("leo");
        UserLifecycle users = users();
        Map<String, BiFunction<UserLifecycle, UserId, Outcome<UserId>>> requests = requests(strange(leo));
        levers().withoutScope(Capability.READ_USERS);

        requests.forEach((name, request) -> {
            AtomicBoolean answered = new AtomicBoolean();
            int sent = writesDuring(() -> answered.set(
                    unlessARightIsLacking(() -> request.apply(users, leo)).isPresent()));
            assertTrue(
                    answered.get() || sent == 0,
                    name + " threw PermissionMissingException after it had sent its request");
        });
    }

    private static Optional<Outcome<UserId>> unlessARightIsLacking(Supplier<Outcome<UserId>> request) {
        try {
            return Optional.of(request.get());
        } catch (PermissionMissingException lacking) {
            return Optional.empty();
        }
    }
}
