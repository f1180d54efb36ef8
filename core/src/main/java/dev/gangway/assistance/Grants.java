package dev.gangway.assistance;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a trail says of its grants, up to a record: which were given, which were taken back, which actions have begun. Not thread-safe. */
final class Grants {

    private static final String KINDS = "kinds";
    private static final String DESTRUCTIVE = "destructive";
    private static final String UNTIL = "until";

    private final Map<String, Grant> given = new LinkedHashMap<>();
    private final Set<String> over = new HashSet<>();
    private final Map<Long, TrailRecord> begun = new TreeMap<>();
    private long seen;

    Grants() {}

    /** The same, to go on with apart from it. */
    Grants(Grants other) {
        given.putAll(other.given);
        over.addAll(other.over);
        begun.putAll(other.begun);
        seen = other.seen;
    }

    /** The number of the last record that was taken. */
    long seen() {
        return seen;
    }

    void take(TrailRecord record) {
        seen = record.number();
        switch (record.action()) {
            case GRANT_GIVEN -> read(record).ifPresent(it -> given.put(it.id(), it));
            case GRANT_REVOKED, GRANT_ENDED -> record.grant().ifPresent(over::add);
            default -> {
                if (record.stage() == Stage.INTENT) {
                    begun.put(record.number(), record);
                }
                record.intent().ifPresent(begun::remove);
            }
        }
    }

    List<Grant> all() {
        return List.copyOf(given.values());
    }

    Optional<Grant> find(String id) {
        return Optional.ofNullable(given.get(id));
    }

    /** Whether it was taken back, or came to its end. */
    boolean isOver(String id) {
        return over.contains(id);
    }

    /** What has begun under a grant and isn't known to have ended. */
    List<TrailRecord> begun(String id) {
        return begun.values().stream()
                .filter(it -> it.grant().equals(Optional.of(id)))
                .toList();
    }

    /** Why a grant doesn't allow an action at a time; empty if it does. */
    Optional<String> refusal(String id, Action action, Instant now) {
        Grant grant = given.get(id);
        if (grant == null) {
            return Optional.of("there is no such grant");
        }
        if (over.contains(id)) {
            return Optional.of("the grant was revoked");
        }
        if (!now.isBefore(grant.until())) {
            return Optional.of("the grant ended at " + grant.until());
        }
        if (grant.names(action)) {
            return Optional.empty();
        }
        return Optional.of(
                action.kind().filter(grant.kinds()::contains).isPresent()
                        ? "the grant allows to " + words(action) + ", but nothing of it that can't be taken back"
                        : "the grant doesn't name it");
    }

    private static String words(Action action) {
        return action.kind().map(it -> it.words().en()).orElse("do it");
    }

    /** The record that gives a grant. */
    static Entry entry(Grant grant) {
        Entry entry = Entry.of(Actor.customer(grant.givenBy()), Action.GRANT_GIVEN, Stage.DONE)
                .on(Subject.named(grant.partner()))
                .under(grant.id())
                .saying(KINDS, names(grant.kinds()))
                .saying(UNTIL, grant.until().toString());
        return grant.destructive().isEmpty() ? entry : entry.saying(DESTRUCTIVE, names(grant.destructive()));
    }

    private static String names(Set<ActionKind> kinds) {
        return EnumSet.copyOf(kinds).stream().map(ActionKind::name).collect(Collectors.joining(" "));
    }

    /** Empty for one that isn't understood, which allows nothing. */
    private static Optional<Grant> read(TrailRecord record) {
        try {
            return record.grant()
                    .map(id -> new Grant(
                            id,
                            record.subject().orElseThrow().name(),
                            kinds(record.facts().getOrDefault(KINDS, "")),
                            kinds(record.facts().getOrDefault(DESTRUCTIVE, "")),
                            record.at(),
                            Instant.parse(record.facts().getOrDefault(UNTIL, "")),
                            record.who().name()));
        } catch (RuntimeException notUnderstood) {
            return Optional.empty();
        }
    }

    private static Set<ActionKind> kinds(String names) {
        return names.isEmpty()
                ? Set.of()
                : Arrays.stream(names.split(" ")).map(ActionKind::valueOf).collect(Collectors.toSet());
    }
}
