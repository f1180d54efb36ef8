package dev.gangway.dropbox;

import dev.gangway.http.Reply;
import java.util.Optional;

/**
 * The error that an answer of status 401, 403 or 409 tells: {@code {"error": {".tag": …}, "error_summary": …}}, in any order of keys. The
 * summary ends in random dots so that nobody reads it, and isn't read. Specified.
 *
 * @param tag the error's tag; empty if the answer isn't in that form
 * @param error the error with its further fields
 */
record ErrorBody(Optional<String> tag, Json error) {

    static ErrorBody of(Reply reply) {
        Json error = Json.parse(reply.stream()).orElse(Json.NOTHING).field("error");
        return new ErrorBody(error.tag().filter(ErrorBody::looksLikeATag), error);
    }

    /** Whatever is quoted to people or kept as a code must be a word, and not something that a proxy or an attacker wrote. */
    static boolean looksLikeATag(String text) {
        return text.matches("[a-z][a-z0-9_]{0,99}");
    }

    /** A field of the error that is a word with dots, such as a scope. */
    Optional<String> word(String field) {
        return error.field(field).text().filter(it -> it.matches("[A-Za-z0-9_.]{1,100}"));
    }
}
