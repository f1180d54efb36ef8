package dev.gangway.user;

import dev.gangway.result.Fact;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.Consequence.Kind;
import dev.gangway.user.DataHandling.DeleteForGood;
import dev.gangway.user.DataHandling.KeepAsPersonalAccount;
import dev.gangway.user.DataHandling.KeepRecoverable;
import dev.gangway.user.DataHandling.Moving;
import dev.gangway.user.DataHandling.TransferAfterwards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Reads what an offboarding would mean and says it, without writing anything anywhere. */
final class Planner {

    private final UserLifecycle provider;
    private final UsersSettings settings;
    private final Guards guards;
    private final OpenRuns openRuns;
    private final Braking braking;
    private final Forwarding forwarding;

    Planner(UserLifecycle provider, UsersSettings settings, Guards guards, OpenRuns openRuns, Braking braking) {
        this.provider = provider;
        this.settings = settings;
        this.guards = guards;
        this.openRuns = openRuns;
        this.braking = braking;
        this.forwarding = new Forwarding(provider, settings.mailForwarder());
    }

    OffboardingPlan plan(OffboardingRequest request) {
        Optional<User> found = provider.find(request.leaver());
        if (found.isEmpty()) {
            return plan(
                    request,
                    Optional.empty(),
                    Holdings.unknown("nobody was found"),
                    request.handling(),
                    List.of(),
                    List.of(),
                    List.of(notFound(request.leaver())));
        }
        User leaver = found.get();
        List<Refusal> refusals = new ArrayList<>();
        DataHandling handling = resolve(leaver, request.handling(), refusals);
        OffboardingRequest byId = new OffboardingRequest(
                UserRef.id(leaver.id()),
                handling,
                request.mailTo().map(it -> mailRecipient(leaver, it, refusals)),
                request.invitationsTo().map(it -> recipient(leaver, it, "invitations", refusals)));
        refusals.addAll(0, check(leaver, handling, byId.invitationsTo()));
        settings.againstRemoving().toOptional().flatMap(it -> it).ifPresent(refusals::add);
        openRuns.concerning(leaver.id()).ifPresent(refusals::add);
        Holdings holdings =
                leaver.status().isRemoved() ? Holdings.unknown("the person has left") : provider.inspect(leaver.id());
        if (!leaver.status().isRemoved()) {
            Guards.againstHold(leaver, holdings.legalHold(), handling).ifPresent(refusals::add);
        }
        List<Consequence> consequences = leaver.status().isRemoved() ? List.of() : consequences(leaver, holdings, byId);
        return plan(byId, found, holdings, handling, steps(leaver, byId), consequences, refusals);
    }

    /** Access and sessions first, then data, then the account; what needs the account to be gone comes last. */
    private List<OffboardingStep> steps(User leaver, OffboardingRequest request) {
        List<OffboardingStep> steps = new ArrayList<>();
        if (leaver.status() == UserStatus.ACTIVE
                && !(request.handling() instanceof KeepAsPersonalAccount)
                && settings.againstSuspending().toOptional().flatMap(it -> it).isEmpty()) {
            steps.add(OffboardingStep.SUSPEND);
        }
        if (request.mailTo().isPresent()) {
            steps.add(OffboardingStep.FORWARD_MAIL);
        }
        steps.add(OffboardingStep.REMOVE);
        if (request.handling() instanceof TransferAfterwards) {
            steps.add(OffboardingStep.TRANSFER_FILES);
        }
        if (request.invitationsTo().isPresent()) {
            steps.add(OffboardingStep.REDIRECT_INVITATIONS);
        }
        return steps;
    }

    UserRef mailRecipient(User leaver, UserRef to, List<Refusal> refusals) {
        Optional<User> recipient = active(leaver, to, "future e-mail", refusals);
        recipient.flatMap(it -> forwarding.against(leaver, it)).ifPresent(refusals::add);
        if (recipient.isEmpty()) {
            forwarding.againstAny().ifPresent(refusals::add);
        }
        return recipient.map(it -> UserRef.id(it.id())).orElse(to);
    }

