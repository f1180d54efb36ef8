package dev.gangway.dropbox.simulator;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /oauth2/authorize}: the page on which an admin allows or denies the app. GET shows it, POST is the click. A wrong app or
 * redirect URI is told on the page; other mistakes go back to the redirect URI as RFC 6749 has it. Used with the world locked.
 */
final class ConsentPage {
    static final String ROUTE = "oauth2/authorize";
    private static final int LONGEST_STATE = 500;
    private static final Pattern FORM_FIELD = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");

    private final World world;
    private final Map<String, Asked> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > 1_000;
        }
    };

    ConsentPage(World world) {
        this.world = world;
    }

    Answer answer(Request request) {
        return switch (request.method()) {
            case "GET" -> show(request.queryParameters());
            case "POST" -> click(request.form());
            default -> Answer.plain(405, "The consent page takes GET and POST only.");
        };
    }

    /** The page's hidden form field, if it asks a question. */
    static Optional<String> form(Answer page) {
        Matcher field = FORM_FIELD.matcher(page.text());
        return field.find() ? Optional.of(field.group(1)) : Optional.empty();
    }

    /** The page without its markup. */
    static String text(Answer page) {
        return page.text()
                .replaceAll("(?s)<title>.*?</title>", "")
                .replaceAll("<[^>]*>+", " ")
                .strip();
    }

    private Answer show(Map<String, String> parameters) {
        Optional<String> refusal = unusable(parameters);
        if (refusal.isPresent()) {
            return page(400, "This app cannot be linked", "<p>" + escaped(refusal.get()) + "</p>");
        }
        Asked asked = new Asked(parameters);
        Optional<String> mistake = mistake(asked);
        if (mistake.isPresent()) {
            return back(asked, Map.of("error", mistake.get(), "error_description", "see the app's settings"));
        }
        if (Scopes.anyOfTeam(scopes(asked)) && !world.browserUser().isTeamAdmin()) {
            return page(403, "Not allowed", "<p>You must be a team administrator to link this app.</p>");
        }
        String form = world.wireIds().hex();
        open.put(form, asked);
        return page(200, "Link an app", question(asked, form));
    }

    private Answer click(Map<String, String> form) {
        Asked asked = open.remove(form.getOrDefault("form", ""));
        if (asked == null) {
            return page(403, "This page is too old", "<p>Open the app's link once more.</p>");
        }
        if (!form.getOrDefault("decision", "deny").equals("allow")) {
            return back(
                    asked,
                    Map.of(
                            "error",
                            "access_denied",
                            "error_description",
                            "The user chose not to give your app access"));
        }
        String code = world.grants()
                .issueCode(new Grants.Code(
                        scopes(asked),
                        world.browserUser(),
                        asked.get("redirect_uri"),
                        asked.get("code_challenge"),
                        asked.get("token_access_type").equals("offline"),
                        world.now()));
        return back(asked, Map.of("code", code));
    }

    private Optional<String> unusable(Map<String, String> parameters) {
        if (!parameters.getOrDefault("client_id", "").equals(world.app().key())) {
            return Optional.of("Invalid client_id: there is no such app.");
        }
        String redirect = parameters.getOrDefault("redirect_uri", "");
        boolean registered =
                world.app().redirectUris().stream().map(URI::toString).anyMatch(redirect::equals);
        return redirect.isEmpty() || registered
                ? Optional.empty()
                : Optional.of("Invalid redirect_uri: it must exactly match one of the app's redirect URIs.");
    }

    private Optional<String> mistake(Asked asked) {
        String challenge = asked.get("code_challenge");
        String method = asked.get("code_challenge_method");
        if (asked.get("response_type").isEmpty()) {
            return Optional.of("invalid_request");
        }
        if (!asked.get("response_type").equals("code")) {
            return Optional.of("unsupported_response_type");
        }
        if (!world.app().scopes().containsAll(Scopes.parse(asked.get("scope")))) {
            return Optional.of("invalid_scope");
        }
        boolean valid = Set.of("", "online", "offline").contains(asked.get("token_access_type"))
                && Set.of("", "user", "team").contains(asked.get("include_granted_scopes"))
                && (asked.get("include_granted_scopes").isEmpty()
                        || !asked.get("scope").isEmpty())
                && Set.of("", "work", "personal").contains(asked.get("require_role"))
                && (challenge.isEmpty() ? method.isEmpty() : method.equals("S256"))
                && (challenge.isEmpty() || challenge.matches("[A-Za-z0-9_-]{43}"))
                && asked.get("state").getBytes(StandardCharsets.UTF_8).length <= LONGEST_STATE;
        return valid ? Optional.empty() : Optional.of("invalid_request");
    }

    private Set<String> scopes(Asked asked) {
        Set<String> scopes = Scopes.parse(asked.get("scope"));
        return scopes.isEmpty() ? world.app().scopes() : scopes;
    }

    private static Answer back(Asked asked, Map<String, String> result) {
        String redirect = asked.get("redirect_uri");
        if (redirect.isEmpty()) {
            String shown = result.getOrDefault("code", result.getOrDefault("error", ""));
            return page(200, "Copy this into the app", "<p><code id=\"result\">" + escaped(shown) + "</code></p>");
        }
        StringBuilder location = new StringBuilder(redirect);
        Map<String, String> parameters = new LinkedHashMap<>(result);
        if (!asked.get("state").isEmpty()) {
            parameters.put("state", asked.get("state"));
        }
        char separator = redirect.indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            location.append(separator)
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return Answer.redirect(location.toString());
    }

    private String question(Asked asked, String form) {
        StringBuilder html = new StringBuilder("<p><b>")
                .append(escaped(world.app().name()))
                .append("</b> asks ")
                .append(escaped(world.browserUser().email()))
                .append(" for access to ")
                .append(escaped(world.team().name()))
                .append(":</p><ul>");
        for (String scope : new TreeSet<>(scopes(asked))) {
            html.append("<li>").append(escaped(scope)).append("</li>");
        }
        return html.append("</ul><form method=\"post\" action=\"/oauth2/authorize\">")
                .append("<input type=\"hidden\" name=\"form\" value=\"" + form + "\">")
                .append("<button name=\"decision\" value=\"allow\">Allow</button> ")
                .append("<button name=\"decision\" value=\"deny\">Deny</button></form>")
                .toString();
    }

    private static Answer page(int status, String title, String content) {
        return Answer.html(
                status,
                "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                        + "</title></head><body><h1>" + title + "</h1>" + content + "</body></html>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** The parameters of an authorization request. */
    private record Asked(Map<String, String> parameters) {
        String get(String name) {
            return parameters.getOrDefault(name, "");
        }
    }
}
