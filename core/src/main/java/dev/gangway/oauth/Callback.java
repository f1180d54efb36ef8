package dev.gangway.oauth;

import dev.gangway.credential.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a provider's consent page sent the browser back with. RFC 6749 sections 4.1.2 and 4.1.2.1. Immutable; printing it shows neither
 * code nor state.
 */
public sealed interface Callback {

    /**
     * Reads the address that the browser came back to.
     *
     * @param uri the whole address, with its query
     * @return what it says
     * @throws IllegalArgumentException if it doesn't hold exactly one code and one state, or an error; the message repeats neither
     */
    static Callback parse(URI uri) {
        Map<String, String> parameters = parameters(Objects.requireNonNull(uri, "uri"));
        Optional<State> state = Optional.ofNullable(parameters.get("state")).map(value -> new State(secret(value)));
        String code = parameters.get("code");
        String error = parameters.get("error");
        if ((code == null) == (error == null)) {
            throw malformed("it must hold either a code or an error");
        }
        if (code == null) {
            return new Failed(Failure.of(Objects.requireNonNull(error)), state);
        }
        return new Granted(secret(code), state.orElseThrow(() -> malformed("the state is missing")));
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new HashMap<>();
        String query = uri.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            boolean repeated = parameters.put(name, value) != null;
            if (repeated && (name.equals("code") || name.equals("state") || name.equals("error"))) {
                throw malformed("it holds the parameter " + name + " more than once");
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) { // its message repeats the text
            throw malformed("its query isn't well-formed");
        }
    }

    private static Secret secret(String value) {
        try {
            return Secret.of(value);
        } catch (IllegalArgumentException blank) {
            throw malformed("its code or its state is empty or holds control characters");
        }
    }

    private static IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException("The address that the browser came back to is not a provider's answer: "
                + what + ". Pass the whole address, query included, or start the connection again.");
    }

    /**
     * Handles both shapes.
     *
     * @param <R> what comes of it
     * @param granted for a consent
     * @param failed for an error
     * @return what the function gave
     */
    default <R> R match(Function<Granted, R> granted, Function<Failed, R> failed) {
        if (this instanceof Granted it) {
            return granted.apply(it);
        }
        return failed.apply((Failed) this);
    }

    /**
     * The admin consented.
     *
     * @param code redeems the tokens, once
     * @param state which authorization it belongs to
     */
    record Granted(Secret code, State state) implements Callback {
        /**
         * Checks that both are there.
         *
         * @param code redeems the tokens
         * @param state which authorization it belongs to
         */
        public Granted {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(state, "state");
        }
    }

    /**
     * There was no consent.
     *
     * @param failure why
     * @param state which authorization it belongs to; some providers leave it out
     */
    record Failed(Failure failure, Optional<State> state) implements Callback {
        /**
         * Checks that both are there.
         *
         * @param failure why
         * @param state which authorization it belongs to
         */
        public Failed {
            Objects.requireNonNull(failure, "failure");
            Objects.requireNonNull(state, "state");
        }
    }

    /** Why there was no consent: the error codes of RFC 6749 section 4.1.2.1. */
    enum Failure {
        /** The admin, or the provider's policy, said no. */
        ACCESS_DENIED,
        /** The authorization request was malformed. */
        INVALID_REQUEST,
        /** The app may not ask for codes. */
        UNAUTHORIZED_CLIENT,
        /** The provider has no code flow for the app. */
        UNSUPPORTED_RESPONSE_TYPE,
        /** A scope is unknown, malformed or not the app's. */
        INVALID_SCOPE,
        /** The provider failed. */
        SERVER_ERROR,
        /** The provider is overloaded or closed for maintenance. */
        TEMPORARILY_UNAVAILABLE,
        /** An error that the standard doesn't know. */
        OTHER;

        static Failure of(String error) {
            for (Failure failure : values()) {
                if (failure != OTHER && failure.name().toLowerCase(Locale.ROOT).equals(error)) {
                    return failure;
                }
            }
            return OTHER;
        }
    }
}
