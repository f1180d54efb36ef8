package dev.gangway.dropbox;

import com.dropbox.core.v2.team.CustomQuotaResult;
import com.dropbox.core.v2.team.RemoveCustomQuotaResult;
import com.dropbox.core.v2.team.UserCustomQuotaArg;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.Quota;
import dev.gangway.user.UserId;
import java.util.List;
import java.util.Optional;

/** How much storage people may use. Thread-safe. */
final class Quotas {

    /** Dropbox counts in {@code quota_gb} (specified), which is this many bytes (assumed). */
    private static final long GIGABYTE = 1L << 30;

    private static final String NOBODY = "invalid_user";

    private final Calls calls;
    private final Standing standing;

    Quotas(Calls calls, Standing standing) {
        this.calls = calls;
        this.standing = standing;
    }

    Fact<Quota> of(UserId user) {
        return Inspection.flat(Inspection.part(() -> {
            Optional<CustomQuotaResult> answer = read(user);
            return answer.isPresent()
                    ? Fact.of(quota(answer.get()))
                    : Fact.unknown("Dropbox did not say it of this person");
        }));
    }

    private Optional<CustomQuotaResult> read(UserId user) throws RouteError {
        List<CustomQuotaResult> answers =
                calls.ask(dropbox -> dropbox.team().memberSpaceLimitsGetCustomQuota(List.of(Directory.selector(user))));
        return answers.size() == 1
                ? Optional.of(answers.get(0)).filter(CustomQuotaResult::isSuccess)
                : Optional.empty();
    }

    private static Quota quota(CustomQuotaResult answer) {
        return Optional.ofNullable(answer.getSuccessValue().getQuotaGb())
                .map(it -> Quota.of(it * GIGABYTE))
                .orElse(Quota.NONE);
    }

    /** Dropbox doesn't tell whether anything changed, so the limit is read first. */
    Outcome<UserId> set(UserId user, Quota quota) {
        Optional<Refusal> problem = Inputs.gigabytes(quota, GIGABYTE);
        if (problem.isPresent()) {
            return new Outcome.Refused<>(problem.get());
        }
        try {
            if (read(user).map(Quotas::quota).equals(Optional.of(quota))) {
                return Outcome.alreadyDone(user);
            }
            return quota.equals(Quota.NONE)
                    ? remove(user)
                    : set(user, quota.bytes().getAsLong() / GIGABYTE);
        } catch (RouteError error) {
            return Refusals.refused(error.code());
        }
    }

    private Outcome<UserId> set(UserId user, long gigabytes) throws RouteError {
        List<CustomQuotaResult> answers = calls.ask(dropbox -> dropbox.team()
                .memberSpaceLimitsSetCustomQuota(List.of(new UserCustomQuotaArg(Directory.selector(user), gigabytes))));
        return outcome(
                user,
                answers.size() == 1 && answers.get(0).isSuccess(),
                answers.size() == 1 && answers.get(0).isInvalidUser());
    }

    private Outcome<UserId> remove(UserId user) throws RouteError {
        List<RemoveCustomQuotaResult> answers = calls.ask(
                dropbox -> dropbox.team().memberSpaceLimitsRemoveCustomQuota(List.of(Directory.selector(user))));
        return outcome(
                user,
                answers.size() == 1 && answers.get(0).isSuccess(),
                answers.size() == 1 && answers.get(0).isInvalidUser());
    }

    private Outcome<UserId> outcome(UserId user, boolean success, boolean nobody) {
        if (success) {
            return Outcome.done(user);
        }
        if (nobody) {
            return standing.refusedUnlessSo(user, NOBODY, status -> false, Reason.NOT_ON_TEAM);
        }
        throw Lost.answer("Dropbox did not say one known thing about the one person");
    }
}
