package dev.gangway.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.result.Fact;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretTest {

    private static final String MARKER = "t0ps3cret-of-the-test";

    @Test
    void noSecretIsPrintedByAnyCredential() {
        Secret secret = Secret.of(MARKER);

        assertThat(secret).hasToString("Secret[redacted]");
        assertThat(new Credential.ApiKey(secret).toString()).doesNotContain(MARKER);
        assertThat(new Credential.UserPassword("ana", secret).toString()).doesNotContain(MARKER);
        assertThat(Credential.bearer(secret).toString()).doesNotContain(MARKER);
        assertThat(new Credential.OAuthTokens(
                                Optional.of(secret),
                                Optional.of(Instant.EPOCH),
                                Optional.of(secret),
                                Fact.of(Set.of("a")))
                        .toString())
                .doesNotContain(MARKER);
    }

    @Test
    void secretsWithTheSameTextAreEqualAndTheHashTellsNothing() {
        assertThat(Secret.of(MARKER)).isEqualTo(Secret.of(MARKER)).isNotEqualTo(Secret.of("t0ps3cret-two"));
        assertThat(Secret.of(MARKER)).hasSameHashCodeAs(Secret.of("t0ps3cret-two"));
    }

    @Test
    void aBlankSecretOrOneWithALineBreakIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> Secret.of("  ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Secret.of(MARKER + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line breaks")
                .hasMessageNotContaining(MARKER);
    }

    @Test
    void oauthTokensNeedAToken() {
        assertThatThrownBy(() -> new Credential.OAuthTokens(
                        Optional.empty(), Optional.empty(), Optional.empty(), Fact.unknown("not told")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
