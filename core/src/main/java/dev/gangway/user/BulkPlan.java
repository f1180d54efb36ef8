package dev.gangway.user;

import dev.gangway.result.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
     * The consequences for all who leave together, in words: how many of each kind. {@link OffboardingPlan#consequences()} has those of each.
     *
     * @return a line for each kind of consequence, with how many it is for, and one for each who stays
     */
    public List<String> summary() {
        Map<String, Long> lines = leaving().stream()
                .flatMap(it -> it.plan().consequences().stream()
                        .filter(consequence -> consequence.kind() != Consequence.Kind.BRAKE)
                        .map(BulkPlan::line)
                        .distinct())
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        return Stream.of(
                        Stream.of(leaving().size() + " of " + entries.size() + " people leave."),
                        lines.entrySet().stream()
                                .map(it -> Planner.people(it.getValue().intValue()) + ": " + it.getKey()),
                        staying().stream()
                                .map(it -> it.asked() + " stays: "
                                        + it.plan().refusals().get(0).explanation()),
                        brake.stream().map(Refusal::explanation))
                .flatMap(Function.identity())
                .toList();
    }

    /** What is said of many in the same words, whoever they are. */
    private static String line(Consequence consequence) {
        return switch (consequence.kind()) {
            case LICENSE_FREED, UNDO, NOT_KNOWN -> consequence.text();
            default -> consequence.kind().words() + ".";
        };
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
