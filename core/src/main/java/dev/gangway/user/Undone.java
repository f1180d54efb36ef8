package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * What undoing an offboarding brought back, and what it couldn't. Immutable.
 *
 * @param user the person as read back afterwards
 * @param restored what is there again, in words
 * @param notRestored what is not, and why
 */
public record Undone(User user, List<String> restored, List<String> notRestored) {
    /**
     * Checks and copies the parts.
     *
     * @param user the person
     * @param restored what is there again
     * @param notRestored what is not, and why
     */
    public Undone {
        Objects.requireNonNull(user, "user");
        restored = List.copyOf(restored);
        notRestored = List.copyOf(notRestored);
    }

    /**
     * The same as a text that people and other programs can read. It isn't signed.
     *
     * @return a JSON object, a field a line
     */
    public String toJson() {
        return JsonObject.EMPTY
                .with("format", "gangway-undo/1")
                .with("user", UserJson.write(user))
                .with("restored", restored)
                .with("notRestored", notRestored)
                .writeIndented();
    }
}
