package dev.gangway.assistance;

import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityTopic;
import dev.gangway.assistance.Gate.Step;
import dev.gangway.connector.SupportQuestion;
import dev.gangway.result.Passage.Operation;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.teamfolder.TeamFolderId;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which action each operation of the library is. What isn't named here is refused, so a new operation can't be used by a partner before
 * somebody has thought about it. Immutable.
 */
final class Operations {

    private static final Set<ActivityKind> COUNTED =
            Set.of(ActivityKind.LINK_CREATED, ActivityKind.DEVICE_LINKED, ActivityKind.DEVICE_UNLINKED);

    private static final String DEVICES = "devices";
    private static final String RECIPIENT = "recipient";

    private final Names names;
    private final Predicate<Action> allowed;

    /**
     * The operations of a partner.
     *
     * @param allowed what the grant names: of two actions that an operation can be, the one that is allowed is meant
     */
    Operations(Names names, Predicate<Action> allowed) {
        this.names = names;
        this.allowed = allowed;
    }

    /**
     * What an operation is.
     *
     * @param operation an interface's method and its arguments
     */
    Meaning meaning(Operation operation) {
        String name = operation.name();
        int dot = name.indexOf('.');
        String method = name.substring(dot + 1);
        return switch (name.substring(0, dot)) {
            case "Users" -> ofUsers(operation, method);
            case "UserLifecycle" -> ofPeople(operation, method);
            case "LicenseData" -> ofLicenses(operation, method);
            case "TeamFolderData" -> ofTeamFolders(operation, method);
            case "ActivityData" -> ofActivity(operation, method);
            case "SharingData" -> ofSharing(operation, method);
            case "SecurityData" ->
                method.equals("policies") || method.equals("consoleOnly")
                        ? Meaning.reads(Action.SECURITY_POLICIES_READ)
                        : Meaning.other(name);
            case "SupportDesk" ->
                method.equals("prepare")
                        ? Meaning.changes(Step.of(Action.SUPPORT_ASKED)
                                .on(Subject.named(argument(operation, 0, SupportQuestion.class)
                                        .topic())))
                        : Meaning.other(name);
            case "UserDataAccess" -> ofUserData(operation, method);
            case "TeamFolders" -> announcesFolders(operation, method);
            case "Licenses", "SharingActivity" -> ofWhatIsKept(name);
            default -> Meaning.other(name);
        };
    }

    private Meaning ofUsers(Operation operation, String method) {
        return switch (method) {
            case "onboard", "onboardAll" -> Meaning.announces(invitations(argument(operation, 0, List.class)));
            case "execute" -> execution(operation, argument(operation, 0, ConfirmedPlan.class));
            case "carryOn" -> Meaning.announces(List.of(List.of(Step.of(Action.MEMBER_REMOVED))));
            case "openRequests", "receipt" -> Meaning.reads(Action.HOLDINGS_READ);
            case "settle" -> Meaning.reads(Action.MEMBERS_READ);
            default -> Meaning.other(operation.name());
        };
    }

