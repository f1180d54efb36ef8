package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.activity.ActivityFilter;
import dev.gangway.activity.ActivityRange;
import dev.gangway.activity.PartnerWatch;
import dev.gangway.activity.SharingActivity;
import dev.gangway.analytics.Analytics;
import dev.gangway.analytics.AnalyticsRequest;
import dev.gangway.assistance.ActionKind;
import dev.gangway.assistance.PartnerSession;
import dev.gangway.assistance.Stage;
import dev.gangway.connection.Connection;
import dev.gangway.connector.SupportContact;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.license.Cost;
import dev.gangway.license.Licenses;
import dev.gangway.license.ReportChanges;
import dev.gangway.license.ReportRequest;
import dev.gangway.license.ReportView;
import dev.gangway.license.SignInDays;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Passage;
import dev.gangway.security.SecuritySettings;
import dev.gangway.security.SecurityTopic;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.FolderPolicy;
import dev.gangway.sharing.FolderPolicyChange;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.sharing.SharingControls;
import dev.gangway.teamfolder.SyncSetting;
import dev.gangway.teamfolder.TeamFolderId;
import dev.gangway.teamfolder.TeamFolders;
import dev.gangway.user.BulkOffboardings;
import dev.gangway.user.ConfirmedBulkPlan;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.IfInvited;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.OffboardingSchedule;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Quota;
import dev.gangway.user.Receipt;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserSession;
import dev.gangway.user.Users;
import dev.gangway.userdata.ActingAsUser;
import dev.gangway.userdata.FolderRef;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every public method that a partner can reach from its connection, found by reflection and called: what isn't refused is named here, with
 * the reason why nobody has to allow it.
 */
class PartnerFacadesTest {

    /** A method of {@link Connection} that gives one of these asks nothing: their own methods do. */
    private static final Set<Class<?>> FACADES = Set.of(
            Users.class,
            TeamFolders.class,
            Licenses.class,
            Analytics.class,
            SharingActivity.class,
            PartnerWatch.class,
            SharingControls.class,
            SecuritySettings.class,
            SupportContact.class);

    /** Reached by a method that is refused under every grant, and by {@link Connection#actAs}. */
    private static final Set<Class<?>> BEHIND_ANOTHER =
            Set.of(BulkOffboardings.class, OffboardingSchedule.class, ActingAsUser.class);

    /** What was handed out, beside records; it reads nothing more. */
    private static final Set<Class<?>> VALUES = Set.of(
            ConfirmedPlan.class,
            ConfirmedBulkPlan.class,
            Cost.class,
            ReportChanges.class,
            ReportView.class,
            SignInDays.class);

    private static final Map<String, String> NOBODY_HAS_TO_ALLOW = Map.of(
            "Connection.info()", "who entered knows which team it is, and what the connection can do",
            "Connection.through(Passage)", "goes through the partner's passage as well",
            "Connection.partnerSwitch()", "the connector's words for people, the same for each team",
            "Connection.reachOfActing()", "the connector's words for people, the same for each team",
            "Connection.toString()", "id and connector",
            "SharingActivity.lag()", "a constant of the connector",
            "PartnerWatch.lag()", "a constant of the connector");

    private static final Map<String, String> ONCE_ACTING = Map.of(
            "ActingAsUser.person()", "was handed out when it began",
            "ActingAsUser.reach()", "the connector's words for people, the same for each team",
            "ActingAsUser.toString()", "the id of who was handed out when it began");

    private final AssistedTeam acme = new AssistedTeam();
    private final UserRef leo = UserRef.id(acme.leo);
    private final TeamFolderId plans = acme.team.teamFolder("Plans");
    private final SharedFolderId shared = acme.team.sharedFolder("Shared");
    private final Receipt receipt = seenOff();

    @AfterEach
    void close() {
        acme.close();
    }

    private Receipt seenOff() {
        UserRef max = UserRef.id(acme.team.personJoins(NewUser.of("max@example.com")));
        Users own = acme.gangway.connection(acme.id).users();
        return value(own.execute(own.planOffboarding(max, handling()).confirmedBy("Ana")));
    }

    private static DataHandling handling() {
        return DataHandling.keepRecoverable().keepingDevices();
    }

    private static <T> T value(Outcome<T> outcome) {
        return outcome.match(
                Outcome.Done::value,
                refused -> {
                    throw new AssertionError(refused);
                },
                unsettled -> {
                    throw new AssertionError(unsettled);
                });
    }

