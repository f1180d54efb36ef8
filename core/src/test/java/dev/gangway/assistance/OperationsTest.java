package dev.gangway.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.activity.ActivityKind;
import dev.gangway.connection.ConnectionId;
import dev.gangway.connector.Session;
import dev.gangway.connector.SupportQuestion;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.fake.FakeTime;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Passage.Operation;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.store.InMemoryStore;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolderId;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.Holdings;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.MailForwarder;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.OffboardingStep;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserSession;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * All operations that a partner could try, found by reflection, times all grants. What passes is held against a table that was written by
 * hand from the nine kinds; an operation that isn't in the table has to be refused under every grant.
 */
class OperationsTest {

    /** What has to be granted, and for which operations; an exclamation mark is for the destructive part of a kind. */
    private static final Map<String, String> NEEDED = table("""
            ANY: \
            UserDataAccess.reach, UserLifecycle.onboardingBatch, LicenseData.signInLag, LicenseData.signInReaders, \
            ActivityData.activityLag
            MANAGE_MEMBERS or ACT_AS_USERS or CHANGE_ROLES or CHANGE_SECURITY or USE_ANALYTICS: \
            UserLifecycle.find, UserLifecycle.findAll, UserLifecycle.findLeaver, UserLifecycle.list, UserLifecycle.roles, \
            UserLifecycle.size, UserLifecycle.quota, UserLifecycle.recoveryWindow, \
            UserLifecycle.poll, UserLifecycle.pollAll some, UserLifecycle.pollAll none, \
            Users.settle, LicenseData.people
            MANAGE_MEMBERS or USE_ANALYTICS: LicenseData.pools
            USE_ANALYTICS: LicenseData.signIns, LicenseData.storedBytes, ActivityData.activities devices, \
            Licenses.last, Licenses.cancelRefresh
            CHANGE_SECURITY or USE_ANALYTICS: \
            UserLifecycle.sessions, UserLifecycle.linkedApps, LicenseData.devices, LicenseData.linkedApps
            MANAGE_MEMBERS: \
            UserLifecycle.onboard plain, UserLifecycle.onboardAll plain, Users.onboard plain, \
            UserLifecycle.suspend keeping, UserLifecycle.changeProfile of the name, \
            UserLifecycle.addAddress, UserLifecycle.inspect, UserLifecycle.objections keeping, \
            UserLifecycle.objections wiping, UserLifecycle.objections for good, Users.openRequests, Users.receipt
            MANAGE_MEMBERS! and CHANGE_ROLES: UserLifecycle.changeProfile of the address
            MANAGE_MEMBERS and CHANGE_ROLES: \
            UserLifecycle.recover, UserLifecycle.unsuspend, UserLifecycle.onboard with role, UserLifecycle.onboardAll with role, Users.onboard with role
            MANAGE_MEMBERS and CHANGE_SECURITY!: UserLifecycle.suspend wiping
            MANAGE_MEMBERS!: \
            UserLifecycle.remove keeping, UserLifecycle.remove for good, UserLifecycle.transferFiles, \
            UserLifecycle.deleteFiles, Users.execute keeping, Users.execute for good, Users.carryOn
            MANAGE_MEMBERS! and CHANGE_SECURITY!: UserLifecycle.remove wiping, Users.execute wiping
            CHANGE_ROLES: UserLifecycle.assignRoles
            CHANGE_SECURITY!: UserLifecycle.endSession keeping, UserLifecycle.endSession wiping, UserLifecycle.unlinkApp
            CREATE_TEAM_FOLDERS or CHANGE_SHARING or MONITOR_SHARING: \
            TeamFolderData.objection, TeamFolderData.list, TeamFolderData.find, TeamFolderData.poll
            CREATE_TEAM_FOLDERS: \
            TeamFolderData.create, TeamFolderData.rename, TeamFolderData.changeSync, \
            TeamFolders.unsettled, TeamFolders.settle, TeamFolders.create, TeamFolders.rename, TeamFolders.changeSync
            CREATE_TEAM_FOLDERS!: TeamFolderData.archive, TeamFolders.archive
            USE_ANALYTICS or MONITOR_SHARING: ActivityData.activities links
            MONITOR_SHARING: ActivityData.activities folders, SharingActivity.forget
            CHANGE_SHARING or MONITOR_SHARING: SharingData.policies, SharingData.allowList, SharingData.folder
            CHANGE_SHARING: SharingData.allow some, SharingData.disallow some, SharingData.changeFolder
            CHANGE_SECURITY: SecurityData.policies, SecurityData.consoleOnly
            CONTACT_SUPPORT: SupportDesk.prepare
            ACT_AS_USERS: \
            UserDataAccess.begin, UserDataAccess.list, UserDataAccess.sharedLinks, UserDataAccess.sharedFolders, \
            UserDataAccess.storage
            """);

