package dev.gangway.connector;

import dev.gangway.result.Fact;
import dev.gangway.result.Text;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A question for the provider's support, with what it needs to know of the team. Immutable.
 *
 * @param topic what it is about, on one line, up to 200 characters
 * @param text the question itself, up to 10,000 characters, lines apart by line feeds; put no password and no token into it
 * @param teamName the team's name
 * @param teamId the provider's id of the team
 * @param admin the connecting admin's address
 * @param requestIds the provider's ids of requests that the question is about, as exceptions tell them, up to 50; may be empty
 */
public record SupportQuestion(
        String topic, String text, String teamName, String teamId, Fact<String> admin, List<String> requestIds) {

    private static final int LONGEST_TOPIC = 200;
    private static final int LONGEST_TEXT = 10_000;
    private static final int MOST_REQUEST_IDS = 50;
    private static final Pattern ONE_LINE = Pattern.compile("\\P{Cntrl}*");
    private static final Pattern LINES = Pattern.compile("[\\P{Cntrl}\\n\\t]*");
    private static final Pattern REQUEST_ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /**
     * Checks and copies the parts.
     *
     * @param topic what it is about
     * @param text the question itself
     * @param teamName the team's name
     * @param teamId the provider's id of the team
     * @param admin the connecting admin's address
     * @param requestIds the provider's ids of requests
     * @throws IllegalArgumentException if topic or text is blank, too long or has control characters, or a request id is none
     */
    public SupportQuestion {
        require(topic, "topic", LONGEST_TOPIC, ONE_LINE);
        require(text, "text", LONGEST_TEXT, LINES);
        Objects.requireNonNull(teamName, "teamName");
        Objects.requireNonNull(teamId, "teamId");
        Objects.requireNonNull(admin, "admin");
        requestIds = List.copyOf(requestIds);
        if (requestIds.size() > MOST_REQUEST_IDS
                || !requestIds.stream().allMatch(it -> REQUEST_ID.matcher(it).matches())) {
            throw new IllegalArgumentException(
                    "A question has up to " + MOST_REQUEST_IDS
                            + " request ids of 1 to 200 printable ASCII characters each; take them from GangwayException.providerRequestId().");
        }
    }

    private static void require(String value, String name, int longest, Pattern shape) {
        if (Objects.requireNonNull(value, name).isBlank()
                || value.length() > longest
                || !shape.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "The " + name + " of a question has 1 to " + longest + " characters and no control characters"
                            + (shape.equals(LINES) ? " but line feeds and tabs." : "."));
        }
    }

    /**
     * The whole question as a person pastes it: topic, text, team, admin and request ids. Gangway puts no secret into it, and sends nothing.
     *
     * @return the words, in English and in French; topic and text are as they were given
     */
    public Text message() {
        return new Text(
                message("Team", "Team id", "Connected by", "not known", "Request ids", ": "),
                message(
                        "Équipe",
                        "Identifiant de l'équipe",
                        "Connectée par",
                        "inconnu",
                        "Identifiants de requêtes",
                        " : "));
    }

    private String message(String team, String id, String by, String unknown, String requests, String colon) {
        StringBuilder message =
                new StringBuilder(topic).append("\n\n").append(text).append("\n\n");
        message.append(team).append(colon).append(teamName).append('\n');
        message.append(id).append(colon).append(teamId).append('\n');
        message.append(by).append(colon).append(admin.toOptional().orElse(unknown));
        if (!requestIds.isEmpty()) {
            message.append('\n').append(requests).append(colon).append(String.join(", ", requestIds));
        }
        return message.toString();
    }

    /** The topic only: the rest may name people. */
    @Override
    public String toString() {
        return "SupportQuestion[" + topic + "]";
    }
}
