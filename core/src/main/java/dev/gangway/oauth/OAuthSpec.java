package dev.gangway.oauth;

import dev.gangway.credential.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A provider's OAuth 2.0 endpoints and the app that is registered there. Start with {@link #of} and add with the {@code with…} methods.
 * Immutable; printing it shows no secret.
 *
 * @param authorizationEndpoint the page where an admin consents; https
 * @param tokenEndpoint where codes and refresh tokens are redeemed; https
 * @param clientId the app's id
 * @param clientSecret the app's secret; empty for a public client, which has PKCE alone
 * @param scopes what is asked for; empty asks for the app's default
 * @param authorizationParameters more parameters of the authorization request, such as {@code token_access_type=offline} of Dropbox
 * @param clientAuthentication how the secret is shown
 * @param rotating whether a refresh may replace the refresh token; such a refresh is sent once only, since a lost answer may have spent it
 */
public record OAuthSpec(
        URI authorizationEndpoint,
        URI tokenEndpoint,
        String clientId,
        Optional<Secret> clientSecret,
        Set<String> scopes,
        Map<String, String> authorizationParameters,
        ClientAuthentication clientAuthentication,
        boolean rotating) {

    private static final Set<String> OURS = Set.of(
            "client_id",
            "client_secret",
            "code_challenge",
            "code_challenge_method",
            "redirect_uri",
            "response_type",
            "scope",
            "state");

    /**
     * Checks the parts.
     *
     * @param authorizationEndpoint the page where an admin consents
     * @param tokenEndpoint where codes and refresh tokens are redeemed
     * @param clientId the app's id
     * @param clientSecret the app's secret
     * @param scopes what is asked for
     * @param authorizationParameters more parameters of the authorization request
     * @param clientAuthentication how the secret is shown
     * @param rotating whether a refresh may replace the refresh token
     * @throws IllegalArgumentException if an endpoint isn't https, the id is blank, a scope is blank or has spaces, or a parameter is one
     *     that is set here
     */
    public OAuthSpec {
        requireHttps(authorizationEndpoint, "authorization");
        requireHttps(tokenEndpoint, "token");
        if (Objects.requireNonNull(clientId, "clientId").isBlank()) {
            throw new IllegalArgumentException("The app's client id can't be blank.");
        }
        Objects.requireNonNull(clientSecret, "clientSecret");
        scopes = Set.copyOf(Objects.requireNonNull(scopes, "scopes"));
        if (scopes.stream().anyMatch(scope -> scope.isEmpty() || scope.contains(" "))) {
            throw new IllegalArgumentException("A scope is one word without spaces.");
        }
        authorizationParameters =
                Map.copyOf(Objects.requireNonNull(authorizationParameters, "authorizationParameters"));
        for (String name : authorizationParameters.keySet()) {
            if (OURS.contains(name)) {
                throw new IllegalArgumentException("The parameter " + name + " is set by Gangway; leave it out.");
            }
        }
        Objects.requireNonNull(clientAuthentication, "clientAuthentication");
    }

    private static void requireHttps(URI endpoint, String which) {
        Objects.requireNonNull(endpoint, which + "Endpoint");
        if (!"https".equalsIgnoreCase(endpoint.getScheme())
                || endpoint.getHost() == null
                || endpoint.getRawUserInfo() != null
                || endpoint.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The " + which + " endpoint must be an https address with a host, without user name and fragment.");
        }
    }

    /**
     * A public client that asks for the app's default scopes; the provider may rotate refresh tokens.
     *
     * @param authorizationEndpoint the page where an admin consents; https
     * @param tokenEndpoint where codes and refresh tokens are redeemed; https
     * @param clientId the app's id
     * @return the spec
     * @throws IllegalArgumentException if an endpoint isn't https, or the id is blank
     */
    public static OAuthSpec of(URI authorizationEndpoint, URI tokenEndpoint, String clientId) {
        return new OAuthSpec(
                authorizationEndpoint,
                tokenEndpoint,
                clientId,
                Optional.empty(),
                Set.of(),
                Map.of(),
                ClientAuthentication.BASIC,
                true);
    }

    /**
     * A copy for an app with a secret. PKCE is used all the same.
     *
     * @param secret the app's secret
     * @param authentication how it is shown
     * @return the copy
     */
    public OAuthSpec withSecret(Secret secret, ClientAuthentication authentication) {
        return new OAuthSpec(
                authorizationEndpoint,
                tokenEndpoint,
                clientId,
                Optional.of(Objects.requireNonNull(secret, "secret")),
                scopes,
                authorizationParameters,
                authentication,
                rotating);
    }

    /**
     * A copy that asks for other scopes.
     *
     * @param asked the scopes
     * @return the copy
     */
    public OAuthSpec withScopes(Set<String> asked) {
        return new OAuthSpec(
                authorizationEndpoint,
                tokenEndpoint,
                clientId,
                clientSecret,
                asked,
                authorizationParameters,
                clientAuthentication,
                rotating);
    }

    /**
     * A copy with one more parameter of the authorization request.
     *
     * @param name its name
     * @param value its value
     * @return the copy
     */
    public OAuthSpec withAuthorizationParameter(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(authorizationParameters);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new OAuthSpec(
                authorizationEndpoint,
                tokenEndpoint,
                clientId,
                clientSecret,
                scopes,
                more,
                clientAuthentication,
                rotating);
    }

    /**
     * A copy for a provider whose refresh tokens last until they are revoked, so that a refresh may be repeated. Dropbox is one
     * (documented; observed 2024 to 2026).
     *
     * @return the copy
     */
    public OAuthSpec withLastingRefreshTokens() {
        return new OAuthSpec(
                authorizationEndpoint,
                tokenEndpoint,
                clientId,
                clientSecret,
                scopes,
                authorizationParameters,
                clientAuthentication,
                false);
    }

    /**
     * Where to send the admin's browser. RFC 6749 section 4.1.1 and RFC 7636 section 4.3.
     *
     * @param redirectUri where the browser comes back to; https, or http on a loopback address; registered with the provider
     * @param state ties the return to this request
     * @param pkce ties the code to this request
     * @return the address
     * @throws IllegalArgumentException if the redirect address is neither https nor loopback, or has a fragment
     */
    public URI authorizationUri(URI redirectUri, State state, Pkce pkce) {
        Objects.requireNonNull(redirectUri, "redirectUri");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(pkce, "pkce");
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", checkedRedirect(redirectUri).toString());
        if (!scopes.isEmpty()) {
            parameters.put("scope", String.join(" ", new TreeSet<>(scopes)));
        }
        parameters.put("state", state.value().reveal());
        parameters.put("code_challenge", pkce.challenge());
        parameters.put("code_challenge_method", "S256");
        parameters.putAll(authorizationParameters);
        String separator = authorizationEndpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(authorizationEndpoint + separator + Form.encode(parameters));
    }

    private static URI checkedRedirect(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean loopback = uri.getHost() != null
                && Set.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
        boolean allowed = uri.getHost() != null && (scheme.equals("https") || (scheme.equals("http") && loopback));
        if (!allowed || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The redirect address must be https, or http on localhost, and have no fragment.");
        }
        return uri;
    }
}
