package dev.gangway.license;

import static dev.gangway.license.FakeData.lastLogin;
import static dev.gangway.license.FakeData.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.license.ReportPart.Kind;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.result.PageEnd;
import dev.gangway.user.User;
import dev.gangway.user.UserSession;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a report is made of, and what becomes of it if a part can't be read. */
class RefreshTest {

    private final FakeData data = new FakeData();
    private final Licenses licenses = data.node();

    private static void refuse() {
        throw new PermissionMissingException("The scope for it is missing.", Set.of("x.read"), Optional.empty());
    }

    private static void fail() {
        throw new ProviderUnavailableException("The provider is down.", Optional.empty());
    }

    private void happens(Kind part, Runnable trouble) {
        switch (part) {
            case TOTALS ->
                data.totals = () -> {
                    trouble.run();
                    return List.of();
                };
            case PEOPLE -> data.onPeople = trouble;
            case SIGN_INS -> data.onSignIns = read -> trouble.run();
            case DEVICES -> data.onDevices = trouble;
            case LINKED_APPS -> data.onLinkedApps = trouble;
            case STORAGE ->
                data.stored = who -> {
                    trouble.run();
                    return Fact.of(0L);
                };
        }
    }

    private static Fact<Instant> readAt(LicenseReport report, Kind part) {
        return report.parts().stream()
                .filter(it -> it.kind() == part)
                .findFirst()
                .orElseThrow()
                .readAt();
    }

    @Test
    void everythingIsRead() {
        data.signsIn("leo", data.now());
        data.hasDevices = devices -> {
            devices.device("leo", "d1", UserSession.Kind.DESKTOP, DeviceSink.UNKNOWN);
            devices.device("leo", "d1", UserSession.Kind.DESKTOP, data.now().getEpochSecond());
        };

        LicenseReport report = licenses.refresh(ReportRequest.DEFAULT.withStorage());

        LicenseUse leo = FakeData.of(report, "leo");
        assertThat(report.parts()).allMatch(it -> it.readAt().equals(Fact.of(data.now())) && it.pages() > 0);
        assertThat(report.parts()).extracting(ReportPart::kind).containsExactly(Kind.values());
        assertThat(lastLogin(report, "leo")).contains(data.now());
        assertThat(leo.devices()).isEqualTo(Fact.of(new DeviceUse(0, 1, 0, Optional.of(data.now()), 0)));
        assertThat(leo.storedBytes()).isEqualTo(Fact.of(3L));
        assertThat(FakeData.of(report, "mia").linkedApps()).isEqualTo(Fact.of(List.of("Slides")));
        assertThat(report.byType())
                .containsExactly(new LicenseType("full", Fact.of(10), 2, 0, 0, 2, 0, Fact.of(2), List.of()));
    }

    @Test
    void aDeviceThatDoesNotTellWhenItWasUsedIsCountedBesideOneThatDoes() {
        data.hasDevices = devices -> {
            devices.device("leo", "old", UserSession.Kind.DESKTOP, 0);
            devices.device("leo", "silent", UserSession.Kind.DESKTOP, DeviceSink.UNKNOWN);
            devices.device("leo", "silent", UserSession.Kind.DESKTOP, DeviceSink.UNKNOWN);
            devices.device("leo", "old", UserSession.Kind.DESKTOP, DeviceSink.UNKNOWN);
            devices.device("leo", "late", UserSession.Kind.WEB, DeviceSink.UNKNOWN);
            devices.device("leo", "late", UserSession.Kind.WEB, 0);
            devices.device("leo", "late", UserSession.Kind.WEB, 0);
        };

        assertThat(FakeData.of(licenses.refresh(), "leo").devices())
                .isEqualTo(Fact.of(new DeviceUse(1, 2, 0, Optional.of(Instant.EPOCH), 1)));
    }

    @Test
    void devicesWithoutAnIdDoNotHideOneAnother() {
        data.hasDevices = devices -> {
            devices.device("leo", "", UserSession.Kind.DESKTOP, DeviceSink.UNKNOWN);
            devices.device("leo", "", UserSession.Kind.MOBILE, data.now().getEpochSecond());
        };

        DeviceUse use =
                FakeData.of(licenses.refresh(), "leo").devices().toOptional().orElseThrow();

        assertThat(use.count()).isEqualTo(2);
        assertThat(use.silent()).isEqualTo(1);
        assertThat(use.lastUsedAt()).contains(data.now());
    }

