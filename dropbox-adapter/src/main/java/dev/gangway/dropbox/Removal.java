package dev.gangway.dropbox;

import com.dropbox.core.v2.DbxTeamClientV2;
import com.dropbox.core.v2.async.LaunchEmptyResult;
import com.dropbox.core.v2.team.MembersRemoveBuilder;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.DataHandling.DeleteForGood;
import dev.gangway.user.DataHandling.KeepAsPersonalAccount;
import dev.gangway.user.DataHandling.Shares;
import dev.gangway.user.DataHandling.Transfer;
import dev.gangway.user.Devices;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.util.Optional;

/** Removes people, always by id. Thread-safe. */
final class Removal {

    private final Calls calls;
    private final Directory directory;
    private final Standing standing;

    Removal(Calls calls, Directory directory, Standing standing) {
        this.calls = calls;
        this.directory = directory;
        this.standing = standing;
    }

    Outcome<UserId> remove(UserId leaver, DataHandling handling) {
        if (handling instanceof Transfer transfer) {
            Optional<Refusal> refusal = refusal(leaver, transfer);
            if (refusal.isPresent()) {
                return new Outcome.Refused<>(refusal.get());
            }
        }
        LaunchEmptyResult answer;
        try {
            answer = calls.ask(dropbox -> request(dropbox, leaver, handling).start());
        } catch (RouteError error) {
            return standing.refusedUnlessSo(leaver, error.code(), UserStatus::isRemoved, Reason.NOT_ON_TEAM);
        }
        return answer.isComplete()
                ? Outcome.done(leaver)
                : new Job(Job.Kind.REMOVE, leaver.value(), answer.getAsyncJobIdValue()).unsettled(Lost.AT_WORK);
    }

    /** Why nothing is sent. How Dropbox answers a transfer from somebody who has not joined isn't specified, so it is looked up. */
    private Optional<Refusal> refusal(UserId leaver, Transfer transfer) {
        if (transfer.recipient().asId().isEmpty()) {
            return Optional.of(Refusal.of(
                    Reason.RECIPIENT_UNSUITABLE,
                    "Name the recipient of the files by id: an address can move to somebody else."));
        }
        if (transfer.errorsTo().flatMap(UserRef::asId).isEmpty()) {
            return Optional.of(Refusal.of(
                    Reason.TRANSFER_ADMIN_UNSUITABLE,
                    "Name an admin, by id, whom Dropbox tells of transfer errors: reportingErrorsTo(…)."));
        }
        return directory
                .find(leaver)
                .filter(it -> it.status() == UserStatus.INVITED)
                .map(
                        it -> Refusal.of(
                                Reason.ONLY_INVITED,
                                "The person has not joined, so there are no files to transfer. Withdraw the invitation instead."));
    }

    /**
     * Every choice is said, since leaving them out would wipe devices (specified: {@code wipe_data} is true by default). A kept account
     * needs {@code wipe_data=false}, which core's handling guarantees.
     */
    private static MembersRemoveBuilder request(DbxTeamClientV2 dropbox, UserId leaver, DataHandling handling) {
        MembersRemoveBuilder request = dropbox.team()
                .membersRemoveBuilder(Directory.selector(leaver))
                .withWipeData(handling.devices() == Devices.WIPE)
                .withPermanentlyDeleteFiles(handling instanceof DeleteForGood);
        if (handling instanceof KeepAsPersonalAccount it) {
            return request.withKeepAccount(true).withRetainTeamShares(it.shares() == Shares.RETAIN);
        }
        request.withKeepAccount(false).withRetainTeamShares(false);
        if (handling instanceof Transfer it) {
            request.withTransferDestId(Directory.selector(it.recipient().asId().orElseThrow()))
                    .withTransferAdminId(Directory.selector(
                            it.errorsTo().flatMap(UserRef::asId).orElseThrow()));
        }
        return request;
    }
}
