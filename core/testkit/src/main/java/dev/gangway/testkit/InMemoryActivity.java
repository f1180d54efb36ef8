package dev.gangway.testkit;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityData;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityRange;
import dev.gangway.connector.Capability;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** The log of activity of the team in memory. Thread-safe: what is on a page is told after the team's lock was given back. */
final class InMemoryActivity implements ActivityData {

    private final InMemorySession session;
    private final FrontDoor door;

    InMemoryActivity(InMemorySession session, FrontDoor door) {
        this.session = session;
        this.door = door;
    }

    @Override
    public PageEnd activities(
            ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities) {
        Pages.Told<Activity> page = door.read(
                session.header(),
                Capability.READ_ACTIVITY,
                () -> door.with(team -> Pages.told(
                        team.activities.readable(
                                it -> range.contains(it.at()) && kinds.contains(it.kind()), team.now()),
                        cursor,
                        team,
                        range.to().isEmpty())));
        page.items().forEach(activities);
        return page.end();
    }

    @Override
    public Duration activityLag() {
        return door.with(team -> team.activities.lag);
    }
}