    @Test
    void pagesOfPeopleWhoHaveNothingAreNotEmptyHoweverMany() {
        data.hasDevices = devices -> devices.noDevice("leo");
        data.hasApps = apps -> apps.noApp("leo");
        data.havesEnd = cursor ->
                cursor.value().length() < 150 ? PageEnd.more(new Cursor(cursor.value() + "x")) : PageEnd.last();

        LicenseUse leo = FakeData.of(licenses.refresh(), "leo");

        assertThat(leo.devices()).isEqualTo(Fact.of(DeviceUse.NONE));
        assertThat(leo.linkedApps()).isEqualTo(Fact.of(List.of()));
    }

    @Test
    void whatIsToldOfSomebodyWhoHasLeftIsNobodyElses() {
        data.signsIn("ned", data.now());
        licenses.refresh();
        data.hasDevices = devices -> {
            devices.device("leo", "d1", UserSession.Kind.DESKTOP, DeviceSink.UNKNOWN);
            devices.device("ned", "d2", UserSession.Kind.MOBILE, DeviceSink.UNKNOWN);
        };

        LicenseReport report = data.node().refresh();

        assertThat(FakeData.of(report, "leo").devices())
                .isEqualTo(Fact.of(new DeviceUse(0, 1, 0, Optional.empty(), 1)));
        assertThat(FakeData.of(report, "mia").devices()).isEqualTo(Fact.of(DeviceUse.NONE));
        assertThat(FakeData.of(report, "mia").linkedApps()).isEqualTo(Fact.of(List.of("Slides")));
        assertThat(lastLogin(report, "leo")).isEmpty();
    }