    UserRef recipient(User leaver, UserRef to, String what, List<Refusal> refusals) {
        return active(leaver, to, what, refusals).map(it -> UserRef.id(it.id())).orElse(to);
    }

    private Optional<User> active(User leaver, UserRef to, String what, List<Refusal> refusals) {
        Optional<User> recipient = provider.find(to);
        Optional<Refusal> leaving = recipient.flatMap(it -> openRuns.leaving(it.id()));
        if (leaving.isPresent()) {
            refusals.add(leaving.get());
            return recipient;
        }
        Optional<String> wrong = recipient.isEmpty()
                ? Optional.of("Nobody on the team is known as " + to + ", who should get the " + what + ".")
                : recipient.get().id().equals(leaver.id())
                        ? Optional.of(
                                leaver.email() + " can't be the one who leaves and the one who gets the " + what + ".")
                        : recipient.get().status() != UserStatus.ACTIVE
                                ? Optional.of(recipient.get().email() + ", who should get the " + what
                                        + ", is not an active member of the team.")
                                : Optional.empty();
        wrong.ifPresent(it -> refusals.add(Refusal.of(Reason.RECIPIENT_UNSUITABLE, it)));
        return wrong.isPresent() ? Optional.empty() : recipient;
    }

    /** Everything that speaks against removing the person as they are now. */
    List<Refusal> check(User leaver, DataHandling handling, Optional<UserRef> invitationsTo) {
        if (leaver.status().isRemoved()) {
            return List.of(Refusal.of(
                    Reason.NOT_ON_TEAM, leaver.email() + " has left the team already; there is nothing to do."));
        }
        List<Refusal> refusals = new ArrayList<>(guards.against(leaver));
        if (handling instanceof DeleteForGood && !settings.permanentDeletionAllowed()) {
            refusals.add(Refusal.of(Reason.PERMANENT_DELETION_DISABLED, Reason.PERMANENT_DELETION_DISABLED.advice()));
        }
        refusals.addAll(provider.objections(leaver, handling, invitationsTo.flatMap(UserRef::asId)));
        if (leaver.status() == UserStatus.INVITED
                && (handling instanceof Moving || handling instanceof KeepAsPersonalAccount)) {
            refusals.add(Refusal.of(
                    Reason.ONLY_INVITED,
                    leaver.email() + " has not joined, so there are no files and no account to keep. "
                            + "Withdraw the invitation with DataHandling.keepRecoverable()."));
        }
        return refusals;
    }

    /** The same handling with everybody named by id; what is wrong with those people is added to the refusals. */
    DataHandling resolve(User leaver, DataHandling handling, List<Refusal> refusals) {
        if (!(handling instanceof Moving transfer)) {
            return handling;
        }
        Optional<User> recipient = active(leaver, transfer.recipient(), "files", refusals);
        Optional<UserRef> errorsTo =
                transfer.errorsTo().or(() -> settings.ownAccount().toOptional().map(UserRef::id));
        Optional<User> admin = errorsTo.flatMap(provider::find);
        if (admin.isEmpty()) {
            refusals.add(Refusal.of(
                    Reason.TRANSFER_ADMIN_UNSUITABLE,
                    "Say who is told of transfer errors, with reportingErrorsTo(…): "
                            + errorsTo.map(ref -> "nobody on the team is known as " + ref)
                                    .orElse("the connection's own admin isn't known")
                            + "."));
        } else if (admin.get().id().equals(leaver.id())) {
            refusals.add(Refusal.of(
                    Reason.TRANSFER_ADMIN_UNSUITABLE,
                    leaver.email() + " can't be the one who leaves and the one who is told of transfer errors."));
        } else if (admin.get().status() != UserStatus.ACTIVE || !admin.get().isTeamAdmin()) {
            refusals.add(Refusal.of(
                    Reason.TRANSFER_ADMIN_UNSUITABLE,
                    admin.get().email()
                            + ", who should be told of transfer errors, is not an active admin of the team."));
        }
        return transfer.with(
                recipient.map(it -> UserRef.id(it.id())).orElse(transfer.recipient()),
                admin.map(it -> UserRef.id(it.id())).or(() -> errorsTo));
    }

