package dev.gangway.error;

import java.util.Optional;
import java.util.Set;

/**
 * The credential is valid but lacks permission for the call. Nothing was changed. Grant the {@linkplain #missing() missing scopes} and
 * connect again; a scope added later doesn't reach a credential that exists.
 */
public final class PermissionMissingException extends GangwayException {

    private static final long serialVersionUID = 1L;

    /** The missing scopes. */
    @SuppressWarnings("serial") // Set.copyOf is serializable
    private final Set<String> missing;

    /**
     * With the missing scopes.
     *
     * @param message what was not permitted and what to do
     * @param missing the provider's names of the missing scopes; empty if it doesn't name them
     * @param providerRequestId the provider's id of the request, if known
     */
    public PermissionMissingException(String message, Set<String> missing, Optional<String> providerRequestId) {
        super(message, providerRequestId, null);
        this.missing = Set.copyOf(missing);
    }

    /**
     * The scopes that would be needed.
     *
     * @return the provider's names; empty if the provider refused without naming any
     */
    public Set<String> missing() {
        return missing;
    }
}
