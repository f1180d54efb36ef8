package dev.gangway.user;

import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings back what an offboarding took away, as far as the provider allows. Each step asks for a state and not for a change, so an undo
 * that stopped half-way is simply asked for again. Only somebody who had been suspended isn't suspended by the second asking: a reading
 * can't tell the half-way undo from another hand that let them in, and the answer lists it.
 */
final class Undo {

    private final UserLifecycle provider;
    private final UsersSettings settings;
    private final OpenRuns openRuns;
    private final Offboarding offboarding;
    private final Suspension suspension;
    private final FreeLicenses licenses;
    private final Writes writes;
    private final Forwarding forwarding;

    Undo(
            UserLifecycle provider,
            UsersSettings settings,
            OpenRuns openRuns,
            Offboarding offboarding,
            Suspension suspension,
            FreeLicenses licenses,
            Writes writes) {
        this.provider = provider;
        this.settings = settings;
        this.openRuns = openRuns;
        this.offboarding = offboarding;
        this.suspension = suspension;
        this.licenses = licenses;
        this.writes = writes;
        this.forwarding = new Forwarding(provider, settings.mailForwarder());
    }

    Outcome<Undone> undo(Receipt receipt, Consumer<Progress> progress) {
        requireOwn(receipt);
        User before = receipt.before();
        Optional<User> now = provider.find(UserRef.id(before.id()));
        Optional<String> impossible = impossible(receipt, now);
        if (impossible.isPresent()) {
            return Outcome.refused(Reason.NOT_RECOVERABLE, impossible.get());
        }
        Optional<Refusal> leaving = openRuns.leaving(before.id());
        if (leaving.isPresent()) {
            return new Outcome.Refused<>(leaving.get());
        }
        Optional<String> again = offboarding.againAfter(receipt);
        if (again.isPresent()) {
            return Outcome.refused(
                    Reason.NOT_RECOVERABLE,
                    before.email() + " was seen off again since, by the plan " + again.get()
                            + ". Nothing was changed. To undo that, give undo(…) its receipt: receipt(\"" + again.get()
                            + "\") has it.");
        }
        Outcome<Writes.Written> recovered =
                now.isPresent() && now.get().status().isOnTeam()
                        ? Outcome.alreadyDone(new Writes.Written(now, List.of()))
                        : licenses.recover(before.id(), progress);
        return recovered.match(
                done -> new Rest(receipt, done.value().user().orElseThrow(), progress).restore(done.changed()),
                refused -> new Outcome.Refused<>(refused.refusal()),
                unsettled -> new Outcome.Unsettled<>(unsettled.handle(), unsettled.why()));
    }

    /** Two teams may give the same id to different people. */
    private void requireOwn(Receipt receipt) {
        if (!receipt.connectionId().equals(settings.connectionId())) {
            throw new IllegalArgumentException("This receipt is of the connection " + receipt.connectionId()
                    + ", and this is the connection " + settings.connectionId()
                    + ". Undo it through the connection that it names.");
        }
    }

    private Optional<String> impossible(Receipt receipt, Optional<User> now) {
        String who = receipt.before().email();
        boolean wasKept = receipt.after()
                .filter(it -> it.status() == UserStatus.REMOVED_RECOVERABLE)
                .isPresent(); // also somebody invited who joined in the moment of the removal
        if (!wasKept && receipt.before().status() == UserStatus.INVITED) {
            return Optional.of(who + " had only been invited. Invite them again.");
        }
        if (!wasKept
                && !(receipt.handling() instanceof DataHandling.KeepRecoverable)
                && receipt.undoUntil().isEmpty()) {
            return Optional.of("The way in which " + who
                    + " was removed can't be undone: files moved, were deleted, or went with the "
                    + "account. Invite them again.");
        }
        if (receipt.undoUntil()
                .filter(until -> until.isBefore(settings.time().instant()))
                .isPresent()) {
            String closed = "The provider's window for bringing " + who + " back closed at "
                    + receipt.undoUntil().get() + ". ";
            return Optional.of(closed
                    + (now.isPresent() && now.get().status().isOnTeam()
                            ? "They are on the team again; give them roles and groups as they are needed now."
                            : "Invite them again."));
        }
        if (now.filter(it -> isAnother(receipt.before(), it)).isPresent()) {
            return Optional.of("Whom the provider shows under the id of " + who
                    + " isn't recognisably the same: address, external id, name and time of joining were compared. "
                    + "Nothing was changed; look at the person in the provider's console.");
        }
        return now.filter(it -> it.status() == UserStatus.REMOVED)
                .map(it -> "The provider no longer lets " + who + " be recovered. Invite them again.");
    }

