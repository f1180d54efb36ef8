package dev.gangway.assistance;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Text;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One record of a connection's trail: who did what, on whose behalf, on whom, and how far it is. It tells what the store holds; the
 * {@link Trail} can check whether anybody changed it there. Immutable.
 *
 * @param number its place in the trail, from 1, without gaps; the numbers are the order of things, whatever the clocks say
 * @param at when it was written, by the clock of the node that wrote it
 * @param who who did it
 * @param onBehalfOf on whose behalf; empty for who acts for themselves
 * @param action what
 * @param subject on whom or what; empty if the action says it all
 * @param stage how far it is
 * @param intent for what became of an action, the number of the record that announced it; empty for that record, and for what none announced
 * @param grant the grant under which it was done, or that it is about; empty if there is none
 * @param detail more for people: the reason of a refusal, the old and the new name
 * @param facts more for programs, by name
 * @param hash the SHA-256 over the record and the hash before, in 64 small hexadecimal digits
 */
public record TrailRecord(
        long number,
        Instant at,
        Actor who,
        Optional<String> onBehalfOf,
        Action action,
        Optional<Subject> subject,
        Stage stage,
        OptionalLong intent,
        Optional<String> grant,
        Optional<String> detail,
        Map<String, String> facts,
        String hash) {

    /** The fact that says what {@link Action#OTHER} was. An action that only a newer Gangway knows is told so, too. */
    public static final String OPERATION = "operation";

    /**
     * Checks and copies the parts.
     *
     * @param number its place
     * @param at when
     * @param who who did it
     * @param onBehalfOf on whose behalf
     * @param action what
     * @param subject on whom or what
     * @param stage how far
     * @param intent the record that announced it
     * @param grant under which grant
     * @param detail more for people
     * @param facts more for programs
     * @param hash the hash
     * @throws IllegalArgumentException if the number is below 1
     */
    public TrailRecord {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(onBehalfOf, "onBehalfOf");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(intent, "intent");
        Objects.requireNonNull(grant, "grant");
        Objects.requireNonNull(detail, "detail");
        facts = Map.copyOf(facts);
        Objects.requireNonNull(hash, "hash");
        if (number < 1) {
            throw new IllegalArgumentException("The records of a trail are numbered from 1.");
        }
    }

    /** As it is stored; the text was checked against its hash, or the caller says that it may not fit. */
    static TrailRecord read(JsonObject json) {
        String code = json.requiredText("action");
        Optional<Action> known = Entry.named(Action.values(), code);
        Map<String, String> facts = new TreeMap<>();
        json.object("facts").ifPresent(it -> it.names().forEach(name -> facts.put(name, it.requiredText(name))));
        if (known.isEmpty()) {
            facts.put(OPERATION, code);
        }
        JsonObject who = json.object("who").orElse(JsonObject.EMPTY);
        return new TrailRecord(
                json.number("number").orElse(0),
                json.instant("at").orElseThrow(),
                new Actor(Entry.required(Actor.Kind.values(), who.requiredText("kind")), who.requiredText("name")),
                json.text("onBehalfOf"),
                known.orElse(Action.OTHER),
                json.object("subject").map(it -> new Subject(it.requiredText("name"), it.text("id"))),
                Entry.required(Stage.values(), json.requiredText("stage")),
                json.number("intent"),
                json.text("grant"),
                json.text("detail"),
                facts,
                json.requiredText(Link.HASH));
    }

    /**
     * The record as a sentence, in English and in French: "Northwind IT removed Leo Chen", "Northwind IT a supprimé Leo Chen". An intent
     * reads "is about to remove", a refusal "was not allowed to remove". It names people; it is on one line, without a full stop.
     *
     * @return the sentence
     */
    public Text sentence() {
        Optional<String> what =
                action == Action.OTHER ? Optional.ofNullable(facts.get(OPERATION)) : subject.map(Subject::name);
        return action.sentence(stage, who.name(), what);
    }

    /** Shows no names. */
    @Override
    public String toString() {
        return "TrailRecord[" + number + ", " + at + ", " + action + ", " + stage + "]";
    }
}
