package dev.gangway.error;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The credential is valid but lacks permission for the call. Nothing was changed. Grant the {@linkplain #missing() missing scopes} and
 * connect again; a scope added later doesn't reach a credential that exists.
 */
public final class PermissionMissingException extends GangwayException {

    private static final long serialVersionUID = 1L;

    /** The missing scopes. */
    @SuppressWarnings("serial") // Set.copyOf is serializable
    private final Set<String> missing;

    /** What is wrong. */
    private final Diagnosis diagnosis;

    /**
     * With the missing scopes.
     *
     * @param message what was not permitted and what to do
     * @param missing the provider's names of the missing scopes; empty if it doesn't name them
     * @param providerRequestId the provider's id of the request, if known
     */
    public PermissionMissingException(String message, Set<String> missing, Optional<String> providerRequestId) {
        this(message, diagnosis(message, missing), missing, providerRequestId);
    }

    /**
     * With what the provider said.
     *
     * @param message what was not permitted and what to do
     * @param diagnosis why it isn't permitted
     * @param missing the provider's names of the missing scopes; empty if it doesn't name them
     * @param providerRequestId the provider's id of the request, if known
     */
    public PermissionMissingException(
            String message, Diagnosis diagnosis, Set<String> missing, Optional<String> providerRequestId) {
        super(message, providerRequestId, null);
        this.missing = Set.copyOf(missing);
        this.diagnosis = Objects.requireNonNull(diagnosis, "diagnosis");
    }

    private static Diagnosis diagnosis(String message, Set<String> missing) {
        if (missing.isEmpty()) {
            return new Diagnosis(
                    Diagnosis.Problem.PERMISSION_DENIED,
                    message,
                    "Look at the team's plan and at the permissions of the app and of the account.",
                    Diagnosis.Who.TEAM_ADMIN);
        }
        return new Diagnosis(
                Diagnosis.Problem.SCOPE_MISSING,
                "The credential lacks the scope " + String.join(", ", new TreeSet<>(missing)) + ".",
                "Grant it, and have an admin of the team connect again.",
                Diagnosis.Who.TEAM_ADMIN,
                missing.stream().sorted().map(Diagnosis.Subject::scope).toList());
    }

    /**
     * Why it isn't permitted and what to do.
     *
     * @return the diagnosis
     */
    public Diagnosis diagnosis() {
        return diagnosis;
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
