package dev.gangway.license;

import dev.gangway.result.Fact;
import dev.gangway.user.UserStatus;
import java.util.Optional;

/** Somebody on the team, as much of them as a license report keeps. What a connector tells may be a view of a buffer that it uses again. */
public interface Holder {

    /** For a moment that the provider doesn't tell. */
    long UNKNOWN = Long.MIN_VALUE;

    /**
     * Who it is.
     *
     * @return the immutable id; not empty
     */
    CharSequence id();

    /**
     * The primary e-mail address.
     *
     * @return the address, as the provider writes it
     */
    CharSequence email();

    /**
     * The given name.
     *
     * @return the name, empty if none is known
     */
    CharSequence givenName();

    /**
     * The surname.
     *
     * @return the name, empty if none is known
     */
    CharSequence surname();

    /**
     * The application's own id of the person.
     *
     * @return the id, empty if none was set
     */
    CharSequence externalId();

    /**
     * Where the person stands.
     *
     * @return the status
     */
    UserStatus status();

    /**
     * The license type that the person takes. Connectors give the same instance for the same type.
     *
     * @return the type's name; known to be empty if the person surely takes none, unknown if the provider doesn't say
     */
    Fact<Optional<String>> licenseType();

    /**
     * Whether the person has a role besides plain membership, as admins have.
     *
     * @return whether there is one
     */
    boolean hasRole();

    /**
     * When the pending invitation was sent.
     *
     * @return seconds since 1970, or {@link #UNKNOWN}
     */
    long invitedAt();

    /**
     * When the person joined.
     *
     * @return seconds since 1970, or {@link #UNKNOWN}
     */
    long joinedAt();

    /**
     * Since when the person is suspended.
     *
     * @return seconds since 1970, or {@link #UNKNOWN}
     */
    long suspendedAt();
}
