package dev.gangway.testkit;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityData;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityRange;
import dev.gangway.activity.Party;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.PageEnd;
import dev.gangway.testkit.ForwardingConnector.ForwardingActivity;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** For each rule about activity, a connector that violates it. */
final class BrokenActivity {

    private static final String GIVEN = "-from-";
    private static final Set<ActivityKind> ALL = Collections.unmodifiableSet(EnumSet.allOf(ActivityKind.class));

    private BrokenActivity() {}

    static List<Broken> all() {
        AtomicInteger readings = new AtomicInteger();
        return List.of(
                tells("A-01", "Who did it", it -> copy(it, it.key(), Party.of(Party.Kind.UNKNOWN), it.outside())),
                tells("A-02", "is involved", it -> copy(it, it.key(), it.actor(), Fact.unknown("not asked"))),
                reads(
                        "A-03",
                        "of a range were",
                        (log, asked) -> log.activities(
                                ActivityRange.since(asked.range().from()),
                                asked.kinds(),
                                asked.cursor(),
                                asked.told())),
                reads("A-04", "of all pages were", (log, asked) -> {
                    AtomicBoolean told = new AtomicBoolean();
                    return log.activities(asked.range(), asked.kinds(), asked.cursor(), it -> {
                        if (asked.cursor().isStart() || told.compareAndSet(false, true)) {
                            asked.told().accept(it);
                        }
                    });
                }),
                reads(
                        "A-05",
                        "that didn't happen",
                        (log, asked) -> log.activities(asked.range(), ALL, asked.cursor(), asked.told())),
                reads("A-06", "when read again", (log, asked) -> {
                    int reading = asked.cursor().isStart() ? readings.incrementAndGet() : readings.get();
                    return log.activities(
                            asked.range(),
                            asked.kinds(),
                            asked.cursor(),
                            it -> asked.told().accept(copy(it, it.key() + reading, it.actor(), it.outside())));
                }),
                Broken.session("A-07", "as old as the lag", (session, context) -> new ForwardingSession(session) {
                    @Override
                    public Optional<ActivityData> activity() {
                        return super.activity().map(log -> new ForwardingActivity(log) {
                            /** Tells events only as long as they are younger than the lag. */
                            @Override
                            public PageEnd activities(
                                    ActivityRange range,
                                    Set<ActivityKind> kinds,
                                    Cursor cursor,
                                    Consumer<Activity> activities) {
                                Instant gone = context.time().instant().minus(activityLag());
                                return super.activities(range, kinds, cursor, it -> {
                                    if (it.at().isAfter(gone) || !cursor.isStart()) {
                                        activities.accept(it);
                                    }
                                });
                            }

                            @Override
                            public Duration activityLag() {
                                return Duration.ofHours(1);
                            }
                        });
                    }
                }),
                goesOn("A-08", "A new event", (at, newest) -> !at.isAfter(newest)),
                goesOn("A-09", "that was late", (at, newest) -> !at.isBefore(newest)),
                expires("A-10", "whose cursor has expired", it -> it.value().contains(GIVEN)),
                expires("A-11", "that was never given", it -> !it.value().contains(GIVEN)),
                Broken.session("A-12", "A cursor had expired", (session, context) -> {
                    Set<Cursor> own = new HashSet<>();
                    return new ForwardingSession(session) {
                        @Override
                        public Optional<ActivityData> activity() {
                            return super.activity().map(it -> reading(it, (log, asked) -> onOneNode(log, asked, own)));
                        }
                    };
                }),
                reads("A-13", "without the right", (log, asked) -> {
                    try {
                        return log.activities(asked.range(), asked.kinds(), asked.cursor(), asked.told());
                    } catch (PermissionMissingException missing) {
                        return PageEnd.last();
                    }
                }));
    }

    /** What is asked for. */
    private record Asked(ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> told) {}

    @FunctionalInterface
    private interface Reading {
        PageEnd page(ActivityData log, Asked asked);
    }

    private static ActivityData reading(ActivityData inner, Reading reading) {
        return new ForwardingActivity(inner) {
            @Override
            public PageEnd activities(
                    ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities) {
                return reading.page(inner, new Asked(range, kinds, cursor, activities));
            }
        };
    }

    private static Broken reads(String rule, String reason, Reading reading) {
        return Broken.activity(rule, reason, inner -> reading(inner, reading));
    }

    private static Broken tells(String rule, String reason, UnaryOperator<Activity> change) {
        return reads(
                rule,
                reason,
                (log, asked) -> log.activities(
                        asked.range(),
                        asked.kinds(),
                        asked.cursor(),
                        it -> asked.told().accept(change.apply(it))));
    }

    private static Activity copy(Activity it, String key, Party actor, Fact<Boolean> outside) {
        return new Activity(
                key,
                it.at(),
                it.kind(),
                it.name(),
                actor,
                it.onBehalfOf(),
                it.affected(),
                it.things(),
                outside,
                it.before(),
                it.after(),
                it.on());
    }

    /** Takes no cursor of another session. */
    private static PageEnd onOneNode(ActivityData log, Asked asked, Set<Cursor> own) {
        if (!asked.cursor().isStart() && !own.contains(asked.cursor())) {
            return new PageEnd.Expired();
        }
        PageEnd end = log.activities(asked.range(), asked.kinds(), asked.cursor(), asked.told());
        if (end instanceof PageEnd.More more) {
            own.add(more.next());
        }
        if (end instanceof PageEnd.Last last) {
            last.later().ifPresent(own::add);
        }
        return end;
    }

    /** Of what comes after the last cursor, tells only what stands as wanted to the newest that came before. */
    private static Broken goesOn(String rule, String reason, BiPredicate<Instant, Instant> told) {
        return Broken.activity(rule, reason, inner -> {
            Set<Cursor> last = new HashSet<>();
            AtomicReference<Instant> newest = new AtomicReference<>(Instant.EPOCH);
            return reading(inner, (log, asked) -> {
                Instant before = newest.get();
                boolean later = last.contains(asked.cursor());
                PageEnd end = log.activities(asked.range(), asked.kinds(), asked.cursor(), it -> {
                    newest.accumulateAndGet(it.at(), (one, other) -> one.isAfter(other) ? one : other);
                    if (!later || told.test(it.at(), before)) {
                        asked.told().accept(it);
                    }
                });
                if (end instanceof PageEnd.Last it) {
                    it.later().ifPresent(last::add);
                }
                return end;
            });
        });
    }

    /** Takes the expiry of such cursors for the end. */
    private static Broken expires(String rule, String reason, Predicate<Cursor> which) {
        return reads(rule, reason, (log, asked) -> {
            PageEnd end = log.activities(asked.range(), asked.kinds(), asked.cursor(), asked.told());
            return end instanceof PageEnd.Expired && which.test(asked.cursor()) ? PageEnd.last() : end;
        });
    }
}
