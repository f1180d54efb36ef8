package dev.gangway.dropbox.simulator;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The API's error answers. As on the real service, {@code error_summary} ends in a random number of dots and the order of the keys
 * varies, so that nobody compares them.
 */
final class ErrorAnswers {
    /** The preferred date of RFC 9110, section 5.6.7: two digits for the day, unlike Java's RFC 1123. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Ids chance;

    ErrorAnswers(Ids chance) {
        this.chance = chance;
    }

    /** The envelope of 401, 403, 409. */
    Answer envelope(int status, Struct error, Optional<String> locale) {
        return Answer.json(status, envelope(summary(error), error, locale));
    }

    Answer rateLimited(Fault.RateLimit limit) {
        Struct error = Struct.of().with("reason", Struct.tag(limit.reason()));
        Answer answer = limit.isPlainText()
                ? Answer.plain(429, limit.reason())
                : Answer.json(429, envelope(limit.reason(), error, Optional.empty()));
        if (limit.date().isPresent()) {
            return answer.with("Retry-After", HTTP_DATE.format(limit.date().get()));
        }
        return limit.seconds().isEmpty() ? answer : answer.with("Retry-After", limit.seconds());
    }

    static Answer badRequest(String route, String text) {
        return Answer.plain(400, "Error in call to API function \"" + route + "\": " + text);
    }

    private Struct envelope(String summary, Struct error, Optional<String> locale) {
        String dotted = summary + "/" + "...".substring(chance.below(4));
        Struct envelope = chance.below(2) == 0
                ? Struct.of().with("error_summary", dotted).with("error", error)
                : Struct.of().with("error", error).with("error_summary", dotted);
        return envelope.withOptional(
                "user_message",
                locale.map(asked -> Struct.of()
                        .with("text", "Something went wrong: " + summary)
                        .with("locale", asked)));
    }

    /** The tags from the outside in. */
    private static String summary(Struct union) {
        String tag = String.valueOf(union.fields().get(".tag"));
        return union.fields().get(tag) instanceof Struct inner && inner.fields().containsKey(".tag")
                ? tag + "/" + summary(inner)
                : tag;
    }
}
