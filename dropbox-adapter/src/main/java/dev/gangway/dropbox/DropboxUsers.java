package dev.gangway.dropbox;

import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** User lifecycle on {@code team/members/*}, {@code groups/*}, {@code devices/*} and {@code linked_apps/*}. Thread-safe. */
final class DropboxUsers implements UserLifecycle {

    /** Specified: {@code members/recover}. */
    private static final Duration RECOVERY_WINDOW = Duration.ofDays(7);

    private final Calls calls;
    private final Directory directory;
    private final Onboarding onboarding;
    private final Standing standing;
    private final FurtherAddresses addresses;
    private final Jobs jobs;
    private final Profile profile;
    private final Quotas quotas;
    private final Sessions sessions;
    private final FormerFiles formerFiles;
    private final Objections objections;
    private final Removal removal;
    private final Groups groups;
    private final Inspection inspection;

    DropboxUsers(Calls calls, Scopes scopes) {
        this.calls = calls;
        this.directory = new Directory(calls);
        this.onboarding = new Onboarding(calls, directory);
        this.standing = new Standing(calls, directory);
        this.addresses = new FurtherAddresses(calls, directory, standing);
        this.jobs = new Jobs(calls, onboarding, addresses);
        this.profile = new Profile(calls, directory, standing);
        this.quotas = new Quotas(calls, standing);
        this.sessions = new Sessions(calls, standing);
        this.formerFiles = new FormerFiles(calls, standing);
        this.objections = new Objections(calls, directory);
        this.removal = new Removal(calls, directory, standing);
        this.groups = new Groups(calls);
        this.inspection = new Inspection(calls, directory, groups, quotas, scopes);
    }

    @Override
    public Optional<User> find(UserRef user) {
        return directory.find(user);
    }

    @Override
    public Page<User> list(Cursor cursor) {
        return directory.list(cursor);
    }

    @Override
    public Outcome<UserId> onboard(NewUser newUser) {
        return onboardAll(List.of(newUser)).get(0);
    }

    @Override
    public int onboardingBatch() {
        return Onboarding.BATCH;
    }

    @Override
    public List<Outcome<UserId>> onboardAll(List<NewUser> people) {
        return onboarding.invite(people);
    }

    @Override
    public List<Optional<User>> findAll(List<UserRef> people) {
        return directory.findAll(people);
    }

    @Override
    public Optional<User> findLeaver(UserRef.Email address) {
        return Optional.ofNullable(directory.leavers(List.of(address)).get(address));
    }

    @Override
    public Outcome<UserId> suspend(UserId user, Devices devices) {
        return standing.suspend(user, devices);
    }

    @Override
    public Outcome<UserId> unsuspend(UserId user) {
        return standing.unsuspend(user);
    }

    @Override
    public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
        return removal.remove(leaver, handling);
    }

    @Override
    public Outcome<UserId> recover(UserId user) {
        return standing.recover(user);
    }

    @Override
    public Outcome<UserId> poll(JobHandle handle) {
        return pollAll(List.of(handle)).get(0);
    }

    @Override
    public List<Outcome<UserId>> pollAll(List<JobHandle> handles) {
        return jobs.poll(handles);
    }

    @Override
    public Optional<Duration> recoveryWindow() {
        return Optional.of(RECOVERY_WINDOW);
    }

    @Override
    public Holdings inspect(UserId user) {
        return inspection.of(user);
    }

    @Override
    public List<Role> roles() {
        return Members.roles(calls.read(dropbox -> dropbox.team().membersGetAvailableTeamMemberRoles())
                .getRoles());
    }

    /** Dropbox doesn't tell whether anything changed, so the roles are read first. */
    @Override
    public Outcome<UserId> assignRoles(UserId user, List<String> roleIds) {
        Optional<Refusal> problem = Inputs.roles(roleIds);
        if (problem.isPresent()) {
            return new Outcome.Refused<>(problem.get());
        }
        Optional<User> now = directory.find(user).filter(it -> it.status().isOnTeam());
        if (now.map(DropboxUsers::roleIds).equals(Optional.of(Set.copyOf(roleIds)))) {
            return Outcome.alreadyDone(user);
        }
        try {
            calls.ask(dropbox -> dropbox.team().membersSetAdminPermissionsV2(Directory.selector(user), roleIds));
            return Outcome.done(user);
        } catch (RouteError error) {
            return standing.refusedUnlessSo(user, error.code(), status -> false, Refusal.Reason.NOT_ON_TEAM);
        }
    }

    private static Set<String> roleIds(User user) {
        return user.roles().stream().map(Role::id).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Outcome<UserId> joinGroup(UserId user, GroupMembership group) {
        return groups.join(user, group);
    }

    @Override
    public Outcome<UserId> leaveGroup(UserId user, String groupId) {
        return groups.leave(user, groupId);
    }

    @Override
    public Outcome<UserId> changeProfile(UserId user, ProfileChange change) {
        return profile.change(user, change);
    }

    @Override
    public Fact<Quota> quota(UserId user) {
        return quotas.of(user);
    }

    @Override
    public Outcome<UserId> setQuota(UserId user, Quota quota) {
        return quotas.set(user, quota);
    }

    @Override
    public Fact<List<UserSession>> sessions(UserId user) {
        return sessions.of(user);
    }

    @Override
    public Outcome<UserId> endSession(UserId user, UserSession session, Devices devices) {
        return sessions.end(user, session, devices);
    }

    @Override
    public Fact<List<LinkedApp>> linkedApps(UserId user) {
        return sessions.apps(user);
    }

    @Override
    public Outcome<UserId> unlinkApp(UserId user, LinkedApp app) {
        return sessions.unlink(user, app);
    }

    @Override
    public Outcome<UserId> transferFiles(UserId former, UserId recipient, UserId errorsTo) {
        return formerFiles.transfer(former, recipient, errorsTo);
    }

    @Override
    public Outcome<UserId> deleteFiles(UserId former) {
        return formerFiles.delete(former);
    }

    @Override
    public Outcome<UserId> addAddress(UserId recipient, UserRef.Email address) {
        return addresses.add(recipient, address);
    }

    @Override
    public List<Refusal> objections(User leaver, DataHandling handling, Optional<UserId> invitationsTo) {
        return objections.against(leaver, handling, invitationsTo);
    }

    @Override
    public Fact<Integer> size() {
        return DropboxLicenses.number(
                calls.read(dropbox -> dropbox.team().getInfo()).getNumProvisionedUsers(), 1);
    }
}
