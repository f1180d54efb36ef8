package dev.gangway.activity;

import dev.gangway.result.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes sessions of events: what starts, what ends, and what the same partner did in between. Not thread-safe. */
final class SupportSessions {

    /** Of a session without start or end, so much is read. Assumed: none is longer. */
    static final Duration LONGEST = Duration.ofDays(1);

    /** Within a second a session starts first and ends last; the log tells no more of the order. */
    static final Comparator<Activity> BY_TIME = Comparator.comparing(Activity::at)
            .thenComparing(it -> it.kind() == ActivityKind.PARTNER_SESSION_STARTED
                    ? -1
                    : it.kind() == ActivityKind.PARTNER_SESSION_ENDED ? 1 : 0)
            .thenComparing(Activity::key);

    private static final Fact<Instant> NO_START = Fact.unknown("the log of this time has no start of the session");
    private static final Fact<Instant> NO_END =
            Fact.unknown("the log has no end of the session; it may go on, or the end may be late");

    private final List<Draft> drafts = new ArrayList<>();
    /** What a partner did while no session of theirs was known to be open. */
    private final List<Activity> apart = new ArrayList<>();

    private record Draft(Party partner, Fact<Instant> started, List<Activity> actions, List<Instant> ended) {
        boolean isOpenFor(Party other) {
            return ended.isEmpty() && isSame(partner, other);
        }

        SupportSession session() {
            return new SupportSession(partner, started, ended.isEmpty() ? NO_END : Fact.of(ended.get(0)), actions);
        }
    }

    /** The sessions in events, oldest first. */
    static List<SupportSession> of(List<Activity> activities) {
        SupportSessions sessions = new SupportSessions();
        activities.stream().sorted(BY_TIME).forEach(sessions::add);
        return sessions.drafts.stream().map(Draft::session).toList();
    }

    /** Whether it is something that the partner did, and not the session itself. */
    static boolean isAction(Activity activity) {
        return activity.actor().kind() == Party.Kind.PARTNER
                && activity.kind() != ActivityKind.PARTNER_SESSION_STARTED
                && activity.kind() != ActivityKind.PARTNER_SESSION_ENDED;
    }

    private void add(Activity activity) {
        if (activity.kind() == ActivityKind.PARTNER_SESSION_STARTED) {
            drafts.add(new Draft(activity.actor(), Fact.of(activity.at()), new ArrayList<>(), new ArrayList<>()));
        } else if (activity.kind() == ActivityKind.PARTNER_SESSION_ENDED) {
            open(activity.actor())
                    .orElseGet(() -> withoutStart(activity))
                    .ended()
                    .add(activity.at());
        } else if (isAction(activity)) {
            open(activity.actor()).map(Draft::actions).orElse(apart).add(activity);
        }
    }

    /** The partner's session that started last. */
    private Optional<Draft> open(Party partner) {
        return drafts.stream().filter(it -> it.isOpenFor(partner)).reduce((first, second) -> second);
    }

    private Draft withoutStart(Activity end) {
        Draft draft = new Draft(end.actor(), NO_START, new ArrayList<>(), new ArrayList<>());
        Instant earliest = end.at().minus(LONGEST);
        Predicate<Activity> inside =
                it -> isSame(it.actor(), end.actor()) && !it.at().isBefore(earliest);
        apart.stream().filter(inside).forEach(draft.actions()::add);
        apart.removeIf(inside);
        drafts.add(draft);
        return draft;
    }

    private static boolean isSame(Party one, Party other) {
        return key(one).equals(key(other));
    }

    private static String key(Party partner) {
        return partner.email().orElseGet(() -> partner.text().en()).toLowerCase(Locale.ROOT);
    }
}
