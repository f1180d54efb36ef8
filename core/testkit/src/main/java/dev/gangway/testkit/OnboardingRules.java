package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.NewUser;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

abstract class OnboardingRules extends Rules {

    @Test
    @Rule("U-20")
    void whoIsOnboardedIsFoundOnTheTeam() {
        NewUser ana = newUser("ana");

        UserId id = changed(users().onboard(ana));

        User found = find(id);
        assertTrue(found.status().isOnTeam(), "The status of somebody just brought aboard: " + found.status());
        assertTrue(ana.email().names(found), "The address of somebody just brought aboard");
    }

    @Test
    @Rule("U-21")
    void onboardingSomebodyOnTheTeamChangesNothing() {
        UserId leo = active("leo");
        User before = find(leo);

        Outcome<UserId> again = users().onboard(newUser("leo").named("Other", "Name"));

        alreadyDone(leo, again);
        assertEquals(before, find(leo), "The person, after asking again with other names");
    }

    @Test
    @Rule("U-22")
    void addressesThatDifferInCaseAreTheSamePerson() {
        UserId ana = changed(users().onboard(newUser("ana")));
        String capitals = newUser("ana").email().address().toUpperCase(Locale.ROOT);

        Outcome<UserId> again = users().onboard(NewUser.of(capitals));

        alreadyDone(ana, again);
    }

    @Test
    @Rule("U-23")
    void somebodyWhoCanBeRecoveredIsNotInvitedAnew() {
        UserId leo = recoverable("leo");

        refused(users().onboard(newUser("leo")), Reason.RECOVERABLE_LEAVER);

        assertEquals(Optional.of(UserStatus.REMOVED_RECOVERABLE), status(leo), "The leaver's status afterwards");
    }

    @Test
    @Rule("U-24")
    void withoutAFreeLicenseNobodyComesAboard() {
        levers().freeLicenses(0);

        refused(users().onboard(newUser("ana")), Reason.NO_LICENSE_AVAILABLE);

        assertEquals(
                Optional.empty(),
                users().find(newUser("ana").email()).filter(it -> it.status().isOnTeam()),
                "Somebody for whom no license was free");
    }

    @Test
    @Rule("U-25")
    void anExternalIdStaysWithWhoHasIt() {
        UserId leo = active("leo");
        Optional<String> external = find(leo).externalId();
        Assumptions.assumeTrue(external.isPresent(), "This provider keeps no external ids.");

        refused(users().onboard(newUser("ana").withExternalId(external.orElseThrow())), Reason.EXTERNAL_ID_IN_USE);

        assertEquals(external, find(leo).externalId(), "The external id of the person who had it");
    }
}
