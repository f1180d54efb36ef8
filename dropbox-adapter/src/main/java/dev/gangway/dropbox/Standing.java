package dev.gangway.dropbox;

import com.dropbox.core.v2.DbxTeamClientV2;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.Devices;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Suspends people, lets them in again and recovers them, always by id. Thread-safe. */
final class Standing {

    /** Refusals behind which it may be so already: what is the case has to be looked up. */
    private static final Set<String> WORTH_A_LOOK = Set.of(
            "user_not_found",
            "user_not_in_team",
            "suspend_inactive_user",
            "unsuspend_non_suspended_member",
            "user_unrecoverable",
            "set_profile_disallowed",
            "invalid_user",
            "member_not_found");

    private final Calls calls;
    private final Directory directory;

    Standing(Calls calls, Directory directory) {
        this.calls = calls;
        this.directory = directory;
    }

    /** {@code wipe_data} is always said: left out, it would be true (specified). */
    Outcome<UserId> suspend(UserId user, Devices devices) {
        return change(
                user,
                dropbox -> dropbox.team().membersSuspend(Directory.selector(user), devices == Devices.WIPE),
                now -> now == UserStatus.SUSPENDED,
                Reason.NOT_ON_TEAM);
    }

    Outcome<UserId> unsuspend(UserId user) {
        return change(
                user,
                dropbox -> dropbox.team().membersUnsuspend(Directory.selector(user)),
                now -> now == UserStatus.ACTIVE,
                Reason.NOT_ON_TEAM);
    }

    Outcome<UserId> recover(UserId user) {
        return change(
                user,
                dropbox -> dropbox.team().membersRecover(Directory.selector(user)),
                UserStatus::isOnTeam,
                Reason.NOT_RECOVERABLE);
    }

    private Outcome<UserId> change(
            UserId user, Calls.Tell<DbxTeamClientV2> request, Predicate<UserStatus> asAsked, Reason ifGone) {
        try {
            calls.tell(request);
            return Outcome.done(user);
        } catch (RouteError error) {
            return refusedUnlessSo(user, error.code(), asAsked, ifGone);
        }
    }

    /**
     * What a refusal comes to: already done, if the person is as was asked; otherwise the reason that the person's status gives. Whoever may
     * not look is told Dropbox's word: it was refused, and nothing was changed.
     */
    Outcome<UserId> refusedUnlessSo(UserId user, String code, Predicate<UserStatus> asAsked, Reason ifGone) {
        if (!WORTH_A_LOOK.contains(code)) {
            return Refusals.refused(code);
        }
        Optional<UserStatus> now;
        try {
            now = directory.find(user).map(User::status);
        } catch (PermissionMissingException mayNotLook) {
            return Refusals.refused(code);
        }
        if (now.isEmpty()) {
            return Refusals.refused(Reason.USER_NOT_FOUND, code);
        }
        if (asAsked.test(now.get())) {
            return Outcome.alreadyDone(user);
        }
        if (now.get() == UserStatus.INVITED) {
            return Refusals.refused(Reason.ONLY_INVITED, code);
        }
        return now.get().isRemoved() ? Refusals.refused(ifGone, code) : Refusals.refused(code);
    }
}
