package dev.gangway.userdata;

import dev.gangway.user.UserId;
import java.util.Objects;

/**
 * Somebody as the provider shows them to themselves. Immutable.
 *
 * @param id the provider's id of the person on the team
 * @param email the person's address
 * @param name the person's name; the address if there is none
 */
public record Person(UserId id, String email, String name) {
    /**
     * Checks the parts.
     *
     * @param id the provider's id of the person on the team
     * @param email the person's address
     * @param name the person's name
     */
    public Person {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(name, "name");
        name = name.isBlank() ? email : name;
    }
}
