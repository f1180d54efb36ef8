package dev.gangway.dropbox;

import com.dropbox.core.v2.DbxTeamClientV2;
import com.dropbox.core.v2.async.PollEmptyResult;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.user.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks how jobs stand, once for each job however many people it is about. Thread-safe. */
final class Jobs {

    private final Calls calls;
    private final Onboarding onboarding;
    private final FurtherAddresses addresses;

    Jobs(Calls calls, Onboarding onboarding, FurtherAddresses addresses) {
        this.calls = calls;
        this.onboarding = onboarding;
        this.addresses = addresses;
    }

    /**
     * One outcome for each handle. Who is lost among others is unsettled and lost again when asked for alone; if all are lost, so is the
     * answer.
     */
    List<Outcome<UserId>> poll(List<JobHandle> handles) {
        List<Job> jobs = handles.stream().map(Job::of).toList();
        Map<Job, List<Job>> byRequest = new LinkedHashMap<>();
        jobs.forEach(job ->
                byRequest.computeIfAbsent(request(job), it -> new ArrayList<>()).add(job));
        Map<Job, Outcome<UserId>> outcomes = new LinkedHashMap<>();
        byRequest.values().forEach(group -> {
            List<Job> distinct = group.stream().distinct().toList();
            List<Outcome<UserId>> told = poll(distinct.get(0), distinct);
            for (int i = 0; i < distinct.size(); i++) {
                outcomes.put(distinct.get(i), told.get(i));
            }
        });
        return Lost.unlessAll(jobs.stream().map(outcomes::get).toList());
    }

    /** What one request tells of: all people whom one job invites, else the job itself. */
    private static Job request(Job job) {
        return job.kind() == Job.Kind.ADD ? new Job(job.kind(), "everybody", job.id()) : job;
    }

    private List<Outcome<UserId>> poll(Job job, List<Job> people) {
        return switch (job.kind()) {
            case ADD -> onboarding.poll(job.id(), people.stream().map(Job::who).toList());
            case REMOVE -> List.of(ended(job, dropbox -> dropbox.team().membersRemoveJobStatusGet(job.id())));
            case MOVE ->
                List.of(ended(job, dropbox -> dropbox.team().membersMoveFormerMemberFilesJobStatusCheck(job.id())));
            case ADDRESS -> List.of(addresses.poll(job));
            case LOST -> List.of(Lost.person(job.who(), job.id()));
        };
    }

    /** A job that fails in the background has no word of its own but {@code internal_error}, which asks to look (specified). */
    private Outcome<UserId> ended(Job job, Calls.Ask<DbxTeamClientV2, PollEmptyResult> poll) {
        try {
            return calls.ask(poll) == PollEmptyResult.COMPLETE
                    ? Outcome.done(new UserId(job.who()))
                    : job.unsettled(Lost.AT_WORK);
        } catch (RouteError error) {
            return Lost.person(job.who(), error.code());
        }
    }
}
