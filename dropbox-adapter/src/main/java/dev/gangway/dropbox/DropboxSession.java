package dev.gangway.dropbox;

import com.dropbox.core.v2.DbxTeamClientV2;
import dev.gangway.activity.ActivityData;
import dev.gangway.connector.Account;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.Revocation;
import dev.gangway.connector.Session;
import dev.gangway.connector.SupportDesk;
import dev.gangway.http.Transport;
import dev.gangway.license.LicenseData;
import dev.gangway.result.Fact;
import dev.gangway.result.Instruction;
import dev.gangway.security.SecurityData;
import dev.gangway.sharing.SharingData;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.user.UserLifecycle;
import dev.gangway.userdata.UserDataAccess;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A connection to one Dropbox team. Thread-safe. */
final class DropboxSession implements Session {

    private final Calls calls;
    private final TeamIdentity identity;
    private final CapabilityChecks checks;
    private final Withdrawal withdrawal;
    private final DropboxUsers users;
    private final DropboxLicenses licenses;
    private final DropboxSharing sharing;
    private final DropboxSecurity security;
    private final DropboxActivity activity;
    private final FoldersOfEitherKind folders;
    private final DropboxUserData userData;

    DropboxSession(Transport transport, Scopes scopes) {
        this.calls = new Calls(transport, scopes);
        this.identity = new TeamIdentity(calls);
        this.checks = new CapabilityChecks(calls, scopes);
        this.withdrawal = new Withdrawal(new Calls(transport, Scopes.ALL));
        this.users = new DropboxUsers(calls, scopes);
        this.licenses = new DropboxLicenses(calls, scopes);
        this.sharing = new DropboxSharing(calls, scopes);
        this.security = new DropboxSecurity(calls);
        this.activity = new DropboxActivity(calls, scopes);
        this.folders = new FoldersOfEitherKind(calls, scopes);
        this.userData = new DropboxUserData(calls, scopes);
    }

    @Override
    public Account account() {
        return identity.account();
    }

    @Override
    public List<CapabilityCheck> check(Fact<Set<String>> grantedScopes) {
        return checks.check(grantedScopes);
    }

    @Override
    public Optional<UserLifecycle> users() {
        return Optional.of(users);
    }

    @Override
    public Optional<LicenseData> licenses() {
        return Optional.of(licenses);
    }

    @Override
    public Optional<Instruction> partnerSwitch() {
        return Optional.of(ResellerSupport.SWITCH);
    }

    @Override
    public Optional<TeamFolderData> teamFolders() {
        return Optional.of(folders);
    }

    @Override
    public Optional<SharingData> sharing() {
        return Optional.of(sharing);
    }

    @Override
    public Optional<SecurityData> security() {
        return Optional.of(security);
    }

    @Override
    public Optional<SupportDesk> support() {
        return Optional.of(new DropboxSupport());
    }

    @Override
    public Optional<ActivityData> activity() {
        return Optional.of(activity);
    }

    @Override
    public Optional<UserDataAccess> userData() {
        return Optional.of(userData);
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type == DbxTeamClientV2.class ? Optional.of(type.cast(calls.client())) : Optional.empty();
    }

    @Override
    public Revocation revoke() {
        return withdrawal.revoke();
    }
}
