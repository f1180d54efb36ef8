package dev.gangway.assistance;

import dev.gangway.connection.ConnectionId;
import dev.gangway.internal.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What a record is going to say; number, time and hash come when it gets its place. Checked here, so that it always fits. Immutable. */
record Entry(
        Actor who,
        Optional<String> onBehalfOf,
        Action action,
        Optional<Subject> subject,
        Stage stage,
        OptionalLong intent,
        Optional<String> grant,
        Optional<String> detail,
        Map<String, String> facts) {

    static final int LONGEST_TEXT = 4_000;
    static final int MOST_FACTS = 8;

    Entry {
        Objects.requireNonNull(who, "who");
        onBehalfOf.ifPresent(it -> Subject.check("On whose behalf", it, Subject.MAX_LENGTH));
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(intent, "intent");
        grant.ifPresent(it -> Subject.check("A grant's id", it, Subject.MAX_LENGTH));
        detail.ifPresent(it -> Subject.check("A detail", it, LONGEST_TEXT));
        facts = Map.copyOf(facts);
        if (facts.size() > MOST_FACTS || !facts.keySet().stream().allMatch(it -> it.matches("[A-Za-z0-9]{1,64}"))) {
            throw new IllegalArgumentException(
                    "A record has at most " + MOST_FACTS + " facts, whose names have 1 to 64 letters and digits.");
        }
        facts.values().forEach(it -> Subject.check("A fact", it, LONGEST_TEXT));
    }

    static Entry of(Actor who, Action action, Stage stage) {
        return new Entry(
                who,
                Optional.empty(),
                action,
                Optional.empty(),
                stage,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** What became of an action: the same words as the intent's, at another stage, with the id that it didn't know yet. */
    static Entry result(TrailRecord intent, Gate.Result result) {
        return new Entry(
                intent.who(),
                intent.onBehalfOf(),
                intent.action(),
                intent.subject().map(it -> new Subject(it.name(), it.id().or(result::id))),
                result.stage(),
                OptionalLong.of(intent.number()),
                intent.grant(),
                result.detail(),
                intent.facts());
    }

    Entry onBehalfOf(String customer) {
        return new Entry(who, Optional.of(customer), action, subject, stage, intent, grant, detail, facts);
    }

    Entry on(Subject someone) {
        return new Entry(who, onBehalfOf, action, Optional.of(someone), stage, intent, grant, detail, facts);
    }

    Entry under(String grantId) {
        return new Entry(who, onBehalfOf, action, subject, stage, intent, Optional.of(grantId), detail, facts);
    }

    Entry because(String why) {
        return new Entry(who, onBehalfOf, action, subject, stage, intent, grant, Optional.of(why), facts);
    }

    Entry saying(String name, String value) {
        Map<String, String> more = new TreeMap<>(facts);
        more.put(name, value);
        return new Entry(who, onBehalfOf, action, subject, stage, intent, grant, detail, more);
    }

    /** The record without its hash, as it is read back: halves of characters don't outlive writing. */
    JsonObject at(long number, Instant now, ConnectionId connection, String previous) {
        JsonObject names = JsonObject.EMPTY;
        for (Map.Entry<String, String> fact : new TreeMap<>(facts).entrySet()) {
            names = names.with(fact.getKey(), fact.getValue());
        }
        JsonObject json = JsonObject.EMPTY
                .with("format", Link.FORMAT)
                .with(Link.CONNECTION, connection.value())
                .with(Link.NUMBER, number)
                .with(Link.PREVIOUS, previous)
                .with("at", now)
                .with("who", JsonObject.EMPTY.with("kind", who.kind()).with("name", who.name()))
                .with("onBehalfOf", onBehalfOf)
                .with("action", action)
                .with(
                        "subject",
                        subject.map(
                                it -> JsonObject.EMPTY.with("name", it.name()).with("id", it.id())))
                .with("stage", stage)
                .with("grant", grant)
                .with("detail", detail);
        if (intent.isPresent()) {
            json = json.with("intent", intent.getAsLong());
        }
        if (!facts.isEmpty()) {
            json = json.with("facts", names);
        }
        return JsonObject.parse(json.write());
    }

    static <E extends Enum<E>> Optional<E> named(E[] all, String name) {
        return Arrays.stream(all).filter(it -> it.name().equals(name)).findFirst();
    }

    static <E extends Enum<E>> E required(E[] all, String name) {
        return named(all, name)
                .orElseThrow(() -> new IllegalArgumentException("a word that this version doesn't know"));
    }
}
