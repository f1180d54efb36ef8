package dev.gangway.user;

import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Row;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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
    private final Writes writes;
    private final FreeLicenses licenses;
    private final Onboarding onboarding;
    private final Suspension suspension;
    private final Planner planner;
    private final Offboarding offboarding;
    private final Undo undo;
    private final BulkOffboardings bulkOffboardings;
    private final OffboardingSchedule schedule;

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
        this.suspension = new Suspension(provider, guards, writes);
        Braking braking = new Braking(settings, guards);
        this.planner = new Planner(provider, settings, guards, openRuns, braking);
        this.offboarding = new Offboarding(provider, settings, planner, guards, openRuns, writes, braking);
        this.bulkOffboardings = new BulkOffboardings(
                settings, new BulkPlanning(provider, settings, planner, guards, braking), offboarding);
        this.schedule = new OffboardingSchedule(settings, offboarding);
        this.undo = new Undo(provider, settings, openRuns, suspension, licenses, writes);
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
        return Listing.of(provider::list);
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
        return onboarding.one(newUser, progress);
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
        return onboarding.all(List.copyOf(people), progress);
    }

    /**
     * Suspends an active person: no sign-in, everything kept, the license still taken.
     *
     * @param user who
     * @param devices what happens to the synced files on the person's devices; there is no default
     * @return the person as read back; not changed if suspended already. Refused with {@link Reason#ONLY_INVITED} for somebody who has not
     *     joined (who would still be able to), {@link Reason#LAST_ADMIN}, {@link Reason#OWN_ACCOUNT}, {@link Reason#PROTECTED_USER} and
     *     others
     */
    public Outcome<User> suspend(UserRef user, Devices devices) {
        Objects.requireNonNull(devices, "devices");
        return onSomebody(user, it -> {
            if (it.status() == UserStatus.SUSPENDED) {
                return Outcome.alreadyDone(it);
            }
            if (it.status() == UserStatus.INVITED) {
                return Outcome.refused(
                        Reason.ONLY_INVITED,
                        it.email()
                                + " has not joined, so a suspension would not keep them out. Withdraw the invitation by an "
                                + "offboarding, or leave it.");
            }
            return person(suspension.suspend(it, devices, Progress.IGNORED));
        });
    }

    /**
     * Ends a suspension.
     *
     * @param user who
     * @return the person as read back; not changed if active already
     */
    public Outcome<User> unsuspend(UserRef user) {
        return onSomebody(
                user,
                it -> it.status() == UserStatus.ACTIVE
                        ? Outcome.alreadyDone(it)
                        : write(new Intent.Unsuspend(it.id()), Progress.IGNORED));
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
        return onSomebody(user, it -> {
            if (it.status().isOnTeam()) {
                return Outcome.alreadyDone(it);
            }
            return openRuns.leaving(it.id())
                    .<Outcome<User>>map(Outcome.Refused::new)
                    .orElseGet(() -> person(licenses.recover(it.id(), Progress.IGNORED)));
        });
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
     * Carries out a confirmed plan: checks everything once more, removes the person, waits for the provider's job and reads the result back.
     *
     * @param plan the plan, as confirmed
     * @return the receipt; not changed if this plan was carried out before. Refused, with nothing changed, if a guard speaks against it now
     *     or with {@link Reason#PLAN_VOID} if the person has changed since
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
        return offboarding.execute(plan, progress);
    }

    /**
     * Seeing many people off in one run.
     *
     * @return bulk offboardings of this connection
     */
    public BulkOffboardings bulkOffboardings() {
        return bulkOffboardings;
    }

    /**
     * Offboardings that wait for their time.
     *
     * @return the schedule of this connection
     */
    public OffboardingSchedule schedule() {
        return schedule;
    }

    /**
     * Undoes an offboarding as far as the provider allows: recovers the account, then role, groups and suspension. Asking again is safe. It
     * takes nothing away: roles that the person was given since they came back by another way stay.
     *
     * @param receipt what {@link #execute} or {@link #receipt} gave
     * @return what is there again and what is not, and why. Refused with {@link Reason#NOT_RECOVERABLE} if nothing can be brought back, and
     *     with {@link Reason#ALREADY_RUNNING} while the person is being seen off
     */
    public Outcome<Undone> undo(Receipt receipt) {
        Objects.requireNonNull(receipt, "receipt");
        return undo.undo(receipt, Progress.IGNORED);
    }

    /**
     * Settles an {@link Outcome.Unsettled} of {@link #onboard}, {@link #onboardAll}, {@link #suspend}, {@link #unsuspend}, {@link #recover}
     * or {@link #undo} by reading. It sends nothing: what had no effect is refused with {@link Reason#TRY_LATER}, and you decide whether to
     * ask for it again.
     *
     * @param handle its handle, from any node
     * @return how it ended, or unsettled still, also while the call that sent it may be at work. After an onboarding or undo, ask for it
     *     again to have the rest done
     * @throws IllegalArgumentException if this connection has no such handle; the request's own call may have ended it
     */
    public Outcome<User> resume(JobHandle handle) {
        Objects.requireNonNull(handle, "handle");
        return writes.settle(handle)
                .map(Users::person)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "No unsettled request of this connection has the handle " + handle
                                        + "; its own call may have ended it. An offboarding's handle goes to resumeOffboarding(…)."));
    }

    /**
     * Settles an {@link Outcome.Unsettled} of {@link #execute} and carries the plan on to its end.
     *
     * @param handle its handle, from any node
     * @return the receipt, a refusal, or unsettled still, also while another call may be carrying out the plan
     * @throws IllegalArgumentException if this connection has no such handle
     */
    public Outcome<Receipt> resumeOffboarding(JobHandle handle) {
        Objects.requireNonNull(handle, "handle");
        return offboarding.resume(handle, Progress.IGNORED);
    }

    /**
     * Settles whatever the handle names: {@link #resumeOffboarding} for an offboarding, {@link #resume} for everything else.
     *
     * @param handle of an {@link Outcome.Unsettled} or an {@link OpenRequest}, from any node
     * @return the person as read back, empty if the provider shows nothing of them any more; a refusal; or unsettled still
     * @throws IllegalArgumentException if this connection has no such handle; the request's own call may have ended it
     */
    public Outcome<Optional<User>> settle(JobHandle handle) {
        Objects.requireNonNull(handle, "handle");
        return Writes.isHandle(handle)
                ? resume(handle).map(Optional::of)
                : resumeOffboarding(handle).map(Receipt::after);
    }

    /**
     * Everything that was begun and whose end isn't known, offboardings included: what ended {@code Unsettled}, what was broken off by an
     * exception after it was sent, and what a process left behind when it died. {@link #settle} each, as often as it takes; a request whose
     * process died is {@code Unsettled} for the longest wait and five minutes, since its call may still be at work.
     *
     * @return the requests, also those that other calls are working on at the moment; no provider is asked
     */
    public List<OpenRequest> openRequests() {
        return Stream.concat(writes.open().stream(), openRuns.all().stream()).toList();
    }

    /**
     * The offboardings among {@link #openRequests()}: settle each with {@link #resumeOffboarding}. One of which nothing was sent and whose
     * call ended in an exception is not among them; its plan can be executed again.
     *
     * @return their handles
     */
    public List<JobHandle> openOffboardings() {
        return openRuns.all().stream().map(OpenRequest::handle).toList();
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
        return offboarding.recorded(planId);
    }

    private Outcome<User> onSomebody(UserRef user, Function<User, Outcome<User>> work) {
        Optional<User> found = find(user);
        return found.isPresent() ? work.apply(found.get()) : new Outcome.Refused<>(Planner.notFound(user));
    }

    private Outcome<User> write(Intent intent, Consumer<Progress> progress) {
        return person(writes.ask(intent, Before.NOTHING, progress));
    }

    private static Outcome<User> person(Outcome<Writes.Written> outcome) {
        return outcome.map(written -> written.user().orElseThrow());
    }
}
