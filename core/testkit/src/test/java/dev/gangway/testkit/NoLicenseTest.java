package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.user.Consequence;
import dev.gangway.user.Consequence.Kind;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Receipt;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody who surely takes no license is not somebody of whom it isn't known. */
class NoLicenseTest {

    private final World world = new World();
    private final UserId lia = world.joins("lia");

    NoLicenseTest() {
        world.team.personTakesNoLicense(lia);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void thePlanFreesNoLicenseAndLeavesNothingOpen() {
        assertThat(world.users()
                        .planOffboarding(
                                UserRef.id(lia), DataHandling.keepRecoverable().keepingDevices())
                        .consequences())
                .extracting(Consequence::kind)
                .contains(Kind.ACCESS_ENDS)
                .doesNotContain(Kind.LICENSE_FREED, Kind.NOT_KNOWN);
    }

    @Test
    void theJournalKeepsTheDifference() {
        world.team.holdJobs();
        JobHandle handle = World.unsettled(world.seeOff(lia)).handle();
        world.team.releaseJobs();

        Receipt receipt = World.done(World.carriedOn(world.otherNode(), handle));

        assertThat(receipt.before().licenseType()).isEqualTo(Fact.of(Optional.empty()));
    }
}
