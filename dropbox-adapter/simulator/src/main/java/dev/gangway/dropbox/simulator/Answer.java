package dev.gangway.dropbox.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An HTTP answer before it is put on the wire: JSON still as a tree, so that faults can change it. Immutable. */
record Answer(int status, String contentType, Optional<Object> tree, String text, Map<String, String> headers) {
    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, Object tree) {
        return new Answer(status, "application/json", Optional.of(tree), "", Map.of());
    }

    static Answer plain(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    static Answer html(int status, String text) {
        return of(status, "text/html; charset=utf-8", text);
    }

    static Answer of(int status, String contentType, String text) {
        return new Answer(status, contentType, Optional.empty(), text, Map.of());
    }

    static Answer redirect(String location) {
        return of(302, "text/html; charset=utf-8", "").with("Location", location);
    }

    /** What a server error looks like: nothing with 500 and 503, a gateway's HTML otherwise [observed]. */
    static Answer serverError(int status) {
        return status == 500 || status == 503
                ? of(status, "application/octet-stream", "")
                : html(status, "<html><head><title>" + status + "</title></head><body>upstream error</body></html>");
    }

    Answer with(String header, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(header, value);
        return new Answer(status, contentType, tree, text, changed);
    }

    /** The same with another tree; just the same if it isn't JSON. */
    Answer mapTree(UnaryOperator<Object> change) {
        return new Answer(status, contentType, tree.map(change), text, headers);
    }

    String body() {
        return tree.map(Json::write).orElse(text);
    }
}
