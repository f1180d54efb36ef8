package dev.gangway.dropbox;

import com.dropbox.core.v2.team.Feature;
import com.dropbox.core.v2.team.FeatureValue;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Whether the team has a space with one root for everybody, in which its folders lie beside each other. Dropbox makes and archives team
 * folders of other teams only (specified), and lists nothing but that root (observed by others, 2022). A team space in which each member has a
 * root of their own, as teams have had since 2023, has no shared root and isn't meant (observed by others, 2024). Thread-safe.
 */
final class TeamSpace {

    private static final Refusal OBJECTION = Refusal.of(
            Reason.NOT_SUPPORTED,
            "This team has a team space with one root for everybody, whose folders Dropbox's routes for team folders neither list nor make nor "
                    + "archive. Register the connector with managingTeamSpaces() and have an admin connect again, or have a team admin do it in "
                    + "Dropbox's Admin console, https://www.dropbox.com/team/admin.");

    private final Calls calls;

    TeamSpace(Calls calls) {
        this.calls = calls;
    }

    /** Asked each time, since Dropbox moves teams from one kind to another. */
    Optional<Refusal> objection() {
        return hasSharedRoot() ? Optional.of(OBJECTION) : Optional.empty();
    }

    boolean hasSharedRoot() {
        List<FeatureValue> values;
        try {
            values = calls.ask(dropbox -> dropbox.team().featuresGetValues(List.of(Feature.HAS_TEAM_SHARED_DROPBOX)))
                    .getValues();
        } catch (RouteError error) {
            throw error.unexpected();
        }
        return values.stream()
                .filter(FeatureValue::isHasTeamSharedDropbox)
                .map(FeatureValue::getHasTeamSharedDropboxValue)
                .filter(it -> it.isHasTeamSharedDropbox())
                .map(it -> it.getHasTeamSharedDropboxValue())
                .findFirst()
                .orElseThrow(() -> new ProviderProtocolException(
                        "team/features/get_values: Dropbox did not say whether the team has a team space. Nothing was changed; try again later.",
                        Optional.empty()));
    }
}
