package dev.gangway.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.credential.Secret;
import dev.gangway.leakwatch.Mark;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PkceTest {

    @Test
    void theChallengeIsThatOfTheStandardsExample() { // RFC 7636, appendix B
        Pkce pkce = new Pkce(Secret.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

        assertThat(pkce.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void aRandomVerifierIsLongEnoughAndNeverTheSame() {
        Set<String> seen = new HashSet<>();

        for (int i = 0; i < 1000; i++) {
            String verifier = Pkce.random().verifier().reveal();
            assertThat(verifier).matches("[A-Za-z0-9._~-]{43,128}");
            assertThat(seen.add(verifier)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 42, 129})
    void aVerifierOfAnotherLengthIsRefused(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pkce(Secret.of("a".repeat(length))));
    }

    @Test
    void aVerifierWithOtherCharactersIsRefusedWithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pkce(Secret.of("t0ps3cret+".repeat(8))))
                .withMessageNotContaining("t0ps3cret");
    }

    @Test
    void theWatchForLeaksKnowsARandomVerifier() {
        assertThat(Mark.isIn(Pkce.random().verifier().reveal())).isTrue();
    }

    @Test
    void printsWithoutTheVerifier() {
        assertThat(Pkce.random()).hasToString("Pkce[verifier=Secret[redacted]]");
    }
}
