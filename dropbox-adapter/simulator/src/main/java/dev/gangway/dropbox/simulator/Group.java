package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One group of members, also after its deletion. Its names are changed through {@link Groups} only. Guarded by the world's lock. */
final class Group {
    /** Who may manage the group. */
    enum Management {
        USER_MANAGED,
        COMPANY_MANAGED,
        SYSTEM_MANAGED;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Management of(String tag) {
            return valueOf(tag.toUpperCase(Locale.ROOT));
        }
    }

    private final String id;
    private final Instant created;
    private final Map<Member, Membership> current = new LinkedHashMap<>();
    private final List<Membership> memberships = new ArrayList<>();
    private String name;
    private @Nullable String externalId;
    private Management management;
    private boolean deleted;

    Group(String id, String name, Management management, Instant created) {
        this.id = id;
        this.name = name;
        this.management = management;
        this.created = created;
    }

    String id() {
        return id;
    }

    Instant created() {
        return created;
    }

    String name() {
        return name;
    }

    /** For {@link Groups} only, which knows the names in use. */
    void name(String changed) {
        name = changed;
    }

    Optional<String> externalId() {
        return Optional.ofNullable(externalId);
    }

    /** For {@link Groups} only, which keeps the index. */
    void externalId(Optional<String> changed) {
        externalId = changed.orElse(null);
    }

    Management management() {
        return management;
    }

    /** Changes who may manage the group; the owners of one that becomes the company's go on as plain members [assumed]. */
    void management(Management changed) {
        management = changed;
        if (changed == Management.COMPANY_MANAGED) {
            current.values().forEach(membership -> membership.owner = false);
        }
    }

    boolean isSystemManaged() {
        return management == Management.SYSTEM_MANAGED;
    }

    boolean isCompanyManaged() {
        return management == Management.COMPANY_MANAGED;
    }

    boolean isDeleted() {
        return deleted;
    }

    /** How many members the group has. */
    int size() {
        return current.size();
    }

    boolean has(Member member) {
        return current.containsKey(member);
    }

    boolean isOwner(Member member) {
        return Optional.ofNullable(current.get(member))
                .filter(Membership::isOwner)
                .isPresent();
    }

    /** Takes in somebody who isn't in the group. */
    void add(Member member, boolean owner) {
        Membership membership = new Membership(member, owner);
        current.put(member, membership);
        memberships.add(membership);
        member.groupIds().add(id);
    }

    void changeAccess(Member member, boolean owner) {
        Optional.ofNullable(current.get(member)).ifPresent(membership -> membership.owner = owner);
    }

    void remove(Member member) {
        Optional.ofNullable(current.remove(member)).ifPresent(membership -> membership.over = true);
        member.groupIds().remove(id);
    }

    /** For {@link Groups} only, which keeps the indexes. */
    void delete() {
        deleted = true;
        List.copyOf(current.keySet()).forEach(this::remove);
    }

    /** Every membership there ever was, in order of addition; never shrinks, so that an index into it is a stable position. */
    List<Membership> memberships() {
        return Collections.unmodifiableList(memberships);
    }

    /** Somebody's time in the group. */
    static final class Membership {
        private final Member member;
        private boolean owner;
        private boolean over;

        private Membership(Member member, boolean owner) {
            this.member = member;
            this.owner = owner;
        }

        Member member() {
            return member;
        }

        boolean isOwner() {
            return owner;
        }

        boolean isCurrent() {
            return !over;
        }
    }
}