    @Test
    void whatWasNotAskedForIsUnknownAndNotRead() {
        happens(Kind.DEVICES, RefreshTest::fail);
        happens(Kind.LINKED_APPS, RefreshTest::fail);
        happens(Kind.STORAGE, RefreshTest::fail);

        LicenseReport report = licenses.refresh(ReportRequest.DEFAULT.withoutDevices());

        LicenseUse leo = FakeData.of(report, "leo");
        for (Fact<?> fact : List.of(leo.devices(), leo.linkedApps(), leo.storedBytes(), readAt(report, Kind.DEVICES))) {
            assertThat(fact).hasToString("unknown (it was not asked for)");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGN_INS", "DEVICES", "LINKED_APPS", "STORAGE"})
    void whatMayNotBeReadNarrowsTheReport(Kind part) {
        happens(part, RefreshTest::refuse);

        List<Kind> finished = new ArrayList<>();
        LicenseReport report = licenses.refresh(ReportRequest.DEFAULT.withStorage(), it -> {
            if (it.finished()) {
                finished.add(it.part());
            }
        });

        assertThat(finished).containsExactlyInAnyOrder(Kind.values());
        assertThat(readAt(report, part)).hasToString("unknown (The scope for it is missing.)");
        assertThat(report.parts().stream().filter(it -> it.readAt().toOptional().isPresent()))
                .hasSize(5);
        assertThat(factsOf(FakeData.of(report, "leo")))
                .containsOnlyOnce("unknown (the connection lacks the scope x.read)")
                .hasSize(4);
        assertThat(report.signIns() instanceof Fact.Unknown).isEqualTo(part == Kind.SIGN_INS);
    }

    private static List<String> factsOf(LicenseUse use) {
        return List.of(
                use.lastLogin().match(seen -> "seen", none -> "none", unknown -> "unknown (" + unknown.why() + ")"),
                use.devices().toString(),
                use.linkedApps().toString(),
                use.storedBytes().toString());
    }

    @Test
    void whatTheConnectorCannotReadNarrowsTheReport() {
        happens(Kind.SIGN_INS, () -> {
            throw new UnsupportedCapabilityException("There is no log.");
        });

        LicenseUse leo = FakeData.of(licenses.refresh(), "leo");

        assertThat(leo.lastLogin()).isEqualTo(new LastLogin.Unknown("There is no log."));
        assertThat(leo.signInDays()).hasToString("unknown (There is no log.)");
    }

    @ParameterizedTest
    @EnumSource(names = {"TOTALS", "PEOPLE"})
    void withoutTotalsOrPeopleThereIsNoReport(Kind part) {
        happens(part, RefreshTest::refuse);

        assertThatThrownBy(licenses::refresh).isInstanceOf(PermissionMissingException.class);
    }

    @ParameterizedTest
    @EnumSource
    void otherTroubleEndsTheRefreshAndTheLastReportStays(Kind part) {
        LicenseReport good = licenses.refresh();
        data.time.advance(Duration.ofHours(3));
        happens(part, RefreshTest::fail);

        assertThatThrownBy(() -> licenses.refresh(ReportRequest.DEFAULT.withStorage()))
                .isInstanceOf(ProviderUnavailableException.class);

        LastReport last = licenses.last().orElseThrow();
        assertThat(last.report()).isSameAs(good);
        assertThat(last.age()).isEqualTo(Duration.ofHours(3));
        assertThat(last.failure()).contains(new LastReport.Failure(data.now(), "The provider is down."));
        assertThat(last.words())
                .isEqualTo("read 3 hours ago, at " + good.readAt() + "; reading it again failed at " + data.now()
                        + ": The provider is down.");
    }

    @Test
    void aGoodRefreshReplacesTheLastReportAndItsFailure() {
        assertThat(licenses.last()).isEmpty();
        licenses.refresh();
        happens(Kind.PEOPLE, RefreshTest::fail);
        assertThatThrownBy(licenses::refresh).hasMessage("The provider is down.");
        happens(Kind.PEOPLE, () -> {});

        LicenseReport good = licenses.refresh();

        assertThat(licenses.last()).contains(new LastReport(good, Duration.ZERO, Optional.empty()));
    }

    @Test
    void signInsThatWereReadAreKeptThoughTheRefreshFails() {
        CountDownLatch read = new CountDownLatch(1);
        happens(Kind.TOTALS, () -> {
            await(read);
            fail();
        });

        assertThatThrownBy(() -> licenses.refresh(ReportRequest.DEFAULT, progress -> {
                    if (progress.part() == Kind.SIGN_INS && progress.finished()) {
                        read.countDown();
                    }
                }))
                .hasMessage("The provider is down.");

        assertThat(new SignInRecords(data.store, "c1").load()).isPresent();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing came");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("stopped", stopped);
        }
    }

    @Test
    void thePartsAreReadAtTheSameTime() {
        CyclicBarrier together = new CyclicBarrier(5);
        for (Kind part : Kind.values()) {
            happens(part, () -> {
                try {
                    together.await(10, TimeUnit.SECONDS);
                } catch (Exception alone) {
                    throw new AssertionError("the parts are read one after the other", alone);
                }
            });
        }

        assertThat(licenses.refresh().people()).hasSize(2);
    }

    @Test
    void aPartThatFailsStopsTheOthersAndNoThreadIsLeft() {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch started = new CountDownLatch(1);
        happens(Kind.DEVICES, () -> {
            started.countDown();
            try {
                await(new CountDownLatch(1));
            } catch (IllegalStateException interrupted) {
                threads.add(Thread.currentThread());
                throw interrupted;
            }
        });
        happens(Kind.PEOPLE, () -> {
            await(started);
            fail();
        });

        assertThatThrownBy(licenses::refresh).hasMessage("The provider is down.");

        assertThat(threads).hasSize(1).noneMatch(Thread::isAlive).allMatch(Thread::isDaemon);
        assertThat(threads.get(0).getName()).startsWith("gangway-licenses-");
    }

    @Test
    void aConnectorThatSwallowsTheInterruptIsAskedForNoFurtherPage() {
        data.pageSize = 1;
        data.signsIn("leo", data.now()).signsIn("leo", data.now()).signsIn("leo", data.now());
        CountDownLatch started = new CountDownLatch(1);
        happens(Kind.SIGN_INS, () -> {
            started.countDown();
            try {
                await(new CountDownLatch(1));
            } catch (IllegalStateException swallowed) {
                Thread.interrupted();
            }
        });
        happens(Kind.PEOPLE, () -> {
            await(started);
            fail();
        });

        assertThatThrownBy(licenses::refresh).hasMessage("The provider is down.");

        assertThat(data.reads).hasSize(1);
    }

    @Test
    void progressIsToldOfEachPageAndPart() {
        data.pageSize = 2;
        for (int i = 0; i < 3; i++) {
            data.signsIn("leo", data.now());
        }
        List<RefreshProgress> all = new ArrayList<>();

        licenses.refresh(ReportRequest.DEFAULT, all::add);

        assertThat(all.stream().filter(it -> it.part() == Kind.SIGN_INS))
                .containsExactly(
                        new RefreshProgress(data.now(), Kind.SIGN_INS, 1, 2, false),
                        new RefreshProgress(data.now(), Kind.SIGN_INS, 2, 3, false),
                        new RefreshProgress(data.now(), Kind.SIGN_INS, 2, 3, true));
        assertThat(all.stream().filter(RefreshProgress::finished).map(RefreshProgress::part))
                .containsExactlyInAnyOrder(Kind.TOTALS, Kind.PEOPLE, Kind.SIGN_INS, Kind.DEVICES, Kind.LINKED_APPS);
        assertThat(all).contains(new RefreshProgress(data.now(), Kind.PEOPLE, 1, 2, true));
    }

    @Test
    void aListenerThatThrowsStopsNothing() {
        assertThat(licenses.refresh(ReportRequest.DEFAULT, progress -> {
                            throw new IllegalStateException("the listener's own");
                        })
                        .people())
                .hasSize(2);
    }

    @Test
    void whoComesTwiceIsOneAndTheLaterTellingCounts() {
        User leo = user("leo");
        User suspended = leo.withStatus(UserStatus.SUSPENDED, Optional.empty(), Optional.empty(), Optional.empty());
        data.people = cursor -> cursor.isStart()
                ? new Page<>(List.of(leo, user("mia")), Optional.of(new Cursor("2")))
                : Page.last(List.of(suspended));

        LicenseReport report = licenses.refresh();

        assertThat(report.people()).extracting(it -> it.id().value()).containsExactly("leo", "mia");
        assertThat(FakeData.of(report, "leo").status()).isEqualTo(UserStatus.SUSPENDED);
        assertThat(report.byType().get(0).suspended()).isEqualTo(1);
    }

    @Test
    void theLeanerWayToListPeopleIsPreferred() {
        happens(Kind.PEOPLE, RefreshTest::fail);
        data.leanPeople = (cursor, sink) -> {
            sink.user(user(cursor.isStart() ? "leo" : "mia"));
            return Optional.of(cursor.isStart() ? PageEnd.more(new Cursor("2")) : PageEnd.last());
        };

        assertThat(licenses.refresh().people())
                .extracting(it -> it.id().value())
                .containsExactly("leo", "mia");
    }

    @Test
    void whoIsGoneWhenAnExpiredListingStartsAnewIsNotInTheReport() {
        List<String> told = new ArrayList<>(List.of("leo", "mia"));
        data.leanPeople = (cursor, sink) -> {
            if (!cursor.isStart()) {
                return Optional.of(told.isEmpty() ? PageEnd.last() : new PageEnd.Expired());
            }
            sink.user(user(told.remove(0)));
            return Optional.of(PageEnd.more(new Cursor("2")));
        };

        assertThat(licenses.refresh().people())
                .extracting(it -> it.id().value())
                .containsExactly("mia");
    }

    @Test
    void aListOfNobodyIsLoud() {
        data.team = List.of();

        assertThatThrownBy(licenses::refresh)
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("list of people is empty");
    }

    @Test
    void aListOfNobodyIsBelievedIfNobodyIsCounted() {
        data.team = List.of();
        data.totals = () -> List.of(new LicensePool("full", Fact.of(10), Fact.of(0)));

        assertThat(licenses.refresh().people()).isEmpty();
    }

    @Test
    void aTypeThatIsCountedTwiceIsLoud() {
        LicensePool full = new LicensePool("full", Fact.of(10), Fact.of(2));
        data.totals = () -> List.of(full, full);

        assertThatThrownBy(licenses::refresh)
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("full twice");
    }

    @Test
    void peopleAreCountedByWhatTheyHoldAndADifferenceIsExplained() {
        User ivy =
                user("ivy").withStatus(UserStatus.INVITED, Optional.of(data.now()), Optional.empty(), Optional.empty());
        data.team = List.of(
                user("leo"),
                ivy,
                user("lou").withLicenseType("light"),
                user("ned").withoutLicense(),
                User.of(user("una").id(), "una@example.com", UserStatus.ACTIVE));
        data.totals = () -> List.of(new LicensePool("full", Fact.of(10), Fact.of(3)));

        List<LicenseType> types = licenses.refresh().byType();

        assertThat(types).extracting(LicenseType::name).containsExactly("full", "light");
        LicenseType full = types.get(0);
        assertThat(List.of(full.assigned(), full.reserved(), full.used(), full.unclear()))
                .containsExactly(2, 1, 1, 1);
        assertThat(full.explanations().toString())
                .contains("isn't known which license", "as many people take no license", "invited or joined while");
        assertThat(types.get(1).purchased()).isInstanceOf(Fact.Unknown.class);
    }

    @Test
    void whatOnePersonStoresMayBeUnknown() {
        data.stored = who -> who.value().equals("leo") ? Fact.unknown("not told") : Fact.of(7L);

        LicenseReport report = licenses.refresh(ReportRequest.DEFAULT.withStorage());

        assertThat(FakeData.of(report, "leo").storedBytes()).hasToString("unknown (not told)");
        assertThat(FakeData.of(report, "mia").storedBytes()).isEqualTo(Fact.of(7L));
    }
}
