package dev.gangway.connection;

import dev.gangway.connector.ConnectorId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The application's say in who may make, change and end connections. It is asked before anything is stored or sent; one that throws has
 * refused. Without one, whoever reaches {@code Connections} may do everything. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Permissions {

    /** What somebody wants to do with a connection. New ones may be added; refuse what you don't know. */
    enum Action {
        /** Make a connection. Asked when consent is asked for, and again when it was given. */
        INSTALL("make a connection"),
        /** Give it another name. */
        RENAME("rename the connection"),
        /** Have somebody consent again. Asked when consent is asked for, and again when it was given. */
        RECONNECT("reconnect the connection"),
        /** Replace its credential. */
        REPLACE_CREDENTIAL("replace the connection's credential"),
        /** End it, or forget what an unfinished end has left. */
        DISCONNECT("end the connection");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        /**
         * The action in words.
         *
         * @return an English verb phrase
         */
        public String words() {
            return words;
        }
    }

    /**
     * Decides.
     *
     * @param action what is to be done
     * @param actor who wants it, as told with {@code Connections.actingAs}; empty if the application didn't tell
     * @param tenant whose connection
     * @param connector which connector
     * @return why not, in a sentence for that person; empty if it is allowed
     */
    Optional<String> refuse(Action action, Optional<String> actor, TenantId tenant, ConnectorId connector);

    /**
     * Allows what either of the two allows.
     *
     * @param other who is asked if this one refuses
     * @return both as one
     */
    default Permissions or(Permissions other) {
        Objects.requireNonNull(other, "other");
        return (action, actor, tenant, connector) ->
                refuse(action, actor, tenant, connector).flatMap(why -> other.refuse(action, actor, tenant, connector));
    }

    /**
     * Allows some people everything, for all tenants.
     *
     * @param actors who
     * @return their permissions
     */
    static Permissions partnerWide(Set<String> actors) {
        Set<String> allowed = Set.copyOf(actors);
        return (action, actor, tenant, connector) -> actor.filter(allowed::contains)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(actor.orElse("Nobody in particular") + " may not manage connections of all tenants.");
    }

    /**
     * Allows people everything for the tenants that are theirs.
     *
     * @param tenants each actor's tenants
     * @return their permissions
     */
    static Permissions singleClient(Map<String, Set<TenantId>> tenants) {
        Map<String, Set<TenantId>> allowed = Map.copyOf(tenants);
        return (action, actor, tenant, connector) -> actor.map(allowed::get)
                        .filter(theirs -> theirs.contains(tenant))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(
                        actor.orElse("Nobody in particular") + " may not manage connections of tenant " + tenant + ".");
    }
}
