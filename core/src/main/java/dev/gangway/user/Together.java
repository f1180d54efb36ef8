package dev.gangway.user;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import java.util.List;
import java.util.Optional;

/** What a provider is asked about several people at once. For one person it is the plain call. */
final class Together {

    private Together() {}

    static List<Optional<User>> find(UserLifecycle provider, List<UserRef> people) {
        return people.size() == 1
                ? List.of(provider.find(people.get(0)))
                : each(people, provider.findAll(List.copyOf(people)));
    }

    static List<Outcome<UserId>> onboard(UserLifecycle provider, List<NewUser> people) {
        return people.size() == 1
                ? List.of(provider.onboard(people.get(0)))
                : each(people, provider.onboardAll(List.copyOf(people)));
    }

    static List<Outcome<UserId>> poll(UserLifecycle provider, List<JobHandle> jobs) {
        return jobs.size() == 1 ? List.of(provider.poll(jobs.get(0))) : each(jobs, provider.pollAll(List.copyOf(jobs)));
    }

    private static <T> List<T> each(List<?> asked, List<T> answers) {
        if (answers.size() != asked.size()) {
            throw new ProviderProtocolException(
                    "The connector gave " + answers.size() + " answers about " + asked.size() + " people.",
                    Optional.empty());
        }
        return answers;
    }
}