    private Meaning ofPeople(Operation operation, String method) {
        return switch (method) {
            case "find", "findAll", "findLeaver", "list", "roles", "size", "quota", "recoveryWindow" ->
                Meaning.reads(Action.MEMBERS_READ);
            case "inspect" -> Meaning.reads(of(operation, Action.HOLDINGS_READ));
            case "objections" -> Meaning.reads(Action.HOLDINGS_READ);
            case "sessions", "linkedApps" -> Meaning.reads(Action.DEVICES_READ);
            case "onboardingBatch" -> new Meaning(Meaning.Mode.TELLS, List.of());
            case "poll", "pollAll" -> new Meaning(Meaning.Mode.FOLLOWS, List.of(List.of(Step.of(Action.MEMBERS_READ))));
            case "onboard" ->
                new Meaning(Meaning.Mode.CHANGES, List.of(invitation(argument(operation, 0, NewUser.class))));
            case "onboardAll" -> new Meaning(Meaning.Mode.CHANGES, invitations(argument(operation, 0, List.class)));
            case "suspend" ->
                argument(operation, 1, Devices.class) == Devices.WIPE
                        ? Meaning.changes(
                                of(operation, Action.MEMBER_SUSPENDED),
                                of(operation, Action.DEVICE_UNLINKED).saying(DEVICES, Devices.WIPE.name()))
                        : Meaning.changes(of(operation, Action.MEMBER_SUSPENDED));
            case "unsuspend" -> back(operation, Action.MEMBER_RESUMED);
            case "remove" ->
                new Meaning(
                        Meaning.Mode.CHANGES,
                        List.of(removal(
                                argument(operation, 0, UserId.class), argument(operation, 1, DataHandling.class))));
            case "recover" -> back(operation, Action.MEMBER_RESTORED);
            case "changeProfile" -> profile(operation);
            case "addAddress" ->
                Meaning.changes(of(operation, Action.MEMBER_CHANGED)
                        .saying(
                                "address",
                                shown(argument(operation, 1, UserRef.Email.class)
                                        .address())));
            case "assignRoles" ->
                Meaning.changes(
                        of(operation, Action.ROLE_CHANGED).saying("roles", shown(argument(operation, 1, List.class))));
            case "endSession" -> Meaning.changes(session(operation, argument(operation, 1, UserSession.class)));
            case "unlinkApp" ->
                Meaning.changes(of(operation, Action.APP_REVOKED)
                        .saying(
                                "app",
                                shown(argument(operation, 1, LinkedApp.class).name())));
            case "transferFiles" ->
                Meaning.changes(of(operation, Action.FILES_TRANSFERRED)
                        .saying(RECIPIENT, recipient(argument(operation, 1, UserId.class))));
            case "deleteFiles" -> Meaning.changes(of(operation, Action.FILES_DELETED));
            default -> Meaning.other(operation.name());
        };
    }

    private static Meaning ofLicenses(Operation operation, String method) {
        return switch (method) {
            case "pools" -> Meaning.reads(Action.LICENSES_READ);
            case "people" -> Meaning.reads(Action.MEMBERS_READ);
            case "signIns", "storedBytes" -> Meaning.reads(Action.ANALYTICS_READ);
            case "devices", "linkedApps" -> Meaning.reads(Action.DEVICES_READ);
            case "signInLag", "signInReaders" -> new Meaning(Meaning.Mode.TELLS, List.of());
            default -> Meaning.other(operation.name());
        };
    }

    private Meaning ofTeamFolders(Operation operation, String method) {
        return switch (method) {
            case "objection", "list", "find" -> Meaning.reads(Action.TEAM_FOLDERS_READ);
            case "poll" -> new Meaning(Meaning.Mode.FOLLOWS, List.of(List.of(Step.of(Action.TEAM_FOLDERS_READ))));
            case "create" ->
                Meaning.changes(Step.of(Action.TEAM_FOLDER_CREATED)
                        .on(Subject.named(Names.shortened(argument(operation, 0, String.class)))));
            case "rename" ->
                Meaning.changes(folder(operation, Action.TEAM_FOLDER_RENAMED)
                        .saying("name", argument(operation, 1, String.class)));
            case "archive" -> Meaning.changes(folder(operation, Action.TEAM_FOLDER_ARCHIVED));
            case "changeSync" ->
                Meaning.changes(folder(operation, Action.TEAM_FOLDER_SYNC_CHANGED)
                        .saying("sync", operation.arguments().get(1).toString()));
            default -> Meaning.other(operation.name());
        };
    }

    /** A change is looked at before the readings that go before it, so that a refusal names what was tried. */
    private Meaning announcesFolders(Operation operation, String method) {
        return switch (method) {
            case "unsettled", "settle" ->
                allowed.test(Action.TEAM_FOLDER_CREATED)
                        ? Meaning.reads(Action.TEAM_FOLDERS_READ)
                        : Meaning.other(operation.name());
            case "create", "rename", "archive", "changeSync" ->
                Meaning.announces(ofTeamFolders(operation, method).groups());
            default -> Meaning.other(operation.name());
        };
    }

