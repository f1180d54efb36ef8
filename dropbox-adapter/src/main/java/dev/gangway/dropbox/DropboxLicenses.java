package dev.gangway.dropbox;

import com.dropbox.core.v2.team.TeamGetInfoResult;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gangway.connector.Capability;
import dev.gangway.license.DeviceSink;
import dev.gangway.license.HolderSink;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.LinkedAppSink;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSink;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.PageEnd;
import dev.gangway.user.UserId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * License data from {@code team/get_info} and the event log. Thread-safe.
 *
 * <p>{@code num_licensed_users} is what was bought, {@code num_provisioned_users} what is taken (specified; that suspended members count is
 * documented); a team has an admin, so at least one is taken. {@code num_used_licenses} isn't used: its formula isn't documented, and 0 may mean that it wasn't sent.
 */
final class DropboxLicenses implements LicenseData {

    /** The routes' words for a cursor that they don't take any more: the listing has to be read from its start. Specified. */
    static final Set<String> EXPIRED = Set.of("bad_cursor", "invalid_cursor", "reset");

    private final Calls calls;
    private final SignInLog log;
    private final Storage storage;
    private final Scopes scopes;

    DropboxLicenses(Calls calls, Scopes scopes) {
        this.calls = calls;
        this.storage = new Storage(calls);
        this.scopes = scopes;
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
    public Optional<PageEnd> people(Cursor cursor, HolderSink people) {
        Listing page = new PeoplePage(people);
        return Optional.of(unlessExpired(
                cursor,
                () -> cursor.isStart()
                        ? calls.page(Routes.MEMBERS, DropboxLicenses::everybody, page)
                        : calls.page(Routes.MORE_MEMBERS, Argument.cursor(cursor.value()), page)));
    }

    private static void everybody(JsonGenerator json) throws IOException {
        json.writeNumberField("limit", Directory.PAGE);
        json.writeBooleanField("include_removed", false);
    }

    @Override
    public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
        scopes.require(Capability.READ_SIGN_INS, Routes.EVENTS);
        return unlessExpired(cursor, () -> log.page(range, cursor, signIns));
    }

    @Override
    public Duration signInLag() {
        return SignInLog.LAG;
    }

    /**
     * Dropbox publishes no limit for calls at the same time (documented: they count per team, figures aren't told), so this is assumed to be
     * borne. When it is too much, Dropbox says so, and the transport holds back all readers together for as long as it was told.
     */
    @Override
    public int signInReaders() {
        return 16;
    }

    @Override
    public PageEnd devices(Cursor cursor, DeviceSink devices) {
        return unlessExpired(
                cursor, () -> calls.page(Routes.MEMBERS_DEVICES, goingOn(cursor), new DevicePage(devices)));
    }

    @Override
    public PageEnd linkedApps(Cursor cursor, LinkedAppSink apps) {
        return unlessExpired(cursor, () -> calls.page(Routes.MEMBERS_APPS, goingOn(cursor), new LinkedAppPage(apps)));
    }

    @Override
    public Fact<Long> storedBytes(UserId who) {
        if (!scopes.wants(Capability.READ_STORAGE)) {
            throw Storage.notAskedFor();
        }
        return storage.of(who);
    }

    /** Of a listing that goes on at the same route. Everything is included unless it is said otherwise (specified). */
    private static Argument goingOn(Cursor cursor) {
        return cursor.isStart() ? json -> {} : Argument.cursor(cursor.value());
    }

    private interface Reading {
        PageEnd page() throws RouteError;
    }

    private static PageEnd unlessExpired(Cursor cursor, Reading reading) {
        try {
            return reading.page();
        } catch (RouteError error) {
            if (!cursor.isStart() && EXPIRED.contains(error.code())) {
                return new PageEnd.Expired();
            }
            throw error.unexpected();
        }
    }
}
