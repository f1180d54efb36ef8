package dev.gangway.dropbox;

import com.dropbox.core.v2.teampolicies.SharedFolderMemberPolicy;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.DataHandling.DeleteForGood;
import dev.gangway.user.DataHandling.KeepAsPersonalAccount;
import dev.gangway.user.DataHandling.Moving;
import dev.gangway.user.DataHandling.Shares;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Dropbox would refuse, as far as it can be read before anything is sent. Thread-safe. */
final class Objections {

    private final Calls calls;
    private final Directory directory;

    Objections(Calls calls, Directory directory) {
        this.calls = calls;
        this.directory = directory;
    }

    List<Refusal> against(User leaver, DataHandling handling, Optional<UserId> invitationsTo) {
        List<Refusal> objections = new ArrayList<>();
        if (handling instanceof Moving moving) {
            moving.recipient()
                    .asId()
                    .flatMap(directory::profile)
                    .filter(it -> it.getStatus().isActive() && !it.getEmailVerified())
                    .ifPresent(it -> objections.add(Refusals.of("recipient_not_verified")));
        }
        if (handling instanceof KeepAsPersonalAccount it && it.shares() == Shares.RETAIN && !sharesOutside()) {
            objections.add(Refusals.of("cannot_retain_shares_when_team_external_sharing_off"));
        }
        invitationsTo.ifPresent(it -> redirection(leaver, handling, it).ifPresent(objections::add));
        return objections;
    }

    /** An address is somebody else's to have only once its owner has left and can't be recovered (specified). */
    private Optional<Refusal> redirection(User leaver, DataHandling handling, UserId recipient) {
        if (!(handling instanceof Moving || handling instanceof DeleteForGood)) {
            return Optional.of(Refusal.of(
                    Reason.ADDRESS_NOT_FREE,
                    "The address of " + leaver.email() + " stays theirs with this handling, for as long as they can be "
                            + "recovered or keep the account. Transfer or delete the files for good, or leave out "
                            + "redirectingInvitationsTo(…)."));
        }
        Optional<Refusal> unusable = Inputs.email(leaver.email());
        return unusable.isPresent()
                ? unusable
                : directory
                        .profile(recipient)
                        .filter(it -> !it.getEmailVerified())
                        .map(it -> Refusals.of(it.getStatus().isInvited() ? "placeholder_user" : "unverified"));
    }

    private boolean sharesOutside() {
        return calls.read(dropbox -> dropbox.team().getInfo())
                        .getPolicies()
                        .getSharing()
                        .getSharedFolderMemberPolicy()
                != SharedFolderMemberPolicy.TEAM;
    }
}