    private List<Consequence> consequences(User leaver, Holdings holdings, OffboardingRequest request) {
        DataHandling handling = request.handling();
        List<Consequence> list = new ArrayList<>();
        String name = leaver.displayName();
        boolean invited = leaver.status() == UserStatus.INVITED;
        list.add(
                invited
                        ? new Consequence(
                                Kind.INVITATION_WITHDRAWN, "The invitation of " + leaver.email() + " is withdrawn.")
                        : new Consequence(
                                Kind.ACCESS_ENDS, name + " can no longer sign in, on the web or on any device."));
        leaver.licenseType()
                .match(
                        type -> type.map(it ->
                                new Consequence(Kind.LICENSE_FREED, "1 license of type " + it + " becomes free.")),
                        why -> Optional.of(new Consequence(
                                Kind.NOT_KNOWN, "Whether a license becomes free is not known: " + why + ".")))
                .ifPresent(list::add);
        if (!invited) {
            list.add(files(leaver, holdings, handling));
            list.add(devices(holdings, handling));
            holdings.webSessions()
                    .toOptional()
                    .filter(count -> count > 0)
                    .ifPresent(count -> list.add(new Consequence(
                            Kind.SESSIONS, count(count, "open web session") + " " + (count == 1 ? "ends." : "end."))));
            holdings.linkedApps()
                    .toOptional()
                    .filter(apps -> !apps.isEmpty())
                    .ifPresent(apps -> list.add(new Consequence(
                            Kind.SESSIONS,
                            "Apps linked to the account lose access: " + String.join(", ", apps) + ".")));
        }
        holdings.groups()
                .toOptional()
                .filter(groups -> !groups.isEmpty())
                .ifPresent(groups -> list.add(new Consequence(
                        Kind.GROUPS,
                        "These groups lose a member: "
                                + String.join(
                                        ", ",
                                        groups.stream().map(Planner::words).toList()) + ".")));
        if (!leaver.roles().isEmpty()) {
            list.add(new Consequence(
                    Kind.ROLES,
                    "The team loses somebody with the role "
                            + String.join(
                                    ", ",
                                    leaver.roles().stream().map(Role::name).toList()) + "."));
        }
        request.mailTo()
                .ifPresent(to -> list.add(given(
                        Kind.MAIL, to, it -> "Future e-mail to " + leaver.email() + " is forwarded to " + it + ".")));
        request.invitationsTo()
                .ifPresent(to -> list.add(given(
                        Kind.MAIL,
                        to,
                        it -> "What is shared at the provider with " + leaver.email() + " from then on reaches " + it
                                + "; e-mail does not.")));
        braking.against(1).ifPresent(it -> list.add(new Consequence(Kind.BRAKE, it.explanation())));
        list.add(window(leaver, handling)
                .map(window -> new Consequence(
                        Kind.UNDO, "It can be undone for " + window.toDays() + " days, if a license is free then."))
                .orElseGet(() -> new Consequence(
                        Kind.UNDO,
                        invited ? "It can't be undone; the person can be invited again." : "It can't be undone.")));
        notKnown(list, "whether this connection may remove people", settings.againstRemoving());
        notKnown(list, "linked devices", holdings.devices());
        notKnown(list, "open web sessions", holdings.webSessions());
        notKnown(list, "linked apps", holdings.linkedApps());
        notKnown(list, "groups", holdings.groups());
        notKnown(list, "legal hold", holdings.legalHold());
        if (!invited) {
            notKnown(list, "how much is stored", holdings.storedBytes());
        }
        return list;
    }

    private static void notKnown(List<Consequence> list, String what, Fact<?> fact) {
        if (fact instanceof Fact.Unknown<?> unknown) {
            list.add(new Consequence(Kind.NOT_KNOWN, "Not known: " + what + " (" + unknown.why() + ")."));
        }
    }

