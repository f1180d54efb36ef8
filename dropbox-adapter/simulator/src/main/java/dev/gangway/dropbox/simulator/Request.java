package dev.gangway.dropbox.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An HTTP request, without what only the wire knows.
 *
 * @param path with a leading slash, without query
 * @param query the part after the question mark, possibly empty
 * @param headers all values of a header, by its name in any case
 */
record Request(
        String method, String host, String path, String query, Function<String, List<String>> headers, String body) {
    private static final String API = "/2/";

    /** The route's name: the path without {@code /2/} or leading slash. */
    String route() {
        return path.startsWith(API) ? path.substring(API.length()) : path.substring(1);
    }

    boolean isApi() {
        return path.startsWith(API);
    }

    Optional<String> header(String name) {
        return headers.apply(name).stream().findFirst();
    }

    /** The different values of a header: clients are known to repeat one on every attempt. */
    Set<String> values(String name) {
        return new LinkedHashSet<>(headers.apply(name));
    }

    /** Whether a header came with the same value more than once. */
    boolean repeats(String name) {
        return headers.apply(name).size() > values(name).size();
    }

    Map<String, String> queryParameters() {
        return parameters(query);
    }

    Map<String, String> form() {
        return parameters(body);
    }

    /** Query and form together, which are the same to the token endpoint: the provider's Node SDK sends all in the query [observed]. */
    Map<String, String> allParameters() {
        Map<String, String> all = queryParameters();
        all.putAll(form());
        return all;
    }

    static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
