package dev.gangway.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.credential.Secret;
import dev.gangway.fake.Texts;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackTest {

    private static Callback parse(String query) {
        return Callback.parse(URI.create("https://host.example.com/back?" + query));
    }

    private static State state(String value) {
        return new State(Secret.of(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code=t0ps3cret%2Bb&state=s",
                "state=s&code=t0ps3cret%2Bb",
                "code=t0ps3cret%2Bb&state=s&iss=https%3A%2F%2Fexample.com&iss=twice&x",
                "code=t0ps3cret%2Bb&state=s#_=_"
            })
    void aCodeAndAStateAreAConsent(String query) {
        assertThat(parse(query)).isEqualTo(new Callback.Granted(Secret.of("t0ps3cret+b"), state("s")));
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied, ACCESS_DENIED",
        "invalid_request, INVALID_REQUEST",
        "unauthorized_client, UNAUTHORIZED_CLIENT",
        "unsupported_response_type, UNSUPPORTED_RESPONSE_TYPE",
        "invalid_scope, INVALID_SCOPE",
        "server_error, SERVER_ERROR",
        "temporarily_unavailable, TEMPORARILY_UNAVAILABLE",
        "login_required, OTHER",
        "other, OTHER",
        "ACCESS_DENIED, OTHER",
        "'', OTHER"
    })
    void anErrorIsRecognised(String error, Callback.Failure failure) {
        assertThat(parse("error=" + error + "&error_description=The+user+said+no&state=s"))
                .isEqualTo(new Callback.Failed(failure, Optional.of(state("s"))));
    }

    @Test
    void anErrorMayComeWithoutState() {
        assertThat(parse("error=access_denied"))
                .isEqualTo(new Callback.Failed(Callback.Failure.ACCESS_DENIED, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x=1",
                "state=t0ps3cret",
                "code=t0ps3cret",
                "code=t0ps3cret&state=",
                "code=&state=t0ps3cret",
                "code=%20&state=t0ps3cret",
                "code&state=t0ps3cret",
                "code=t0ps3cret&code=t0ps3cret&state=s",
                "code=t0ps3cret&code=other&state=s",
                "code=t0ps3cret&state=s&state=t",
                "error=access_denied&error=t0ps3cret",
                "code=t0ps3cret&error=access_denied&state=s",
                "code=t0ps3cret%0D%0A&state=s",
                "code=t0ps3cret&state=s%00",
                "code=t0ps3cret&state=s&state",
                "CODE=t0ps3cret&STATE=s"
            })
    void anythingElseIsRefusedWithoutRepeatingIt(String query) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(query))
                .satisfies(e -> assertThat(Texts.of(e)).doesNotContain("t0ps3cret"))
                .withMessageContaining("start the connection again");
    }

    @Test
    void anAddressWithoutQueryIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Callback.parse(URI.create("https://host.example.com/back")));
    }

    @Test
    void bothShapesAreHandled() {
        assertThat(parse("code=c&state=s").<String>match(granted -> "yes", failed -> "no"))
                .isEqualTo("yes");
        assertThat(parse("error=x&state=s").<String>match(granted -> "yes", failed -> "no"))
                .isEqualTo("no");
    }

    @Test
    void printsNeitherCodeNorState() {
        assertThat(parse("code=t0ps3cret&state=t0ps3cret").toString()).doesNotContain("t0ps3cret");
    }
}
