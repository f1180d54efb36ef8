package dev.gangway.dropbox;

import dev.gangway.connector.CredentialForm;
import dev.gangway.connector.FieldSpec;
import dev.gangway.credential.Credential.Kind;
import dev.gangway.result.Text;
import java.util.List;

/** What a person is asked for to connect a team. */
final class Forms {

    /** What OAuth tokens are made of (RFC 6750 section 2.1), and no shorter than a slip of the hand. */
    private static final String CHARACTERS = "[A-Za-z0-9._~+\\/=\\-]";

    /** Access tokens begin with this (observed 2021 to 2026); it is the one that people paste into the wrong field. */
    private static final String ACCESS_TOKEN = "sl\\.";

    static final List<CredentialForm> ALL = List.of(
            CredentialForm.of(Kind.OAUTH)
                    .worded(
                            new Text("Consent of a team admin", "Accord d'un administrateur de l'équipe"),
                            new Text(
                                    "A team admin signs in to Dropbox and allows the app. Use an admin account that serves nothing else."
                                            + " The refresh token of an earlier consent will do, too.",
                                    "Un administrateur de l'équipe se connecte à Dropbox et autorise l'application. Utilisez un compte"
                                            + " d'administrateur dédié. Le jeton d'actualisation d'un accord précédent convient aussi."))
                    .with(FieldSpec.secret(
                                    "refreshToken",
                                    new Text("Refresh token", "Jeton d'actualisation"),
                                    new Text(
                                            "Dropbox gave it out with a consent for offline access to this app (token_access_type=offline)."
                                                    + " It lasts until somebody revokes it.",
                                            "Dropbox l'a remis avec un accord pour un accès hors ligne à cette application"
                                                    + " (token_access_type=offline). Il reste valable jusqu'à sa révocation."))
                            .matching(
                                    "(?!" + ACCESS_TOKEN + ")" + CHARACTERS + "{8,1024}",
                                    new Text(
                                            "8 to 1024 letters, digits and signs without spaces (an access token, which begins with sl., won't do)",
                                            "de 8 à 1024 lettres, chiffres et signes, sans espace (un jeton d'accès, qui commence par sl., ne"
                                                    + " convient pas)"))),
            CredentialForm.of(Kind.BEARER_TOKEN)
                    .worded(
                            new Text("Access token of a team", "Jeton d'accès d'une équipe"),
                            new Text(
                                    "For a trial: it lasts four hours, and nobody here can renew it.",
                                    "Pour un essai : il est valable quatre heures et ne peut pas être renouvelé ici."))
                    .with(
                            FieldSpec.secret(
                                            "token",
                                            new Text("Access token", "Jeton d'accès"),
                                            new Text(
                                                    "A token with team scopes that a team admin has allowed.",
                                                    "Un jeton avec des droits d'équipe, autorisé par un administrateur de l'équipe."))
                                    .matching(
                                            CHARACTERS + "{8,16384}",
                                            new Text(
                                                    "at least 8 letters, digits and signs without spaces, as a rule beginning with sl and a dot",
                                                    "au moins 8 lettres, chiffres et signes, sans espace, commençant en général par sl et un point"))));

    private Forms() {}
}
