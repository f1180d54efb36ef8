package dev.gangway.user;

import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans for many people at once, and looks at what they have to do with each other. Writes nothing. */
final class BulkPlanning {

    private static final int LOOKED_UP_AT_ONCE = 100;
    private static final int HANDS = 4;

    private final UserLifecycle provider;
    private final UsersSettings settings;
    private final Planner planner;
    private final Guards guards;
    private final Braking braking;

    BulkPlanning(UserLifecycle provider, UsersSettings settings, Planner planner, Guards guards, Braking braking) {
        this.provider = provider;
        this.settings = settings;
        this.planner = planner;
        this.guards = guards;
        this.braking = braking;
    }

    BulkPlan plan(List<UserRef> leavers, OffboardingResolver resolver, Consumer<Progress> progress) {
        List<Optional<User>> found = new ArrayList<>();
        for (int from = 0; from < leavers.size(); from += LOOKED_UP_AT_ONCE) {
            found.addAll(provider.findAll(leavers.subList(from, Math.min(leavers.size(), from + LOOKED_UP_AT_ONCE))));
        }
        String id = Writes.newId();
        List<OffboardingPlan> plans = planned(requests(leavers, found, resolver), progress);
        List<BulkPlan.Entry> entries = new ArrayList<>();
        Together together = new Together(plans);
        for (int index = 0; index < plans.size(); index++) {
            entries.add(new BulkPlan.Entry(
                    leavers.get(index),
                    plans.get(index).named(BulkPlan.planId(id, index), together.against(plans.get(index)))));
        }
        int leaving = (int)
                entries.stream().filter(it -> it.plan().refusals().isEmpty()).count();
        return new BulkPlan(
                id, settings.time().instant(), entries, leaving == 0 ? Optional.empty() : braking.against(leaving));
    }

    private static List<OffboardingRequest> requests(
            List<UserRef> leavers, List<Optional<User>> found, OffboardingResolver resolver) {
        return IntStream.range(0, leavers.size())
                .mapToObj(index -> found.get(index)
                        .map(user -> resolved(user, resolver))
                        .orElseGet(() -> OffboardingRequest.of(
                                leavers.get(index),
                                DataHandling.keepRecoverable().keepingDevices())))
                .toList();
    }

    private static OffboardingRequest resolved(User user, OffboardingResolver resolver) {
        OffboardingRequest request =
                Objects.requireNonNull(resolver.resolve(user), "the resolver gave nothing for " + user.email());
        if (!request.leaver().names(user)) {
            throw new IllegalArgumentException("The resolver was asked about " + user.email() + " and answered about "
                    + request.leaver() + ". Nothing was written.");
        }
        return new OffboardingRequest(
                UserRef.id(user.id()), request.handling(), request.mailTo(), request.invitationsTo());
    }

    /** Reading is slow and changes nothing, so it is done by several hands. */
    private List<OffboardingPlan> planned(List<OffboardingRequest> requests, Consumer<Progress> progress) {
        AtomicReferenceArray<OffboardingPlan> plans = new AtomicReferenceArray<>(requests.size());
        AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Crew.atWork(Math.min(HANDS, requests.size()), () -> {
            for (int index = next.getAndIncrement();
                    index < requests.size() && failed.get() == null;
                    index = next.getAndIncrement()) {
                try {
                    plans.set(index, planner.plan(requests.get(index)));
                    Progress.tell(
                            progress,
                            new Progress(
                                    settings.time().instant(),
                                    done.incrementAndGet() + " of " + requests.size() + " people are planned for"));
                } catch (RuntimeException trouble) {
                    failed.compareAndSet(null, trouble);
                }
            }
        });
        RuntimeException trouble = failed.get();
        if (trouble != null) {
            throw trouble;
        }
        return IntStream.range(0, requests.size())
                .mapToObj(index -> Objects.requireNonNull(plans.get(index)))
                .toList();
    }

    /** What people who are to leave at the same time have to do with each other. */
    private final class Together {
        private final Map<UserId, String> leaving;
        private final Optional<Refusal> noAdminStays;
        private final Set<UserId> seen = new HashSet<>();

        Together(List<OffboardingPlan> plans) {
            List<User> people = plans.stream()
                    .filter(it -> it.refusals().isEmpty())
                    .flatMap(it -> it.leaver().stream())
                    .toList();
            this.leaving = people.stream().collect(Collectors.toMap(User::id, User::email, (one, same) -> one));
            this.noAdminStays = people.stream().anyMatch(User::mayBeTeamAdmin)
                    ? guards.againstLosing(leaving.keySet(), "No active admin of the team would stay.")
                    : Optional.empty();
        }

        List<Refusal> against(OffboardingPlan plan) {
            List<Refusal> refusals = new ArrayList<>();
            plan.leaver().ifPresent(leaver -> {
                if (!seen.add(leaver.id())) {
                    refusals.add(Refusal.of(
                            Reason.INVALID_INPUT,
                            leaver.email() + " is named twice in the list; the first entry counts."));
                }
                noAdminStays
                        .filter(it -> leaver.mayBeTeamAdmin() && leaver.status() != UserStatus.INVITED)
                        .ifPresent(refusals::add);
            });
            Stream.of(moving(plan).map(DataHandling.Moving::recipient), plan.mailTo(), plan.invitationsTo())
                    .flatMap(Optional::stream)
                    .flatMap(it -> leaves(it).stream())
                    .findFirst()
                    .ifPresent(it -> refusals.add(Refusal.of(
                            Reason.RECIPIENT_UNSUITABLE,
                            "Whoever should get the files or mail (" + it + ") is to leave by the same plan.")));
            moving(plan)
                    .flatMap(DataHandling.Moving::errorsTo)
                    .flatMap(this::leaves)
                    .ifPresent(it -> refusals.add(Refusal.of(
                            Reason.TRANSFER_ADMIN_UNSUITABLE,
                            "The admin who is told of transfer errors (" + it + ") is to leave by the same plan.")));
            return refusals;
        }

        private Optional<DataHandling.Moving> moving(OffboardingPlan plan) {
            return plan.handling() instanceof DataHandling.Moving it ? Optional.of(it) : Optional.empty();
        }

        /** The address of somebody who leaves; empty if they stay. */
        private Optional<String> leaves(UserRef person) {
            return person.asId().map(leaving::get);
        }
    }
}
