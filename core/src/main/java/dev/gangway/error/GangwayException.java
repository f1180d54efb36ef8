package dev.gangway.error;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of all trouble that Gangway reports. The message says what failed, for what, and what to do next; it never holds a secret, a
 * request's or an answer's body.
 */
public abstract sealed class GangwayException extends RuntimeException
        permits AnswerLostException,
                AssistanceRefusedException,
                CallInterruptedException,
                ConnectFailedException,
                CredentialRejectedException,
                PermissionDeniedException,
                PermissionMissingException,
                ProviderProtocolException,
                ProviderUnavailableException,
                RateLimitedException,
                StoreException,
                UnsupportedCapabilityException {

    private static final long serialVersionUID = 1L;

    /** The provider's id of the request, or null. */
    private final @Nullable String providerRequestId;

    GangwayException(String message) {
        this(message, Optional.empty(), null);
    }

    GangwayException(String message, Optional<String> providerRequestId, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.providerRequestId = providerRequestId.orElse(null);
    }

    /** What failed and what to do; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    /**
     * The provider's id of the request that failed, for its support; not a secret.
     *
     * @return the id, if the provider sent one
     */
    public Optional<String> providerRequestId() {
        return Optional.ofNullable(providerRequestId);
    }
}
