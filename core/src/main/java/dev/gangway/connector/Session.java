package dev.gangway.connector;

import dev.gangway.activity.ActivityData;
import dev.gangway.license.LicenseData;
import dev.gangway.result.Fact;
import dev.gangway.result.Instruction;
import dev.gangway.security.SecurityData;
import dev.gangway.sharing.SharingData;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.user.UserLifecycle;
import dev.gangway.userdata.UserDataAccess;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A connector at work for one connection. Opening one sends nothing. Implementations are thread-safe.
 */
public interface Session extends AutoCloseable {

    /**
     * Asks the provider whose connection this is: the first real call of every new connection.
     *
     * @return the team and the connecting admin; what is wrong and doesn't keep the connection from working is a warning in it
     * @throws dev.gangway.error.ConnectFailedException with a diagnosis if this account can't carry a connection: no team, no admin, no
     *     licenses, a scope missing that everything needs
     */
    Account account();

    /**
     * Finds out what the connection is good for, without changing anything: by calls where there are some that need the scope and change
     * nothing, for what writes, too; else by the list of granted scopes.
     *
     * @param grantedScopes the scopes granted, as far as the provider told
     * @return one check per capability that the connector has
     */
    List<CapabilityCheck> check(Fact<Set<String>> grantedScopes);

    /**
     * User lifecycle, if the connector offers it.
     *
     * @return the capability, or empty
     */
    default Optional<UserLifecycle> users() {
        return Optional.empty();
    }

    /**
     * License data, if the connector offers it.
     *
     * @return the capability, or empty
     */
    default Optional<LicenseData> licenses() {
        return Optional.empty();
    }

    /**
     * Team folders, if the connector offers them.
     *
     * @return the capability, or empty
     */
    default Optional<TeamFolderData> teamFolders() {
        return Optional.empty();
    }

    /**
     * The log of what happened on the team, if the connector offers it.
     *
     * @return the capability, or empty
     */
    default Optional<ActivityData> activity() {
        return Optional.empty();
    }

    /**
     * Sharing controls, if the connector offers them.
     *
     * @return the capability, or empty
     */
    default Optional<SharingData> sharing() {
        return Optional.empty();
    }

    /**
     * Security settings, if the connector offers them.
     *
     * @return the capability, or empty
     */
    default Optional<SecurityData> security() {
        return Optional.empty();
    }

    /**
     * Contact with the provider's support, if the connector offers it.
     *
     * @return the capability, or empty
     */
    default Optional<SupportDesk> support() {
        return Optional.empty();
    }

    /**
     * Acting as a user, if the connector offers it.
     *
     * @return the capability, or empty
     */
    default Optional<UserDataAccess> userData() {
        return Optional.empty();
    }

    /**
     * How a person switches the provider's own assistance by a partner on and off, if the provider has some and no route for it.
     *
     * @return the steps, or empty
     */
    default Optional<Instruction> partnerSwitch() {
        return Optional.empty();
    }

    /**
     * The provider's own client, for what this library doesn't cover.
     *
     * @param <T> the client's type
     * @param type the client's type
     * @return the client, or empty if the connector has none of that type
     */
    default <T> Optional<T> unwrap(Class<T> type) {
        return Optional.empty();
    }

    /**
     * Has the provider withdraw the credential.
     *
     * @return how it went; a failure is a value, so that disconnecting always comes to its end
     * @throws dev.gangway.error.CallInterruptedException if the thread is interrupted; whoever disconnects can ask again
     */
    Revocation revoke();

    /** Frees what the session holds; the transport isn't the session's and is closed by core. Closing twice does nothing. */
    @Override
    default void close() {}
}
