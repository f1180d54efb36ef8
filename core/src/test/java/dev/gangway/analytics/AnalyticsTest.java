package dev.gangway.analytics;

import static dev.gangway.analytics.FakeTeam.PASSWORD;
import static dev.gangway.analytics.FakeTeam.values;
import static dev.gangway.analytics.FakeTeam.why;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.activity.ActivityKind;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.license.DeviceSink;
import dev.gangway.license.SignInRange;
import dev.gangway.license.SignInSource;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.result.PageEnd;
import dev.gangway.user.UserSession;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AnalyticsTest {

    private final FakeTeam team = new FakeTeam();

    /** From Friday to today, Monday. */
    private AnalyticsReport days() {
        return team.report("2026-01-02", "2026-01-05");
    }

    /** The log reaches back. */
    private FakeTeam withAPast() {
        return team.signsIn("leo", "2025-11-01T08:00:00Z")
                .happens("old", ActivityKind.LINK_CREATED, "2025-11-01T08:00:00Z");
    }

    private static PermissionMissingException lacking(String scope) {
        return new PermissionMissingException("The scope is missing.", Set.of(scope), Optional.empty());
    }

    @Nested
    class SignIns {

        @Test
        void peopleAndSignInsAreCountedForEachDay() {
            withAPast()
                    .signsIn("leo", "2026-01-02T08:00:00Z")
                    .signsIn("leo", "2026-01-02T09:00:00Z")
                    .signsIn("mia", "2026-01-02T23:59:59Z")
                    .signsIn("mia", "2026-01-04T00:00:00Z");

            AnalyticsReport report = days();

            assertThat(values(report, Measure.SIGN_INS)).containsExactly(3L, 0L, 1L, 0L);
            assertThat(values(report, Measure.ACTIVE_USERS)).containsExactly(2L, 0L, 1L, 0L);
            assertThat(report.series(Measure.SIGN_INS).readAt()).isEqualTo(Fact.of(team.time.instant()));
        }

        @Test
        void oneThatIsToldTwiceCountsOnceAndOneFromAnotherSourceAgain() {
            withAPast()
                    .signsIn("leo", "2026-01-02T08:00:00Z")
                    .signsIn("leo", "2026-01-02T08:00:00Z")
                    .signsIn("leo", "", "2026-01-02T08:00:00Z", new SignInSource("log, saml", "user"))
                    .signsIn("mia", "2026-01-02T08:00:00Z");

            assertThat(values(days(), Measure.SIGN_INS)).startsWith(3L);
        }

        @Test
        void whatIsReadAnewAfterACursorExpiredCountsOnce() {
            withAPast();
            for (int i = 0; i < 5; i++) {
                team.signsIn("leo", "2026-01-02T08:00:0" + i + "Z");
            }
            AtomicInteger pages = new AtomicInteger();
            team.insteadOfSignIns =
                    () -> pages.incrementAndGet() == 2 ? Optional.of(new PageEnd.Expired()) : Optional.empty();

            AnalyticsReport report = days();

            assertThat(values(report, Measure.SIGN_INS)).containsExactly(5L, 0L, 0L, 0L);
            assertThat(values(report, Measure.ACTIVE_USERS)).containsExactly(1L, 0L, 0L, 0L);
            assertThat(pages).hasValueGreaterThan(3);
        }

        @Test
        void whoIsToldByAddressOnlyAndWithAnIdOnTheSameDayIsOnePerson() {
            withAPast()
                    .signsIn("", "Leo@example.com", "2026-01-02T08:00:00Z", PASSWORD)
                    .signsIn("", "mia@example.com", "2026-01-02T08:00:00Z", PASSWORD)
                    .signsIn("leo", "leo@example.com", "2026-01-02T09:00:00Z", PASSWORD)
                    .signsIn("leo", "leo@example.com", "2026-01-04T09:00:00Z", PASSWORD)
                    .signsIn("", "leo@example.com", "2026-01-04T10:00:00Z", PASSWORD);

            assertThat(values(days(), Measure.ACTIVE_USERS)).containsExactly(2L, 0L, 1L, 0L);
        }

        @Test
        void howManyPeopleIsUnknownWhereASignInIsNobodys() {
            withAPast().signsIn("leo", "2026-01-02T08:00:00Z").signsIn("", "2026-01-02T08:00:00Z");

            AnalyticsReport report = days();

            assertThat(values(report, Measure.SIGN_INS)).startsWith(2L);
            assertThat(why(report, Measure.ACTIVE_USERS, 0)).contains("whose 1 of 2", "1 people signed in");
        }

        @Test
        void daysBeforeTheLogsFirstEventAreUnknownAndThatDayMayHaveHadMore() {
            team.signsIn("leo", "2026-01-04T08:00:00Z").signsIn("leo", "2026-01-03T12:00:00Z");

            AnalyticsReport report = days();

            assertThat(values(report, Measure.SIGN_INS)).containsExactly(-1L, 1L, 1L, 0L);
            assertThat(why(report, Measure.SIGN_INS, 0)).contains("nothing from before 2026-01-03T12:00:00Z");
            Series series = report.series(Measure.SIGN_INS);
            assertThat(List.of(series.mayBeMore(0), series.mayBeMore(1), series.mayBeMore(2)))
                    .containsExactly(false, true, false);
            assertThat(series.knownFrom()).contains(Instant.parse("2026-01-03T12:00:00Z"));
        }

        @Test
        void aLogThatTellsNothingIsNoZero() {
            AnalyticsReport report = days();

            assertThat(values(report, Measure.SIGN_INS)).containsOnly(-1L);
            assertThat(values(report, Measure.SHARED_LINKS_CREATED)).containsOnly(-1L);
            assertThat(why(report, Measure.ACTIVE_USERS, 3)).contains("nothing of it");
        }

        @Test
        void whatLiesWithinTheLogsLagMayStillGrow() {
            withAPast();

            Series series = days().series(Measure.ACTIVE_USERS);

            assertThat(series.knownFrom()).isEmpty();
            assertThat(series.completeUntil()).contains(Instant.parse("2026-01-05T03:00:00Z"));
            assertThat(series.mayBeMore(2)).isFalse();
            assertThat(series.mayBeMore(3)).isTrue();
        }

        @Test
        void aDayJustOverMayStillGrowToo() {
            withAPast();
            team.time.advance(Duration.ofHours(-5));

            assertThat(days().series(Measure.SIGN_INS).mayBeMore(2)).isTrue();
        }

        @Test
        void whatIsStillToComeIsUnknownAndNotReadFor() {
            withAPast();

            AnalyticsReport report = team.report("2026-01-05", "2026-01-07");
            List<SignInRange> reads = List.copyOf(team.reads);

            assertThat(values(report, Measure.SIGN_INS)).containsExactly(0L, -1L, -1L);
            assertThat(why(report, Measure.SIGN_INS, 1)).contains("still to come");
            assertThat(values(team.report("2027-01-01", "2027-01-02"), Measure.SIGN_INS))
                    .containsOnly(-1L);
            assertThat(team.reads).isEqualTo(reads);
        }

        @Test
        void aLongTimeIsReadMonthByMonth() {
            withAPast().signsIn("leo", "2025-12-01T08:00:00Z").signsIn("leo", "2026-01-05T08:00:00Z");

            AnalyticsReport report = team.node()
                    .read(AnalyticsRequest.of(LocalDate.parse("2025-11-03"), LocalDate.parse("2026-01-05"))
                            .by(TimeStep.MONTH));

            assertThat(values(report, Measure.SIGN_INS)).containsExactly(1L, 1L, 1L);
            assertThat(team.reads)
                    .contains(
                            new SignInRange(
                                    Instant.parse("2025-12-01T00:00:00Z"),
                                    Optional.of(Instant.parse("2026-01-01T00:00:00Z"))),
                            SignInRange.since(Instant.parse("2026-01-01T00:00:00Z")));
        }

        @Test
        void aLogThatTakesNoRangesWithAnEndIsReadInOneGo() {
            team.readers = 1;
            withAPast().signsIn("leo", "2025-12-01T08:00:00Z").signsIn("leo", "2026-01-05T08:00:00Z");

            AnalyticsReport report = team.report("2025-11-02", "2026-01-05");

            assertThat(team.reads).allMatch(it -> it.to().isEmpty());
            assertThat(values(report, Measure.SIGN_INS)).contains(0L, 1L).doesNotContain(-1L, 2L);
        }

        @Test
        void aDayOfTheRequestsZoneHasItsOwnMidnights() {
            withAPast().signsIn("leo", "2025-10-25T22:30:00Z").signsIn("mia", "2025-10-26T22:30:00Z");

            AnalyticsReport report = team.node()
                    .read(AnalyticsRequest.of(LocalDate.parse("2025-10-26"), LocalDate.parse("2025-10-27"))
                            .in(ZoneId.of("Europe/Paris")));

            assertThat(report.points(Measure.SIGN_INS))
                    .extracting(Point::from)
                    .containsExactly(Instant.parse("2025-10-25T22:00:00Z"), Instant.parse("2025-10-26T23:00:00Z"));
            assertThat(values(report, Measure.SIGN_INS)).containsExactly(2L, 0L);
        }

        @Test
        void aLogThatGoesRoundIsNotReadForEver() {
            team.signsIn("leo", "2026-01-02T08:00:00Z");
            team.insteadOfSignIns = () -> Optional.of(PageEnd.more(new Cursor("round")));

            assertThatThrownBy(AnalyticsTest.this::days)
                    .isInstanceOf(ProviderProtocolException.class)
                    .hasMessageContaining("came back to a place");
        }
    }

    @Nested
    class LinksAndDevices {

        @Test
        void eventsAreCountedOnceEachByKind() {
            withAPast()
                    .happens("a", ActivityKind.LINK_CREATED, "2026-01-02T08:00:00Z")
                    .happens("a", ActivityKind.LINK_CREATED, "2026-01-02T08:00:00Z")
                    .happens("b", ActivityKind.LINK_CREATED, "2026-01-02T08:00:00Z")
                    .happens("c", ActivityKind.DEVICE_LINKED, "2026-01-03T08:00:00Z")
                    .happens("d", ActivityKind.DEVICE_UNLINKED, "2026-01-04T08:00:00Z")
                    .happens("e", ActivityKind.LINK_DISABLED, "2026-01-04T08:00:00Z");

            AnalyticsReport report = days();

            assertThat(values(report, Measure.SHARED_LINKS_CREATED)).containsExactly(2L, 0L, 0L, 0L);
            assertThat(values(report, Measure.DEVICES_LINKED)).containsExactly(0L, 1L, 0L, 0L);
            assertThat(values(report, Measure.DEVICES_UNLINKED)).containsExactly(0L, 0L, 1L, 0L);
            assertThat(report.series(Measure.DEVICES_LINKED).mayBeMore(3)).isTrue();
        }

        @Test
        void aConnectorWithoutThatLogNarrowsTheReport() {
            withAPast();

            AnalyticsReport report = new Analytics(team, cursor -> Page.last(team.people), team.settings())
                    .read(AnalyticsRequest.of(LocalDate.parse("2026-01-02"), LocalDate.parse("2026-01-05")));

            assertThat(why(report, Measure.SHARED_LINKS_CREATED, 0)).contains("doesn't read the log");
            assertThat(values(report, Measure.SIGN_INS)).doesNotContain(-1L);
        }
    }

    @Nested
    class States {

        @Test
        void peopleAreCountedByStatusAndDevicesWithoutBrowsers() {
            team.people.add(FakeTeam.user("sol", UserStatus.SUSPENDED));
            team.people.add(FakeTeam.user("ana", UserStatus.INVITED));
            team.people.add(FakeTeam.user("leo", UserStatus.ACTIVE));
            team.devices = sink -> {
                sink.device("leo", "d1", UserSession.Kind.DESKTOP, DeviceSink.UNKNOWN);
                sink.device("leo", "d1", UserSession.Kind.DESKTOP, DeviceSink.UNKNOWN);
                sink.device("leo", "d2", UserSession.Kind.WEB, DeviceSink.UNKNOWN);
                sink.device("leo", "d3", UserSession.Kind.MOBILE, DeviceSink.UNKNOWN);
            };

            AnalyticsReport report = days();

            assertThat(values(report, Measure.MEMBERS_ACTIVE)).containsExactly(-1L, -1L, -1L, 1L);
            assertThat(values(report, Measure.MEMBERS_SUSPENDED)).endsWith(1L);
            assertThat(values(report, Measure.MEMBERS_INVITED)).endsWith(1L);
            assertThat(values(report, Measure.DEVICES)).endsWith(2L);
            assertThat(why(report, Measure.DEVICES, 0)).contains("not read in this time");
            assertThat(report.series(Measure.DEVICES).mayBeMore(3)).isFalse();
        }

        @Test
        void devicesWithoutAnIdCountEachAndOnceIfTheyAreReadAnew() {
            team.devices = sink -> {
                sink.device("leo", "", UserSession.Kind.DESKTOP, DeviceSink.UNKNOWN);
                sink.device("leo", "", UserSession.Kind.DESKTOP, DeviceSink.UNKNOWN);
            };
            AtomicInteger pages = new AtomicInteger();
            team.devicesEnd = () -> pages.incrementAndGet() == 1 ? new PageEnd.Expired() : PageEnd.last();

            assertThat(values(days(), Measure.DEVICES)).endsWith(2L);
            assertThat(pages).hasValue(2);
        }

        @Test
        void whatAClockThatIsAheadHasKeptForLaterTodayIsNotShown() {
            team.time.advance(Duration.ofHours(2));
            days();
            team.time.advance(Duration.ofHours(-2));
            team.devices = sink -> {
                throw lacking("devices.read");
            };

            assertThat(values(days(), Measure.DEVICES)).containsOnly(-1L);
        }

        @Test
        void storageIsReadOnlyIfAskedForAndOfThoseWhoCanSignIn() {
            team.people.add(FakeTeam.user("mia", UserStatus.ACTIVE));
            team.people.add(FakeTeam.user("sol", UserStatus.SUSPENDED));
            AnalyticsRequest today = AnalyticsRequest.of(LocalDate.parse("2026-01-05"), LocalDate.parse("2026-01-05"));

            assertThat(why(team.node().read(today), Measure.STORAGE, 0)).contains("not asked for");
            assertThat(values(team.node().read(today.withStorage()), Measure.STORAGE))
                    .containsExactly(200L);
        }

        @Test
        void storageIsUnknownIfItIsOfOnePerson() {
            team.people.add(FakeTeam.user("mia", UserStatus.ACTIVE));
            team.stored = who -> who.value().equals("mia") ? Fact.unknown("mia hides it") : Fact.of(1L);

            AnalyticsReport report = team.node()
                    .read(AnalyticsRequest.of(LocalDate.parse("2026-01-05"), LocalDate.parse("2026-01-05"))
                            .withStorage());

            assertThat(why(report, Measure.STORAGE, 0)).contains("of 1 of 2 people", "mia hides it");
        }

        @Test
        void aListOfNobodyIsNoZero() {
            team.people.clear();

            assertThat(why(days(), Measure.MEMBERS_ACTIVE, 3)).contains("can't be");
        }

        @Test
        void whatWasReadOnEarlierDaysBecomesATimeSeriesWithGaps() {
            days();
            team.time.advance(Duration.ofDays(2));
            team.people.add(FakeTeam.user("mia", UserStatus.ACTIVE));

            AnalyticsReport report = team.report("2026-01-04", "2026-01-07");

            assertThat(values(report, Measure.MEMBERS_ACTIVE)).containsExactly(-1L, 1L, -1L, 2L);
        }

        @Test
        void theLatestReadingOfADayCountsAndThatOfAWeek() {
            days();
            team.people.add(FakeTeam.user("mia", UserStatus.ACTIVE));
            team.time.advance(Duration.ofHours(3));
            assertThat(values(days(), Measure.MEMBERS_ACTIVE)).endsWith(2L);
            team.people.add(FakeTeam.user("sol", UserStatus.ACTIVE));
            team.time.advance(Duration.ofDays(1));

            AnalyticsReport weeks = team.node()
                    .read(AnalyticsRequest.of(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-01-08"))
                            .by(TimeStep.WEEK));

            assertThat(values(weeks, Measure.MEMBERS_ACTIVE)).containsExactly(-1L, 3L);
        }

        @Test
        void aLostScopeLeavesWhatWasReadBefore() {
            days();
            team.devices = sink -> {
                throw lacking("devices.read");
            };
            AnalyticsReport sameDay = days();
            team.time.advance(Duration.ofDays(1));

            AnalyticsReport report = team.report("2026-01-05", "2026-01-06");

            assertThat(values(sameDay, Measure.DEVICES)).endsWith(1L);
            assertThat(values(report, Measure.DEVICES)).containsExactly(1L, -1L);
            assertThat(why(report, Measure.DEVICES, 1)).isEqualTo("the connection lacks the scope devices.read");
            assertThat(report.series(Measure.DEVICES).readAt()).isInstanceOf(Fact.Unknown.class);
        }
    }

    @Test
    void aMissingScopeNarrowsTheReport() {
        team.onSignIns = () -> {
            throw lacking("events.read");
        };
        team.onActivities = team.onSignIns;

        AnalyticsReport report = days();

        assertThat(values(report, Measure.SIGN_INS)).containsOnly(-1L);
        assertThat(why(report, Measure.DEVICES_LINKED, 3)).isEqualTo("the connection lacks the scope events.read");
        assertThat(values(report, Measure.MEMBERS_ACTIVE)).endsWith(1L);
        assertThat(report.series(Measure.SIGN_INS).completeUntil()).isEmpty();
    }

    @Test
    void otherTroubleEndsTheReadingAndTheDaysPointsAreKept() {
        team.onSignIns = () -> {
            throw new ProviderUnavailableException("The provider is away.", Optional.empty());
        };

        assertThatThrownBy(AnalyticsTest.this::days).isInstanceOf(ProviderUnavailableException.class);
        team.onSignIns = () -> {};
        team.time.advance(Duration.ofDays(1));
        assertThat(values(team.report("2026-01-05", "2026-01-05"), Measure.DEVICES))
                .containsExactly(1L);
    }

    @Test
    void twoNodesMakeOneSeries() {
        team.node().read(AnalyticsRequest.of(LocalDate.parse("2026-01-05"), LocalDate.parse("2026-01-05")));
        team.time.advance(Duration.ofDays(1));
        team.node().read(AnalyticsRequest.of(LocalDate.parse("2026-01-06"), LocalDate.parse("2026-01-06")));

        assertThat(values(team.report("2026-01-05", "2026-01-06"), Measure.DEVICES))
                .containsExactly(1L, 1L);
        assertThat(team.store.list("")).containsExactly("analytics/c1/2026");
    }
}