    /**
     * Whether somebody with the same id is surely not the same person. An address or external id that is still theirs settles it. Either may
     * have been changed since, and a provider may hide or rewrite the address of those who left; then the rest has to agree as far as it is
     * known.
     */
    private static boolean isAnother(User before, User now) {
        boolean sameExternalId =
                before.externalId().isPresent() && before.externalId().equals(now.externalId());
        if (sameExternalId || before.email().equalsIgnoreCase(now.email())) {
            return false;
        }
        List<Boolean> same = Stream.of(same(name(before), name(now)), same(before.joinedAt(), now.joinedAt()))
                .flatMap(Optional::stream)
                .toList();
        return same.isEmpty() ? now.status().isOnTeam() : same.contains(false);
    }

    private static <T> Optional<Boolean> same(Optional<T> one, Optional<T> other) {
        return one.flatMap(it -> other.map(it::equals));
    }

    private static Optional<String> name(User user) {
        return Optional.of((user.givenName() + " " + user.surname()).strip()).filter(it -> !it.isEmpty());
    }

    /** What comes after the account: access, roles, groups, quota, suspension. */
    private final class Rest {
        private final Receipt receipt;
        private final User recovered;
        private final Consumer<Progress> progress;
        private final List<String> restored = new ArrayList<>(List.of("the account and its files"));
        private final List<String> lost = new ArrayList<>();
        private User latest;
        private boolean cameBackNow;
        private boolean changed;

        Rest(Receipt receipt, User recovered, Consumer<Progress> progress) {
            this.receipt = receipt;
            this.recovered = recovered;
            this.latest = recovered;
            this.progress = progress;
        }

        Outcome<Undone> restore(boolean accountChanged) {
            cameBackNow = accountChanged;
            changed = accountChanged;
            User before = receipt.before();
            if (before.status() == UserStatus.ACTIVE && recovered.status() == UserStatus.SUSPENDED) {
                access(before);
            } else if (before.status() == UserStatus.ACTIVE && recovered.status() == UserStatus.ACTIVE) {
                stands("access");
            }
            roles(before);
            groups();
            quota();
            if (before.status() == UserStatus.SUSPENDED && recovered.status() == UserStatus.ACTIVE) {
                suspendAgain();
            }
            receipt.mailTo().ifPresent(this::stopForwarding);
            equipment(receipt.holdings(), holdingsNow());
            return new Outcome.Done<>(new Undone(lastReading(), restored, lost), changed);
        }

        /** What came back is back, whether or not the provider answers once more. */
        private Holdings holdingsNow() {
            try {
                return provider.inspect(recovered.id());
            } catch (RuntimeException unread) {
                return Holdings.unknown("the last reading failed: " + Writes.words(unread));
            }
        }

        private User lastReading() {
            try {
                return now();
            } catch (RuntimeException unread) {
                lost.add("the last reading of the person, who is shown as read before it: " + Writes.words(unread));
                return latest;
            }
        }

        /** Ends the suspension by the offboarding, and none that somebody decided on since. */
        private void access(User before) {
            if (!cameBackNow
                    && recovered
                            .suspendedAt()
                            .filter(it -> it.isAfter(receipt.finishedAt().plus(Writes.ON_ITS_WAY)))
                            .isPresent()) {
                lost.add("access: the person was suspended after the offboarding; look at why");
                return;
            }
            ask(new Intent.Unsuspend(before.id()), "access");
        }

        /** Suspends who had been suspended, but nobody whom another hand has let in since. */
        private void suspendAgain() {
            if (cameBackNow) {
                note("the suspension", suspension.suspend(now(), Devices.KEEP, progress));
            } else {
                lost.add("the suspension: the person came back by another way, or by an undo that stopped half-way, "
                        + "and is active; suspend them if they are to be");
            }
        }

        private void stopForwarding(String to) {
            forwarding
                    .stop(receipt.planId(), receipt.before().email(), to)
                    .ifPresentOrElse(
                            why -> lost.add("future e-mail still goes to " + to + ": " + why),
                            () -> restored.add("future e-mail, which is no longer forwarded"));
        }

