package dev.gangway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ConnectionFilterTest {

    @Test
    void noStateIsNotTakenForAllStates() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionFilter.ALL.state())
                .withMessageContaining("one state or more");
        assertThat(ConnectionFilter.ALL.state(ConnectionState.DEGRADED).states())
                .containsExactly(ConnectionState.DEGRADED);
    }
}