    /** What other facades say that they do without a connector, and one that none says. */
    private static final List<String> OF_OTHER_FACADES = List.of(
            "TeamFolders.unsettled",
            "TeamFolders.settle",
            "TeamFolders.stream",
            "Licenses.last",
            "Licenses.cancelRefresh",
            "SharingActivity.forget");

    private static final UserId LEO = new UserId("dbmid:leo");

    /** An operation with what it is called with, and its name in the table. */
    private record Try(String name, Operation operation) {
        Try with(String label, Object argument) {
            List<Object> arguments = new ArrayList<>(operation.arguments());
            arguments.add(argument);
            return new Try((name + " " + label).strip(), new Operation(operation.name(), arguments));
        }
    }

    private static Map<String, String> table(String text) {
        Map<String, String> needed = new TreeMap<>();
        text.lines().map(it -> it.split(": ", 2)).forEach(line -> {
            for (String operation : line[1].split(", ")) {
                assertThat(needed.put(operation, line[0])).as(operation).isNull();
            }
        });
        return needed;
    }

    private static boolean isNamed(String operation, Grant grant) {
        String needed = NEEDED.getOrDefault(operation, "NOTHING HELPS");
        Set<String> granted = new TreeSet<>(Set.of("ANY"));
        grant.kinds().forEach(it -> granted.add(it.name()));
        grant.destructive().forEach(it -> granted.add(it.name() + "!"));
        return Arrays.stream(needed.split(" and "))
                .allMatch(one -> Arrays.stream(one.split(" or ")).anyMatch(granted::contains));
    }

    @Test
    void ofAllOperationsAndAllGrantsOnlyWhatIsNamedPassesAndEachRefusalIsInTheTrail() {
        List<Try> tries = tries();
        assertThat(tries).extracting(Try::name).containsAll(NEEDED.keySet()).doesNotHaveDuplicates();
        List<Grant> grants = grants();
        int passed = 0;
        int wrongly = 0;
        Map<String, Grant> examples = new TreeMap<>();
        for (Grant grant : grants) {
            Under under = new Under(grant);
            int before = passed;
            for (Try one : tries) {
                boolean passes = under.passes(one.operation());
                passed += passes ? 1 : 0;
                if (passes != isNamed(one.name(), grant)) {
                    wrongly++;
                    examples.putIfAbsent(one.name() + (passes ? " passes" : " is refused"), grant);
                }
            }
            assertThat(under.refusalsInTrail()).isEqualTo(tries.size() - (passed - before));
        }
        System.out.printf(
                "%d operations x %d grants = %d tries: %d passed, the others were refused, %d wrongly.%n",
                tries.size(), grants.size(), tries.size() * grants.size(), passed, wrongly);
        assertThat(examples).isEmpty();
    }

    /**
     * All sets of kinds but the empty one, each without and with what is destructive of them. Without {@code -Dgrants=all} those of one kind, and of
     * all kinds.
     */
    private static List<Grant> grants() {
        ActionKind[] all = ActionKind.values();
        boolean every = "all".equals(System.getProperty("grants"));
        return IntStream.range(1, 1 << all.length)
                .filter(it -> every || Integer.bitCount(it) == 1 || Integer.bitCount(it) == all.length)
                .mapToObj(bits -> IntStream.range(0, all.length)
                        .filter(kind -> (bits & (1 << kind)) != 0)
                        .mapToObj(kind -> all[kind])
                        .collect(Collectors.toUnmodifiableSet()))
                .flatMap(kinds -> Stream.of(grant(kinds, Set.of()), grant(kinds, kinds)))
                .toList();
    }

