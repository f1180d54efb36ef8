package dev.gangway.http;

import dev.gangway.error.CredentialRejectedException;
import dev.gangway.error.Diagnosis;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What an answer of status 401 says of the credential. Immutable.
 *
 * @param when whether it rejects the credential at all
 * @param means what is wrong with the credential, if the answer tells
 */
record Rejection(Predicate<Reply> when, Function<Reply, Optional<Diagnosis>> means) {

    static final Rejection ALWAYS = new Rejection(unauthorized -> true, unauthorized -> Optional.empty());

    CredentialRejectedException of(Request request, Reply reply) {
        String message =
                request.route() + ": the provider rejects the connection's credential. Somebody has to connect again.";
        return means.apply(reply)
                .map(it -> new CredentialRejectedException(message, it, reply.requestId()))
                .orElseGet(() -> new CredentialRejectedException(message, reply.requestId()));
    }
}
