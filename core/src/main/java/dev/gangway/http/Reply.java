package dev.gangway.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider's complete answer. It prints as its status and size; headers and body are never printed. Immutable.
 */
public final class Reply {

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final Optional<String> requestId;

    /** The map's keys compare without regard to case, the map is unmodifiable, and the array isn't written to any more. */
    Reply(int status, Map<String, List<String>> headers, byte[] body, Optional<String> requestId) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.requestId = requestId;
    }

    /**
     * The HTTP status.
     *
     * @return the status
     */
    public int status() {
        return status;
    }

    /**
     * Whether the status is 2xx.
     *
     * @return whether the provider did what was asked
     */
    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /**
     * All headers.
     *
     * @return values by name; looking up ignores case; unmodifiable
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * One header.
     *
     * @param name its name, in any case
     * @return its first value, if it was sent
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }

    /**
     * The provider's id of the request, for its support; not a secret.
     *
     * @return the id, if the provider sent one
     */
    public Optional<String> requestId() {
        return requestId;
    }

    /**
     * The body as text.
     *
     * @return the body, read as UTF-8; empty if the answer had none
     */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body as bytes.
     *
     * @return a stream over the body; closing it isn't needed
     */
    public InputStream stream() {
        return new ByteArrayInputStream(body);
    }

    /**
     * The same answer with its body, for a {@link ReplyReader} that reads some answers as a stream and keeps the others.
     *
     * @param arriving the body as it arrives; read to its end
     * @return the whole answer
     * @throws IOException if the body breaks off
     */
    public Reply whole(InputStream arriving) throws IOException {
        return new Reply(status, headers, arriving.readAllBytes(), requestId);
    }

    /** Status and size. */
    @Override
    public String toString() {
        return "Reply[" + status + ", " + body.length + " bytes]";
    }
}
