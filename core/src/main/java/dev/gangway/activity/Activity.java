package dev.gangway.activity;

import dev.gangway.result.Fact;
import dev.gangway.result.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One event of the provider's log. Immutable.
 *
 * @param key the same for the same event in every reading, and another for every other event; what was handed over twice is told by it
 * @param at when it happened, to the second
 * @param kind what happened
 * @param name the provider's own name of the event, which tells more than the kind where that is {@link ActivityKind#OTHER}
 * @param actor who did it
 * @param onBehalfOf in whose account it was done, or whom it was about; empty if the log doesn't tell
 * @param affected on whom else it had an effect: people and groups
 * @param things what it was done with
 * @param outside whether somebody outside the team is involved; unknown if the log doesn't tell
 * @param before how it was before, in the provider's own words: a policy's value, a role; unknown where the log tells none
 * @param after how it is since; unknown where the log tells none
 * @param on for a switch or a role, whether it is given since: true if it was switched on, or somebody is an admin now, false if it was
 *     taken away; unknown for all other kinds
 */
public record Activity(
        String key,
        Instant at,
        ActivityKind kind,
        String name,
        Party actor,
        Optional<Party> onBehalfOf,
        List<Party> affected,
        List<Thing> things,
        Fact<Boolean> outside,
        Fact<String> before,
        Fact<String> after,
        Fact<Boolean> on) {

    private static final String UNTOLD = "the event doesn't tell";

    /** Kinds that say too little without the provider's own name of the event. */
    private static final Set<ActivityKind> NEED_THE_NAME = Set.of(
            ActivityKind.OTHER,
            ActivityKind.OTHER_SHARING,
            ActivityKind.POLICY_CHANGED,
            ActivityKind.SHARING_POLICY_CHANGED);

    /** What providers call common values, in French. */
    private static final Map<String, String> COMMON_VALUES = Map.of(
            "viewer", "lecteur",
            "editor", "éditeur",
            "owner", "propriétaire",
            "enabled", "activé",
            "disabled", "désactivé");

    /**
     * Checks and copies the parts.
     *
     * @param key the same in every reading
     * @param at when it happened
     * @param kind what happened
     * @param name the provider's own name of the event
     * @param actor who did it
     * @param onBehalfOf in whose account it was done
     * @param affected on whom else it had an effect
     * @param things what it was done with
     * @param outside whether somebody outside the team is involved
     * @param before how it was before
     * @param after how it is since
     * @param on whether a switch or a role is given since
     * @throws IllegalArgumentException if key or name are blank
     */
    public Activity {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(onBehalfOf, "onBehalfOf");
        affected = List.copyOf(affected);
        things = List.copyOf(things);
        Objects.requireNonNull(outside, "outside");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(on, "on");
        if (key.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("An event has a key, and the provider's own name.");
        }
    }

    /**
     * An event of which nothing more is known.
     *
     * @param key the same in every reading
     * @param at when it happened
     * @param kind what happened
     * @param name the provider's own name of the event
     * @param actor who did it
     * @return the event
     */
    public static Activity of(String key, Instant at, ActivityKind kind, String name, Party actor) {
        return new Activity(
                key,
                at,
                kind,
                name,
                actor,
                Optional.empty(),
                List.of(),
                List.of(),
                Fact.unknown(UNTOLD),
                Fact.unknown(UNTOLD),
                Fact.unknown(UNTOLD),
                Fact.unknown(UNTOLD));
    }

    /**
     * The same in somebody's account, or about somebody.
     *
     * @param whom whose
     * @return the event
     */
    public Activity onBehalfOf(Party whom) {
        return new Activity(
                key, at, kind, name, actor, Optional.of(whom), affected, things, outside, before, after, on);
    }

    /**
     * The same with people and groups on whom it had an effect.
     *
     * @param parties they
     * @return the event
     */
    public Activity affecting(Party... parties) {
        return new Activity(
                key, at, kind, name, actor, onBehalfOf, List.of(parties), things, outside, before, after, on);
    }

    /**
     * The same with what it was done with.
     *
     * @param what the things
     * @return the event
     */
    public Activity with(Thing... what) {
        return new Activity(
                key, at, kind, name, actor, onBehalfOf, affected, List.of(what), outside, before, after, on);
    }

    /**
     * The same with whether somebody outside the team is involved.
     *
     * @param told whether
     * @return the event
     */
    public Activity outside(boolean told) {
        return new Activity(key, at, kind, name, actor, onBehalfOf, affected, things, Fact.of(told), before, after, on);
    }

    /**
     * The same with values.
     *
     * @param was how it was before
     * @param is how it is since
     * @return the event
     */
    public Activity changing(Fact<String> was, Fact<String> is) {
        return new Activity(key, at, kind, name, actor, onBehalfOf, affected, things, outside, was, is, on);
    }

    /**
     * The same with whether a switch or a role is given since.
     *
     * @param told whether
     * @return the event
     */
    public Activity on(boolean told) {
        return new Activity(
                key, at, kind, name, actor, onBehalfOf, affected, things, outside, before, after, Fact.of(told));
    }

    /**
     * Everybody who has to do with it: who did it, in whose account, and on whom it had an effect.
     *
     * @return the parties, the actor first
     */
    public List<Party> parties() {
        List<Party> all = new ArrayList<>(List.of(actor));
        onBehalfOf.ifPresent(all::add);
        all.addAll(affected);
        return List.copyOf(all);
    }

    /**
     * The domains of those outside the team who have to do with it, as far as the log tells their addresses.
     *
     * @return the domains in small letters, sorted
     */
    public Set<String> outsideDomains() {
        Set<String> domains = new TreeSet<>();
        parties().stream().filter(Party::isOutside).forEach(it -> it.domain().ifPresent(domains::add));
        return domains;
    }

    /**
     * Who did what with what and whom, such as {@code Ada Lovelace gave access: Marketing; bob@client.com; viewer → editor}.
     *
     * @return a sentence for people, in both languages; a value that only the provider has a word for is quoted in French
     */
    public Text sentence() {
        return new Text(sentence(Text::en, ": ", "; ", it -> it), sentence(Text::fr, " : ", " ; ", Activity::inFrench));
    }

    /** What isn't among the common ones is quoted, since the provider says it in English. */
    private static String inFrench(String value) {
        return COMMON_VALUES.getOrDefault(value, "« " + value + " »");
    }

    private String sentence(Function<Text, String> words, String colon, String semicolon, UnaryOperator<String> value) {
        List<String> more = new ArrayList<>();
        if (NEED_THE_NAME.contains(kind)) {
            more.add(name);
        }
        things.forEach(it -> more.add(words.apply(it.text())));
        onBehalfOf
                .filter(it -> it.kind() != Party.Kind.TEAM && !isSame(it))
                .ifPresent(it -> more.add(words.apply(it.text())));
        affected.forEach(it -> more.add(words.apply(it.text())));
        after.map(value)
                .toOptional()
                .ifPresent(is -> more.add(before.match(was -> value.apply(was) + " → " + is, why -> is)));
        String said = words.apply(actor.text()) + " " + words.apply(kind.text());
        return more.isEmpty() ? said : said + colon + String.join(semicolon, more);
    }

    /** Mostly people act in their own accounts, and needn't be named twice. */
    private boolean isSame(Party whom) {
        return whom.id().isPresent()
                ? whom.id().equals(actor.id())
                : whom.text().equals(actor.text());
    }
}
