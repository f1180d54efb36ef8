package dev.gangway.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The application's own permission hook refused. Nothing was stored and nothing was sent. Show the message to whoever asked; somebody who
 * may do it has to do it.
 */
public final class PermissionDeniedException extends GangwayException {

    private static final long serialVersionUID = 1L;

    /**
     * With the reason.
     *
     * @param message who was refused what, and why
     * @param cause what the hook threw, or null if it refused in words
     */
    public PermissionDeniedException(String message, @Nullable Throwable cause) {
        super(message, Optional.empty(), cause);
    }
}
