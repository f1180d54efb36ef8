package dev.gangway.testkit;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityData;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityRange;
import dev.gangway.connector.Account;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.ConnectorSpec;
import dev.gangway.connector.Revocation;
import dev.gangway.connector.Session;
import dev.gangway.connector.SupportDesk;
import dev.gangway.license.DeviceSink;
import dev.gangway.license.HolderSink;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.LinkedAppSink;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSink;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.PageEnd;
import dev.gangway.result.Refusal;
import dev.gangway.result.TeamPolicy;
import dev.gangway.security.SecurityData;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.FolderPolicy;
import dev.gangway.sharing.FolderPolicyChange;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.sharing.SharingData;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolder;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.teamfolder.TeamFolderId;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.Holdings;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.NewUser;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Quota;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserSession;
import dev.gangway.userdata.DataEntry;
import dev.gangway.userdata.FolderRef;
import dev.gangway.userdata.Reach;
import dev.gangway.userdata.SharedFolder;
import dev.gangway.userdata.SharedLink;
import dev.gangway.userdata.UserDataAccess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Forwards everything to another connector; tests override what they want to be different. */
class ForwardingConnector implements Connector {

    private final Connector inner;

    ForwardingConnector(Connector inner) {
        this.inner = inner;
    }

    /** A connector whose user lifecycle is another's with something in between; one object for each session. */
    static ForwardingConnector withUsers(Connector inner, UnaryOperator<UserLifecycle> between) {
        return new ForwardingConnector(inner) {
            @Override
            public Session open(ConnectorContext context) {
                Session session = super.open(context);
                Optional<UserLifecycle> users = session.users().map(between);
                return new ForwardingSession(session) {
                    @Override
                    public Optional<UserLifecycle> users() {
                        return users;
                    }
                };
            }
        };
    }

    @Override
    public ConnectorSpec spec() {
        return inner.spec();
    }

    @Override
    public Session open(ConnectorContext context) {
        return inner.open(context);
    }

    static class ForwardingSession implements Session {
        final Session inner;

        ForwardingSession(Session inner) {
            this.inner = inner;
        }

        @Override
        public Account account() {
            return inner.account();
        }

        @Override
        public List<CapabilityCheck> check(Fact<Set<String>> grantedScopes) {
            return inner.check(grantedScopes);
        }

        @Override
        public Optional<UserLifecycle> users() {
            return inner.users();
        }

        @Override
        public Optional<LicenseData> licenses() {
            return inner.licenses();
        }

        @Override
        public Optional<TeamFolderData> teamFolders() {
            return inner.teamFolders();
        }

        @Override
        public Optional<ActivityData> activity() {
            return inner.activity();
        }

        @Override
        public Optional<SharingData> sharing() {
            return inner.sharing();
        }

        @Override
        public Optional<SecurityData> security() {
            return inner.security();
        }

        @Override
        public Optional<SupportDesk> support() {
            return inner.support();
        }

        @Override
        public Optional<UserDataAccess> userData() {
            return inner.userData();
        }

        @Override
        public Revocation revoke() {
            return inner.revoke();
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    static class ForwardingUsers implements UserLifecycle {
        final UserLifecycle inner;

        ForwardingUsers(UserLifecycle inner) {
            this.inner = inner;
        }

        @Override
        public Optional<User> find(UserRef user) {
            return inner.find(user);
        }

        @Override
        public Page<User> list(Cursor cursor) {
            return inner.list(cursor);
        }

        @Override
        public Outcome<UserId> onboard(NewUser newUser) {
            return inner.onboard(newUser);
        }

        @Override
        public Outcome<UserId> suspend(UserId user, Devices devices) {
            return inner.suspend(user, devices);
        }

        @Override
        public Outcome<UserId> unsuspend(UserId user) {
            return inner.unsuspend(user);
        }

        @Override
        public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
            return inner.remove(leaver, handling);
        }

        @Override
        public Outcome<UserId> recover(UserId user) {
            return inner.recover(user);
        }

        @Override
        public Outcome<UserId> poll(JobHandle job) {
            return inner.poll(job);
        }

        @Override
        public Optional<Duration> recoveryWindow() {
            return inner.recoveryWindow();
        }

        @Override
        public Holdings inspect(UserId user) {
            return inner.inspect(user);
        }

        @Override
        public List<Role> roles() {
            return inner.roles();
        }

        @Override
        public Outcome<UserId> assignRoles(UserId user, List<String> roleIds) {
            return inner.assignRoles(user, roleIds);
        }

        @Override
        public Outcome<UserId> joinGroup(UserId user, GroupMembership group) {
            return inner.joinGroup(user, group);
        }

        @Override
        public Outcome<UserId> leaveGroup(UserId user, String groupId) {
            return inner.leaveGroup(user, groupId);
        }

        @Override
        public Outcome<UserId> changeProfile(UserId user, ProfileChange change) {
            return inner.changeProfile(user, change);
        }

        @Override
        public Fact<Quota> quota(UserId user) {
            return inner.quota(user);
        }

        @Override
        public Outcome<UserId> setQuota(UserId user, Quota quota) {
            return inner.setQuota(user, quota);
        }

        @Override
        public Fact<List<UserSession>> sessions(UserId user) {
            return inner.sessions(user);
        }

        @Override
        public Outcome<UserId> endSession(UserId user, UserSession session, Devices devices) {
            return inner.endSession(user, session, devices);
        }

        @Override
        public Fact<List<LinkedApp>> linkedApps(UserId user) {
            return inner.linkedApps(user);
        }

        @Override
        public Outcome<UserId> unlinkApp(UserId user, LinkedApp app) {
            return inner.unlinkApp(user, app);
        }

        @Override
        public Outcome<UserId> transferFiles(UserId former, UserId recipient, UserId errorsTo) {
            return inner.transferFiles(former, recipient, errorsTo);
        }

        @Override
        public Outcome<UserId> deleteFiles(UserId former) {
            return inner.deleteFiles(former);
        }

        @Override
        public Outcome<UserId> addAddress(UserId recipient, UserRef.Email address) {
            return inner.addAddress(recipient, address);
        }

        @Override
        public List<Refusal> objections(User leaver, DataHandling handling, Optional<UserId> invitationsTo) {
            return inner.objections(leaver, handling, invitationsTo);
        }

        @Override
        public Fact<Integer> size() {
            return inner.size();
        }

        @Override
        public int onboardingBatch() {
            return inner.onboardingBatch();
        }

        @Override
        public List<Outcome<UserId>> onboardAll(List<NewUser> people) {
            return inner.onboardAll(people);
        }

        @Override
        public List<Outcome<UserId>> pollAll(List<JobHandle> jobs) {
            return inner.pollAll(jobs);
        }

        @Override
        public List<Optional<User>> findAll(List<UserRef> people) {
            return inner.findAll(people);
        }

        @Override
        public Optional<User> findLeaver(UserRef.Email address) {
            return inner.findLeaver(address);
        }
    }