    @Test
    void afterTheRevocationEveryMethodOfEveryFacadeIsRefused() {
        PartnerSession partner = acme.entered(acme.aWeek().allowingDestructive(ActionKind.values()));
        Connection connection = partner.connection();
        connection.licenses().refresh();
        List<Object> facades = new ArrayList<>(facades(connection));
        facades.add(value(connection.actAs(leo)));
        acme.assistance().revoke(partner.grant().id(), "Ana");
        long before = acme.assistance().trail().records().count();

        Map<String, String> answered = answered(facades);

        Set<String> expected = new TreeSet<>(NOBODY_HAS_TO_ALLOW.keySet());
        expected.addAll(ONCE_ACTING.keySet());
        assertOnly(expected, answered);
        assertThat(acme.assistance().trail().records().skip(before)).allMatch(it -> it.stage() == Stage.REFUSED);
    }

    @Test
    void underAGrantOfOneKindEveryMethodOfTheOtherFacadesIsRefused() {
        PartnerSession partner = acme.entered(acme.aWeek().allowing(ActionKind.CONTACT_SUPPORT));

        Map<String, String> answered = answered(facades(partner.connection()));

        Set<String> expected = new TreeSet<>(NOBODY_HAS_TO_ALLOW.keySet());
        expected.addAll(
                Set.of("SupportContact.prepare(String, String)", "SupportContact.prepare(String, String, List)"));
        assertOnly(expected, answered);
    }

    private static void assertOnly(Set<String> expected, Map<String, String> answered) {
        assertThat(answered.keySet()).containsAll(expected);
        Map<String, String> others = new TreeMap<>(answered);
        others.keySet().removeAll(expected);
        assertThat(others).isEmpty();
    }

    @Test
    void theseAreAllFacadesThatAreReachedFromAConnection() {
        Set<Class<?>> reached = new HashSet<>();
        reach(Connection.class, reached);
        reached.removeIf(it -> it.isRecord() || it.isSealed());

        Set<Class<?>> named = new HashSet<>(FACADES);
        named.addAll(BEHIND_ANOTHER);
        named.addAll(VALUES);
        named.add(Connection.class);
        assertThat(reached).isEqualTo(named);
    }

    @Test
    void theLastReportIsNotHandedOutOnceTheConnectionWasEnded() {
        Licenses own = acme.gangway.connection(acme.id).licenses();
        Licenses partners = acme.entered(acme.aWeek().allowingDestructive(ActionKind.values()))
                .connection()
                .licenses();
        own.refresh();
        partners.refresh();
        assertThat(partners.last()).isPresent();

        acme.gangway.connections().disconnect(acme.id);

        for (Licenses each : List.of(own, partners)) {
            assertThatThrownBy(each::last).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(each::cancelRefresh).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(each::refresh).isInstanceOf(IllegalStateException.class);
        }
    }

    /** The connection, and what it gives. */
    private List<Object> facades(Connection connection) {
        List<Object> facades = new ArrayList<>(List.of(connection));
        methods(Connection.class)
                .filter(it -> FACADES.contains(it.getReturnType()))
                .forEach(it -> {
                    try {
                        facades.add(it.invoke(connection));
                    } catch (ReflectiveOperationException failed) {
                        throw new AssertionError(it.getName(), failed);
                    }
                });
        assertThat(facades).hasSize(FACADES.size() + 1);
        return facades;
    }

    /** What isn't refused, by name, and what it came to. */
    private Map<String, String> answered(List<Object> facades) {
        Map<String, String> answered = new TreeMap<>();
        for (Object facade : facades) {
            methods(facade.getClass())
                    .filter(it -> facade.getClass() != Connection.class || !FACADES.contains(it.getReturnType()))
                    .forEach(method -> {
                        for (List<Object> arguments : arguments(method)) {
                            cameTo(facade, method, arguments).ifPresent(it -> answered.put(name(method), it));
                        }
                    });
        }
        return answered;
    }

    private static String name(Method method) {
        String types = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(" + types + ")";
    }

    /** Empty if it was refused, also when what it gave was read. */
    private static Optional<String> cameTo(Object facade, Method method, List<Object> arguments) {
        try {
            Object value = method.invoke(facade, arguments.toArray());
            return Optional.of(value instanceof Stream<?> read ? "" + read.toList() : "" + value);
        } catch (InvocationTargetException failed) {
            return unlessRefused(failed.getCause());
        } catch (RuntimeException failed) {
            return unlessRefused(failed);
        } catch (IllegalAccessException unreachable) {
            throw new AssertionError(unreachable);
        }
    }