    /** What analytics count, monitoring may read, too. Policies, roles and the provider's own partners are nobody's but the customer's. */
    private Meaning ofActivity(Operation operation, String method) {
        if (method.equals("activityLag")) {
            return new Meaning(Meaning.Mode.TELLS, List.of());
        }
        Set<?> kinds = argument(operation, 1, Set.class);
        if (!method.equals("activities") || kinds.isEmpty()) {
            return Meaning.other(operation.name());
        }
        if (COUNTED.containsAll(kinds) && allowed.test(Action.ANALYTICS_READ)) {
            return Meaning.reads(Action.ANALYTICS_READ);
        }
        return kinds.stream().allMatch(it -> ((ActivityKind) it).topic() == ActivityTopic.SHARING)
                ? Meaning.reads(Action.SHARING_READ)
                : Meaning.other(operation.name());
    }

    private static Meaning ofSharing(Operation operation, String method) {
        return switch (method) {
            case "policies", "allowList", "folder" -> Meaning.reads(Action.SHARING_POLICIES_READ);
            case "allow" -> entries(operation, Action.SHARING_ALLOWED);
            case "disallow" -> entries(operation, Action.SHARING_DISALLOWED);
            case "changeFolder" ->
                Meaning.changes(Step.of(Action.SHARING_POLICY_CHANGED)
                        .on(Subject.named("folder " + argument(operation, 0, SharedFolderId.class)))
                        .saying("change", shown(operation.arguments().get(1))));
            default -> Meaning.other(operation.name());
        };
    }

    /** Each entry is told by itself, however many are changed at once. */
    private static Meaning entries(Operation operation, Action action) {
        Set<?> entries = argument(operation, 0, Set.class);
        List<Step> each = entries.stream()
                .map(it -> Step.of(action).on(Subject.named(it.toString())))
                .toList();
        return new Meaning(Meaning.Mode.CHANGES, List.of(each));
    }

    private Meaning ofUserData(Operation operation, String method) {
        return switch (method) {
            case "reach" -> new Meaning(Meaning.Mode.TELLS, List.of());
            case "begin" -> Meaning.changes(of(operation, Action.SIGNED_IN_AS));
            case "list", "sharedLinks", "sharedFolders", "storage" ->
                Meaning.reads(of(operation, Action.USER_DATA_READ));
            default -> Meaning.other(operation.name());
        };
    }

    /** What facades hand out or forget without asking a connector. How changes of folders stand is for whoever may make them. */
    private Meaning ofWhatIsKept(String name) {
        return switch (name) {
            case "Licenses.last", "Licenses.cancelRefresh" -> Meaning.reads(Action.ANALYTICS_READ);
            case "SharingActivity.forget" -> Meaning.reads(Action.SHARING_READ);
            default -> Meaning.other(name);
        };
    }

    /** An action on the person that is the first argument. */
    private Step of(Operation operation, Action action) {
        return Step.of(action).on(names.of(argument(operation, 0, UserId.class)));
    }

    private Step folder(Operation operation, Action action) {
        return Step.of(action).on(names.of(argument(operation, 0, TeamFolderId.class)));
    }

    /** The brake holds a partner, too: only the customer releases it. Nor does a partner decide who reads somebody's mail. */
    private Meaning execution(Operation operation, ConfirmedPlan plan) {
        if (plan.release().isPresent()) {
            return Meaning.other(operation.name() + " with the brake released");
        }
        return plan.plan().mailTo().isPresent()
                ? Meaning.other(operation.name() + " with mail forwarded")
                : Meaning.announces(List.of(removal(plan.plan())));
    }

    /** A plan without a leaver is refused by itself. */
    private List<Step> removal(OffboardingPlan plan) {
        return plan.leaver()
                .map(it -> removal(it.id(), plan.handling()))
                .orElse(List.of(Step.of(Action.MEMBER_REMOVED)));
    }

