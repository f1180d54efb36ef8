package dev.gangway.dropbox;

import com.dropbox.core.v2.team.Feature;
import com.dropbox.core.v2.team.FeatureValue;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Whether the team has a space of its own, in which its folders lie beside each other. Dropbox makes and archives team folders of other teams
 * only (specified). Thread-safe.
 */
final class TeamSpace {

    private static final String FOLDERS =
            "This team has a team space, and Dropbox's routes for team folders don't %1$s folders there. %2$s";

    private final Calls calls;

    TeamSpace(Calls calls) {
        this.calls = calls;
    }

    /** Asked each time, since an admin can change it. Either of two features stands for it (assumed: the specification says no more). */
    boolean isThere() {
        List<FeatureValue> values;
        try {
            values = calls.ask(dropbox -> dropbox.team()
                            .featuresGetValues(
                                    List.of(Feature.HAS_TEAM_SHARED_DROPBOX, Feature.HAS_DISTINCT_MEMBER_HOMES)))
                    .getValues();
        } catch (RouteError error) {
            throw error.unexpected();
        }
        if (values.size() != 2 || !values.stream().allMatch(TeamSpace::isTold)) {
            throw new ProviderProtocolException(
                    "team/features/get_values: Dropbox did not say whether the team has a team space. Nothing was changed; try again later.",
                    Optional.empty());
        }
        return values.stream().anyMatch(TeamSpace::isYes);
    }

    private static boolean isTold(FeatureValue value) {
        return (value.isHasTeamSharedDropbox()
                        && value.getHasTeamSharedDropboxValue().isHasTeamSharedDropbox())
                || (value.isHasDistinctMemberHomes()
                        && value.getHasDistinctMemberHomesValue().isHasDistinctMemberHomes());
    }

    private static boolean isYes(FeatureValue value) {
        return value.isHasTeamSharedDropbox()
                ? value.getHasTeamSharedDropboxValue().getHasTeamSharedDropboxValue()
                : value.getHasDistinctMemberHomesValue().getHasDistinctMemberHomesValue();
    }

    static <T> Outcome<T> makesNone() {
        return refused(
                "make", "Have a team admin make it in Dropbox's Admin console, https://www.dropbox.com/team/admin.");
    }

    static <T> Outcome<T> archivesNone() {
        return refused(
                "archive",
                "Have a team admin take it out of use in Dropbox's Admin console, https://www.dropbox.com/team/admin.");
    }

    private static <T> Outcome<T> refused(String verb, String instead) {
        return Outcome.refused(Reason.NOT_SUPPORTED, FOLDERS.formatted(verb, instead));
    }
}
