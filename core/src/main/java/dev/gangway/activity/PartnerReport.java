package dev.gangway.activity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the provider's log tells of the provider's own assistance by the partner, in a time. It is of another kind than what Gangway's trail
 * tells: the log lags, and nothing proves that it is complete. Immutable.
 *
 * @param range of which time
 * @param completeUntil what happened later may still be missing, since the log lags
 * @param activities everything, oldest first, each once: the partner's sessions and what the partner did, switches, changes of the team's
 *     policies by whomever, partner roles by whomever
 * @param sessions the partner's sessions, oldest first
 * @param madeByHand who got a role from the partner and kept it to the end of the time. Empty is no proof that there is nobody: the role may
 *     be older
 */
public record PartnerReport(
        ActivityRange range,
        Instant completeUntil,
        List<Activity> activities,
        List<SupportSession> sessions,
        List<MadeByHand> madeByHand) {
    /**
     * Checks and copies the parts.
     *
     * @param range of which time
     * @param completeUntil until when it is complete
     * @param activities everything
     * @param sessions the partner's sessions
     * @param madeByHand who got a role so
     */
    public PartnerReport {
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(completeUntil, "completeUntil");
        activities = List.copyOf(activities);
        sessions = List.copyOf(sessions);
        madeByHand = List.copyOf(madeByHand);
    }

    /**
     * Everything of one kind, such as {@link ActivityKind#PARTNER_ACCESS_SWITCHED}.
     *
     * @param kind the kind
     * @return the events, oldest first
     */
    public List<Activity> of(ActivityKind kind) {
        return activities.stream().filter(it -> it.kind() == kind).toList();
    }

    /**
     * What the log tells of the partner apart from the sessions. Only changes of people and policies are looked for there.
     *
     * @return the events, oldest first; not empty if the log has a gap
     */
    public List<Activity> outsideSessions() {
        Set<Activity> inside =
                sessions.stream().flatMap(it -> it.actions().stream()).collect(Collectors.toSet());
        return activities.stream()
                .filter(it -> SupportSessions.isAction(it) && !inside.contains(it))
                .toList();
    }
}
