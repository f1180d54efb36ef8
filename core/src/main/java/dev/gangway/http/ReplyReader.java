package dev.gangway.http;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a large answer while it arrives. It may be called again from the start when an answer broke off, so it keeps no state of its own
 * between calls.
 *
 * @param <T> what is read
 */
@FunctionalInterface
public interface ReplyReader<T extends @Nullable Object> {

    /**
     * Reads an answer.
     *
     * @param head status and headers; its own body is empty
     * @param body the body as it arrives; under the size limit and the deadline; closed by the transport
     * @return what was read
     * @throws IOException if the body breaks off or isn't what it should be; the request is then repeated within its budget
     */
    T read(Reply head, InputStream body) throws IOException;
}