    private static Grant grant(Set<ActionKind> kinds, Set<ActionKind> destructive) {
        Instant now = new FakeTime().instant();
        return new Grant("g1", "Northwind IT", kinds, destructive, now, now.plus(Duration.ofDays(7)), "Ana");
    }

    /** A partner who is in under a grant. */
    private static final class Under {

        private final Trail trail = new Trail(new InMemoryStore(), new ConnectionId("acme"), new FakeTime());
        private final PartnerPassage partner;

        Under(Grant grant) {
            trail.append(Grants.entry(grant));
            partner = new PartnerPassage(new Gate(trail, new FakeTime(), "Acme"), grant);
        }

        boolean passes(Operation operation) {
            AtomicBoolean done = new AtomicBoolean();
            try {
                partner.<@Nullable Object>pass(operation, () -> {
                    done.set(true);
                    return null;
                });
                assertThat(done).isTrue();
            } catch (AssistanceRefusedException refused) {
                assertThat(done).isFalse();
            }
            return done.get();
        }

        long refusalsInTrail() {
            return trail.records().filter(it -> it.stage() == Stage.REFUSED).count();
        }
    }

    private static List<Try> tries() {
        Stream<Class<?>> offered = Arrays.stream(Session.class.getMethods())
                .map(Method::getGenericReturnType)
                .filter(ParameterizedType.class::isInstance)
                .map(it -> ((ParameterizedType) it).getActualTypeArguments()[0])
                .filter(it -> it instanceof Class<?> type && type.isInterface())
                .map(it -> (Class<?>) it);
        Stream<Try> byType = Stream.concat(offered, Stream.of(Session.class, MailForwarder.class, Users.class))
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(it -> it.getDeclaringClass() == type && !Modifier.isStatic(it.getModifiers()))
                        .flatMap(it -> tries(type, it)));
        Stream<Try> byName = Stream.concat(OF_OTHER_FACADES.stream().flatMap(OperationsTest::bare), changesOfFolders());
        return Stream.concat(byType, byName)
                .collect(Collectors.toMap(Try::name, it -> it, (one, same) -> one, TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    private static Stream<Try> changesOfFolders() {
        TeamFolderId folder = new TeamFolderId("plans");
        return Stream.of(
                        new Operation("TeamFolders.create", List.of("plans")),
                        new Operation("TeamFolders.rename", List.of(folder, "Plans")),
                        new Operation("TeamFolders.archive", List.of(folder)),
                        new Operation("TeamFolders.changeSync", List.of(folder, SyncSetting.SYNCED)))
                .map(it -> new Try(it.name(), it));
    }

    /** What goes through the passage is a facade's word for what it does, with its own arguments. */
    private static Stream<Try> tries(Class<?> type, Method method) {
        String name = type.getSimpleName() + "." + method.getName();
        return switch (name) {
            case "Users.onboard", "Users.onboardAll" -> with(bare("Users.onboard"), PEOPLE);
            case "Users.settle" -> Stream.concat(bare(name), bare("Users.carryOn"));
            case "Users.execute" -> with(bare(name), PLANS);
            default -> {
                Stream<Try> all = bare(name);
                for (Type parameter : type == Users.class ? new Type[0] : method.getGenericParameterTypes()) {
                    all = with(all, samples(parameter));
                }
                yield all;
            }
        };
    }

    private static Stream<Try> bare(String name) {
        return Stream.of(new Try(name, new Operation(name, List.of())));
    }

    private static Stream<Try> with(Stream<Try> all, Map<String, ?> samples) {
        return all.flatMap(one -> samples.entrySet().stream().map(it -> one.with(it.getKey(), it.getValue())));
    }

    private static final Map<String, DataHandling> HANDLINGS = Map.of(
            "keeping", DataHandling.keepRecoverable().keepingDevices(),
            "wiping", DataHandling.keepRecoverable().wipingDevices(),
            "for good", DataHandling.deleteForGood().keepingDevices());

    private static final Map<String, ConfirmedPlan> PLANS =
            HANDLINGS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, it -> plan(it.getValue())));

