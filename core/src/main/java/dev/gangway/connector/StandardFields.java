package dev.gangway.connector;

import dev.gangway.credential.Credential;
import dev.gangway.result.Text;
import java.util.List;

/** What the fields of each kind of credential are called and take, unless a connector says better. */
final class StandardFields {

    static final String REFRESH_TOKEN = "refreshToken";
    static final String TOKEN = "token";
    static final String KEY = "key";
    static final String USER = "user";
    static final String PASSWORD = "password";
    static final String EXPIRES_AT = "expiresAt";

    /** What RFC 6749 appendix A allows in a token. */
    private static final String TOKEN_CHARACTERS = "[\\x21-\\x7E]{1,16384}";

    private static final Text TOKEN_SHAPE = new Text(
            "letters, digits and signs without spaces or line breaks",
            "des lettres, des chiffres et des signes, sans espace ni retour à la ligne");

    private StandardFields() {}

    static Text label(Credential.Kind kind) {
        return switch (kind) {
            case OAUTH -> new Text("Consent by OAuth", "Autorisation OAuth");
            case BEARER_TOKEN -> new Text("Access token", "Jeton d'accès");
            case API_KEY -> new Text("API key", "Clé d'API");
            case USER_PASSWORD -> new Text("User name and password", "Nom d'utilisateur et mot de passe");
        };
    }

    static Text help(Credential.Kind kind) {
        return switch (kind) {
            case OAUTH ->
                new Text(
                        "An admin signs in at the provider and consents. A refresh token of an earlier consent will do, too.",
                        "Un administrateur se connecte chez le fournisseur et donne son accord. Un jeton d'actualisation"
                                + " obtenu auparavant convient aussi.");
            case BEARER_TOKEN ->
                new Text(
                        "A token that the application got by its own means. Nobody here can renew it.",
                        "Un jeton que l'application a obtenu par ses propres moyens. Il ne peut pas être renouvelé ici.");
            case API_KEY ->
                new Text(
                        "A key that an admin makes in the provider's console.",
                        "Une clé qu'un administrateur crée dans la console du fournisseur.");
            case USER_PASSWORD ->
                new Text(
                        "The name and password of an admin's account; best of one that serves nothing else.",
                        "Le nom et le mot de passe d'un compte d'administrateur, de préférence un compte dédié.");
        };
    }

    static List<FieldSpec> of(Credential.Kind kind) {
        return switch (kind) {
            case OAUTH ->
                List.of(token(
                        REFRESH_TOKEN,
                        new Text("Refresh token", "Jeton d'actualisation"),
                        new Text(
                                "The refresh token that the provider gave out when an admin consented.",
                                "Le jeton d'actualisation remis par le fournisseur quand un administrateur a donné son"
                                        + " accord.")));
            case BEARER_TOKEN ->
                List.of(
                        token(
                                TOKEN,
                                label(kind),
                                new Text(
                                        "The token itself, without the word Bearer.",
                                        "Le jeton seul, sans le mot Bearer.")),
                        end());
            case API_KEY ->
                List.of(
                        token(
                                KEY,
                                label(kind),
                                new Text(
                                        "The key as the provider's console shows it.",
                                        "La clé telle que la console du fournisseur l'affiche.")),
                        end());
            case USER_PASSWORD ->
                List.of(
                        FieldSpec.open(
                                        USER,
                                        new Text("User name", "Nom d'utilisateur"),
                                        new Text(
                                                "The name that the admin signs in with.",
                                                "Le nom avec lequel l'administrateur se connecte."))
                                // A colon would end the name in HTTP's Basic scheme: RFC 7617 section 2.
                                .matching(
                                        "[^:\\p{Cc}]{1,255}",
                                        new Text(
                                                "up to 255 characters on one line, without a colon",
                                                "au plus 255 caractères sur une ligne, sans deux-points")),
                        FieldSpec.secret(
                                PASSWORD,
                                new Text("Password", "Mot de passe"),
                                new Text("The password of this account.", "Le mot de passe de ce compte.")),
                        end());
        };
    }

    private static FieldSpec token(String id, Text label, Text help) {
        return FieldSpec.secret(id, label, help).matching(TOKEN_CHARACTERS, TOKEN_SHAPE);
    }

    private static FieldSpec end() {
        return FieldSpec.open(
                        EXPIRES_AT,
                        new Text("Valid until", "Valable jusqu'au"),
                        new Text(
                                "When it expires, if that is known, so that somebody can be told ahead.",
                                "La date d'expiration, si elle est connue, pour prévenir à temps."))
                .matching(
                        "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?",
                        new Text(
                                "a date such as 2030-12-31, or a time in UTC such as 2030-12-31T12:00:00Z",
                                "une date comme 2030-12-31, ou une heure UTC comme 2030-12-31T12:00:00Z"))
                .like("2030-12-31")
                .optional();
    }
}
