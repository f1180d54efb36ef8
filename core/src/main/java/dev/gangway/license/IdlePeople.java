package dev.gangway.license;

import dev.gangway.user.UserRef;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Who neither signed in nor used a device for a while, who else didn't sign in, and of whom it can't be said. The lists are in the report's
 * order and may make their rows as they are asked for. Who used their license is in none of them. Immutable.
 *
 * @param from the start of the time in which candidates did not use their license
 * @param until its end, where sign-ins are surely complete; somebody may be back since, so before you take a license away, read again
 * @param candidates whom to look at before others when licenses are scarce
 * @param spared who didn't sign in in that time and isn't a candidate: excluded, joined lately, used a device, is invited or suspended, takes
 *     no license
 * @param undecided who may or may not be idle: something about them isn't known
 * @param notFound whom the rule excludes by name and who isn't in the report by that name. Somebody may have another address now, and be a
 *     candidate against your will: look, or exclude people by immutable id
 */
public record IdlePeople(
        Instant from,
        Instant until,
        List<IdlePerson> candidates,
        List<SparedPerson> spared,
        List<SparedPerson> undecided,
        List<UserRef> notFound) {

    /**
     * Checks and copies the parts.
     *
     * @param from the start of the time
     * @param until its end
     * @param candidates who is idle
     * @param spared who isn't a candidate without a sign-in
     * @param undecided of whom it can't be said
     * @param notFound who is excluded and isn't in the report
     */
    public IdlePeople {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        candidates = candidates instanceof Picked ? candidates : List.copyOf(candidates);
        spared = spared instanceof Picked ? spared : List.copyOf(spared);
        undecided = undecided instanceof Picked ? undecided : List.copyOf(undecided);
        notFound = List.copyOf(notFound);
    }
}
