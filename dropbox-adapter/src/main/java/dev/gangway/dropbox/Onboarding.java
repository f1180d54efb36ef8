package dev.gangway.dropbox;

import com.dropbox.core.v2.team.MemberAddV2Arg;
import com.dropbox.core.v2.team.MemberAddV2Result;
import com.dropbox.core.v2.team.MembersAddJobStatusV2Result;
import com.dropbox.core.v2.team.MembersAddLaunchV2Result;
import com.dropbox.core.v2.team.TeamMemberProfile;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.NewUser;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Invites people, one at a time, so that each answer is about one person. Thread-safe. */
final class Onboarding {

    private final Calls calls;
    private final Directory directory;

    Onboarding(Calls calls, Directory directory) {
        this.calls = calls;
        this.directory = directory;
    }

    Outcome<UserId> invite(NewUser newUser) {
        Optional<Refusal> problem = Inputs.problem(newUser);
        if (problem.isPresent()) {
            return new Outcome.Refused<>(problem.get());
        }
        MembersAddLaunchV2Result answer;
        try {
            answer = calls.ask(dropbox -> dropbox.team().membersAddV2(List.of(argument(newUser)), false));
        } catch (RouteError error) {
            return Refusals.refused(error.code());
        }
        if (answer.isAsyncJobId()) {
            return Outcome.unsettled(
                    Job.started(answer.getAsyncJobIdValue(), Optional.empty()),
                    "Dropbox works on it in the background");
        }
        if (!answer.isComplete()) {
            throw lost("Dropbox gave an answer that isn't known here");
        }
        return outcome(answer.getCompleteValue());
    }

    Outcome<UserId> poll(JobHandle handle, Job job) {
        MembersAddJobStatusV2Result status;
        try {
            status = calls.ask(dropbox -> dropbox.team().membersAddJobStatusGetV2(job.id()));
        } catch (RouteError error) {
            throw lost("Dropbox can't say how its job ended (" + error.code() + ")");
        }
        return switch (status.tag()) {
            case IN_PROGRESS -> Outcome.unsettled(handle, "Dropbox works on it in the background");
            case COMPLETE -> outcome(status.getCompleteValue());
            case FAILED, OTHER -> throw lost("Dropbox says that its job failed, and not what it did before");
        };
    }

    private static MemberAddV2Arg argument(NewUser newUser) {
        MemberAddV2Arg.Builder argument =
                MemberAddV2Arg.newBuilder(newUser.email().address());
        argument.withSendWelcomeEmail(newUser.invitationMail());
        if (!newUser.givenName().isEmpty()) {
            argument.withMemberGivenName(newUser.givenName());
        }
        if (!newUser.surname().isEmpty()) {
            argument.withMemberSurname(newUser.surname());
        }
        newUser.externalId().ifPresent(argument::withMemberExternalId);
        newUser.roleId().ifPresent(role -> argument.withRoleIds(List.of(role)));
        return argument.build();
    }

    /** One person was asked for, so one item must come back. */
    private Outcome<UserId> outcome(List<MemberAddV2Result> items) {
        if (items.size() != 1 || items.get(0).tag() == MemberAddV2Result.Tag.OTHER) {
            throw lost("Dropbox did not say one known thing about the one person to invite");
        }
        MemberAddV2Result item = items.get(0);
        if (item.isSuccess()) {
            TeamMemberProfile profile = item.getSuccessValue().getProfile();
            return Outcome.done(new UserId(profile.getTeamMemberId()));
        }
        if (item.isUserAlreadyOnTeam()) {
            UserRef.Email email = address(item.getUserAlreadyOnTeamValue());
            try {
                return alreadyOnTeam(email);
            } catch (PermissionMissingException mayNotLook) {
                return Refusals.refused("user_already_on_team");
            }
        }
        return Refusals.refused(item.tag().name().toLowerCase(Locale.ROOT));
    }

    /** Dropbox says so of people on the team, of invited ones and of leavers who can be recovered (specified); so it has to be looked. */
    private Outcome<UserId> alreadyOnTeam(UserRef.Email email) {
        Optional<User> there = directory.find(email);
        if (there.filter(it -> it.status().isOnTeam()).isPresent()) {
            return Outcome.alreadyDone(there.get().id());
        }
        Optional<User> leaver = there.filter(it -> it.status() == UserStatus.REMOVED_RECOVERABLE)
                .or(() -> directory.first(it -> it.status() == UserStatus.REMOVED_RECOVERABLE && email.names(it)));
        String who = leaver.map(it -> "Recover " + it.id() + " instead of inviting.")
                .orElse(
                        "Nobody on the team has the address, so it must be somebody who has left: recover that person, or "
                                + "wait until the recovery window is over.");
        return new Outcome.Refused<>(new Refusal(
                Reason.RECOVERABLE_LEAVER,
                "The address belongs to somebody who left the team and can still be recovered. " + who,
                Optional.of("user_already_on_team")));
    }

    private static UserRef.Email address(String text) {
        try {
            return new UserRef.Email(text);
        } catch (IllegalArgumentException notAnAddress) {
            throw lost("Dropbox did not say about whom it speaks");
        }
    }

    private static AnswerLostException lost(String what) {
        return new AnswerLostException(
                what + ". The person may have been invited: look before doing it again.", Optional.empty());
    }
}
