package dev.gangway.testkit;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** For each rule about several people or jobs at once, a connector that violates it. */
final class BrokenBatches {

    private BrokenBatches() {}

    private interface Batch {
        List<Outcome<UserId>> of(UserLifecycle inner, List<NewUser> people);
    }

    private static Broken onboards(String rule, String reason, Batch batch) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public List<Outcome<UserId>> onboardAll(List<NewUser> people) {
                return batch.of(inner, people);
            }
        });
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    static List<Broken> all() {
        return List.of(
                onboards(
                        "U-26",
                        "The address of number 0",
                        (inner, people) ->
                                people.size() == 3 ? reversed(inner.onboardAll(people)) : inner.onboardAll(people)),
                onboards("U-27", "Done was expected", (inner, people) -> {
                    boolean allNew = people.stream()
                            .allMatch(it -> inner.find(it.email()).isEmpty());
                    return allNew
                            ? inner.onboardAll(people)
                            : people.stream()
                                    .map(it -> inner.find(it.email()).isPresent()
                                            ? inner.onboard(it)
                                            : Outcome.<UserId>refused(Reason.TRY_LATER, "The batch was refused."))
                                    .toList();
                }),
                onboards("U-28", "AnswerLostException", (inner, people) -> {
                    try {
                        return inner.onboardAll(people);
                    } catch (AnswerLostException again) {
                        return inner.onboardAll(people);
                    }
                }),
                onboards("U-29", "One too many", (inner, people) -> {
                    int most = inner.onboardingBatch();
                    return people.size() <= most
                            ? inner.onboardAll(people)
                            : Stream.of(people.subList(0, most), people.subList(most, people.size()))
                                    .flatMap(it -> inner.onboardAll(it).stream())
                                    .toList();
                }),
                Broken.users("U-84", "in the order given", inner -> new ForwardingUsers(inner) {
                    @Override
                    public List<Outcome<UserId>> pollAll(List<JobHandle> jobs) {
                        return reversed(super.pollAll(jobs));
                    }
                }),
                onboards("U-85", "Whom the handle of number 1", (inner, people) -> {
                    List<Outcome<UserId>> outcomes = inner.onboardAll(people);
                    return outcomes.stream().allMatch(Outcome.Unsettled.class::isInstance)
                            ? Collections.nCopies(outcomes.size(), outcomes.get(0))
                            : outcomes;
                }));
    }
}
