package dev.gangway.dropbox;

import com.dropbox.core.v2.async.LaunchEmptyResult;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.UserId;
import java.util.Set;

/** The files of people who were removed. Thread-safe. */
final class FormerFiles {

    private static final Set<String> GONE =
            Set.of("already_transferred", "already_transferred_or_deleted", "user_data_already_transferred");

    private final Calls calls;
    private final Standing standing;

    FormerFiles(Calls calls, Standing standing) {
        this.calls = calls;
        this.standing = standing;
    }

    Outcome<UserId> transfer(UserId former, UserId recipient, UserId errorsTo) {
        try {
            LaunchEmptyResult answer = calls.ask(dropbox -> dropbox.team()
                    .membersMoveFormerMemberFiles(
                            Directory.selector(former), Directory.selector(recipient), Directory.selector(errorsTo)));
            return answer.isComplete()
                    ? Outcome.done(former)
                    : new Job(Job.Kind.MOVE, former.value(), answer.getAsyncJobIdValue()).unsettled(Lost.AT_WORK);
        } catch (RouteError error) {
            return refused(former, error.code());
        }
    }

    Outcome<UserId> delete(UserId former) {
        try {
            calls.tell(dropbox -> dropbox.team().membersDeleteFormerMemberFiles(Directory.selector(former)));
            return Outcome.done(former);
        } catch (RouteError error) {
            return refused(former, error.code());
        }
    }

    private Outcome<UserId> refused(UserId former, String code) {
        return GONE.contains(code)
                ? Outcome.alreadyDone(former)
                : standing.refusedUnlessSo(former, code, status -> false, Reason.DATA_NOT_TRANSFERABLE);
    }
}
