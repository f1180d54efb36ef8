package dev.gangway.license;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastLoginTest {

    private static final Instant START = Instant.parse("2026-05-28T23:59:59Z");
    private static final Instant END = Instant.parse("2026-11-24T00:00:00Z");

    @Test
    void eachShapeHasItsWords() {
        assertThat(new LastLogin.SeenAt(START, "event log, password", "user").words())
                .isEqualTo("last signed in on 2026-05-28 (event log, password, as user)");
        assertThat(new LastLogin.NoneSince(START, END).words()).isEqualTo("no sign-in from 2026-05-28 to 2026-11-24");
        assertThat(new LastLogin.Unknown("the log can't be read").words())
                .isEqualTo("not known: the log can't be read");
    }
}
