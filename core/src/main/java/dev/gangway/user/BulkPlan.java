package dev.gangway.user;

import dev.gangway.result.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What seeing many people off would do, before anything is done: a plan for each, in the order given. Making one writes nothing. Whose plan is
 * refused is left out when it is carried out, and the report says why. Immutable.
 *
 * @param id names the plan; it can be carried out once
 * @param madeAt when it was made
 * @param entries whom it is about, in the order given
 * @param brake that so many people can't go without a named release, and why; empty if they can
 */
public record BulkPlan(String id, Instant madeAt, List<Entry> entries, Optional<Refusal> brake) {

    /**
     * Checks and copies the parts.
     *
     * @param id names the plan
     * @param madeAt when it was made
     * @param entries whom it is about
     * @param brake why so many can't go
     */
    public BulkPlan {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(madeAt, "madeAt");
        entries = List.copyOf(entries);
        Objects.requireNonNull(brake, "brake");
    }

    /**
     * One person of the plan. Immutable.
     *
     * @param asked how the application named them
     * @param plan the plan for them; look at its refusals
     */
    public record Entry(UserRef asked, OffboardingPlan plan) {
        /**
         * Checks the parts.
         *
         * @param asked how they were named
         * @param plan the plan for them
         */
        public Entry {
            Objects.requireNonNull(asked, "asked");
            Objects.requireNonNull(plan, "plan");
        }
    }

    /** The plan for the person at this place has this id. */
    static String planId(String bulkId, int index) {
        return UUID.nameUUIDFromBytes((bulkId + "/" + index).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /**
     * Who would go: those whose plan is not refused.
     *
     * @return their entries, in order
     */
    public List<Entry> leaving() {
        return entries.stream().filter(it -> it.plan().refusals().isEmpty()).toList();
    }

    /**
     * Who would stay, since their plan is refused.
     *
     * @return their entries, in order
     */
    public List<Entry> staying() {
        return entries.stream().filter(it -> !it.plan().refusals().isEmpty()).toList();
    }

    /**
     * What happens if everybody leaves whose plan is not refused, in words for the person who confirms it: how many people, licenses, devices and
     * sessions it is about, whether devices are wiped, and who gets files and mail. {@link OffboardingPlan#consequences()} has the consequences
     * of each.
     *
     * @return how many leave, their consequences, who stays and why, and why so many can't go
     */
    public List<String> summary() {
        return Stream.of(
                        Stream.of(howMany()),
                        BulkSummary.of(leaving().stream().map(Entry::plan).toList()).stream(),
                        whyNot(),
                        brake.stream().map(Refusal::explanation))
                .flatMap(Function.identity())
                .toList();
    }

    private String howMany() {
        int people = leaving().size();
        if (people == 0) {
            return "Nobody leaves.";
        }
        return (entries.size() == 1 ? "1 person" : people + " of " + Planner.people(entries.size()))
                + (people == 1 ? " leaves." : " leave.");
    }

    /** Whoever is named twice leaves nevertheless. */
    private Stream<String> whyNot() {
        Set<UserId> leave = leaving().stream()
                .flatMap(it -> it.plan().leaver().stream())
                .map(User::id)
                .collect(Collectors.toSet());
        return staying().stream().map(entry -> {
            String why = entry.plan().refusals().get(0).explanation();
            Optional<User> person = entry.plan().leaver();
            return person.map(User::id).filter(leave::contains).isPresent()
                    ? why
                    : person.map(User::email).orElseGet(() -> entry.asked().toString()) + " stays: " + why;
        });
    }

    /**
     * Says that somebody has read the consequences and wants them for everybody whose plan is not refused.
     *
     * @param actor who, for the receipts; an e-mail address if there is one, since nobody sees themselves off
     * @return the plan, ready for {@link BulkOffboardings#execute(ConfirmedBulkPlan)}; if there is a {@link #brake()}, it still has to be released
     * @throws IllegalStateException if nobody would leave. Nothing was stored or sent
     * @throws IllegalArgumentException if the actor is blank
     */
    public ConfirmedBulkPlan confirmedBy(String actor) {
        if (leaving().isEmpty()) {
            throw new IllegalStateException(
                    "This plan can't be confirmed, since nobody would leave: " + String.join(" ", summary()));
        }
        return ConfirmedBulkPlan.of(this, actor);
    }

    /** A fingerprint of all that was planned. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            IntStream.range(0, entries.size()).forEach(index -> {
                Entry entry = entries.get(index);
                digest.update((index + " " + UserJson.write(entry.asked()).write()
                                + (entry.plan().refusals().isEmpty()
                                        ? entry.plan().write().write()
                                        : entry.plan().refusals().toString()))
                        .getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
