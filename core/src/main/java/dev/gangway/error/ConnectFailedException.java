package dev.gangway.error;

import java.util.Objects;
import java.util.Optional;

/**
 * A connection could not be made, or was found not to work. Nothing was stored. {@link #diagnosis()} says what is wrong, what to do, and
 * who can do it.
 */
public final class ConnectFailedException extends GangwayException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    private final Diagnosis diagnosis;

    /**
     * With the diagnosis.
     *
     * @param diagnosis what is wrong and what to do
     */
    public ConnectFailedException(Diagnosis diagnosis) {
        super(Objects.requireNonNull(diagnosis, "diagnosis").toString(), Optional.empty(), null);
        this.diagnosis = diagnosis;
    }

    /**
     * With the diagnosis and a cause.
     *
     * @param diagnosis what is wrong and what to do
     * @param cause what led to it; its own message must hold no secret either
     */
    public ConnectFailedException(Diagnosis diagnosis, Throwable cause) {
        super(Objects.requireNonNull(diagnosis, "diagnosis").toString(), Optional.empty(), cause);
        this.diagnosis = diagnosis;
    }

    /**
     * What is wrong and what to do.
     *
     * @return the diagnosis
     */
    public Diagnosis diagnosis() {
        return diagnosis;
    }
}
