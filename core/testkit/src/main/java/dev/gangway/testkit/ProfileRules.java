package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Quota;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

abstract class ProfileRules extends Rules {

    /** 20 GiB: large enough for providers with a least quota. */
    static final Quota QUOTA = Quota.of(20L << 30);

    @Test
    @Rule("U-86")
    void aChangeOfTheProfileChangesWhatItNamesAlone() {
        UserId leo = active("leo");
        User before = find(leo);

        changed(users().changeProfile(leo, ProfileChange.none().named("Leopold", "Maar")));
        assertEquals(before.named("Leopold", "Maar"), find(leo), "The person under another name");

        String address = newUser("leopold").email().address();
        changed(users().changeProfile(leo, ProfileChange.none().email(address)));

        User after = find(leo);
        assertEquals(address, after.email(), "The address after a change");
        assertEquals("Leopold Maar", after.displayName(), "The name after a change of the address");
        assertEquals(before.externalId(), after.externalId(), "The external id after a change of the address");
    }

    @Test
    @Rule("U-87")
    void theSameProfileAgainChangesNothing() {
        UserId leo = active("leo");
        ProfileChange change = ProfileChange.none().named("Leopold", "Maar");
        changed(users().changeProfile(leo, change));

        alreadyDone(leo, users().changeProfile(leo, change));
    }

    @Test
    @Rule("U-88")
    void anAddressStaysWithWhoHasIt() {
        UserId leo = active("leo");
        active("mia");
        User before = find(leo);

        refused(
                users().changeProfile(
                                leo,
                                ProfileChange.none()
                                        .named("Leopold", "Maar")
                                        .email(newUser("mia").email().address())),
                Reason.EMAIL_IN_USE);

        assertEquals(before, find(leo), "The person who asked for somebody else's address");
    }

    @Test
    @Rule("U-89")
    void anExternalIdIsNotTakenFromSomebodyElse() {
        UserId leo = active("leo");
        User before = find(leo);
        Optional<String> external = find(active("sol")).externalId();
        Assumptions.assumeTrue(external.isPresent(), "This provider keeps no external ids.");

        refused(
                users().changeProfile(leo, ProfileChange.none().externalId(external.orElseThrow())),
                Reason.EXTERNAL_ID_IN_USE);

        assertEquals(before, find(leo), "The person who asked for somebody else's external id");
    }

    @Test
    @Rule("U-90")
    void aQuotaIsReadBack() {
        UserId leo = active("leo");

        changed(users().setQuota(leo, QUOTA));
        assertEquals(QUOTA, users().quota(leo).toOptional().orElse(QUOTA), "The quota after it was set");

        changed(users().setQuota(leo, Quota.NONE));
        assertEquals(Quota.NONE, users().quota(leo).toOptional().orElse(Quota.NONE), "The quota after it was lifted");
    }

    @Test
    @Rule("U-91")
    void theSameQuotaAgainChangesNothing() {
        UserId leo = active("leo");
        changed(users().setQuota(leo, QUOTA));

        alreadyDone(leo, users().setQuota(leo, QUOTA));
    }
}
