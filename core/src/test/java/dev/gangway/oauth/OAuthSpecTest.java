package dev.gangway.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.credential.Secret;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthSpecTest {

    private static final URI PAGE = URI.create("https://www.example.com/authorize");
    private static final URI TOKEN = URI.create("https://api.example.com/token");
    private static final URI BACK = URI.create("https://host.example.com/back?from=example&x=ü".replace("ü", "%C3%BC"));

    private final OAuthSpec spec = OAuthSpec.of(PAGE, TOKEN, "app id");
    private final State state = State.random();
    private final Pkce pkce = Pkce.random();

    @Test
    void theAuthorizationAddressHoldsEverythingEncoded() {
        URI uri = spec.withSecret(Secret.of("test-app-t0ps3cret"), ClientAuthentication.BODY)
                .withScopes(Set.of("members.write", "events.read"))
                .withAuthorizationParameter("token_access_type", "offline")
                .authorizationUri(BACK, state, pkce);

        assertThat(uri)
                .hasToString("https://www.example.com/authorize?response_type=code&client_id=app%20id"
                        + "&redirect_uri=https%3A%2F%2Fhost.example.com%2Fback%3Ffrom%3Dexample%26x%3D%25C3%25BC"
                        + "&scope=events.read%20members.write&state="
                        + state.value().reveal()
                        + "&code_challenge=" + pkce.challenge()
                        + "&code_challenge_method=S256&token_access_type=offline");
    }

    @Test
    void withoutScopesNoneIsAskedFor() {
        assertThat(spec.authorizationUri(BACK, state, pkce).getQuery()).doesNotContain("scope");
    }

    @Test
    void anEndpointsOwnQueryIsKept() {
        OAuthSpec queried = OAuthSpec.of(URI.create(PAGE + "?tenant=1"), TOKEN, "app");

        assertThat(queried.authorizationUri(BACK, state, pkce).toString())
                .startsWith(PAGE + "?tenant=1&response_type=code&");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com/token",
                "http://localhost/token",
                "https:///token",
                "/token",
                "https://u:t0ps3cret@api.example.com/token",
                "https://api.example.com/token#x"
            })
    void anEndpointThatIsNotHttpsIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OAuthSpec.of(PAGE, URI.create(address), "app"))
                .withMessageContaining("token endpoint")
                .withMessageNotContaining("t0ps3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OAuthSpec.of(URI.create(address), TOKEN, "app"))
                .withMessageContaining("authorization endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host.example.com/back", "https://host.example.com/back#x", "app://back", "/back"})
    void aRedirectAddressThatOthersCouldReadIsRefused(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> spec.authorizationUri(URI.create(address), state, pkce));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/back", "http://127.0.0.1/back", "http://[::1]:1/back"})
    void aRedirectToTheSameMachineMayBePlain(String address) {
        assertThat(spec.authorizationUri(URI.create(address), state, pkce)).hasScheme("https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "redirect_uri", "code_challenge", "scope", "client_id", "response_type"})
    void aParameterOfOursIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.withAuthorizationParameter(name, "x"))
                .withMessageContaining(name);
    }

    @Test
    void senselessPartsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> OAuthSpec.of(PAGE, TOKEN, " "));
        assertThatIllegalArgumentException().isThrownBy(() -> spec.withScopes(Set.of("two words")));
        assertThatIllegalArgumentException().isThrownBy(() -> spec.withScopes(Set.of("")));
    }

    @Test
    void printsWithoutTheSecret() {
        assertThat(spec.withSecret(Secret.of("test-app-t0ps3cret"), ClientAuthentication.BASIC)
                        .toString())
                .doesNotContain("test-app-t0ps3cret");
    }
}
