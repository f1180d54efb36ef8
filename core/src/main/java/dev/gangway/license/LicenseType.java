package dev.gangway.license;

import dev.gangway.result.Fact;
import java.util.List;
import java.util.Objects;

/**
 * The licenses of one type: what the provider says was bought, and what the list of people adds up to. Immutable.
 *
 * @param name the type's name
 * @param purchased how many were bought, as the provider says
 * @param assigned how many are taken, counted: active, suspended and invited people
 * @param reserved how many of these are held by pending invitations
 * @param suspended how many of these are held by suspended people
 * @param used how many of these are held by active people
 * @param unclear how many people on the team are not counted although they may hold one: it isn't known which license they take
 * @param providerAssigned how many are taken, as the provider says
 * @param explanations what may explain that the provider counts other than we do, for a person, the likeliest first; empty if both agree or
 *     nothing is known to explain it
 */
public record LicenseType(
        String name,
        Fact<Integer> purchased,
        int assigned,
        int reserved,
        int suspended,
        int used,
        int unclear,
        Fact<Integer> providerAssigned,
        List<String> explanations) {

    /**
     * Checks and copies the parts.
     *
     * @param name the type's name
     * @param purchased how many were bought
     * @param assigned how many are taken
     * @param reserved how many of these by invitations
     * @param suspended how many of these by suspended people
     * @param used how many of these by active people
     * @param unclear how many people may hold one, too
     * @param providerAssigned how many are taken, as the provider says
     * @param explanations what may explain a difference
     */
    public LicenseType {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(purchased, "purchased");
        Objects.requireNonNull(providerAssigned, "providerAssigned");
        explanations = List.copyOf(explanations);
    }

    /**
     * How many were bought and are not taken.
     *
     * @return purchased less assigned, which is negative if more are taken than were bought; unknown if the provider doesn't tell what was
     *     bought, or which licenses people take
     */
    public Fact<Integer> unused() {
        return lessAssigned(purchased);
    }

    /**
     * Whether the provider's own count differs from what the list of people adds up to.
     *
     * @return the provider's count less ours; unknown if the provider doesn't count, or doesn't tell which licenses people take
     */
    public Fact<Integer> difference() {
        return lessAssigned(providerAssigned);
    }

    private Fact<Integer> lessAssigned(Fact<Integer> figure) {
        return unclear == 0
                ? figure.map(it -> it - assigned)
                : Fact.unknown("which license they take isn't known of so many people: " + unclear);
    }
}
