package dev.gangway.assistance;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Map<String, Ending> over = new HashMap<>();
    private final Map<Long, String> entered = new HashMap<>();
    private final Map<Long, TrailRecord> roles = new TreeMap<>();
    private Optional<TrailRecord> baa = Optional.empty();
    private Optional<TrailRecord> turned = Optional.empty();
    private final Map<Long, TrailRecord> begun = new TreeMap<>();
    private long seen;

    Grants() {}

    /** The same, to go on with apart from it. */
    Grants(Grants other) {
        given.putAll(other.given);
        over.putAll(other.over);
        entered.putAll(other.entered);
        roles.putAll(other.roles);
        baa = other.baa;
        turned = other.turned;
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
            case GRANT_REVOKED ->
                record.grant()
                        .ifPresent(it -> over.putIfAbsent(it, new Ending("the grant was revoked", record.number())));
            case ASSISTANCE_ENABLED, ASSISTANCE_DISABLED, BAA_SIGNED -> turn(record);
            case BAA_ENDED -> baa = Optional.empty();
            default -> {
                if (record.stage() == Stage.INTENT) {
                    begun.put(record.number(), record);
                }
                record.intent().ifPresent(begun::remove);
                if (record.action() == Action.LINK_REDEEMED && record.stage() == Stage.DONE) {
                    record.grant().ifPresent(it -> record.intent().ifPresent(intent -> entered.put(intent, it)));
                }
                if (record.action() == Action.ROLE_CHANGED) {
                    changeRole(record);
                }
            }
        }
    }

    /** From its announcement on: only what has surely failed changed nothing. */
    private void changeRole(TrailRecord record) {
        long number = record.intent().orElse(record.number());
        switch (record.stage()) {
            case INTENT, DONE, UNKNOWN -> roles.put(number, record);
            case FAILED -> roles.remove(number);
            case REFUSED -> {}
        }
    }

    /** The grant under which a partner entered; empty if nobody did by that record. */
    Optional<String> entered(long intent) {
        return Optional.ofNullable(entered.get(intent));
    }

    /** Whose admin permissions partners changed. */
    List<TrailRecord> roleChanges() {
        return List.copyOf(roles.values());
    }

    /** Whoever switches assistance off ends all grants; switching it on again brings none of them back. */
    private void turn(TrailRecord record) {
        if (record.stage() != Stage.DONE) {
            return;
        }
        turned = Optional.of(record);
        if (record.action() == Action.BAA_SIGNED) {
            baa = Optional.of(record);
        }
        if (record.action() != Action.ASSISTANCE_ENABLED) {
            Ending off = new Ending("delegated assistance was switched off", record.number());
            given.keySet().forEach(it -> over.putIfAbsent(it, off));
        }
    }

    /** Who said that a business associate agreement was signed; empty if nobody did, or it has ended since. */
    Optional<TrailRecord> baa() {
        return baa;
    }

    /** The record that switched assistance on or off last; empty if it never was on. */
    Optional<TrailRecord> turned() {
        return turned;
    }

    boolean isEnabled() {
        return turned.filter(it -> it.action() == Action.ASSISTANCE_ENABLED).isPresent();
    }

    List<Grant> all() {
        return List.copyOf(given.values());
    }

    Optional<Grant> find(String id) {
        return Optional.ofNullable(given.get(id));
    }

    /** Why a grant is over, and by which record. */
    private record Ending(String why, long number) {}

    /** Whether a record ended it. */
    boolean isOverBy(String id, long number) {
        return Optional.ofNullable(over.get(id))
                .filter(it -> it.number() == number)
                .isPresent();
    }

    /** Whether it was taken back, or came to its end. */
    boolean isOver(String id) {
        return over.containsKey(id);
    }

    /** What has begun under a grant and isn't known to have ended. */
    List<TrailRecord> begun(String id) {
        return begun.values().stream()
                .filter(it -> it.grant().equals(Optional.of(id)))
                .toList();
    }

    /** All that has begun and isn't known to have ended. */
    List<TrailRecord> begun() {
        return List.copyOf(begun.values());
    }

    /** Why a grant lets nobody in at a time; empty if it does. */
    Optional<String> over(String id, Instant now) {
        Grant grant = given.get(id);
        if (grant == null) {
            return Optional.of("there is no such grant");
        }
        if (over.containsKey(id)) {
            return Optional.ofNullable(over.get(id)).map(Ending::why);
        }
        return now.isBefore(grant.until()) ? Optional.empty() : Optional.of("the grant ended at " + grant.until());
    }

    /** Why a grant doesn't allow an action at a time; empty if it does. */
    Optional<String> refusal(String id, Action action, Instant now) {
        Optional<String> over = over(id, now);
        if (over.isPresent() || action == Action.LINK_REDEEMED) {
            return over;
        }
        Grant grant = Objects.requireNonNull(given.get(id));
        if (grant.names(action)) {
            return Optional.empty();
        }
        return Optional.of(
                action.kind().filter(grant.kinds()::contains).isPresent()
                        ? "the grant allows to " + words(action) + ", but not what is destructive of it"
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
