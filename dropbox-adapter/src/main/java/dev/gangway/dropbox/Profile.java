package dev.gangway.dropbox;

import com.dropbox.core.v2.team.MembersSetProfileV2Builder;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import java.util.Optional;

/** Changes names, addresses and external ids. Thread-safe. */
final class Profile {

    private final Calls calls;
    private final Directory directory;
    private final Standing standing;

    Profile(Calls calls, Directory directory, Standing standing) {
        this.calls = calls;
        this.directory = directory;
        this.standing = standing;
    }

    /** Dropbox doesn't tell whether anything changed, so the profile is read first. */
    Outcome<UserId> change(UserId user, ProfileChange change) {
        Optional<Refusal> problem = Inputs.problem(change);
        if (problem.isPresent()) {
            return new Outcome.Refused<>(problem.get());
        }
        if (directory
                .find(user)
                .filter(it -> it.status().isOnTeam() && isSo(it, change))
                .isPresent()) {
            return Outcome.alreadyDone(user);
        }
        try {
            calls.ask(dropbox -> {
                MembersSetProfileV2Builder request =
                        dropbox.team().membersSetProfileV2Builder(Directory.selector(user));
                change.email().ifPresent(it -> request.withNewEmail(it.address()));
                change.givenName().ifPresent(request::withNewGivenName);
                change.surname().ifPresent(request::withNewSurname);
                change.externalId().ifPresent(request::withNewExternalId); // an empty one takes it away (observed)
                return request.start();
            });
            return Outcome.done(user);
        } catch (RouteError error) {
            return standing.refusedUnlessSo(user, error.code(), status -> false, Reason.NOT_ON_TEAM);
        }
    }

    private static boolean isSo(User user, ProfileChange change) {
        return change.email().filter(it -> !it.names(user)).isEmpty()
                && change.givenName().filter(it -> !it.equals(user.givenName())).isEmpty()
                && change.surname().filter(it -> !it.equals(user.surname())).isEmpty()
                && change.externalId()
                        .filter(it -> !it.equals(user.externalId().orElse("")))
                        .isEmpty();
    }
}
