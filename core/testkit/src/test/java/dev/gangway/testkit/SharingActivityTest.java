package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.activity.Activity;
import dev.gangway.activity.ActivityData;
import dev.gangway.activity.ActivityFilter;
import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityRange;
import dev.gangway.activity.ActivityReading;
import dev.gangway.activity.Party;
import dev.gangway.activity.SharingActivity;
import dev.gangway.activity.Thing;
import dev.gangway.connector.Capability;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Session;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import dev.gangway.testkit.ForwardingConnector.ForwardingActivity;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharingActivityTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private final World world = new World();
    private final SharingActivity activity = world.connection().sharingActivity();
    private final UserId ada = world.joins("ada");
    private final List<String> taken = new ArrayList<>();

    @AfterEach
    void close() {
        world.close();
    }

    /** A node that shares nothing but the store, with something between it and the log. */
    private SharingActivity node(UnaryOperator<ActivityData> between) {
        Connector connector = new ForwardingConnector(world.team) {
            @Override
            public Session open(ConnectorContext context) {
                return new ForwardingSession(super.open(context)) {
                    @Override
                    public Optional<ActivityData> activity() {
                        return super.activity().map(between);
                    }
                };
            }
        };
        return world.gangway(connector, world.store).connection(world.id).sharingActivity();
    }

    private void shares(String folder) {
        world.team.personShared(ada, folder, "bob@client.com", world.clock.instant());
        world.clock.advance(Duration.ofSeconds(1));
    }

    private void take(Activity it) {
        taken.add(it.things().get(0).name().orElseThrow());
    }

    private ActivityReading read(SharingActivity from) {
        return from.read("siem", WEEK, ActivityFilter.ALL, this::take);
    }

    private String key() {
        return "activity/" + world.id + "/siem";
    }

    @Test
    void aReadingGivesWhatIsNewSinceTheOneBeforeOnWhicheverNode() {
        shares("One");
        ActivityReading first = read(activity);
        shares("Two");
        ActivityReading second = read(node(it -> it));
        ActivityReading third = read(activity);

        assertThat(taken).containsExactly("One", "Two");
        assertThat(List.of(first.handedOver(), second.handedOver(), third.handedOver()))
                .containsExactly(1, 1, 0);
    }

    @Test
    void theFirstReadingGoesBackByItsHistory() {
        shares("Old");
        world.clock.advance(WEEK.plus(HOUR));
        shares("New");

        read(activity);

        assertThat(taken).containsExactly("New");
    }

    @Test
    void whatWasLateIsHandedOverLate() {
        shares("One");
        read(activity);
        Instant before = world.clock.instant().minus(HOUR);
        world.team.personShared(ada, "Late", "bob@client.com", before);

        read(activity);

        assertThat(taken).containsExactly("One", "Late");
    }

    @Test
    void aReadingTellsUntilWhenItIsComplete() {
        world.team.activitiesArriveAfter(HOUR);
        shares("One");

        ActivityReading reading = read(activity);

        assertThat(reading.completeUntil()).isEqualTo(world.clock.instant().minus(HOUR));
        assertThat(activity.lag()).isEqualTo(HOUR);
        assertThat(taken).isEmpty();
        world.clock.advance(HOUR);
        read(activity);
        assertThat(taken).containsExactly("One");
    }

    @Test
    void thePlaceStaysIfTheConsumerThrows() {
        shares("One");
        shares("Two");
        IllegalStateException full = new IllegalStateException("The queue is full.");

        assertThatThrownBy(() -> activity.read("siem", WEEK, ActivityFilter.ALL, it -> {
                    if (!taken.isEmpty()) {
                        throw full;
                    }
                    take(it);
                }))
                .isSameAs(full);
        read(activity);

        assertThat(taken).containsExactly("One", "One", "Two");
    }

    @Test
    void thePagesBeforeATroubleAreNotHandedOverAgain() {
        world.team.pageSize(1);
        shares("One");
        shares("Two");
        AtomicInteger pages = new AtomicInteger();
        SharingActivity broken = node(inner -> new ForwardingActivity(inner) {
            @Override
            public PageEnd activities(
                    ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities) {
                if (pages.incrementAndGet() == 2) {
                    throw new ProviderProtocolException("Broken on purpose.", Optional.empty());
                }
                return super.activities(range, kinds, cursor, activities);
            }
        });

        assertThatThrownBy(() -> read(broken)).isInstanceOf(ProviderProtocolException.class);
        read(activity);

        assertThat(taken).containsExactly("One", "Two");
    }

    @Test
    void anExpiredCursorReadsTheNewestPartAgainAndHandsNothingOverTwice() {
        List<Instant> from = new ArrayList<>();
        SharingActivity watched = node(inner -> new ForwardingActivity(inner) {
            @Override
            public PageEnd activities(
                    ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities) {
                from.add(range.from());
                return super.activities(range, kinds, cursor, activities);
            }
        });
        shares("One");
        Instant one = world.clock.instant().minusSeconds(1);
        read(watched);
        world.team.cursorsExpire();
        shares("Two");

        read(watched);

        assertThat(taken).containsExactly("One", "Two");
        assertThat(from.get(from.size() - 1)).isEqualTo(one.minus(HOUR));
    }

    @Test
    void anEventOfAClockThatWasAheadHidesNothingThatComesLater() {
        Activity ahead = Activity.of(
                        "ahead",
                        world.clock.instant().plus(WEEK),
                        ActivityKind.LINK_VIEWED,
                        "viewed",
                        Party.of(Party.Kind.ANONYMOUS))
                .with(Thing.named(Thing.Kind.FOLDER, "Ahead"));
        SharingActivity node = node(inner -> new ForwardingActivity(inner) {
            @Override
            public PageEnd activities(
                    ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities) {
                activities.accept(ahead);
                return super.activities(range, kinds, cursor, activities);
            }
        });
        shares("One");
        read(node);
        world.team.cursorsExpire();
        shares("Two");

        read(node);

        assertThat(taken).containsExactly("Ahead", "One", "Two");
    }

    @Test
    void onceADayTheNewestPartIsReadAgainInCaseTheCursorPassedSomethingBy() {
        SharingActivity forgetful = node(inner -> new ForwardingActivity(inner) {
            @Override
            public PageEnd activities(
                    ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities) {
                return super.activities(range, kinds, cursor, cursor.isStart() ? activities : it -> {});
            }
        });
        shares("One");
        read(forgetful);
        shares("Passed by");
        read(forgetful);
        assertThat(taken).containsExactly("One");

        world.clock.advance(Duration.ofDays(1));
        read(forgetful);

        assertThat(taken).containsExactly("One", "Passed by");
    }

    @Test
    void whatIsToldTwiceCountsOnce() {
        SharingActivity twice = node(inner -> new ForwardingActivity(inner) {
            @Override
            public PageEnd activities(
                    ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities) {
                super.activities(range, kinds, cursor, activities);
                return super.activities(range, kinds, cursor, activities);
            }
        });
        shares("One");

        read(twice);

        assertThat(taken).containsExactly("One");
        assertThat(twice.stream(ActivityRange.since(Instant.EPOCH), ActivityFilter.ALL))
                .hasSize(1);
    }

    @Test
    void ofTwoReadingsAtOnceOneKeepsThePlaceAndNothingIsLost() {
        world.team.pageSize(1);
        shares("One");
        shares("Two");
        ActivityReading overtaken = activity.read("siem", WEEK, ActivityFilter.ALL, it -> {
            if (taken.isEmpty()) {
                read(node(log -> log));
            }
        });

        assertThat(taken).containsExactly("One", "Two");
        assertThat(overtaken.overtaken()).isTrue();
        assertThat(read(activity).handedOver()).isZero();
    }

    @Test
    void aLogThatComesBackToWhereItWasIsTold() {
        SharingActivity cyclic = node(inner -> new ForwardingActivity(inner) {
            @Override
            public PageEnd activities(
                    ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities) {
                return PageEnd.more(new Cursor(cursor.value().equals("a") ? "b" : "a"));
            }
        });

        assertThatThrownBy(() -> read(cyclic))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("came back");
        assertThatThrownBy(() -> cyclic.stream(ActivityRange.since(Instant.EPOCH), ActivityFilter.ALL)
                        .count())
                .isInstanceOf(ProviderProtocolException.class);
    }

    @Test
    void pagesWithNothingButMoreToComeAreNotTheEnd() {
        shares("One");
        AtomicInteger pages = new AtomicInteger();
        SharingActivity slow = node(inner -> new ForwardingActivity(inner) {
            @Override
            public PageEnd activities(
                    ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities) {
                int page = pages.incrementAndGet();
                return page < 20
                        ? PageEnd.more(new Cursor("empty-" + page))
                        : super.activities(range, kinds, Cursor.START, activities);
            }
        });

        read(slow);

        assertThat(taken).containsExactly("One");
    }

    @Test
    void emptyPagesWithoutEndAreTold() {
        AtomicInteger pages = new AtomicInteger();
        SharingActivity endless = node(inner -> new ForwardingActivity(inner) {
            @Override
            public PageEnd activities(
                    ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities) {
                return PageEnd.more(new Cursor("empty-" + pages.incrementAndGet()));
            }
        });

        assertThatThrownBy(() -> read(endless)).hasMessageContaining("empty pages");
        assertThat(pages).hasValue(1000);
    }

    @Test
    void aCursorThatExpiresEachTimeIsTold() {
        SharingActivity expiring = node(inner -> new ForwardingActivity(inner) {
            @Override
            public PageEnd activities(
                    ActivityRange range, Set<ActivityKind> kinds, Cursor cursor, Consumer<Activity> activities) {
                return cursor.isStart() ? PageEnd.more(new Cursor("x")) : new PageEnd.Expired();
            }
        });

        assertThatThrownBy(() -> read(expiring)).hasMessageContaining("expired each time");
        assertThatThrownBy(() -> expiring.stream(ActivityRange.since(Instant.EPOCH), ActivityFilter.ALL)
                        .count())
                .hasMessageContaining("expired each time");
    }

    @Test
    void anUnreadablePlaceIsReadAnew() {
        shares("One");
        read(activity);
        Versioned kept = world.store.get(key()).orElseThrow();
        world.store.compareAndSet(key(), kept.version(), new byte[] {0, 0, 0, 1, 9});

        read(activity);

        assertThat(taken).containsExactly("One", "One");
    }

    @Test
    void aFullPlaceFitsIntoTheStore() {
        world.team.pageSize(30_000);
        for (int i = 0; i < 24_100; i++) {
            world.team.happened(Activity.of(
                    "key-" + i,
                    world.clock.instant(),
                    ActivityKind.LINK_VIEWED,
                    "viewed",
                    Party.of(Party.Kind.ANONYMOUS)));
        }

        assertThat(activity.read("siem", WEEK, ActivityFilter.ALL, it -> {}).handedOver())
                .isEqualTo(24_100);
        assertThat(world.store.get(key()).orElseThrow().data()).hasSizeLessThan(Store.MAX_DATA_LENGTH);
        assertThat(read(activity).handedOver()).isZero();
    }

    @Test
    void aReadingThatIsForgottenStartsAnew() {
        shares("One");
        read(activity);
        activity.forget("siem");
        activity.forget("never-read");

        read(activity);

        assertThat(taken).containsExactly("One", "One");
    }

    @Test
    void disconnectingErasesThePlace() {
        shares("One");
        read(activity);
        assertThat(world.store.get(key())).isPresent();

        SharingActivity other = node(it -> it);
        world.gangway(world.team, world.store).connections().disconnect(world.id);
        world.team.restoreCredential();

        assertThatIllegalStateException().isThrownBy(() -> read(other));
        assertThat(world.store.list("activity/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "é"})
    void aNameThatNoPlaceCanHaveIsSaidAtTheDoor(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> activity.read(name, WEEK, ActivityFilter.ALL, it -> {}))
                .withMessageContaining("A reading's name");
        assertThatIllegalArgumentException().isThrownBy(() -> activity.forget(name));
    }

    @Test
    void aHistoryOfNothingIsSaidAtTheDoor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> activity.read("siem", Duration.ZERO, ActivityFilter.ALL, it -> {}))
                .withMessageContaining("more than nothing");
    }

    @Test
    void aMissingScopeSaysSo() {
        world.team.missingScope(Capability.READ_ACTIVITY);

        assertThatThrownBy(() -> read(activity)).isInstanceOf(PermissionMissingException.class);
        assertThatThrownBy(() -> activity.stream(ActivityRange.since(Instant.EPOCH), ActivityFilter.ALL)
                        .count())
                .isInstanceOf(PermissionMissingException.class);
    }

    @Test
    void onlySharingIsRead() {
        world.team.happened(Activity.of(
                "key", world.clock.instant(), ActivityKind.POLICY_CHANGED, "x", Party.of(Party.Kind.ADMIN)));

        assertThat(activity.stream(ActivityRange.since(Instant.EPOCH), ActivityFilter.ALL))
                .isEmpty();
    }

    private List<String> folders(ActivityFilter filter) {
        return activity.stream(ActivityRange.since(Instant.EPOCH), filter)
                .map(it -> it.things().get(0).name().orElseThrow())
                .toList();
    }

    @Test
    void eventsAreFilteredByPersonFolderOutsideDomainTimeAndKind() {
        UserId bea = world.joins("bea");
        Instant start = world.clock.instant();
        world.clock.advance(HOUR);
        world.team.personShared(ada, "Marketing", "bob@eu.client.com", start);
        world.team.personShared(bea, "Sales", "eve@notclient.com", start.plusSeconds(60));
        Party clea = Party.of(Party.Kind.USER).withId(ada);
        world.team.happened(Activity.of("key", start, ActivityKind.LINK_CREATED, "x", clea)
                .with(new Thing(
                        Thing.Kind.FILE,
                        Optional.of("id:1"),
                        Optional.of("plan.docx"),
                        Optional.of("/Marketing/plan.docx"),
                        Optional.of("shared-Marketing"))));

        assertThat(folders(ActivityFilter.ALL)).containsExactly("Marketing", "Sales", "plan.docx");
        assertThat(folders(ActivityFilter.ALL.withPerson(bea))).containsExactly("Sales");
        assertThat(folders(ActivityFilter.ALL.withAddress("EVE@notclient.com"))).containsExactly("Sales");
        assertThat(folders(ActivityFilter.ALL.inFolder("shared-Marketing"))).containsExactly("Marketing", "plan.docx");
        assertThat(folders(ActivityFilter.ALL.inFolderNamed("marketing"))).containsExactly("Marketing", "plan.docx");
        assertThat(folders(ActivityFilter.ALL.inFolderNamed("plan.docx"))).isEmpty();
        assertThat(folders(ActivityFilter.ALL.withOutsideDomain("Client.com"))).containsExactly("Marketing");
        assertThat(folders(ActivityFilter.ALL.within(ActivityRange.since(start.plusSeconds(30)))))
                .containsExactly("Sales");
        assertThat(folders(ActivityFilter.ALL.of(ActivityKind.LINK_CREATED))).containsExactly("plan.docx");
        assertThat(folders(ActivityFilter.ALL.withPerson(ada).inFolderNamed("Sales")))
                .isEmpty();
    }

    @Test
    void aFilterThatFindsNothingIsSaidAtTheDoor() {
        assertThatIllegalArgumentException().isThrownBy(() -> ActivityFilter.ALL.withOutsideDomain("bob@client.com"));
        assertThatIllegalArgumentException().isThrownBy(() -> ActivityFilter.ALL.inFolderNamed("a/b"));
        assertThatIllegalArgumentException().isThrownBy(() -> ActivityFilter.ALL.inFolder(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> ActivityFilter.ALL.withAddress(""));
    }
}
