package dev.gangway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.credential.Secret;
import dev.gangway.leakwatch.Mark;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateTest {

    @Test
    void aRandomOneHas256BitsAndNeedsNoEncoding() {
        Set<String> seen = new HashSet<>();

        for (int i = 0; i < 1000; i++) {
            String value = State.random().value().reveal();
            assertThat(Base64.getUrlDecoder().decode(value)).hasSize(32);
            assertThat(Form.encode(value)).isEqualTo(value);
            assertThat(seen.add(value)).isTrue();
        }
    }

    @Test
    void theWatchForLeaksKnowsARandomOne() {
        assertThat(Mark.isIn(State.random().value().reveal())).isTrue();
    }

    @Test
    void theFingerprintIsStableAndGivesNothingAway() {
        State state = new State(Secret.of("abc"));

        assertThat(state.fingerprint()).isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"); // SHA-256 of "abc"
        assertThat(state).hasToString("State[value=Secret[redacted]]");
    }
}
