package dev.gangway.examples;

import dev.gangway.user.NewUser;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the tour was told, and what is wrong with it. */
final class TourArguments {

    static final String APP_KEY = "DROPBOX_APP_KEY";
    static final String APP_SECRET = "DROPBOX_APP_SECRET";

    private static final String REFRESH_TOKEN = "DROPBOX_REFRESH_TOKEN";
    private static final List<String> NEEDED = List.of(APP_KEY, APP_SECRET);
    private static final String INVITE = "--invite=";

    private TourArguments() {}

    static Optional<String> complaint(Map<String, String> environment, List<String> arguments) {
        List<String> missing = NEEDED.stream()
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .toList();
        boolean real = isReal(environment);
        if (real && !missing.isEmpty()) {
            return Optional.of(
                    "To connect to a real team, set these environment variables, too: " + String.join(", ", missing));
        }
        Optional<String> unknown = arguments.stream()
                .filter(it -> !it.equals("--write") && !it.startsWith(INVITE))
                .findFirst();
        if (unknown.isPresent()) {
            return Optional.of("Unknown argument " + unknown.get() + "; there are --write and --invite=ADDRESS.");
        }
        if (!real && !arguments.isEmpty()) {
            return Optional.of("--write and --invite are for a real team; set " + String.join(", ", NEEDED) + ".");
        }
        if (arguments.contains("--write") != invited(arguments).isPresent()) {
            return Optional.of(
                    "--write and --invite=ADDRESS go together: say whom to invite, and that you want it written.");
        }
        return invited(arguments).flatMap(TourArguments::noAddress);
    }

    static boolean isReal(Map<String, String> environment) {
        return Stream.of(APP_KEY, APP_SECRET, REFRESH_TOKEN).anyMatch(environment::containsKey);
    }

    static String required(Map<String, String> environment, String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }

    /** The refresh token to connect with; empty if an admin is to be asked for consent. */
    static Optional<String> refreshToken(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(REFRESH_TOKEN)).filter(it -> !it.isBlank());
    }

    static Optional<String> invited(List<String> arguments) {
        return arguments.stream()
                .filter(it -> it.startsWith(INVITE))
                .map(it -> it.substring(INVITE.length()))
                .findFirst();
    }

    private static Optional<String> noAddress(String text) {
        try {
            NewUser.of(text);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.ofNullable(wrong.getMessage());
        }
    }
}
