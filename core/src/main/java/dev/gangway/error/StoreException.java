package dev.gangway.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store could not be read or written, or holds a record that was tampered with or can't be opened. Nothing destructive is sent while
 * this lasts. The message names the record's key, never its content.
 */
public final class StoreException extends GangwayException {

    private static final long serialVersionUID = 1L;

    /**
     * With a cause.
     *
     * @param message which record, and what to do
     * @param cause what led to it, or null
     */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, Optional.empty(), cause);
    }
}
