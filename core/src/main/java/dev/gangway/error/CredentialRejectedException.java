package dev.gangway.error;

import java.util.Objects;
import java.util.Optional;

/**
 * The provider no longer accepts the connection's credential, and no refresh mends it: it was revoked, or has expired for good. A person
 * has to connect again. Nothing was changed by the call.
 */
public final class CredentialRejectedException extends GangwayException {

    private static final long serialVersionUID = 1L;

    private static final Diagnosis REJECTED = new Diagnosis(
            Diagnosis.Problem.CREDENTIAL_REJECTED,
            "The provider doesn't accept the credential: it is wrong, has expired or was revoked.",
            "Have an admin of the team connect again, or pass a valid credential.",
            Diagnosis.Who.TEAM_ADMIN);

    /** What is wrong. */
    private final Diagnosis diagnosis;

    /**
     * With the provider's request id.
     *
     * @param message what failed and what to do; no secret, no body
     * @param providerRequestId the provider's id of the request, if known
     */
    public CredentialRejectedException(String message, Optional<String> providerRequestId) {
        this(message, REJECTED, providerRequestId);
    }

    /**
     * With what the provider said of the credential.
     *
     * @param message what failed and what to do; no secret, no body
     * @param diagnosis what is wrong with the credential
     * @param providerRequestId the provider's id of the request, if known
     */
    public CredentialRejectedException(String message, Diagnosis diagnosis, Optional<String> providerRequestId) {
        super(message, providerRequestId, null);
        this.diagnosis = Objects.requireNonNull(diagnosis, "diagnosis");
    }

    /**
     * With a cause.
     *
     * @param message what failed and what to do; no secret, no body
     * @param cause what led to it; its own message must hold no secret either
     */
    public CredentialRejectedException(String message, Throwable cause) {
        super(message, Optional.empty(), cause);
        this.diagnosis = REJECTED;
    }

    /**
     * What is wrong with the credential and what to do.
     *
     * @return the diagnosis
     */
    public Diagnosis diagnosis() {
        return diagnosis;
    }
}
