package dev.gangway.user;

import dev.gangway.result.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What many plans bring about together, in words: counted from what was read and chosen for each, so that nothing hides behind a number. */
final class BulkSummary {

    /** So many are named; of more it is said how many they are. */
    private static final int NAMED = 10;

    private final List<OffboardingPlan> leaving;
    private final List<OffboardingPlan> joined;
    private final Map<UserRef, String> names;
    private final List<String> lines = new ArrayList<>();

    private BulkSummary(List<OffboardingPlan> leaving) {
        this.leaving = leaving;
        this.joined = leaving.stream().filter(it -> !isInvited(it)).toList();
        this.names = leaving.stream()
                .flatMap(it -> it.consequences().stream())
                .flatMap(it -> it.recipient().stream())
                .collect(Collectors.toMap(
                        it -> UserRef.id(it.id()), Consequence.Recipient::toString, (one, same) -> one));
    }

    /** A line or more for each kind of consequence that these plans have. */
    static List<String> of(List<OffboardingPlan> leaving) {
        BulkSummary summary = new BulkSummary(leaving);
        summary.access();
        summary.licenses();
        summary.files();
        for (Devices devices : Devices.values()) {
            summary.devices(devices);
        }
        summary.sessions();
        summary.groups();
        summary.roles();
        summary.mail();
        summary.undo();
        summary.notKnown();
        return summary.lines;
    }

    private void access() {
        say(joined, "%s can no longer sign in, on the web or on any device.");
        int invited = leaving.size() - joined.size();
        if (invited > 0) {
            lines.add(Planner.count(invited, "invitation") + (invited == 1 ? " is" : " are") + " withdrawn.");
        }
    }

    private void licenses() {
        grouped(leaving, it -> known(leaver(it).licenseType()).flatMap(type -> type))
                .forEach((type, plans) -> lines.add(Planner.count(plans.size(), "license") + " of type " + type
                        + (plans.size() == 1 ? " becomes free." : " become free.")));
    }

    private void files() {
        grouped(with(DataHandling.KeepRecoverable.class), OffboardingPlan::recoveryWindow)
                .forEach((window, plans) ->
                        say(plans, "The provider keeps the files of %s for " + window.toDays() + " days."));
        say(
                with(DataHandling.KeepRecoverable.class).stream()
                        .filter(it -> it.recoveryWindow().isEmpty())
                        .toList(),
                "The provider keeps the files of %s for a time that it doesn't tell.");
        toRecipients(
                with(DataHandling.Transfer.class),
                BulkSummary::filesTo,
                "The files of %s move to %s; once they have, the accounts can't be recovered.");
        toRecipients(
                with(DataHandling.TransferAfterwards.class),
                BulkSummary::filesTo,
                "The files of %s move to %s after the removal; once they have, the accounts can't be recovered.");
        grouped(with(DataHandling.KeepAsPersonalAccount.class), it -> Optional.of(shares(it)))
                .forEach((shares, plans) -> say(
                        plans,
                        "The accounts and files of %s become personal ones, "
                                + (shares == DataHandling.Shares.RETAIN ? "with" : "without")
                                + " access to the team's shares."));
        say(with(DataHandling.DeleteForGood.class), "All files of %s are deleted at once and for good.");
    }

    /** Also where no device is linked: one may be until then. */
    private void devices(Devices devices) {
        List<OffboardingPlan> plans =
                joined.stream().filter(it -> it.handling().devices() == devices).toList();
        String what = devices == Devices.WIPE ? "Synced files are erased from " : "Synced files stay on ";
        List<OffboardingPlan> some = plans.stream()
                .filter(it -> known(it.holdings().devices()).orElse(0) > 0)
                .toList();
        say(some, what + Planner.count(sum(some, it -> it.holdings().devices()), "linked device") + " of %s.");
        say(
                plans.stream()
                        .filter(it -> known(it.holdings().devices()).isEmpty())
                        .toList(),
                what + "all linked devices of %s; how many is not known.");
        say(
                plans.stream()
                        .filter(it -> known(it.holdings().devices()).equals(Optional.of(0)))
                        .toList(),
                devices == Devices.WIPE
                        ? "No device of %s is linked; synced files are erased from any that is by then."
                        : "No device of %s is linked.");
    }

    private void sessions() {
        List<OffboardingPlan> some = joined.stream()
                .filter(it -> known(it.holdings().webSessions()).orElse(0) > 0)
                .toList();
        int sessions = sum(some, it -> it.holdings().webSessions());
        say(some, Planner.count(sessions, "open web session") + " of %s " + (sessions == 1 ? "ends." : "end."));
        List<OffboardingPlan> linked =
                joined.stream().filter(it -> !apps(it).isEmpty()).toList();
        List<String> apps = linked.stream()
                .flatMap(it -> apps(it).stream())
                .distinct()
                .sorted()
                .toList();
        say(
                linked,
                "Apps linked to the accounts of %s lose access: "
                        + (apps.size() > NAMED ? apps.size() + " different ones." : String.join(", ", apps) + "."));
    }

