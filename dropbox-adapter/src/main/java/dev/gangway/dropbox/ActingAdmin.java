package dev.gangway.dropbox;

import com.dropbox.core.v2.DbxClientV2;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.PermissionMissingException;
import java.util.Optional;
import java.util.Set;

/**
 * Calls routes for single accounts in the name of the admin who consented, with access to what the team owns (documented: Select-Admin). Who
 * that is is asked each time, since it decides what is reached. Thread-safe.
 */
final class ActingAdmin {

    private final Calls calls;

    ActingAdmin(Calls calls) {
        this.calls = calls;
    }

    <T> T ask(Calls.Ask<DbxClientV2, T> ask) throws RouteError {
        String admin = id();
        return calls.ask(dropbox -> ask.to(dropbox.asAdmin(admin)));
    }

    private String id() throws RouteError {
        try {
            return calls.ask(dropbox -> dropbox.team().tokenGetAuthenticatedAdmin())
                    .getAdminProfile()
                    .getTeamMemberId();
        } catch (RouteError error) {
            throw switch (error.code()) {
                case "mapping_not_found" ->
                    nobody("Dropbox did not record which admin consented", Diagnoses.ownerUnknown());
                case "admin_not_active" ->
                    nobody("Who consented has left the team or is no longer an admin", Diagnoses.ownerGone());
                default -> error.unexpected();
            };
        }
    }

    private static PermissionMissingException nobody(String what, Diagnosis diagnosis) {
        return new PermissionMissingException(
                what + ", so there is nobody in whose name to act. Have an admin of the team connect again.",
                diagnosis,
                Set.of(),
                Optional.empty());
    }
}
