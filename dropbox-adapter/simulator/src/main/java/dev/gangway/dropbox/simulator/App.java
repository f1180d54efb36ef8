package dev.gangway.dropbox.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The one app that is registered with the provider. Immutable. */
record App(String key, String secret, String id, String name, Set<String> scopes, List<URI> redirectUris) {
    App {
        scopes = Set.copyOf(scopes);
        redirectUris = List.copyOf(redirectUris);
    }

    App registering(URI redirectUri) {
        List<URI> more = new ArrayList<>(redirectUris);
        more.add(redirectUri);
        return new App(key, secret, id, name, scopes, more);
    }

    App without(String scope) {
        Set<String> fewer = new HashSet<>(scopes);
        fewer.remove(scope);
        return new App(key, secret, id, name, fewer, redirectUris);
    }

    Actor.LinkedApp actor() {
        return new Actor.LinkedApp(id, name);
    }

    /** Key and secret of a Basic {@code Authorization} header, the secret possibly empty. */
    static Optional<Credentials> basic(Optional<String> authorization) {
        return authorization.filter(text -> text.startsWith("Basic ")).flatMap(App::decode);
    }

    private static Optional<Credentials> decode(String header) {
        try {
            String text =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** What a client says it is. */
    record Credentials(String key, String secret) {
        boolean match(App app) {
            return key.equals(app.key) && secret.equals(app.secret);
        }

        @Override
        public String toString() {
            return "Credentials[redacted]";
        }
    }
}