    /** Something goes to somebody, who is named with their address. */
    private Consequence given(Kind kind, UserRef to, UnaryOperator<String> text) {
        Optional<Consequence.Recipient> recipient = provider.find(to).map(Consequence.Recipient::of);
        return new Consequence(
                kind, text.apply(recipient.map(Consequence.Recipient::toString).orElseGet(to::toString)), recipient);
    }

    private Consequence files(User leaver, Holdings holdings, DataHandling handling) {
        String files = "All files of " + leaver.displayName()
                + holdings.storedBytes()
                        .toOptional()
                        .map(it -> " (" + size(it) + ")")
                        .orElse("");
        if (handling instanceof Moving it) {
            return given(
                    Kind.FILES_MOVE,
                    it.recipient(),
                    to -> files + " move to " + to
                            + (it instanceof TransferAfterwards ? " after the removal" : "")
                            + "; once they have, the account can't be recovered.");
        }
        if (handling instanceof KeepAsPersonalAccount it) {
            return new Consequence(
                    Kind.ACCOUNT_LEAVES_TEAM,
                    leaver.displayName() + " keeps the account and its files as a personal one, "
                            + (it.shares() == DataHandling.Shares.RETAIN ? "with" : "without")
                            + " access to the team's shares.");
        }
        if (handling instanceof DeleteForGood) {
            return new Consequence(Kind.FILES_DELETED, files + " are deleted at once and for good.");
        }
        return new Consequence(
                Kind.FILES_KEPT,
                "The provider keeps the files of " + leaver.displayName()
                        + provider.recoveryWindow()
                                .map(window -> " for " + window.toDays() + " days.")
                                .orElse(" for a time that it doesn't tell."));
    }

    /** Decimal units, as providers sell storage. */
    private static String size(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1000 && unit < units.length - 1) {
            size /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
    }

    private static Consequence devices(Holdings holdings, DataHandling handling) {
        if (holdings.devices().toOptional().equals(Optional.of(0))) {
            return new Consequence(Kind.DEVICES, "No device is linked; there is nothing to wipe.");
        }
        String devices = holdings.devices().match(count -> count(count, "linked device"), why -> "all linked devices");
        return new Consequence(
                Kind.DEVICES,
                handling.devices() == Devices.WIPE
                        ? "Synced files are erased from " + devices + "."
                        : "Synced files stay on " + devices + "; nothing is wiped.");
    }

    private static String words(GroupMembership group) {
        return group.groupName() + (group.owner() ? " (as its manager)" : "");
    }

    static String people(int count) {
        return count == 1 ? "1 person" : count + " people";
    }

    static String count(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** For how long a removal can be undone; empty if it can't. */
    Optional<Duration> window(User leaver, DataHandling handling) {
        return handling instanceof KeepRecoverable && leaver.status() != UserStatus.INVITED
                ? provider.recoveryWindow()
                : Optional.empty();
    }

    private OffboardingPlan plan(
            OffboardingRequest request,
            Optional<User> leaver,
            Holdings holdings,
            DataHandling handling,
            List<OffboardingStep> steps,
            List<Consequence> consequences,
            List<Refusal> refusals) {
        OffboardingPlan plan = new OffboardingPlan(
                UUID.randomUUID().toString(),
                settings.time().instant(),
                leaver,
                holdings,
                handling,
                request.mailTo(),
                request.invitationsTo(),
                steps,
                consequences,
                refusals,
                leaver.flatMap(it -> window(it, handling)));
        return leaver.isEmpty() || Offboarding.canBeRecorded(plan)
                ? plan
                : plan.named(
                        plan.id(), List.of(Refusal.of(Reason.TOO_MUCH_TO_RECORD, Reason.TOO_MUCH_TO_RECORD.advice())));
    }

    static Refusal notFound(UserRef who) {
        return Refusal.of(
                Reason.USER_NOT_FOUND, "Nobody on the team is known as " + who + ". Check the id or address.");
    }
}
