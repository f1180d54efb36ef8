package dev.gangway.user;

import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.util.ArrayList;
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
 * settled by reading. So asking twice is safe, and an {@link Outcome.Unsettled} is settled by {@link #resume} or
 * {@link #resumeOffboarding} with its handle, on any node that shares the store.
 *
 * <p>Every method can throw {@code CredentialRejectedException} (a person has to reconnect), {@code PermissionMissingException} (the
 * exception names the scopes), {@code RateLimitedException} and {@code ProviderUnavailableException} (nothing was changed; try later),
 * {@code ProviderProtocolException} (report it), {@code StoreException} (the journal can't be written; nothing was sent) and
 * {@code CallInterruptedException} (the journal knows how far it came).
 */
public final class Users {

    private final UserLifecycle provider;
    private final OpenRuns openRuns;
    private final Guards guards;
    private final Writes writes;
    private final Planner planner;
    private final Offboarding offboarding;
    private final Undo undo;

    /**
     * Applications get theirs from {@code Connection.users()}.
     *
     * @param provider the connector's implementation
     * @param settings what this connection works with
     */
    public Users(UserLifecycle provider, UsersSettings settings) {
        this.provider = Objects.requireNonNull(provider, "provider");
        OpenRuns openRuns = new OpenRuns(settings);
        this.openRuns = openRuns;
        this.guards = new Guards(provider, settings, openRuns);
        this.writes = new Writes(provider, settings);
        this.planner = new Planner(provider, settings, guards, openRuns);
        this.offboarding = new Offboarding(provider, settings, planner, openRuns, writes);
        this.undo = new Undo(provider, settings, writes);
    }

    /**
     * Looks somebody up.
     *
     * @param user who
     * @return the person as the provider shows them now, whatever the status; empty if it knows nobody by that reference
     */
    public Optional<User> find(UserRef user) {
        return provider.find(user);
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
     * Brings somebody aboard: invites them with profile and role and puts them into their groups.
     *
     * @param newUser who
     * @return the person as read back, with what could not be done; not changed if they were on the team, with these groups, already.
     *     Refused with {@link Reason#RECOVERABLE_LEAVER} for somebody who left and can be recovered, {@link Reason#NO_LICENSE_AVAILABLE},
     *     {@link Reason#ON_ANOTHER_TEAM} and others
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
        Optional<User> before = provider.find(newUser.email());
        if (before.filter(it -> it.status() == UserStatus.REMOVED_RECOVERABLE).isPresent()) {
            return Outcome.refused(
                    Reason.RECOVERABLE_LEAVER,
                    newUser.email()
                            + " left the team and can still be recovered with everything: use recover(…), not onboard(…).");
        }
        if (before.filter(it -> it.status() == UserStatus.SUSPENDED).isPresent()) {
            return Outcome.refused(
                    Reason.WRONG_STATUS,
                    newUser.email() + " is on the team and suspended: use unsuspend(…), not onboard(…).");
        }
        Outcome<User> aboard = before.filter(it -> it.status().isOnTeam())
                .map(Outcome::alreadyDone)
                .orElseGet(() -> write(new Intent.Onboard(newUser), progress));
        return aboard.match(
                done -> {
                    List<String> notDone = new ArrayList<>(differences(newUser, done.value()));
                    boolean joined = joinGroups(newUser, done.value(), notDone, progress);
                    User now = joined
                            ? provider.find(UserRef.id(done.value().id())).orElse(done.value())
                            : done.value();
                    return new Outcome.Done<>(new Onboarded(now, notDone), done.changed() || joined);
                },
                refused -> new Outcome.Refused<>(refused.refusal()),
                unsettled -> new Outcome.Unsettled<>(unsettled.handle(), unsettled.why()));
    }

    /** What was asked for and isn't so: somebody who was on the team before keeps role, name and external id. */
    private static List<String> differences(NewUser asked, User there) {
        List<String> differences = new ArrayList<>();
        if (asked.roleId().isPresent()
                && there.roles().stream()
                        .noneMatch(role -> role.id().equals(asked.roleId().get()))) {
            differences.add("the role " + asked.roleId().get() + ": the person doesn't have it");
        }
        if (asked.externalId().isPresent() && !asked.externalId().equals(there.externalId())) {
            differences.add("the external id: it is " + there.externalId().orElse("not set"));
        }
        if (!(asked.givenName() + asked.surname()).isEmpty()
                && !(asked.givenName().equals(there.givenName())
                        && asked.surname().equals(there.surname()))) {
            differences.add("the name: it is " + there.displayName());
        }
        return differences;
    }

    private boolean joinGroups(NewUser newUser, User user, List<String> notDone, Consumer<Progress> progress) {
        List<String> there = user.groupIds().toOptional().orElse(List.of());
        boolean changed = false;
        for (String group : newUser.groupIds()) {
            if (there.contains(group)) {
                continue;
            }
            Outcome<User> outcome =
                    write(new Intent.JoinGroup(user.id(), new GroupMembership(group, group, false)), progress);
            changed |= outcome instanceof Outcome.Done<User> done && done.changed();
            outcome.match(
                            done -> Optional.<String>empty(),
                            refused -> Optional.of(refused.refusal().explanation()),
                            unsettled -> Optional.of("not known yet, " + unsettled.why() + "; ask again"))
                    .ifPresent(why -> notDone.add("the group " + group + ": " + why));
        }
        return changed;
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
            Optional<Refusal> refusal = guards.against(it).stream().findFirst();
            return refusal.<Outcome<User>>map(Outcome.Refused::new)
                    .orElseGet(() -> write(new Intent.Suspend(it.id(), devices), Progress.IGNORED));
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
     * Brings somebody back who left and can still be recovered. It takes a license.
     *
     * @param user who; the id is the surest, since an address may not be known any more
     * @return the person as read back; not changed if on the team already. Refused with {@link Reason#NOT_RECOVERABLE},
     *     {@link Reason#NO_LICENSE_AVAILABLE} and others
     */
    public Outcome<User> recover(UserRef user) {
        return onSomebody(
                user,
                it -> it.status().isOnTeam()
                        ? Outcome.alreadyDone(it)
                        : write(new Intent.Recover(it.id()), Progress.IGNORED));
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
        Objects.requireNonNull(leaver, "leaver");
        Objects.requireNonNull(handling, "handling");
        return planner.plan(leaver, handling);
    }

    /**
     * Carries out a confirmed plan: checks everything once more, removes the person, waits for the provider's job and reads the result back.
     *
     * @param plan the plan, as confirmed
     * @return the receipt; not changed if this plan was carried out before. Refused, with nothing changed, if a guard speaks against it now
     *     or with {@link Reason#PLAN_VOID} if the person has changed since
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
        return offboarding.execute(plan, progress);
    }

    /**
     * Undoes an offboarding as far as the provider allows: recovers the account, then role, groups and suspension. Asking again is safe.
     *
     * @param receipt what {@link #execute} gave
     * @return what is there again and what is not, and why. Refused with {@link Reason#NOT_RECOVERABLE} if nothing can be brought back
     */
    public Outcome<Undone> undo(Receipt receipt) {
        return undo.undo(receipt, Progress.IGNORED);
    }

    /**
     * Settles an {@link Outcome.Unsettled} of {@link #onboard}, {@link #suspend}, {@link #unsuspend}, {@link #recover} or {@link #undo}.
     *
     * @param handle its handle, from any node
     * @return how it ended, or unsettled still. After an unsettled onboarding or undo, ask for it again to have the rest done
     * @throws IllegalArgumentException if this connection has no such handle
     */
    public Outcome<User> resume(JobHandle handle) {
        return Writes.idOf(handle)
                .flatMap(id -> writes.resume(id, this::before, Progress.IGNORED))
                .map(outcome -> outcome.map(written -> written.user().orElseThrow()))
                .orElseThrow(
                        () -> new IllegalArgumentException("No unsettled request of this connection has the handle "
                                + handle + ". An offboarding's handle goes to " + "resumeOffboarding(…)."));
    }

    /**
     * Settles an {@link Outcome.Unsettled} of {@link #execute}.
     *
     * @param handle its handle, from any node
     * @return the receipt, a refusal, or unsettled still
     * @throws IllegalArgumentException if this connection has no such handle
     */
    public Outcome<Receipt> resumeOffboarding(JobHandle handle) {
        return offboarding.resume(handle, Progress.IGNORED);
    }

    /**
     * The offboardings that were begun and haven't ended, also those of a process that died: settle each with {@link #resumeOffboarding}.
     *
     * @return their handles
     */
    public List<JobHandle> openOffboardings() {
        return openRuns.plans().stream().map(Offboarding::handle).toList();
    }

    private Outcome<User> onSomebody(UserRef user, Function<User, Outcome<User>> work) {
        Optional<User> found = provider.find(user);
        return found.isPresent() ? work.apply(found.get()) : new Outcome.Refused<>(Planner.notFound(user));
    }

    /** A suspension passes the guards again before it is sent a second time. */
    private Before before(Intent intent) {
        return new Before() {
            @Override
            public Optional<Refusal> sendingAgain() {
                return intent instanceof Intent.Suspend
                        ? provider.find(intent.who())
                                .flatMap(it -> guards.against(it).stream().findFirst())
                        : Optional.empty();
            }
        };
    }

    private Outcome<User> write(Intent intent, Consumer<Progress> progress) {
        return writes.run(Writes.newId(), intent, before(intent), progress)
                .map(written -> written.user().orElseThrow());
    }
}