    private static Optional<String> unlessRefused(Throwable failed) {
        return failed instanceof AssistanceRefusedException ? Optional.empty() : Optional.of(failed.toString());
    }

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(it -> it.getDeclaringClass() != Object.class && !Modifier.isStatic(it.getModifiers()));
    }

    private static void reach(Type type, Set<Class<?>> reached) {
        if (type instanceof ParameterizedType of) {
            reach(of.getRawType(), reached);
            Arrays.stream(of.getActualTypeArguments()).forEach(it -> reach(it, reached));
        } else if (type instanceof WildcardType some) {
            Arrays.stream(some.getUpperBounds()).forEach(it -> reach(it, reached));
        } else if (type instanceof Class<?> one
                && one.getName().startsWith("dev.gangway.")
                && !one.isEnum()
                && reached.add(one)) {
            methods(one).forEach(it -> reach(it.getGenericReturnType(), reached));
        }
    }

    private List<List<Object>> arguments(Method method) {
        List<List<Object>> all = List.of(List.of());
        for (Type parameter : method.getGenericParameterTypes()) {
            all = all.stream()
                    .flatMap(before -> samples(parameter).map(it -> {
                        List<Object> with = new ArrayList<>(before);
                        with.add(it);
                        return with;
                    }))
                    .map(List::copyOf)
                    .toList();
        }
        return all;
    }

    /** What is called with, by type; a handle names a change of a person, of a folder, or an offboarding. */
    private Stream<Object> samples(Type parameter) {
        return switch (parameter.getTypeName().replaceAll("[a-z]+\\.", "")) {
            case "ActivityFilter" -> Stream.of(ActivityFilter.ALL);
            case "ActivityRange" -> Stream.of(ActivityRange.since(acme.clock.instant()));
            case "AnalyticsRequest" -> Stream.of(AnalyticsRequest.of(today(), today()));
            case "boolean" -> Stream.of(false);
            case "Class<T>" -> Stream.of(InMemoryConnector.class);
            case "Collection<? extends AllowListEntry>" -> Stream.of(Set.of(AllowListEntry.domain("example.com")));
            case "ConfirmedPlan" -> Stream.of(plan());
            case "Consumer<Progress>", "Consumer<RefreshProgress>", "Consumer<? super Activity>" ->
                Stream.of((Consumer<Object>) it -> {});
            case "DataHandling" -> Stream.of(handling());
            case "Devices" -> Stream.of(Devices.KEEP);
            case "Duration" -> Stream.of(Duration.ofDays(1));
            case "FolderPolicyChange" -> Stream.of(FolderPolicyChange.none().joining(FolderPolicy.Joining.TEAM));
            case "FolderRef" -> Stream.of(FolderRef.ROOT);
            case "IfInvited" -> Arrays.stream(IfInvited.values());
            case "Instant" -> Stream.of(acme.clock.instant());
            case "JobHandle" ->
                Stream.of(new JobHandle("write:w1"), new JobHandle("team-folder:f1"), new JobHandle("offboarding:o1"));
            case "LinkedApp" -> Stream.of(new LinkedApp("a1", "Mail", Optional.empty()));
            case "List<NewUser>" -> Stream.of(List.of(), List.of(NewUser.of("zoe@example.com")));
            case "List<String>" -> Stream.of(List.of(InMemoryConnector.USER_ADMIN.id()));
            case "NewUser" -> Stream.of(NewUser.of("zoe@example.com"));
            case "OffboardingRequest" -> Stream.of(OffboardingRequest.of(leo, handling()));
            case "Passage" -> Stream.of(Passage.OPEN);
            case "ProfileChange" -> Stream.of(ProfileChange.none().named("Leo", "Cheng"));
            case "Quota" -> Stream.of(Quota.NONE);
            case "Receipt" -> Stream.of(receipt);
            case "ReportRequest" -> Stream.of(ReportRequest.DEFAULT);
            case "SecurityTopic" -> Arrays.stream(SecurityTopic.values());
            case "SharedFolderId" -> Stream.of(shared);
            case "String" -> Stream.of("Plans");
            case "SyncSetting" -> Stream.of(SyncSetting.SYNCED);
            case "TeamFolderId" -> Stream.of(plans);
            case "UserRef" -> Stream.of(leo);
            case "UserSession" -> Stream.of(new UserSession("s1", UserSession.Kind.WEB, "Firefox", Optional.empty()));
            default -> throw new AssertionError("Say here what to call with for " + parameter + ".");
        };
    }

    private ConfirmedPlan plan() {
        return acme.gangway
                .connection(acme.id)
                .users()
                .planOffboarding(leo, handling())
                .confirmedBy("Northwind IT");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(acme.clock.instant(), ZoneOffset.UTC);
    }
}
