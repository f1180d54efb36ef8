package dev.gangway.security;

import dev.gangway.result.TeamPolicy;
import java.util.List;

/**
 * What a vendor implements for security settings; applications call {@link SecuritySettings}. Nothing here changes anything: sessions, devices
 * and linked apps are ended by {@code UserLifecycle}. The rules that an implementation must keep are numbered in {@code contract.md} (P-…) and
 * tested by the testkit. Trouble is one of core's exceptions. Implementations are thread-safe.
 */
public interface SecurityData {

    /**
     * What of the team's security settings can be read.
     *
     * @return the settings, each once; none if the provider tells none
     */
    List<TeamPolicy> policies();

    /**
     * What only a person can do, in the provider's console. Asks nothing.
     *
     * @return the tasks, at most one for each topic; none, which is the default, if this connector knows no instructions
     */
    default List<ConsoleTask> consoleOnly() {
        return List.of();
    }
}