    private void groups() {
        Map<String, List<GroupMembership>> byGroup = leaving.stream()
                .flatMap(it -> known(it.holdings().groups()).stream().flatMap(List::stream))
                .collect(Collectors.groupingBy(GroupMembership::groupId, TreeMap::new, Collectors.toList()));
        if (byGroup.size() > NAMED) {
            long managed = byGroup.values().stream()
                    .filter(it -> it.stream().anyMatch(GroupMembership::owner))
                    .count();
            lines.add(byGroup.size() + " groups lose members" + (managed > 0 ? ", " + managed + " a manager." : "."));
        } else if (!byGroup.isEmpty()) {
            lines.add("These groups lose members: "
                    + byGroup.values().stream().map(BulkSummary::group).collect(Collectors.joining(", ")) + ".");
        }
    }

    private static String group(List<GroupMembership> members) {
        long managers = members.stream().filter(GroupMembership::owner).count();
        return members.get(0).groupName() + " (" + members.size()
                + (managers > 0 ? ", " + Planner.count((int) managers, "manager") + " among them)" : ")");
    }

    private void roles() {
        leaving.stream()
                .flatMap(it -> leaver(it).roles().stream())
                .collect(Collectors.groupingBy(Role::name, TreeMap::new, Collectors.counting()))
                .forEach((role, count) -> lines.add(
                        "The team loses " + Planner.people(count.intValue()) + " with the role " + role + "."));
    }

    private void mail() {
        toRecipients(leaving, OffboardingPlan::mailTo, "Future e-mail to %s is forwarded to %s.");
        toRecipients(
                leaving,
                OffboardingPlan::invitationsTo,
                "What is shared at the provider with %s from then on reaches %s; e-mail does not.");
    }

    private void undo() {
        grouped(joined, OffboardingPlan::recoveryWindow)
                .forEach((window, plans) -> say(
                        plans, "It can be undone for %s for " + window.toDays() + " days, if a license is free then."));
        say(joined.stream().filter(it -> it.recoveryWindow().isEmpty()).toList(), "It can't be undone for %s.");
        say(
                leaving.stream().filter(BulkSummary::isInvited).toList(),
                "It can't be undone for %s, who can be invited again.");
    }

    private void notKnown() {
        leaving.stream()
                .flatMap(it -> it.consequences().stream())
                .filter(it -> it.kind() == Consequence.Kind.NOT_KNOWN)
                .collect(Collectors.groupingBy(Consequence::text, TreeMap::new, Collectors.counting()))
                .forEach((text, count) -> lines.add(Planner.people(count.intValue()) + ": " + text));
    }

    /** Says it, if it is so for anybody; %s is how many people. */
    private void say(List<OffboardingPlan> plans, String text) {
        if (!plans.isEmpty()) {
            lines.add(text.replace("%s", Planner.people(plans.size())));
        }
    }

    /** A line for each recipient, or one for all if they are many. */
    private void toRecipients(
            List<OffboardingPlan> plans, Function<OffboardingPlan, Optional<UserRef>> recipient, String text) {
        BiFunction<Integer, String, String> line = (people, to) -> text.formatted(Planner.people(people), to);
        Map<String, List<OffboardingPlan>> byRecipient =
                grouped(plans, it -> recipient.apply(it).map(to -> names.getOrDefault(to, to.toString())));
        if (byRecipient.size() > NAMED) {
            int people = byRecipient.values().stream().mapToInt(List::size).sum();
            lines.add(line.apply(people, byRecipient.size() + " people"));
        } else {
            byRecipient.forEach((to, those) -> lines.add(line.apply(those.size(), to)));
        }
    }

    private List<OffboardingPlan> with(Class<? extends DataHandling> handling) {
        return joined.stream().filter(it -> handling.isInstance(it.handling())).toList();
    }

    private static <K extends Comparable<K>> Map<K, List<OffboardingPlan>> grouped(
            List<OffboardingPlan> plans, Function<OffboardingPlan, Optional<K>> by) {
        Map<K, List<OffboardingPlan>> groups = new TreeMap<>();
        plans.forEach(plan -> by.apply(plan)
                .ifPresent(key ->
                        groups.computeIfAbsent(key, it -> new ArrayList<>()).add(plan)));
        return groups;
    }

    private static int sum(List<OffboardingPlan> plans, Function<OffboardingPlan, Fact<Integer>> number) {
        return plans.stream().mapToInt(it -> known(number.apply(it)).orElse(0)).sum();
    }

    private static <T> Optional<T> known(Fact<T> fact) {
        return fact.toOptional();
    }

    private static List<String> apps(OffboardingPlan plan) {
        return known(plan.holdings().linkedApps()).orElse(List.of());
    }

    private static Optional<UserRef> filesTo(OffboardingPlan plan) {
        return Stream.of(plan.handling())
                .filter(DataHandling.Moving.class::isInstance)
                .map(it -> ((DataHandling.Moving) it).recipient())
                .findFirst();
    }

    private static DataHandling.Shares shares(OffboardingPlan plan) {
        return ((DataHandling.KeepAsPersonalAccount) plan.handling()).shares();
    }

    private static User leaver(OffboardingPlan plan) {
        return plan.leaver().orElseThrow();
    }

    private static boolean isInvited(OffboardingPlan plan) {
        return leaver(plan).status() == UserStatus.INVITED;
    }
}
