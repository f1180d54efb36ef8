package dev.gangway.connector;

import dev.gangway.error.Diagnosis;
import dev.gangway.result.Fact;
import dev.gangway.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Whose connection this is: the customer's team, and the admin through whom we are connected. Immutable.
 *
 * @param teamId the provider's id of the team
 * @param teamName the team's name
 * @param adminId the connecting admin's id on the team
 * @param adminEmail the connecting admin's e-mail address
 * @param adminRole the connecting admin's role, in the provider's words
 * @param warnings what a person should mend although the connection works, such as an admin who has left; empty if nothing was found
 */
public record Account(
        String teamId,
        String teamName,
        Fact<UserId> adminId,
        Fact<String> adminEmail,
        Fact<String> adminRole,
        List<Diagnosis> warnings) {
    /**
     * Checks and copies the parts.
     *
     * @param teamId the provider's id of the team
     * @param teamName the team's name
     * @param adminId the connecting admin's id
     * @param adminEmail the connecting admin's address
     * @param adminRole the connecting admin's role
     * @param warnings what a person should mend although the connection works
     * @throws IllegalArgumentException if the team id is blank
     */
    public Account {
        Objects.requireNonNull(teamId, "teamId");
        Objects.requireNonNull(teamName, "teamName");
        Objects.requireNonNull(adminId, "adminId");
        Objects.requireNonNull(adminEmail, "adminEmail");
        Objects.requireNonNull(adminRole, "adminRole");
        warnings = List.copyOf(warnings);
        if (teamId.isBlank()) {
            throw new IllegalArgumentException(
                    "An account needs the provider's team id; without it two teams could be confused.");
        }
    }

    /**
     * An account without warnings.
     *
     * @param teamId the provider's id of the team
     * @param teamName the team's name
     * @param adminId the connecting admin's id
     * @param adminEmail the connecting admin's address
     * @param adminRole the connecting admin's role
     * @throws IllegalArgumentException if the team id is blank
     */
    public Account(
            String teamId, String teamName, Fact<UserId> adminId, Fact<String> adminEmail, Fact<String> adminRole) {
        this(teamId, teamName, adminId, adminEmail, adminRole, List.of());
    }

    /**
     * A copy with more warnings.
     *
     * @param more what else a person should mend
     * @return the copy
     */
    public Account warned(List<Diagnosis> more) {
        List<Diagnosis> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Account(teamId, teamName, adminId, adminEmail, adminRole, all);
    }
}
