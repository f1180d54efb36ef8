package dev.gangway.dropbox;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.http.Reply;
import dev.gangway.http.Request;
import java.util.Optional;

/**
 * Dropbox refused a call for a reason that belongs to the call: the request changed nothing. It is checked so that no caller forgets it,
 * and never leaves this package.
 */
final class RouteError extends Exception {

    private static final long serialVersionUID = 1L;

    private final String route;
    private final String code;
    private final transient Optional<String> requestId;

    RouteError(Request request, Reply reply, String code) {
        super(request.route() + ": " + code, null, false, false);
        this.route = request.route();
        this.code = code;
        this.requestId = reply.requestId();
    }

    /** The tag of the route's error union; the status, if Dropbox told no tag. */
    String code() {
        return code;
    }

    /** For a call that has no business to be refused. */
    ProviderProtocolException unexpected() {
        return unexpected("This was not expected; report it with the request id.");
    }

    ProviderProtocolException unexpected(String advice) {
        return new ProviderProtocolException(route + ": Dropbox answered " + code + ". " + advice, requestId);
    }
}