        /** What hung on the account and isn't there any more, as read now; only the person can link it again. */
        private void equipment(Holdings then, Holdings now) {
            if (receipt.handling().devices() == Devices.WIPE) {
                lost.add("synced files on devices: they were wiped; they sync again once the devices are linked again");
            } else {
                int devices = then.devices().toOptional().orElse(0);
                compare(
                        devices > 0,
                        Planner.count(devices, "linked device"),
                        now.devices(),
                        there -> devices > there
                                ? Optional.of(Planner.count(devices - there, "linked device"))
                                : Optional.empty());
            }
            then.webSessions()
                    .toOptional()
                    .filter(count -> count > 0)
                    .ifPresent(count -> lost.add("web sessions: the person has to sign in again"));
            List<String> apps = then.linkedApps().toOptional().orElse(List.of());
            compare(
                    !apps.isEmpty(),
                    "linked apps: " + String.join(", ", apps),
                    now.linkedApps(),
                    there -> apps.stream()
                            .filter(app -> !there.contains(app))
                            .reduce((one, other) -> one + ", " + other)
                            .map(names -> "linked apps: " + names));
        }

        /** Lists what is missing now, or that it can't be read whether anything is. */
        private <T> void compare(boolean had, String what, Fact<T> now, Function<T, Optional<String>> missing) {
            if (had) {
                now.match(
                                there -> missing.apply(there).map(it -> it + "; to be linked again by the person"),
                                why -> Optional.of(what + "; not known whether they are still linked: " + why))
                        .ifPresent(lost::add);
            }
        }

        private User now() {
            return provider.find(UserRef.id(recovered.id())).orElse(recovered);
        }

        /** Gives roles back. What somebody was given after they came back by another way is not taken from them. */
        private void roles(User before) {
            String names = before.roles().isEmpty()
                    ? "plain membership"
                    : "the role "
                            + String.join(
                                    ", ",
                                    before.roles().stream().map(Role::name).toList());
            if (roleIds(recovered).equals(roleIds(before))) {
                before.roles().stream().findFirst().ifPresent(any -> stands(names));
                return;
            }
            if (!cameBackNow && !roleIds(before).containsAll(roleIds(recovered))) {
                lost.add(names + ": the person has been given other roles since, and keeps them");
                return;
            }
            ask(new Intent.AssignRoles(before.id(), List.copyOf(roleIds(before))), names);
        }

        private static Set<String> roleIds(User user) {
            return user.roles().stream().map(Role::id).collect(Collectors.toCollection(LinkedHashSet::new));
        }

        private void groups() {
            Optional<List<GroupMembership>> before = receipt.holdings().groups().toOptional();
            if (before.isEmpty()) {
                lost.add("groups: they were not known when the person left");
                return;
            }
            List<String> there = recovered.groupIds().toOptional().orElse(List.of());
            for (GroupMembership group : before.get()) {
                String name = "the group " + group.groupName();
                if (!there.contains(group.groupId()) || group.owner()) {
                    ask(new Intent.JoinGroup(receipt.before().id(), group), name);
                } else {
                    stands(name);
                }
            }
        }

        /** Gives the storage limit back. What the person was given after they came back by another way stays. */
        private void quota() {
            Fact<Quota> before = receipt.holdings().quota();
            if (before.toOptional().isEmpty()) {
                lost.add("the quota: it was not known when the person left");
                return;
            }
            Quota quota = before.toOptional().get();
            String what = "the quota (" + quota + ")";
            Fact<Quota> now = provider.quota(recovered.id());
            if (now.toOptional().isEmpty()) {
                lost.add(what + ": not known whether it is still so: " + now.match(known -> "", why -> why));
            } else if (!now.equals(before)) {
                if (!cameBackNow && !now.toOptional().get().equals(Quota.NONE)) {
                    lost.add(what + ": the person has been given another since, and keeps it");
                } else {
                    ask(new ProfileIntent.SetQuota(recovered.id(), quota), what);
                }
            } else if (!quota.equals(Quota.NONE)) {
                stands(what);
            }
        }

        /** What an earlier undo brought back is told again, so that whoever asks twice hears the same. */
        private void stands(String what) {
            if (!cameBackNow) {
                restored.add(what);
            }
        }

        private void ask(Intent intent, String what) {
            try {
                note(what, writes.ask(intent, Before.NOTHING, progress));
            } catch (PermissionMissingException missing) { // asking again would be of no use
                lost.add(what + ": " + missing.getMessage());
            }
        }

        private void note(String what, Outcome<Writes.Written> outcome) {
            if (outcome instanceof Outcome.Done<Writes.Written> done) {
                changed |= done.changed();
                latest = done.value().user().orElse(latest);
                restored.add(what);
            } else {
                lost.add(what + ": "
                        + outcome.match(
                                done -> "",
                                refused -> refused.refusal().explanation(),
                                unsettled -> "not known yet, " + unsettled.why() + "; ask for the undo again"));
            }
        }
    }
}
