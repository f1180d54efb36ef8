package dev.gangway.license;

import static dev.gangway.license.Someone.SINCE;
import static dev.gangway.license.Someone.UNTIL;
import static dev.gangway.license.Someone.idle;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginTallyTest {

    @Test
    void whoLastSignedInBeforeWhatIsShownIsInNoStretchOfIt() {
        LicenseReport report = Someone.report(
                idle("leo"),
                idle("mia").signedIn(SINCE.minusSeconds(1)),
                idle("ada").signedIn(SINCE));

        LoginTally tally = new LoginTally(report, new SignInHistory(SINCE, UNTIL, Optional.empty()));

        assertThat(tally.none()).isEqualTo(2);
        assertThat(tally.stretches().get(0).people()).isEqualTo(1);
        assertThat(tally.all()).isEqualTo(3);
    }
}
