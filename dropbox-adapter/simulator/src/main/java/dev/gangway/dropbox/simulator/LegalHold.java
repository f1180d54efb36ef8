package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One legal hold, also after its release. Placed by {@link LegalHolds}. Guarded by the world's lock. */
final class LegalHold {
    /** How many members one hold can have [specified]. */
    static final int MOST_MEMBERS = 5;

    enum Status {
        ACTIVATING,
        ACTIVE,
        UPDATING,
        RELEASING,
        RELEASED;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String id;
    private final Instant start;
    private final @Nullable Instant end;
    private final Set<Member> members = new LinkedHashSet<>();
    private String name;
    private String description;
    private Status status = Status.ACTIVATING;
    private @Nullable Instant activated;

    LegalHold(String id, String name, String description, List<Member> members, Instant start, Optional<Instant> end) {
        this.id = id;
        this.name = name;
        this.description = description;
        this.start = start;
        this.end = end.orElse(null);
        this.members.addAll(members);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    void name(String changed) {
        name = changed;
    }

    /** Empty if there is none. */
    String description() {
        return description;
    }

    void description(String changed) {
        description = changed;
    }

    Instant start() {
        return start;
    }

    Optional<Instant> end() {
        return Optional.ofNullable(end);
    }

    Status status() {
        return status;
    }

    void status(Status changed) {
        status = changed;
    }

    void activate(Instant now) {
        status = Status.ACTIVE;
        activated = now;
    }

    /** Whether nothing is held any more, or soon won't be. */
    boolean isOver() {
        return status == Status.RELEASING || status == Status.RELEASED;
    }

    Set<Member> members() {
        return Collections.unmodifiableSet(members);
    }

    void members(Set<Member> changed) {
        members.clear();
        members.addAll(changed);
    }

    /** Whether the member's content is kept: from the order to hold it until its release is through. */
    boolean holds(Member member) {
        return status != Status.RELEASED && members.contains(member);
    }

    /** Whether the file is one of a held member, from the time that the hold covers. */
    boolean holds(StoredFile file) {
        return members.contains(file.author())
                && !file.modified().isBefore(start)
                && (end == null || file.modified().isBefore(end));
    }

    /** {@code LegalHoldPolicy}. */
    Struct json() {
        List<String> known = members.stream()
                .filter(member -> !member.isErased())
                .map(Member::id)
                .toList();
        return Struct.of()
                .with("id", id)
                .with("name", name)
                .withOptional("description", Optional.of(description).filter(text -> !text.isEmpty()))
                .withOptional("activation_time", activated)
                .with("members", Struct.of().with("team_member_ids", known).with("permanently_deleted_users", (long)
                        (members.size() - known.size())))
                .with("status", Struct.tag(status.tag()))
                .with("start_date", start)
                .withOptional("end_date", end);
    }
}
