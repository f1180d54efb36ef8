package dev.gangway.dropbox;

import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Subject;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.http.Reply;
import java.util.Optional;

/** What Dropbox's answers say of a connection, in words for whoever can mend it. The tags are specified. */
final class Diagnoses {

    private static final Subject TOKEN = Subject.field("token");
    private static final Subject TEAM_ADMIN = Subject.role("Team admin");
    private static final String CONSOLE = DropboxConnector.CONSOLE;

    private Diagnoses() {}

    /** Status 401, the token itself. */
    static Optional<Diagnosis> rejection(Reply unauthorized) {
        return ErrorBody.of(unauthorized).tag().flatMap(tag -> switch (tag) {
            case "invalid_access_token" -> Optional.of(revoked());
            case "expired_access_token" -> Optional.of(expired());
            default -> Optional.empty();
        });
    }

    private static Diagnosis revoked() {
        return new Diagnosis(
                        Problem.CREDENTIAL_REJECTED,
                        "Dropbox doesn't know the access token: it was revoked, or a team admin has unlinked the app.",
                        "Have a team admin connect again. If the app was unlinked on purpose, ask who did that first.",
                        Who.TEAM_ADMIN)
                .concerning(TOKEN);
    }

    /** Observed: they last four hours. */
    private static Diagnosis expired() {
        return new Diagnosis(
                        Problem.CREDENTIAL_EXPIRED,
                        "The access token has expired; at Dropbox that takes four hours, and nothing is there to renew it.",
                        "Connect by a team admin's consent or with a refresh token, which is renewed by itself.",
                        Who.APPLICATION_OPERATOR)
                .concerning(TOKEN);
    }

    /** Status 400. */
    static Diagnosis malformed() {
        return new Diagnosis(
                        Problem.CREDENTIAL_REJECTED,
                        "What was passed as an access token is none of Dropbox's.",
                        "Copy the whole token, without quotes and spaces; an app's key or secret is no token.",
                        Who.APPLICATION_OPERATOR)
                .concerning(TOKEN);
    }

    /** Status 400. */
    static Diagnosis notATeam() {
        return new Diagnosis(
                        Problem.NOT_A_TEAM,
                        "The credential is for a single Dropbox account, not for a team.",
                        "Have an admin of the team consent to the team scopes; a personal account or a plan for one person"
                                + " can't be connected.",
                        Who.TEAM_ADMIN)
                .concerning(TEAM_ADMIN);
    }

    /** Status 401: the app has the scope, the token hasn't. */
    static Diagnosis tokenLacks(String scope) {
        return new Diagnosis(
                        Problem.SCOPE_MISSING,
                        "The credential lacks the scope " + scope + ".",
                        "Have an admin of the team connect again; a scope that is added later doesn't reach a credential that"
                                + " exists.",
                        Who.TEAM_ADMIN)
                .concerning(Subject.scope(scope));
    }

    /** Status 400: the app itself hasn't the scope. */
    static Diagnosis appLacks(String scope) {
        return new Diagnosis(
                        Problem.SCOPE_MISSING,
                        "The app itself lacks the scope " + scope + ".",
                        "Tick it in " + CONSOLE + ", then have an admin of the team connect again.",
                        Who.APPLICATION_OPERATOR)
                .concerning(Subject.scope(scope));
    }

