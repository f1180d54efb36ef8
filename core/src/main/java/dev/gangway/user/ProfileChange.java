package dev.gangway.user;

import java.util.Objects;
import java.util.Optional;

/**
 * What to change of somebody's profile; what isn't named stays. Start with {@link #none}. Immutable.
 *
 * @param email the new primary address
 * @param givenName the new given name
 * @param surname the new surname
 * @param externalId the new external id; an empty text takes it away
 */
public record ProfileChange(
        Optional<UserRef.Email> email,
        Optional<String> givenName,
        Optional<String> surname,
        Optional<String> externalId) {

    /**
     * Checks the parts.
     *
     * @param email the new address
     * @param givenName the new given name
     * @param surname the new surname
     * @param externalId the new external id
     */
    public ProfileChange {
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(givenName, "givenName");
        Objects.requireNonNull(surname, "surname");
        Objects.requireNonNull(externalId, "externalId");
    }

    /**
     * Nothing is changed yet.
     *
     * @return the change
     */
    public static ProfileChange none() {
        return new ProfileChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A copy that changes the primary address.
     *
     * @param address the new address
     * @return the copy
     * @throws IllegalArgumentException if it isn't an e-mail address
     */
    public ProfileChange email(String address) {
        return new ProfileChange(Optional.of(new UserRef.Email(address)), givenName, surname, externalId);
    }

    /**
     * A copy that changes the names.
     *
     * @param given the given name
     * @param family the surname
     * @return the copy
     */
    public ProfileChange named(String given, String family) {
        return new ProfileChange(email, Optional.of(given), Optional.of(family), externalId);
    }

    /**
     * A copy that changes the external id.
     *
     * @param id the application's own id of the person
     * @return the copy
     */
    public ProfileChange externalId(String id) {
        return new ProfileChange(email, givenName, surname, Optional.of(id));
    }

    /**
     * Whether nothing is to be changed.
     *
     * @return true if no part is named
     */
    public boolean isEmpty() {
        return equals(none());
    }

    /** Whether all that is to be changed is so of that person already; addresses are compared without regard to case. */
    boolean isSoOf(User user) {
        return email.map(it -> it.names(user)).orElse(true)
                && givenName.map(user.givenName()::equals).orElse(true)
                && surname.map(user.surname()::equals).orElse(true)
                && externalId.map(user.externalId().orElse("")::equals).orElse(true);
    }
}