    private List<Step> removal(UserId leaver, DataHandling handling) {
        Subject whom = names.of(leaver);
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(Action.MEMBER_REMOVED)
                .on(whom)
                .saying("handling", handling.getClass().getSimpleName()));
        if (handling instanceof DataHandling.Transfer transfer) {
            steps.add(Step.of(Action.FILES_TRANSFERRED)
                    .on(whom)
                    .saying(
                            RECIPIENT,
                            transfer.recipient() instanceof UserRef.Id it
                                    ? recipient(it.id())
                                    : shown(transfer.recipient())));
        }
        if (handling instanceof DataHandling.DeleteForGood) {
            steps.add(Step.of(Action.FILES_DELETED).on(whom));
        }
        if (handling.devices() == Devices.WIPE) {
            steps.add(Step.of(Action.DEVICE_UNLINKED).on(whom).saying(DEVICES, Devices.WIPE.name()));
        }
        return steps;
    }

    private String recipient(UserId user) {
        return names.of(user).name() + ", " + user;
    }

    /** Who comes back may have admin permissions again: a provider keeps them over a suspension, and perhaps over a removal. */
    private Meaning back(Operation operation, Action action) {
        Step restored = of(operation, action);
        return names.mayHaveRoles(argument(operation, 0, UserId.class))
                ? Meaning.changes(restored, of(operation, Action.ROLE_CHANGED).saying("roles", "as before"))
                : Meaning.changes(restored);
    }

    /** Who gets another address can be signed in as by whoever reads its mail; an admin so gives away what they may do. */
    private Meaning profile(Operation operation) {
        ProfileChange change = argument(operation, 1, ProfileChange.class);
        Step changed = of(operation, Action.MEMBER_CHANGED).saying("change", shown(change));
        if (change.email().isEmpty()) {
            return Meaning.changes(changed);
        }
        Step moved = of(operation, Action.EMAIL_CHANGED)
                .saying("address", shown(change.email().get().address()));
        return names.mayHaveRoles(argument(operation, 0, UserId.class))
                ? Meaning.changes(moved, of(operation, Action.ROLE_CHANGED).saying("roles", "to another address"))
                : Meaning.changes(moved);
    }

    private Step session(Operation operation, UserSession session) {
        Action action = session.kind() == UserSession.Kind.WEB ? Action.SESSION_ENDED : Action.DEVICE_UNLINKED;
        return of(operation, action)
                .saying("session", shown(session.name()))
                .saying(DEVICES, argument(operation, 2, Devices.class).name());
    }

    private static List<List<Step>> invitations(List<?> people) {
        return people.stream().map(it -> invitation((NewUser) it)).toList();
    }

    /** An invitation that gives a role is a change of admin permissions, too. */
    private static List<Step> invitation(NewUser person) {
        Subject whom = Subject.named(Names.shortened(person.email().address()));
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(Action.MEMBER_INVITED).on(whom));
        person.roleId()
                .ifPresent(it -> steps.add(Step.of(Action.ROLE_CHANGED).on(whom).saying("roles", shown(it))));
        if (!person.groupIds().isEmpty()) {
            steps.add(Step.of(Action.OTHER)
                    .on(Subject.named("UserLifecycle.joinGroup"))
                    .saying(TrailRecord.OPERATION, "UserLifecycle.joinGroup"));
        }
        return steps;
    }

    private static String shown(Object value) {
        String text = value instanceof List<?> all
                ? String.join(" ", all.stream().map(Object::toString).toList())
                : value.toString();
        String some = text.isBlank() ? "none" : text;
        return some.length() <= Entry.LONGEST_TEXT ? some : some.substring(0, Entry.LONGEST_TEXT);
    }

    private static <T> T argument(Operation operation, int index, Class<T> type) {
        return type.cast(operation.arguments().get(index));
    }
}