    /** Status 401 that is not about the token, and status 403. */
    static Diagnosis notPermitted(Optional<String> tag, int status) {
        return switch (tag.orElse("")) {
            case "user_suspended" ->
                new Diagnosis(
                                Problem.OWNER_DEACTIVATED,
                                "The person in whose name it was asked is suspended (user_suspended).",
                                "Have another team admin connect again, or have this one resumed.",
                                Who.TEAM_ADMIN)
                        .concerning(TEAM_ADMIN);
            case "invalid_select_user" ->
                new Diagnosis(
                                Problem.OWNER_DEACTIVATED,
                                "The person in whose name it was asked is not on the team any more (invalid_select_user).",
                                "Have another team admin connect again.",
                                Who.TEAM_ADMIN)
                        .concerning(TEAM_ADMIN);
            case "invalid_select_admin" ->
                new Diagnosis(
                                Problem.NOT_AN_ADMIN,
                                "The person in whose name it was asked is no team admin (invalid_select_admin).",
                                "Give them the role Team admin, or have a team admin connect again.",
                                Who.TEAM_ADMIN)
                        .concerning(TEAM_ADMIN);
            case "route_access_denied" ->
                new Diagnosis(
                        Problem.PERMISSION_DENIED,
                        "Dropbox doesn't let this app use the call (route_access_denied).",
                        "Look at the app's status and kind of access in " + CONSOLE + ", or ask Dropbox's support.",
                        Who.APPLICATION_OPERATOR);
            case "team_access_denied" ->
                new Diagnosis(
                        Problem.PERMISSION_DENIED,
                        "Dropbox denies it to this team (team_access_denied).",
                        "Look in the admin console whether the team's plan includes it and is paid for.",
                        Who.TEAM_ADMIN);
            case "invalid_account_type" ->
                new Diagnosis(
                        Problem.PERMISSION_DENIED,
                        "This kind of account or plan doesn't include it (invalid_account_type).",
                        "Change the team's plan, or register the connector without this capability.",
                        Who.TEAM_ADMIN);
            case "no_permission" ->
                new Diagnosis(
                                Problem.PERMISSION_DENIED,
                                "The admin who connected the team may not do it (no_permission).",
                                "Have an admin with the role Team admin connect again.",
                                Who.TEAM_ADMIN)
                        .concerning(TEAM_ADMIN);
            default ->
                new Diagnosis(
                        Problem.PERMISSION_DENIED,
                        "Dropbox doesn't permit it to this team or account (" + tag.orElse("status " + status) + ").",
                        "Look at the team's plan, and at the role of the admin who connected it.",
                        Who.TEAM_ADMIN);
        };
    }

    static Diagnosis noLicenses(String team) {
        return new Diagnosis(
                Problem.NO_LICENSES,
                "The team " + team + " has no licenses: its trial or its subscription may have ended.",
                "Buy licenses in the admin console, or connect another team.",
                Who.TEAM_ADMIN);
    }

    static Diagnosis noAdmin(String email) {
        return new Diagnosis(
                        Problem.NOT_AN_ADMIN,
                        email + ", who consented, has no admin role on the team.",
                        "Have a team admin connect again.",
                        Who.TEAM_ADMIN)
                .concerning(TEAM_ADMIN);
    }

    /** {@code admin_not_active} doesn't tell who; assumed that the team's token goes on working. */
    static Diagnosis ownerGone() {
        return ownerGone("The admin who consented has left the team, is suspended, or is no longer an active admin");
    }

    static Diagnosis ownerGone(String email, String status) {
        return ownerGone(email + ", who consented, is no longer an active admin (Dropbox says: " + status + ")");
    }

    private static Diagnosis ownerGone(String what) {
        return new Diagnosis(
                        Problem.OWNER_DEACTIVATED,
                        what + ". The connection works all the same, as far as is known, and may end any time.",
                        "Have another team admin connect the team again; it keeps its id and everything else.",
                        Who.TEAM_ADMIN)
                .concerning(TEAM_ADMIN);
    }

    /** {@code mapping_not_found}: the token is from before Dropbox recorded it. */
    static Diagnosis ownerUnknown() {
        return new Diagnosis(
                Problem.OWNER_UNKNOWN,
                "Dropbox did not record which admin consented. It can't be told when they leave, and no admin can be offboarded.",
                "Have a team admin connect the team again, which records it.",
                Who.TEAM_ADMIN);
    }

    static Diagnosis notDedicated(String email, int devices) {
        return new Diagnosis(
                        Problem.ACCOUNT_NOT_DEDICATED,
                        email + ", who consented, also works with this account: " + devices
                                + (devices == 1 ? " device is" : " devices are") + " linked to it.",
                        "Connect the team again from an admin account that serves nothing else, so that it doesn't hang on one"
                                + " person's stay. It needs the role Team admin to consent; what the connection may do, the scopes"
                                + " limit.",
                        Who.TEAM_ADMIN)
                .concerning(TEAM_ADMIN);
    }
}
