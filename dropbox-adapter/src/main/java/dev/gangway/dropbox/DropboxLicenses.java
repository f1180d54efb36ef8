package dev.gangway.dropbox;

import com.dropbox.core.v2.team.TeamGetInfoResult;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.SignIn;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * License data from {@code team/get_info} and the event log. Thread-safe.
 *
 * <p>{@code num_licensed_users} is what was bought, {@code num_provisioned_users} what is taken (specified; that suspended members count is
 * documented); a team has an admin, so at least one is taken. {@code num_used_licenses} isn't used: its formula isn't documented, and 0 may mean that it wasn't sent.
 */
final class DropboxLicenses implements LicenseData {

    private final Calls calls;
    private final SignInLog log;

    DropboxLicenses(Calls calls) {
        this.calls = calls;
        this.log = new SignInLog(calls);
    }

    @Override
    public List<LicensePool> pools() {
        TeamGetInfoResult team = calls.read(dropbox -> dropbox.team().getInfo());
        return List.of(new LicensePool(
                Members.LICENSE_TYPE, number(team.getNumLicensedUsers(), 0), number(team.getNumProvisionedUsers(), 1)));
    }

    static Fact<Integer> number(long told, int least) {
        return told >= least && told <= Integer.MAX_VALUE
                ? Fact.of((int) told)
                : Fact.unknown("Dropbox told a number that can't be one of licenses");
    }

    @Override
    public Page<SignIn> signIns(Instant since, Cursor cursor) {
        return log.page(since, cursor);
    }

    @Override
    public Duration signInLag() {
        return SignInLog.LAG;
    }
}
