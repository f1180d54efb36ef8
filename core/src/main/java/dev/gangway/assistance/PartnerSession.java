package dev.gangway.assistance;

import dev.gangway.connection.Connection;
import java.util.function.Supplier;

/**
 * A partner inside of a customer's team. What it does through {@link #connection()} goes through the customer's grant: what the grant doesn't
 * name is refused, everything is in the trail, and from the moment that the grant is revoked nothing begins any more. Thread-safe.
 */
public final class PartnerSession {

    private final String id;
    private final Grant grant;
    private final Connection connection;

    private final Supplier<GrantState> state;

    PartnerSession(String id, Grant grant, Connection connection, Supplier<GrantState> state) {
        this.id = id;
        this.grant = grant;
        this.connection = connection;
        this.state = state;
    }

    /**
     * Names the session for {@link Partners#resume}, on whichever node. Keep it on the server, such as in the partner's HTTP session, and never
     * take it from a browser: it is easy to guess.
     *
     * @return the name
     */
    public String id() {
        return id;
    }

    /**
     * What the partner may do, and until when.
     *
     * @return the grant under which it entered
     */
    public Grant grant() {
        return grant;
    }

    /**
     * Whether the grant is alive now, for a page that says so. Nothing is recorded.
     *
     * @return the grant, and why it is over if it is
     * @throws dev.gangway.error.StoreException if the trail can't be read
     */
    public GrantState state() {
        return state.get();
    }

    /**
     * The customer's connection, as far as the grant goes. It has the same interfaces as the customer's own; what the grant doesn't allow
     * throws {@link dev.gangway.error.AssistanceRefusedException}, before anything is sent. What takes several steps, such as an
     * offboarding, is refused before the first if one of them isn't allowed.
     *
     * @return the connection
     */
    public Connection connection() {
        return connection;
    }

    @Override
    public String toString() {
        return "PartnerSession[" + id + ", " + grant.partner() + "]";
    }
}
