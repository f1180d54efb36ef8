package dev.gangway.connection;

import dev.gangway.connector.Connector;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Subject;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.oauth.Callback;
import dev.gangway.oauth.OAuthSpec;
import dev.gangway.oauth.TokenAnswer;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Why a consent came to nothing, said so that a person can mend it. */
final class ConsentTrouble {

    /** RFC 6749 sections 4.1.2.1 and 5.2. */
    private static final String INVALID_SCOPE = "invalid_scope";

    private static final Subject CLIENT_ID = Subject.setting("clientId");
    private static final Subject CLIENT_SECRET = Subject.setting("clientSecret");
    private static final Subject REDIRECT_URI = Subject.setting("redirectUri");

    private final Connector connector;

    ConsentTrouble(Connector connector) {
        this.connector = connector;
    }

    /** The provider's page sent the browser back without a code. */
    Diagnosis of(Callback.Failure failure) {
        return switch (failure) {
            case ACCESS_DENIED ->
                new Diagnosis(
                        Problem.CONSENT_DENIED,
                        "The admin did not consent.",
                        "Start the connection again once they are ready to.",
                        Who.TEAM_ADMIN);
            case SERVER_ERROR, TEMPORARILY_UNAVAILABLE ->
                new Diagnosis(
                        Problem.PROVIDER_UNAVAILABLE,
                        "The provider could not show or complete its consent page.",
                        "Start the connection again later.",
                        Who.NOBODY);
            case INVALID_SCOPE -> scopes();
            case INVALID_REQUEST, UNAUTHORIZED_CLIENT, UNSUPPORTED_RESPONSE_TYPE ->
                app(failure.name().toLowerCase(Locale.ROOT));
            case OTHER ->
                new Diagnosis(
                        Problem.CONSENT_FAILED,
                        "The provider ended the consent for a reason of its own.",
                        "Start the connection again; if it happens again, look at " + connector.appConsole() + ".",
                        Who.APPLICATION_OPERATOR);
        };
    }

    /** The token endpoint didn't take the code. */
    Diagnosis of(TokenAnswer.Revoked revoked) {
        return new Diagnosis(
                Problem.CONSENT_EXPIRED,
                "The provider no longer accepts the consent's code: it was used or has expired.",
                "Start the connection again.",
                Who.TEAM_ADMIN);
    }

    /** The token endpoint didn't take the app. */
    Diagnosis of(TokenAnswer.Misconfigured misconfigured) {
        return misconfigured.error().equals(INVALID_SCOPE) ? scopes() : app(misconfigured.error());
    }

    /** The token endpoint gave no usable answer, or wasn't reached. */
    Diagnosis of(TokenAnswer.Transient passing) {
        String again = "Start the connection again; the consent's code can't be used twice.";
        boolean onTheWay = passing.cause().isPresent();
        return new Diagnosis(
                Problem.PROVIDER_UNAVAILABLE,
                "The consent could not be completed. " + passing.what(),
                onTheWay
                        ? again + " If it happens again, check that this machine reaches the host: name, proxy, "
                                + "certificates, firewall."
                        : again,
                onTheWay ? Who.APPLICATION_OPERATOR : Who.TEAM_ADMIN);
    }

    private Diagnosis scopes() {
        Set<String> asked =
                new TreeSet<>(connector.spec().oauth().map(OAuthSpec::scopes).orElse(Set.of()));
        String which = asked.isEmpty()
                ? "The app's own default scopes were asked for."
                : "Asked for were " + String.join(", ", asked) + ", and the app doesn't have all of them.";
        return new Diagnosis(
                Problem.APP_MISCONFIGURED,
                "The provider refuses the scopes (" + INVALID_SCOPE + "). " + which,
                "Tick the missing ones in " + connector.appConsole()
                        + ", or register the connector so that it asks for fewer. Then start the connection again.",
                Who.APPLICATION_OPERATOR,
                asked.stream().map(Subject::scope).toList());
    }

    /** RFC 6749 sections 4.1.2.1 and 5.2. */
    private Diagnosis app(String error) {
        return switch (error) {
            case "invalid_client" ->
                app(
                        "The provider doesn't accept the app's id or secret (invalid_client).",
                        "Compare both with " + connector.appConsole()
                                + "; a secret that was made anew is the usual reason.",
                        CLIENT_ID,
                        CLIENT_SECRET);
            case "unauthorized_client" ->
                app(
                        "The provider doesn't let this app ask for consent (unauthorized_client).",
                        "Look in " + connector.appConsole()
                                + " whether it is switched on, approved, and may use the code flow.",
                        CLIENT_ID);
            case "invalid_request" ->
                app(
                        "The provider can't make sense of the app's request (invalid_request).",
                        "Compare the redirect address, letter by letter, with " + connector.appConsole() + ".",
                        REDIRECT_URI);
            default ->
                app(
                        "The provider refuses the app or its request (" + error + ").",
                        "Check the app's id, secret and redirect address in the connector's settings and in "
                                + connector.appConsole() + ".",
                        CLIENT_ID,
                        CLIENT_SECRET,
                        REDIRECT_URI);
        };
    }

    private static Diagnosis app(String what, String remedy, Subject... concerns) {
        return new Diagnosis(Problem.APP_MISCONFIGURED, what, remedy, Who.APPLICATION_OPERATOR).concerning(concerns);
    }
}
