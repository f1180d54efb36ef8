package dev.gangway.dropbox;

import com.dropbox.core.v2.secondaryemails.SecondaryEmail;
import com.dropbox.core.v2.team.AddSecondaryEmailResult;
import com.dropbox.core.v2.team.TeamMemberProfile;
import com.dropbox.core.v2.team.UserAddResult;
import com.dropbox.core.v2.team.UserSecondaryEmailsArg;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Further addresses of people, so that what is shared with them reaches those people. Thread-safe. */
final class FurtherAddresses {

    private final Calls calls;
    private final Directory directory;
    private final Standing standing;

    FurtherAddresses(Calls calls, Directory directory, Standing standing) {
        this.calls = calls;
        this.directory = directory;
        this.standing = standing;
    }

    /**
     * An address on a domain that the team has verified is the person's at once. Any other is pending until somebody follows the link in
     * the mail that Dropbox sends to it (specified): as long as that is so, the outcome is unsettled.
     */
    Outcome<UserId> add(UserId user, UserRef.Email address) {
        Optional<Refusal> problem = Inputs.email(address.address());
        if (problem.isPresent()) {
            return new Outcome.Refused<>(problem.get());
        }
        List<UserAddResult> answers;
        try {
            answers = calls.ask(dropbox -> dropbox.team()
                            .membersSecondaryEmailsAdd(List.of(
                                    new UserSecondaryEmailsArg(Directory.selector(user), List.of(address.address())))))
                    .getResults();
        } catch (RouteError error) {
            return Refusals.refused(error.code());
        }
        if (answers.size() != 1 || answers.get(0).isOther()) {
            throw Lost.answer("Dropbox did not say one known thing about the one person");
        }
        UserAddResult answer = answers.get(0);
        return answer.isSuccess()
                ? outcome(user, address, answer.getSuccessValue().getResults())
                : standing.refusedUnlessSo(
                        user, answer.tag().name().toLowerCase(Locale.ROOT), status -> false, Reason.NOT_ON_TEAM);
    }

    private static Outcome<UserId> outcome(UserId user, UserRef.Email address, List<AddSecondaryEmailResult> results) {
        if (results.size() != 1) {
            throw Lost.answer("Dropbox did not say one thing about the one address");
        }
        AddSecondaryEmailResult result = results.get(0);
        return switch (result.tag()) {
            case SUCCESS ->
                result.getSuccessValue().getIsVerified() ? Outcome.done(user) : pending(user, address.address());
            case ALREADY_PENDING -> pending(user, address.address());
            case ALREADY_OWNED_BY_USER -> Outcome.alreadyDone(user);
            case OTHER -> throw Lost.answer("Dropbox gave an answer that isn't known here");
            default -> Refusals.refused(result.tag().name().toLowerCase(Locale.ROOT));
        };
    }

    private static Outcome<UserId> pending(UserId user, String address) {
        return new Job(Job.Kind.ADDRESS, user.value(), address)
                .unsettled(
                        "Dropbox has sent a verification mail to " + address
                                + "; what is shared with that address reaches the person only once somebody has followed the link in it");
    }

    /** Whether the address has been verified since. */
    Outcome<UserId> poll(Job job) {
        UserId user = new UserId(job.who());
        Optional<TeamMemberProfile> person = directory.profile(user);
        if (person.isEmpty()) {
            return Outcome.refused(Reason.USER_NOT_FOUND, Reason.USER_NOT_FOUND.advice());
        }
        List<SecondaryEmail> all = person.get().getSecondaryEmails();
        if (all == null) { // it may be left out (specified)
            return pending(user, job.id());
        }
        Optional<SecondaryEmail> now = all.stream()
                .filter(it -> it.getEmail().equalsIgnoreCase(job.id()))
                .findFirst();
        if (now.isEmpty()) {
            return Outcome.refused(
                    Reason.ADDRESS_NOT_FREE,
                    "The address was never verified, and is no longer kept for this person. Ask for it again.");
        }
        return now.get().getIsVerified() ? Outcome.done(user) : pending(user, job.id());
    }
}
