package dev.gangway.user;

import dev.gangway.http.Time;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Passage;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Row;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The people of one connected team. Get it from {@code Connection.users()}. Thread-safe; calls block.
 *
 * <p>Whatever changes something is written into the journal before it is sent, is sent once, and is read back afterwards; a lost answer is
 * settled by reading. So asking twice is safe, and an {@link Outcome.Unsettled} is settled by {@link #settle} with its handle, on any node
 * that shares the store. After a crash {@link #openRequests} lists all that is open.
 *
 * <p>Every method can throw {@code CredentialRejectedException} (a person has to reconnect), {@code PermissionMissingException} (the
 * exception names the scopes), {@code RateLimitedException} and {@code ProviderUnavailableException} (try later),
 * {@code ProviderProtocolException} (report it), {@code StoreException} (the journal can't be read or written, or another node has taken
 * the work over) and {@code CallInterruptedException}. After such an exception either nothing was sent, or the request is among
 * {@link #openRequests}. A null is a {@code NullPointerException} that names the parameter, before anything is read or sent.
 */
public final class Users {

    private final UserLifecycle provider;
    private final OpenRuns openRuns;
    private final Someone someone;
    private final Writes writes;
    private final FreeLicenses licenses;
    private final Onboarding onboarding;
    private final Suspension suspension;
    private final Withdrawal withdrawal;
    private final Changes changes;
    private final Access access;
    private final FormerFiles formerFiles;
    private final Planner planner;
    private final Offboarding offboarding;
    private final Undo undo;
    private final BulkOffboardings bulkOffboardings;
    private final OffboardingSchedule schedule;
    private final Time time;
    private final Passage passage;

    /**
     * Applications get theirs from {@code Connection.users()}.
     *
     * @param provider the connector's implementation
     * @param settings what this connection works with
     */
    public Users(UserLifecycle provider, UsersSettings settings) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.openRuns = new OpenRuns(settings);
        this.writes = new Writes(provider, settings);
        this.licenses = new FreeLicenses(provider, settings, writes);
        this.onboarding = new Onboarding(provider, settings, openRuns, licenses, writes);
        Guards guards = new Guards(provider, settings, openRuns, writes);
        this.someone = new Someone(provider, openRuns);
        this.suspension = new Suspension(provider, guards, writes);
        this.withdrawal = new Withdrawal(provider, settings, guards, writes);
        this.changes = new Changes(provider, someone, guards, writes);
        this.access = new Access(provider, someone, writes);
        Braking braking = new Braking(settings, guards);
        this.planner = new Planner(provider, settings, guards, openRuns, braking);
        this.offboarding = new Offboarding(provider, settings, planner, guards, openRuns, writes, braking);
        this.formerFiles = new FormerFiles(provider, settings, planner, guards, openRuns, offboarding, writes);
        this.bulkOffboardings = new BulkOffboardings(
                settings, new BulkPlanning(provider, settings, planner, guards, braking), offboarding);
        this.schedule = new OffboardingSchedule(settings, offboarding);
        this.undo = new Undo(provider, settings, openRuns, offboarding, suspension, licenses, writes);
        this.time = settings.time();
        this.passage = settings.passage();
    }

    /**
     * Looks somebody up.
     *
     * @param user who
     * @return the person as the provider shows them now, whatever the status; empty if it knows nobody by that reference
     */
    public Optional<User> find(UserRef user) {
        return provider.find(Objects.requireNonNull(user, "user"));
    }

    /**
     * Lists everybody on the team: invited, active and suspended people. Pages are fetched as the stream is read; nobody comes twice.
     *
     * @return the people; reading on throws {@code ProviderProtocolException} if the provider's list can't be read to its end, so what was
     *     read to its end is complete
     */
    public Stream<User> stream() {
        return Listing.of(provider);
    }

    /**
     * The roles that people can be given.
     *
     * @return the roles besides plain membership; empty if the provider has none
     */
    public List<Role> roles() {
        return provider.roles();
    }

    /**
     * Brings somebody aboard: invites them with profile and role and puts them into their groups. Where the provider tells how many licenses
     * are free, that is checked first, one call at a time over all nodes.
     *
     * @param newUser who
     * @return the person as read back, with what could not be done; not changed if they were on the team, with these groups, already.
     *     Refused with {@link Reason#RECOVERABLE_LEAVER}, naming the id to recover, for somebody who left and can be recovered, unless the
     *     {@code NewUser} is {@linkplain NewUser#recoveringLeaver() to be recovered} then; {@link Reason#NO_LICENSE_AVAILABLE},
     *     {@link Reason#ON_ANOTHER_TEAM}, {@link Reason#ALREADY_RUNNING} while they are being seen off, {@link Reason#TRY_LATER} if other
     *     calls brought people aboard for the longest wait, and others
     */
    public Outcome<Onboarded> onboard(NewUser newUser) {
        return onboard(newUser, Progress.IGNORED);
    }

    /**
     * The same, with signs of life.
     *
     * @param newUser who
     * @param progress told what is going on, on the calling thread
     * @return as {@link #onboard(NewUser)}
     */
    public Outcome<Onboarded> onboard(NewUser newUser, Consumer<Progress> progress) {
        Objects.requireNonNull(newUser, "newUser");
        Objects.requireNonNull(progress, "progress");
        return here("onboard", () -> onboarding.one(newUser, progress), List.of(newUser));
    }

    /**
     * Brings people aboard, thousands if need be, with as few requests as the provider allows.
     *
     * @param people who; nobody twice
     * @return a row for each, in the order given, with what {@link #onboard(NewUser)} would give; if licenses don't suffice, the first get
     *     them. Trouble on the way, such as a rejected credential, a failing store or an interrupt, ends the call, and those it was not
     *     tried for are {@code NotAttempted} with the reason: ask for all of them again
     * @throws IllegalArgumentException if an address, whatever its case, or an external id comes twice; it names them, and nothing was read
     *     or sent. Trouble is thrown as it is only if nothing was done for anybody
     */
    public List<Row<NewUser, Onboarded>> onboardAll(List<NewUser> people) {
        return onboardAll(people, Progress.IGNORED);
    }

    /**
     * The same, with signs of life.
     *
     * @param people who; nobody twice
     * @param progress told what is going on, on the calling thread, with how many of how many people have their outcome
     * @return as {@link #onboardAll(List)}
     * @throws IllegalArgumentException as {@link #onboardAll(List)}
     */
    public List<Row<NewUser, Onboarded>> onboardAll(List<NewUser> people, Consumer<Progress> progress) {
        Objects.requireNonNull(people, "people").forEach(it -> Objects.requireNonNull(it, "people"));
        Objects.requireNonNull(progress, "progress");
        List<NewUser> all = List.copyOf(people);
        return here("onboard", () -> onboarding.all(all, progress), all);
    }

    /**
     * Suspends an active person: no sign-in, everything kept, the license still taken.
     *
     * @param user who
     * @param devices what happens to the synced files on the person's devices; there is no default
     * @return the person as read back; not changed if suspended already. Refused with {@link Reason#ONLY_INVITED} for somebody who has not
     *     joined (who would still be able to), {@link Reason#LAST_ADMIN}, {@link Reason#OWN_ACCOUNT}, {@link Reason#PROTECTED_USER},
     *     {@link Reason#ALREADY_RUNNING} while they are being seen off, and others
     */
    public Outcome<User> suspend(UserRef user, Devices devices) {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(devices, "devices");
        return someone.known(user, it -> suspend(it, devices));
    }

    private Outcome<User> suspend(User person, Devices devices) {
        if (person.status() == UserStatus.SUSPENDED) {
            return Outcome.alreadyDone(person);
        }
        if (person.status() == UserStatus.INVITED) {
            return Outcome.refused(
                    Reason.ONLY_INVITED,
                    person.email()
                            + " has not joined, so a suspension would not keep them out. Withdraw the invitation with "
                            + "withdrawInvitation(…), or leave it.");
        }
        return someone.unlessLeaving(person, it -> person(suspension.suspend(it, devices, Progress.IGNORED)));
    }

    /**
     * Keeps somebody out, joined or not: an active person is suspended, and of somebody who has only been invited you say what is to become.
     * Who joins in that very moment is suspended like everybody else.
     *
     * @param user who
     * @param devices what happens to the synced files on the person's devices; there is no default
     * @param ifInvited what becomes of somebody who has not joined: {@link IfInvited#LEAVE_IT} refuses with {@link Reason#ONLY_INVITED}
     * @return which of the two was done; refused as {@link #suspend(UserRef, Devices)} and {@link #withdrawInvitation} are
     */
    public Outcome<KeptOut> suspend(UserRef user, Devices devices, IfInvited ifInvited) {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(devices, "devices");
        Objects.requireNonNull(ifInvited, "ifInvited");
        return someone.known(user, it -> {
            if (it.status() != UserStatus.INVITED || ifInvited == IfInvited.LEAVE_IT) {
                return suspended(suspend(it, devices));
            }
            return someone.unlessLeaving(it, withdrawal::withdraw)
                    .match(
                            done -> done.value()
                                    .filter(now -> now.status().isOnTeam())
                                    .map(joined -> suspended(suspend(joined, devices)))
                                    .orElseGet(() -> new Outcome.Done<>(
                                            new KeptOut(KeptOut.Means.INVITATION_WITHDRAWN, done.value()),
                                            done.changed())),
                            refused -> new Outcome.Refused<>(refused.refusal()),
                            unsettled -> new Outcome.Unsettled<>(unsettled.handle(), unsettled.why()));
        });
    }

    private static Outcome<KeptOut> suspended(Outcome<User> outcome) {
        return outcome.map(it -> new KeptOut(KeptOut.Means.SUSPENDED, Optional.of(it)));
    }

    /**
     * Withdraws the invitation of somebody who has not joined, so that they can't any more. It frees the license and can't be undone; invite
     * them again when they may join. The provider is asked once more directly before whether they have joined; who joins in that very moment
     * is brought back, and that is said.
     *
     * @param user who
     * @return the person as read back, empty if the provider shows nothing of them any more; not changed if it was withdrawn before. Refused
     *     with {@link Reason#WRONG_STATUS} for somebody who has joined, {@link Reason#PROTECTED_USER}, {@link Reason#ALREADY_RUNNING} while
     *     they are being seen off, and others. Unsettled, and listed in {@link #openRequests}, as long as somebody who joined in that moment
     *     could not be brought back
     */
    public Outcome<Optional<User>> withdrawInvitation(UserRef user) {
        Objects.requireNonNull(user, "user");
        return someone.known(user, it -> {
            if (it.status().isRemoved() && it.joinedAt().isEmpty()) {
                return Outcome.alreadyDone(Optional.of(it));
            }
            if (it.status() != UserStatus.INVITED) {
                return Outcome.refused(
                        Reason.WRONG_STATUS, it.email() + " has joined, so there is no invitation to withdraw.");
            }
            return someone.unlessLeaving(it, withdrawal::withdraw)
                    .match(
                            done -> done.value()
                                    .filter(now -> now.status().isOnTeam())
                                    .map(joined -> Outcome.<Optional<User>>refused(
                                            Reason.WRONG_STATUS,
                                            joined.email()
                                                    + " joined in this very moment. They were removed with the invitation and brought "
                                                    + "back, and are on the team."))
                                    .orElse(done),
                            refused -> refused,
                            unsettled -> unsettled);
        });
    }

    /**
     * Ends a suspension.
     *
     * @param user who
     * @return the person as read back; not changed if active already. Refused with {@link Reason#ALREADY_RUNNING} while they are being seen
     *     off, and others
     */
    public Outcome<User> unsuspend(UserRef user) {
        Objects.requireNonNull(user, "user");
        return someone.known(
                user,
                it -> it.status() == UserStatus.ACTIVE
                        ? Outcome.alreadyDone(it)
                        : someone.unlessLeaving(it, who -> write(new Intent.Unsuspend(who.id()), Progress.IGNORED)));
    }

    /**
     * Gives somebody exactly these roles.
     *
     * @param user who
     * @param roleIds ids of {@link #roles}; empty for a plain member
     * @return the person as read back; not changed if they have exactly these. Refused with {@link Reason#ROLE_UNUSABLE}; with
     *     {@link Reason#LAST_ADMIN} or {@link Reason#OWN_ACCOUNT} if the last admin, or the account through which the connection works, would
     *     be one no more; with {@link Reason#PROTECTED_USER}, {@link Reason#NOT_ON_TEAM}, {@link Reason#ALREADY_RUNNING} while they are being
     *     seen off, {@link Reason#TRY_LATER} while another admin's access is being ended, and others
     */
    public Outcome<User> assignRoles(UserRef user, List<String> roleIds) {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(roleIds, "roleIds");
        return changes.roles(user, List.copyOf(roleIds));
    }

    /**
     * Changes names, address or external id. What the change doesn't name stays.
     *
     * @param user who
     * @param change what to change
     * @return the person as read back; not changed if all of it is so. Refused with {@link Reason#EMAIL_IN_USE},
     *     {@link Reason#EXTERNAL_ID_IN_USE}, {@link Reason#INVALID_INPUT}, {@link Reason#NOT_ON_TEAM}, {@link Reason#ALREADY_RUNNING} while
     *     they are being seen off, and others
     * @throws IllegalArgumentException if the change names nothing
     */
    public Outcome<User> changeProfile(UserRef user, ProfileChange change) {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(change, "change");
        if (change.isEmpty()) {
            throw new IllegalArgumentException(
                    "The change names nothing. Say what to change, with email(…), named(…) or externalId(…).");
        }
        return changes.profile(user, change);
    }

    /**
     * Puts somebody into a group, as a plain member of it. Who manages the group already goes on managing it.
     *
     * @param user who
     * @param groupId the provider's id of the group
     * @return the person as read back; not changed if they are in it. Refused with {@link Reason#GROUP_UNUSABLE},
     *     {@link Reason#NOT_ON_TEAM}, {@link Reason#ALREADY_RUNNING} while they are being seen off, and others
     * @throws IllegalArgumentException if the id is blank
     */
    public Outcome<User> joinGroup(UserRef user, String groupId) {
        return joinGroup(user, groupId, false);
    }

    /**
     * Puts somebody into a group.
     *
     * @param user who
     * @param groupId the provider's id of the group
     * @param asManager true: they manage the group; false: as {@link #joinGroup(UserRef, String)}
     * @return as {@link #joinGroup(UserRef, String)}
     * @throws IllegalArgumentException if the id is blank
     */
    public Outcome<User> joinGroup(UserRef user, String groupId, boolean asManager) {
        Objects.requireNonNull(user, "user");
        return changes.joinGroup(user, new GroupMembership(checkedGroup(groupId), groupId, asManager));
    }

    /**
     * Takes somebody out of a group.
     *
     * @param user who
     * @param groupId the provider's id of the group
     * @return the person as read back; not changed if they are not in it. Refused as {@link #joinGroup(UserRef, String)} is
     * @throws IllegalArgumentException if the id is blank
     */
    public Outcome<User> leaveGroup(UserRef user, String groupId) {
        Objects.requireNonNull(user, "user");
        return changes.leaveGroup(user, checkedGroup(groupId));
    }

    private static String checkedGroup(String groupId) {
        if (Objects.requireNonNull(groupId, "groupId").isBlank()) {
            throw new IllegalArgumentException("A group's id can't be blank; give the provider's id of the group.");
        }
        return groupId;
    }

    /**
     * How much storage somebody may use.
     *
     * @param user who
     * @return the person's own limit, or {@link Quota#NONE}; unknown, with the reason, if it can't be read or nobody is known by that
     *     reference
     */
    public Fact<Quota> quota(UserRef user) {
        return access.of(Objects.requireNonNull(user, "user"), provider::quota);
    }

    /**
     * Limits how much storage somebody may use.
     *
     * @param user who
     * @param quota the limit; {@link Quota#NONE} lifts it
     * @return the person as read back; not changed if it is so. Refused with {@link Reason#INVALID_INPUT}, {@link Reason#NOT_SUPPORTED},
     *     {@link Reason#NOT_ON_TEAM}, {@link Reason#ALREADY_RUNNING} while they are being seen off, and others
     */
    public Outcome<User> setQuota(UserRef user, Quota quota) {
        Objects.requireNonNull(user, "user");
        return changes.quota(user, Objects.requireNonNull(quota, "quota"));
    }

    /**
     * Where somebody is signed in.
     *
     * @param user who
     * @return all sessions; unknown, with the reason, if they can't be read or nobody is known by that reference
     */
    public Fact<List<UserSession>> sessions(UserRef user) {
        return access.of(Objects.requireNonNull(user, "user"), provider::sessions);
    }

    /**
     * Signs somebody out in one place. They can sign in again.
     *
     * @param user who
     * @param session one that {@link #sessions} gave
     * @param devices what happens to files that were synced there; there is no default
     * @return the person as read back; not changed if that session isn't there. Refused with {@link Reason#NOT_ON_TEAM},
     *     {@link Reason#NOT_SUPPORTED} and others
     */
    public Outcome<User> endSession(UserRef user, UserSession session, Devices devices) {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(session, "session");
        return access.endSession(user, session, Objects.requireNonNull(devices, "devices"));
    }

    /**
     * Signs somebody out everywhere. They can sign in again; {@link #suspend(UserRef, Devices)} keeps them out.
     *
     * @param user who
     * @param devices what happens to files that were synced there; there is no default
     * @return a row for each session that was found, in the order of {@link #sessions}: read them all. Not changed if none was ended. Refused
     *     with {@link Reason#INCOMPLETE_READING}, and nothing was ended, if the sessions can't be read. If the provider takes no more requests
     *     half-way, the rest is {@code NotAttempted}
     */
    public Outcome<List<Row<UserSession, User>>> endAllSessions(UserRef user, Devices devices) {
        Objects.requireNonNull(user, "user");
        return access.endAllSessions(user, Objects.requireNonNull(devices, "devices"));
    }

    /**
     * The apps of others that somebody lets into the account.
     *
     * @param user who
     * @return all apps; unknown, with the reason, if they can't be read or nobody is known by that reference
     */
    public Fact<List<LinkedApp>> linkedApps(UserRef user) {
        return access.of(Objects.requireNonNull(user, "user"), provider::linkedApps);
    }

    /**
     * Shuts an app out of somebody's account. The person can link it again.
     *
     * @param user who
     * @param app one that {@link #linkedApps} gave
     * @return the person as read back; not changed if that app isn't linked. Refused as {@link #endSession} is
     */
    public Outcome<User> unlinkApp(UserRef user, LinkedApp app) {
        Objects.requireNonNull(user, "user");
        return access.unlinkApp(user, Objects.requireNonNull(app, "app"));
    }

    /**
     * Shuts all apps out of somebody's account. The person can link them again.
     *
     * @param user who
     * @return a row for each app, as {@link #endAllSessions} gives them
     */
    public Outcome<List<Row<LinkedApp, User>>> unlinkAllApps(UserRef user) {
        return access.unlinkAllApps(Objects.requireNonNull(user, "user"));
    }

    /**
     * Brings somebody back who left and can still be recovered. It takes a license, which is checked as for {@link #onboard(NewUser)}.
     *
     * @param user who; the id is the surest, since an address may not be known any more
     * @return the person as read back; not changed if on the team already. Refused with {@link Reason#NOT_RECOVERABLE},
     *     {@link Reason#NO_LICENSE_AVAILABLE}, {@link Reason#ALREADY_RUNNING} while they are being seen off, {@link Reason#TRY_LATER} if
     *     other calls brought people aboard for the longest wait, and others
     */
    public Outcome<User> recover(UserRef user) {
        Objects.requireNonNull(user, "user");
        return someone.known(
                user,
                it -> it.status().isOnTeam()
                        ? Outcome.alreadyDone(it)
                        : someone.unlessLeaving(it, who -> person(licenses.recover(who.id(), Progress.IGNORED))));
    }

    /**
     * Moves the files of somebody who left recoverably to a member of the team, telling the connection's own admin of transfer errors. Then
     * they can't be recovered any more. It is sent once and never again, whatever becomes of the answer.
     *
     * @param former who left; the id is the surest
     * @param recipient who gets the files
     * @return the person as read back, removed for good. Refused with {@link Reason#RECIPIENT_UNSUITABLE},
     *     {@link Reason#TRANSFER_ADMIN_UNSUITABLE}, {@link Reason#LEGAL_HOLD}, {@link Reason#INCOMPLETE_READING} if it isn't known whether
     *     they are under legal hold, {@link Reason#DATA_ALREADY_GONE}, {@link Reason#WRONG_STATUS} for somebody on the team,
     *     {@link Reason#ALREADY_RUNNING} and {@link Reason#TRANSFER_IN_PROGRESS} while something else about them is open, and others.
     *     Unsettled if the answer was lost and reading can't tell the transfer from the end of the recovery window
     */
    public Outcome<User> transferFiles(UserRef former, UserRef recipient) {
        Objects.requireNonNull(former, "former");
        Objects.requireNonNull(recipient, "recipient");
        return formerFiles.transfer(former, recipient, Optional.empty());
    }

    /**
     * The same, telling another admin of transfer errors.
     *
     * @param former who left
     * @param recipient who gets the files
     * @param errorsTo an active admin of the team
     * @return as {@link #transferFiles(UserRef, UserRef)}
     */
    public Outcome<User> transferFiles(UserRef former, UserRef recipient, UserRef errorsTo) {
        Objects.requireNonNull(former, "former");
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(errorsTo, "errorsTo");
        return formerFiles.transfer(former, recipient, Optional.of(errorsTo));
    }

    /**
     * Deletes the files of somebody who left recoverably, at once and for good. It is sent once and never again, whatever becomes of the
     * answer.
     *
     * @param former who left; the id is the surest
     * @return the person as read back, removed for good; not changed if the provider says that the files were gone. Refused with
     *     {@link Reason#PERMANENT_DELETION_DISABLED} unless the application enabled it, with {@code Gangway.Builder.allowPermanentDeletion()};
     *     with {@link Reason#PROTECTED_USER}; and as {@link #transferFiles(UserRef, UserRef)} is
     */
    public Outcome<User> deleteFiles(UserRef former) {
        return formerFiles.delete(Objects.requireNonNull(former, "former"));
    }

    /**
     * Plans to see somebody off: reads what hangs on the person and says what would happen. Nothing is written, neither at the provider nor
     * here.
     *
     * @param leaver who
     * @param handling what happens to files, devices and account
     * @return the plan; look at {@link OffboardingPlan#refusals()} first, which are not empty if it can't be carried out
     */
    public OffboardingPlan planOffboarding(UserRef leaver, DataHandling handling) {
        return planOffboarding(OffboardingRequest.of(leaver, handling));
    }

    /**
     * The same, with everything that can be asked for, such as forwarding of future e-mail.
     *
     * @param request who, and how
     * @return the plan, as {@link #planOffboarding(UserRef, DataHandling)}
     */
    public OffboardingPlan planOffboarding(OffboardingRequest request) {
        return planner.plan(Objects.requireNonNull(request, "request"));
    }

    /**
     * Carries out a confirmed plan, step by step: checks everything once more, ends the person's access, has mail forwarded, removes the
     * person, waits for the provider's job and reads the result back. A call that fails with an exception on the way leaves the plan among
     * {@link #openRequests()}; the person may be suspended until it is gone on with.
     *
     * @param plan the plan, as confirmed
     * @return the receipt; not changed if this plan was carried out before. Refused if a guard speaks against it now, the provider refuses
     *     it, or with {@link Reason#PLAN_VOID} if the person has changed since: then what was done is taken back, and what could not be
     *     stands in the explanation. With {@link Reason#MASS_OFFBOARDING} nothing was done; execute it again with
     *     {@link ConfirmedPlan#releasingBrake}
     * @throws IllegalArgumentException if another plan with the same id was executed before: somebody changed it by hand
     */
    public Outcome<Receipt> execute(ConfirmedPlan plan) {
        return execute(plan, Progress.IGNORED);
    }

    /**
     * The same, with signs of life.
     *
     * @param plan the plan, as confirmed
     * @param progress told what is going on, on the calling thread
     * @return as {@link #execute(ConfirmedPlan)}
     */
    public Outcome<Receipt> execute(ConfirmedPlan plan, Consumer<Progress> progress) {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(progress, "progress");
        return here("execute", () -> offboarding.execute(plan, progress), plan);
    }

    /**
     * Seeing many people off in one run.
     *
     * @return bulk offboardings of this connection
     */
    public BulkOffboardings bulkOffboardings() {
        return here("bulkOffboardings", () -> bulkOffboardings);
    }

    /**
     * Offboardings that wait for their time.
     *
     * @return the schedule of this connection
     */
    public OffboardingSchedule schedule() {
        return here("schedule", () -> schedule);
    }

    /**
     * Undoes an offboarding as far as the provider allows: recovers the account, then access, roles, groups, quota and suspension. Asking
     * again is safe. It takes nothing away: roles and a quota that the person was given since they came back by another way stay, and
     * nobody is suspended again whom somebody else has let in since, or an undo that stopped half-way. It doesn't look at the receipt's
     * signature: {@link Receipt#verify} one that comes from elsewhere first.
     *
     * @param receipt what {@link #execute}, {@link #receipt} or {@link Receipt#fromJson} gave
     * @return what is there again and what is not, and why. Refused with {@link Reason#NOT_RECOVERABLE} if nothing can be brought back, if the
     *     person was seen off again through this connection since (undo that receipt), or
     *     if the provider shows somebody else under the person's id, and with {@link Reason#ALREADY_RUNNING} while the person is being seen off
     * @throws IllegalArgumentException if the receipt is of another connection; undo it through the one that it names
     */
    public Outcome<Undone> undo(Receipt receipt) {
        Objects.requireNonNull(receipt, "receipt");
        return here("undo", () -> undo.undo(receipt, Progress.IGNORED), receipt);
    }

    /**
     * Settles whatever the handle names. An offboarding is carried on to its end; then {@link #receipt} has its receipt. Everything else is
     * settled by reading, and nothing is sent: what had no effect is refused with {@link Reason#TRY_LATER}, and you decide whether to ask for
     * it again. After an onboarding or undo, ask for it again to have the rest done.
     *
     * @param handle of an {@link Outcome.Unsettled} or an {@link OpenRequest}, from any node
     * @return the person as read back, empty if the provider shows nothing of them any more; a refusal; or unsettled still, also while the
     *     call that sent it may be at work
     * @throws IllegalArgumentException if this connection has no such handle; the request's own call may have ended it, or it ended and was
     *     sent more than 30 days ago
     */
    public Outcome<Optional<User>> settle(JobHandle handle) {
        Objects.requireNonNull(handle, "handle");
        if (!Writes.isHandle(handle)) {
            return here(
                    "carryOn",
                    () -> offboarding.resume(handle, Progress.IGNORED).map(Receipt::after));
        }
        return here("settle", () -> writes.settle(handle), handle)
                .map(outcome -> outcome.map(Writes.Written::user))
                .orElseThrow(
                        () -> new IllegalArgumentException("No unsettled request of this connection has the handle "
                                + handle + "; its own call may have ended it."));
    }

    /**
     * Everything that was begun and whose end isn't known, offboardings included: what ended {@code Unsettled}, what was broken off by an
     * exception after it was sent, and what a process left behind when it died. {@link #settle} each, as often as it takes; a request whose
     * process died is {@code Unsettled} for the longest wait and five minutes, since its call may still be at work.
     * Listing also forgets what ended and was sent more than 30 days ago, offboardings excepted.
     *
     * @return the requests, also those that other calls are working on at the moment; no provider is asked
     */
    public List<OpenRequest> openRequests() {
        return here(
                "openRequests",
                () -> Stream.concat(writes.open().stream(), openRuns.all().stream())
                        .toList());
    }

    /**
     * Ends a request of which no reading can show any more how it ended, by what a person found out. It is looked once more first. An
     * acknowledged request is refused with {@link Reason#SETTLED_BY_HAND} from then on, with these words: Gangway claims nothing that it has
     * not seen, so an offboarding has no receipt then. Nobody is leaving, or being given files, by it any more.
     *
     * @param handle of an {@link Outcome.Unsettled} or an {@link OpenRequest}
     * @param by who says so; an e-mail address if there is one
     * @param whatWasFound what they found, for those who ask later, up to 1000 characters
     * @return the request that is open no more. Refused with {@link Reason#TRY_LATER} as long as a reading may settle it, which is up to 24
     *     hours, and with {@link Reason#ALREADY_SETTLED} if it has ended
     * @throws IllegalArgumentException if this connection has no such handle, or a text is blank or too long
     */
    public Outcome<OpenRequest> acknowledge(JobHandle handle, String by, String whatWasFound) {
        Objects.requireNonNull(handle, "handle");
        if (Objects.requireNonNull(by, "by").isBlank()
                || Objects.requireNonNull(whatWasFound, "whatWasFound").isBlank()) {
            throw new IllegalArgumentException("Say who found out how it ended, and what they found.");
        }
        if (by.length() + whatWasFound.length() > 1000) {
            throw new IllegalArgumentException("What was found has 1000 characters at most, with who found it.");
        }
        return here("acknowledge", () -> acknowledged(handle, by, whatWasFound));
    }

    private Outcome<OpenRequest> acknowledged(JobHandle handle, String by, String whatWasFound) {
        Optional<OpenRequest> open =
                openRequests().stream().filter(it -> it.handle().equals(handle)).findFirst();
        Refusal said = Refusal.of(
                Reason.SETTLED_BY_HAND,
                "Gangway could not see how it ended. " + by + " said at " + time.instant() + ": " + whatWasFound);
        Optional<Refusal> refusal =
                Writes.isHandle(handle) ? writes.acknowledge(handle, said) : offboarding.acknowledge(handle, said);
        return refusal.isPresent() ? new Outcome.Refused<>(refusal.get()) : Outcome.done(open.orElseThrow());
    }

    /**
     * Reads the receipt of an offboarding back from the store. No provider is asked and nothing is written.
     *
     * @param planId {@link OffboardingPlan#id()} of the plan that was executed, which is {@link Receipt#planId()}, too; on any node
     * @return the receipt, as done and not changed; the refusal that ended the run; unsettled, with the handle to carry it on, if it has not
     *     ended; or empty if no plan of that id was ever executed through this connection
     */
    public Optional<Outcome<Receipt>> receipt(String planId) {
        Objects.requireNonNull(planId, "planId");
        return here("receipt", () -> offboarding.recorded(planId));
    }

    /** What is done without the provider, or takes several steps there: what forbids one of them can forbid it before the first. */
    private <T> T here(String operation, Supplier<T> work, Object... with) {
        return passage.pass(new Passage.Operation("Users." + operation, List.of(with)), work);
    }

    private Outcome<User> write(Intent intent, Consumer<Progress> progress) {
        return person(writes.ask(intent, Before.NOTHING, progress));
    }

    private static Outcome<User> person(Outcome<Writes.Written> outcome) {
        return outcome.map(Writes.Written::person);
    }
}