    static class ForwardingLicenses implements LicenseData {
        final LicenseData inner;

        ForwardingLicenses(LicenseData inner) {
            this.inner = inner;
        }

        @Override
        public List<LicensePool> pools() {
            return inner.pools();
        }

        @Override
        public Optional<PageEnd> people(Cursor cursor, HolderSink people) {
            return inner.people(cursor, people);
        }

        @Override
        public PageEnd signIns(SignInRange range, Cursor cursor, SignInSink signIns) {
            return inner.signIns(range, cursor, signIns);
        }

        @Override
        public Duration signInLag() {
            return inner.signInLag();
        }

        @Override
        public int signInReaders() {
            return inner.signInReaders();
        }

        @Override
        public PageEnd devices(Cursor cursor, DeviceSink devices) {
            return inner.devices(cursor, devices);
        }

        @Override
        public PageEnd linkedApps(Cursor cursor, LinkedAppSink apps) {
            return inner.linkedApps(cursor, apps);
        }

        @Override
        public Fact<Long> storedBytes(UserId who) {
            return inner.storedBytes(who);
        }
    }

    static class ForwardingTeamFolders implements TeamFolderData {
        final TeamFolderData inner;

        ForwardingTeamFolders(TeamFolderData inner) {
            this.inner = inner;
        }

        @Override
        public Optional<Refusal> objection() {
            return inner.objection();
        }

        @Override
        public Page<TeamFolder> list(Cursor cursor) {
            return inner.list(cursor);
        }

        @Override
        public Optional<TeamFolder> find(TeamFolderId folder) {
            return inner.find(folder);
        }

        @Override
        public Outcome<TeamFolderId> create(String name) {
            return inner.create(name);
        }

        @Override
        public Outcome<TeamFolderId> rename(TeamFolderId folder, String name) {
            return inner.rename(folder, name);
        }

        @Override
        public Outcome<TeamFolderId> archive(TeamFolderId folder) {
            return inner.archive(folder);
        }

        @Override
        public Outcome<TeamFolderId> changeSync(TeamFolderId folder, SyncSetting sync) {
            return inner.changeSync(folder, sync);
        }

        @Override
        public Outcome<TeamFolderId> poll(JobHandle job) {
            return inner.poll(job);
        }
    }

    static class ForwardingActivity implements ActivityData {
        final ActivityData inner;

        ForwardingActivity(ActivityData inner) {
            this.inner = inner;
        }

        @Override
        public PageEnd activities(
                ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities) {
            return inner.activities(range, kinds, cursor, activities);
        }

        @Override
        public Duration activityLag() {
            return inner.activityLag();
        }
    }

    static class ForwardingSharing implements SharingData {
        final SharingData inner;

        ForwardingSharing(SharingData inner) {
            this.inner = inner;
        }

        @Override
        public List<TeamPolicy> policies() {
            return inner.policies();
        }

        @Override
        public Page<AllowListEntry> allowList(Cursor cursor) {
            return inner.allowList(cursor);
        }

        @Override
        public Outcome<Set<AllowListEntry>> allow(Set<AllowListEntry> entries) {
            return inner.allow(entries);
        }

        @Override
        public Outcome<Set<AllowListEntry>> disallow(Set<AllowListEntry> entries) {
            return inner.disallow(entries);
        }

        @Override
        public Optional<FolderPolicy> folder(SharedFolderId folder) {
            return inner.folder(folder);
        }

        @Override
        public Outcome<FolderPolicy> changeFolder(SharedFolderId folder, FolderPolicyChange change) {
            return inner.changeFolder(folder, change);
        }
    }

    static class ForwardingUserData implements UserDataAccess {
        final UserDataAccess inner;

        ForwardingUserData(UserDataAccess inner) {
            this.inner = inner;
        }

        @Override
        public Reach reach() {
            return inner.reach();
        }

        @Override
        public Outcome<dev.gangway.userdata.Person> begin(UserId who) {
            return inner.begin(who);
        }

        @Override
        public Outcome<Page<DataEntry>> list(UserId who, FolderRef folder, Cursor cursor) {
            return inner.list(who, folder, cursor);
        }

        @Override
        public Outcome<Page<SharedLink>> sharedLinks(UserId who, Cursor cursor) {
            return inner.sharedLinks(who, cursor);
        }

        @Override
        public Outcome<Page<SharedFolder>> sharedFolders(UserId who, Cursor cursor) {
            return inner.sharedFolders(who, cursor);
        }

        @Override
        public Fact<Long> storage(UserId who) {
            return inner.storage(who);
        }
    }
}
