package dev.gangway.security;

import dev.gangway.result.Instruction;
import dev.gangway.result.TeamPolicy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The security settings of one connected team: what can be read of them, and step by step what only a person can change, in the provider's
 * console. Get it from {@code Connection.security()}. Thread-safe; calls block.
 *
 * <p>What a program can do for somebody's security is in {@code Connection.users()}: {@code endSession} and {@code endAllSessions} end sessions
 * and unlink devices, {@code unlinkApp} and {@code unlinkAllApps} revoke linked apps, and {@code suspend} keeps somebody out.
 */
public final class SecuritySettings {

    private final SecurityData provider;

    /**
     * Applications get theirs from {@code Connection.security()}.
     *
     * @param provider the connector's implementation
     */
    public SecuritySettings(SecurityData provider) {
        this.provider = Objects.requireNonNull(provider, "provider");
    }

    /**
     * What of the settings can be read. {@link TeamPolicy#isReadOnly} says which only a person can change, and {@link TeamPolicy#change} how.
     *
     * @return the settings, each once; none if the provider tells none
     * @throws dev.gangway.error.CredentialRejectedException if a person has to reconnect
     * @throws dev.gangway.error.PermissionMissingException if the connection lacks the scope
     * @throws dev.gangway.error.ProviderUnavailableException if the provider doesn't answer; try again later
     * @throws dev.gangway.error.RateLimitedException if the provider asks for fewer calls; try again later
     * @throws dev.gangway.error.ProviderProtocolException if the answer can't be understood
     * @throws dev.gangway.error.CallInterruptedException if the thread was interrupted
     */
    public List<TeamPolicy> policies() {
        return provider.policies();
    }

    /**
     * What only a person can do, in the provider's console. Asks the provider nothing.
     *
     * @return the tasks, at most one for each topic
     */
    public List<ConsoleTask> consoleOnly() {
        return provider.consoleOnly();
    }

    /**
     * What to do in the provider's console about one topic. Asks the provider nothing.
     *
     * @param topic what it is about
     * @return what to do, step by step; empty if the connector has no instruction for it
     */
    public Optional<Instruction> instruction(SecurityTopic topic) {
        Objects.requireNonNull(topic, "topic");
        return provider.consoleOnly().stream()
                .filter(it -> it.topic() == topic)
                .map(ConsoleTask::instruction)
                .findFirst();
    }
}
