package dev.gangway.oauth;

import dev.gangway.credential.Credential.OAuthTokens;
import dev.gangway.credential.Secret;
import dev.gangway.http.Reply;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Sorts the answers of token endpoints, as {@code token-answers.md} lists them. */
final class Classifier {

    private static final String GRANT_GONE = "invalid_grant";
    private static final Set<String> MISCONFIGURED = Set.of(
            "invalid_client", "unauthorized_client", "invalid_request", "unsupported_grant_type", "invalid_scope");
    /** Longer than any token lives; it keeps a senseless number from overflowing the calendar. */
    private static final long LONGEST_LIFE = Duration.ofDays(3650).toSeconds();

    private Classifier() {}

    /**
     * Sorts one answer.
     *
     * @param host who answered
     * @param start when the request was sent: the token's life is counted from there
     * @param refreshToken what to keep if the answer holds no new one
     * @param scopes what to keep if the answer doesn't tell
     */
    static TokenAnswer classify(
            String host, Reply reply, Instant start, Optional<Secret> refreshToken, Fact<Set<String>> scopes) {
        JsonObject json;
        try {
            json = JsonObject.parse(withoutMark(reply.text()));
        } catch (IllegalArgumentException notJson) {
            return unclear(host, "answered " + reply.status() + " with something that isn't JSON", reply);
        }
        Optional<String> error = json.text("error").map(Classifier::code);
        if (error.isPresent()) {
            if (error.get().equals(GRANT_GONE)) {
                return new TokenAnswer.Revoked(reply.requestId());
            }
            return MISCONFIGURED.contains(error.get())
                    ? new TokenAnswer.Misconfigured(error.get(), reply.requestId())
                    : unclear(
                            host,
                            "answered " + reply.status() + " with an error that the standard doesn't know",
                            reply);
        }
        if (!reply.successful() || json.object("error").isPresent()) {
            return unclear(host, "answered " + reply.status() + " without a reason that can be understood", reply);
        }
        if (json.text("token_type")
                .filter(type -> !type.equalsIgnoreCase("bearer"))
                .isPresent()) {
            return unclear(host, "gave a kind of token that isn't bearer", reply);
        }
        Optional<Secret> accessToken = secret(json, "access_token");
        if (accessToken.isEmpty()) {
            return unclear(host, "answered without an access token", reply);
        }
        return new TokenAnswer.Granted(new OAuthTokens(
                accessToken,
                life(json).map(start::plus),
                secret(json, "refresh_token").or(() -> refreshToken),
                json.text("scope")
                        .filter(text -> !text.isBlank())
                        .map(text -> Fact.of(Set.copyOf(List.of(text.strip().split(" +")))))
                        .orElse(scopes)));
    }

    /** Without a byte order mark, which JSON mustn't have and a reader may overlook. RFC 8259 section 8.1. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Dropbox writes "invalid_client: Invalid client_id or client_secret" (observed). */
    private static String code(String error) {
        return error.split("[: ]", 2)[0];
    }

    private static Optional<Secret> secret(JsonObject json, String field) {
        try {
            return json.text(field).filter(text -> !text.isBlank()).map(Secret::of);
        } catch (IllegalArgumentException controlCharacters) {
            return Optional.empty();
        }
    }

    /** Some providers write the number as a text. A life that isn't longer than zero tells nothing. */
    private static Optional<Duration> life(JsonObject json) {
        OptionalLong number = json.number("expires_in");
        if (number.isEmpty()) {
            number = json.text("expires_in")
                    .filter(text -> text.matches("\\d{1,18}"))
                    .map(text -> OptionalLong.of(Long.parseLong(text)))
                    .orElse(OptionalLong.empty());
        }
        return number.isPresent() && number.getAsLong() > 0
                ? Optional.of(Duration.ofSeconds(Math.min(number.getAsLong(), LONGEST_LIFE)))
                : Optional.empty();
    }

    private static TokenAnswer unclear(String host, String what, Reply reply) {
        return new TokenAnswer.Transient(
                "The token endpoint at " + host + " " + what + ".",
                Optional.empty(),
                reply.requestId(),
                Optional.empty());
    }
}
