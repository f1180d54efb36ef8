package dev.gangway.oauth;

import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import java.time.Instant;
import java.util.Optional;

/**
 * Why there is no new token. Immutable.
 *
 * @param answer any but {@link TokenAnswer.Granted}
 * @param cutOff when an earlier renewal was begun that may have spent the refresh token, and whose answer nobody kept
 */
record Refusal(TokenAnswer answer, Optional<Instant> cutOff) {

    /** A new exception for each thread that hears of it. */
    GangwayException exception() {
        if (answer instanceof TokenAnswer.Revoked it) {
            String what = cutOff.map(begun -> "A renewal that was begun at " + begun
                            + " was cut off, and the provider doesn't take the refresh token any more: most likely"
                            + " it was replaced then and the new one is lost.")
                    .orElse("The provider doesn't accept the refresh token: it is wrong, has expired or was revoked.");
            return new CredentialRejectedException(
                    what + " Somebody has to connect again.",
                    new Diagnosis(
                                    Diagnosis.Problem.CREDENTIAL_REJECTED,
                                    what,
                                    "Have an admin of the team connect again.",
                                    Diagnosis.Who.TEAM_ADMIN)
                            .concerning(Diagnosis.Subject.field("refreshToken")),
                    it.requestId());
        }
        if (answer instanceof TokenAnswer.Misconfigured it) {
            return new ConnectFailedException(new Diagnosis(
                            Diagnosis.Problem.APP_MISCONFIGURED,
                            "The provider doesn't accept the app (" + it.error() + ").",
                            "Check the app's id, secret and settings at the provider; the connection itself may be in order.",
                            Diagnosis.Who.APPLICATION_OPERATOR)
                    .concerning(Diagnosis.Subject.setting("clientId"), Diagnosis.Subject.setting("clientSecret")));
        }
        TokenAnswer.Transient passing = (TokenAnswer.Transient) answer;
        String message = "No new access token: " + passing.what() + " Nothing was changed; try again later.";
        return passing.retryAfter()
                .<GangwayException>map(wait -> new RateLimitedException(message, wait, passing.requestId()))
                .or(() -> passing.cause().map(cause -> new ProviderUnavailableException(message, cause)))
                .orElseGet(() -> new ProviderUnavailableException(message, passing.requestId()));
    }
}