    private static final Map<String, NewUser> NEWCOMERS = Map.of(
            "plain", NewUser.of("zoe@example.com"),
            "with role", NewUser.of("zoe@example.com").withRole(new Role("admin", "Admin", Role.Power.TEAM_ADMIN)),
            "in group", NewUser.of("zoe@example.com").inGroup("g1"));

    private static final Map<String, List<NewUser>> PEOPLE = people();

    private static Map<String, List<NewUser>> people() {
        Map<String, List<NewUser>> people = new TreeMap<>(Map.of("nobody", List.of()));
        NEWCOMERS.forEach((label, one) -> people.put(label, List.of(one)));
        return people;
    }

    /** What stands for a parameter; where it decides, each value that makes a difference, by its name in the table. */
    private static Map<String, ?> samples(Type parameter) {
        return switch (parameter.getTypeName().replaceAll("[a-z.]+\\.", "")) {
            case "DataHandling" -> HANDLINGS;
            case "NewUser" -> NEWCOMERS;
            case "List<NewUser>" -> PEOPLE;
            case "Devices" -> Map.of("keeping", Devices.KEEP, "wiping", Devices.WIPE);
            case "Set<ActivityKind>" ->
                Map.of(
                        "links", Set.of(ActivityKind.LINK_CREATED),
                        "devices", Set.of(ActivityKind.DEVICE_LINKED),
                        "folders", Set.of(ActivityKind.FOLDER_SHARED),
                        "folders and devices", Set.of(ActivityKind.FOLDER_SHARED, ActivityKind.DEVICE_LINKED),
                        "policies", Set.of(ActivityKind.POLICY_CHANGED),
                        "partners", Set.of(ActivityKind.PARTNER_SESSION_STARTED),
                        "of no kind", Set.of());
            case "Set<AllowListEntry>" ->
                Map.of("some", Set.of(AllowListEntry.domain("example.com")), "none", Set.of());
            case "ProfileChange" ->
                Map.of(
                        "of the name", ProfileChange.none().named("Leo", "Chan"),
                        "of the address", ProfileChange.none().email("leo@example.org"));
            case "UserRef$Email" -> Map.of("", new UserRef.Email("leo@example.org"));
            case "SharedFolderId" -> Map.of("", new SharedFolderId("f1"));
            case "SupportQuestion" ->
                Map.of("", new SupportQuestion("Login", "Who?", "Acme", "t1", Fact.unknown("nobody asks"), List.of()));
            case "UserId" -> Map.of("", LEO);
            case "TeamFolderId" -> Map.of("", new TeamFolderId("plans"));
            case "String" -> Map.of("", "plans");
            case "List<String>" -> Map.of("", List.of("admin"));
            case "UserSession" -> Map.of("", new UserSession("s1", UserSession.Kind.WEB, "Firefox", Optional.empty()));
            case "LinkedApp" -> Map.of("", new LinkedApp("a1", "Mail", Optional.empty()));
            case "JobHandle" -> Map.of("", new JobHandle("j1"));
            case "List<JobHandle>" -> Map.of("some", List.of(new JobHandle("j1")), "none", List.of());
            default -> Map.of("", parameter); // of a type that doesn't matter, so that anything will do
        };
    }

    private static ConfirmedPlan plan(DataHandling handling) {
        Fact<Optional<String>> license = Fact.unknown("nobody asks");
        User leo = new User(
                LEO,
                "leo@example.com",
                "Leo",
                "Chen",
                Optional.empty(),
                UserStatus.ACTIVE,
                license,
                List.of(),
                Fact.of(List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new OffboardingPlan(
                        "01234567-89ab-cdef-0123-456789abcdef",
                        new FakeTime().instant(),
                        Optional.of(leo),
                        Holdings.unknown("nobody asks"),
                        handling,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(OffboardingStep.SUSPEND, OffboardingStep.REMOVE),
                        List.of(),
                        List.of(),
                        Optional.empty())
                .confirmedBy("Northwind IT");
    }
}
