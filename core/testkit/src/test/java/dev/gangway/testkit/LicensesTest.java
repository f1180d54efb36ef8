package dev.gangway.testkit;

import static dev.gangway.testkit.FakeLicenseData.NOW;
import static dev.gangway.testkit.FakeLicenseData.counts;
import static dev.gangway.testkit.FakeLicenseData.lastLogin;
import static dev.gangway.testkit.FakeLicenseData.log;
import static dev.gangway.testkit.FakeLicenseData.old;
import static dev.gangway.testkit.FakeLicenseData.says;
import static dev.gangway.testkit.FakeLicenseData.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.connector.Connector;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.license.LastLogin;
import dev.gangway.license.LicensePool;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseType;
import dev.gangway.license.LicenseUse;
import dev.gangway.license.Licenses;
import dev.gangway.license.SignIn;
import dev.gangway.license.SignInHistory;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.NewUser;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LicensesTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private LicenseReport report() {
        return world.connection().licenses().refresh();
    }

    @Nested
    class ByType {

        @Test
        void licensesAreCountedByWhoHoldsThem() {
            world.team.licenses("light", 3);
            world.joins("leo");
            world.team.personIsSuspended(world.joins("sol"));
            world.team.personIsInvited(NewUser.of("ana@example.com"));
            world.team.personIsInvited(NewUser.of("ben@example.com"));
            world.team.personJoins(NewUser.of("lou@example.com"), "light");
            world.team.personLeaves(world.joins("ned"), true);

            List<LicenseType> types = report().byType();

            assertThat(types)
                    .containsExactly(
                            new LicenseType("full", Fact.of(10), 5, 2, 1, 2, 0, Fact.of(5)),
                            new LicenseType("light", Fact.of(3), 1, 0, 0, 1, 0, Fact.of(1)));
            assertThat(types.get(0).unused()).isEqualTo(Fact.of(5));
            assertThat(types.get(0).difference()).isEqualTo(Fact.of(0));
        }

        @Test
        void moreTakenThanBoughtIsANegativeNumber() {
            world.joins("leo");
            world.team.licenses(InMemoryConnector.FULL, 1);

            assertThat(report().byType().get(0).unused()).isEqualTo(Fact.of(-1));
        }

        @Test
        void aTypeThatTheProviderDoesNotCountIsUnknownAndNotZero() {
            world.team.personJoins(NewUser.of("lou@example.com"), "mystery");

            LicenseType mystery = report().byType().get(1);

            assertThat(mystery.name()).isEqualTo("mystery");
            assertThat(mystery.used()).isEqualTo(1);
            assertThat(mystery.purchased()).isInstanceOf(Fact.Unknown.class);
            assertThat(mystery.unused()).isInstanceOf(Fact.Unknown.class);
            assertThat(mystery.difference()).isInstanceOf(Fact.Unknown.class);
        }

        @Test
        void whoTakesNoLicenseIsOnTheTeamAndInNoCount() {
            UserId lia = world.joins("lia");
            world.team.personTakesNoLicense(lia);

            LicenseReport report = report();

            assertThat(report.people()).extracting(it -> it.user().id()).contains(lia);
            assertThat(report.byType())
                    .containsExactly(new LicenseType("full", Fact.of(10), 1, 0, 0, 1, 0, Fact.of(1)));
        }

        @Test
        void figuresThatHangOnPeopleOfUnknownTypeAreUnknown() {
            LicensePool full = new LicensePool("full", Fact.of(10), Fact.of(2));
            LicenseType type = counts(full)
                    .report(old("leo").withLicenseType("full"), old("mia"))
                    .byType()
                    .get(0);

            assertThat(type).isEqualTo(new LicenseType("full", Fact.of(10), 1, 0, 0, 1, 1, Fact.of(2)));
            assertThat(type.unused()).hasToString("unknown (which license they take isn't known of so many people: 1)");
            assertThat(type.difference()).isInstanceOf(Fact.Unknown.class);
        }

        @Test
        void figuresThatTheProviderDoesNotTellStayUnknown() {
            LicensePool full = new LicensePool("full", Fact.unknown("no word"), Fact.unknown("no count"));

            LicenseType type = counts(full)
                    .report(old("leo").withLicenseType("full"))
                    .byType()
                    .get(0);

            assertThat(type.purchased()).hasToString("unknown (no word)");
            assertThat(type.unused()).hasToString("unknown (no word)");
            assertThat(type.providerAssigned()).hasToString("unknown (no count)");
            assertThat(type.difference()).hasToString("unknown (no count)");
        }

        @Test
        void aTypeThatTheProviderCountsTwiceIsLoud() {
            LicensePool full = new LicensePool("full", Fact.of(10), Fact.of(2));

            assertThatThrownBy(() -> counts(full, full).report())
                    .isInstanceOf(ProviderProtocolException.class)
                    .hasMessageContaining("full");
        }

        @Test
        void somebodyListedTwiceIsCountedOnce() {
            User leo = old("leo").withLicenseType("full");
            User leoLater = leo.withStatus(
                    UserStatus.SUSPENDED, Optional.empty(), leo.joinedAt(), Optional.of(world.clock.instant()));
            Connector twice = ForwardingConnector.withUsers(world.team, users -> new ForwardingUsers(users) {
                @Override
                public Page<User> list(Cursor cursor) {
                    return switch (cursor.value()) {
                        case "" -> new Page<>(List.of(leo, leo), Optional.of(new Cursor("2")));
                        case "2" -> new Page<>(List.of(), Optional.of(new Cursor("3")));
                        default -> Page.last(List.of(leoLater));
                    };
                }
            });

            LicenseReport report = world.gangway(twice, world.store)
                    .connection(world.id)
                    .licenses()
                    .refresh();

            assertThat(report.people()).extracting(LicenseUse::user).containsExactly(leo);
            assertThat(report.byType().get(0).assigned()).isEqualTo(1);
        }
    }

    @Nested
    class LastLogins {

        @Test
        void theLatestSignInIsShown() {
            UserId leo = world.joins("leo");
            world.clock.advance(Duration.ofDays(1));
            world.team.personSignsIn(leo);
            Instant latest = world.clock.instant();
            world.team.signIn(
                    new SignIn(Optional.of(leo), Optional.empty(), latest.minus(Duration.ofHours(3)), "older, later"));

            assertThat(lastLogin(report(), leo)).isEqualTo(new LastLogin.SeenAt(latest, "in-memory log"));
        }

        @Test
        void theOrderOfTheLogDoesNotMatter() {
            UserId leo = world.joins("leo");
            world.team.personSignsIn(leo);
            world.clock.advance(Duration.ofDays(1));
            world.team.personSignsIn(leo);

            assertThat(lastLogin(report(), leo))
                    .isEqualTo(new LastLogin.SeenAt(world.clock.instant(), "in-memory log"));
        }

        @Test
        void noneInWhatWasReadNamesStartAndEnd() {
            UserId leo = world.joins("leo");
            world.team.personSignsIn(leo);
            world.team.signInsArriveAfter(Duration.ofHours(6));
            world.clock.advance(Duration.ofDays(100));

            Instant until = world.clock.instant().minus(Duration.ofHours(6));
            Instant start = until.minus(Duration.ofDays(90));
            assertThat(lastLogin(report(), leo)).isEqualTo(new LastLogin.NoneSince(start, until));
            assertThat(report().signIns()).isEqualTo(Fact.of(new SignInHistory(start, until, Optional.empty())));
        }

        @Test
        void aSignInFromBeforeTheStartCountsForNothing() {
            User leo = old("leo");
            Instant early = NOW.minus(Duration.ofDays(91));

            LicenseReport report =
                    says(signIn("leo", "", early), signIn("", "", early)).report(leo);

            assertThat(lastLogin(report, leo.id())).isInstanceOf(LastLogin.NoneSince.class);
            assertThat(report.signIns().toOptional().orElseThrow().unattributed())
                    .isEmpty();
        }

        @Test
        void aSignInAtTheStartCounts() {
            User leo = old("leo");
            Instant start = NOW.minus(Duration.ofDays(90));

            LicenseReport report = says(signIn("leo", "", start)).report(leo);

            assertThat(lastLogin(report, leo.id())).isEqualTo(new LastLogin.SeenAt(start, "log"));
        }

        @Test
        void aHistoryOfAgesBegins1970() {
            SignInHistory read = world.connection()
                    .licenses()
                    .refresh(Duration.ofSeconds(Long.MAX_VALUE))
                    .signIns()
                    .toOptional()
                    .orElseThrow();

            assertThat(read.since()).isEqualTo(Instant.EPOCH);
        }

        @Test
        void withoutTheRightToReadThemTheyAreUnknownAndTheRestIsThere() {
            UserId leo = world.joins("leo");
            world.team.personSignsIn(leo);
            world.team.missingScope(Capability.READ_SIGN_INS);

            LicenseReport report = report();

            assertThat(lastLogin(report, leo))
                    .isInstanceOfSatisfying(
                            LastLogin.Unknown.class, it -> assertThat(it.why()).contains("read.sign.ins"));
            assertThat(report.signIns().toString()).contains("read.sign.ins");
            assertThat(report.byType().get(0).used()).isEqualTo(2);
        }

        @Test
        void withoutALogTheyAreUnknownAndTheRestIsThere() {
            User leo = old("leo").withLicenseType("full");
            FakeLicenseData noLog = log(cursor -> {
                throw new UnsupportedCapabilityException("There is no log.");
            });

            LicenseReport report = noLog.report(leo);

            assertThat(lastLogin(report, leo.id())).isEqualTo(new LastLogin.Unknown("There is no log."));
            assertThat(report.byType().get(0).used()).isEqualTo(1);
        }

        @Test
        void theyAreReadOverAllPages() {
            UserId leo = world.joins("leo");
            UserId mia = world.joins("mia");
            for (int i = 0; i < 7; i++) {
                world.team.personSignsIn(leo);
            }
            world.team.personSignsIn(mia);
            world.team.pageSize(2);

            assertThat(lastLogin(report(), mia)).isInstanceOf(LastLogin.SeenAt.class);
        }
    }

    @Test
    void aLogThatComesBackToItselfIsLoud() {
        FakeLicenseData data = log(cursor -> new Page<>(List.of(), Optional.of(new Cursor("again"))));

        assertThatThrownBy(() -> data.report())
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("where it was before");
    }

    @Test
    void anEmptyPageIsNotTheLast() {
        FakeLicenseData data = log(cursor -> cursor.isStart()
                ? new Page<>(List.of(), Optional.of(new Cursor("2")))
                : Page.last(List.of(signIn("leo", "", NOW))));

        assertThat(lastLogin(data.report(old("leo")), new UserId("leo"))).isInstanceOf(LastLogin.SeenAt.class);
    }

    @Test
    void aTeamThatMayNotBeReadIsTrouble() {
        world.team.missingScope(Capability.READ_USERS);

        assertThatThrownBy(this::report).isInstanceOf(PermissionMissingException.class);
    }

    @Test
    void aHistoryOfNothingIsRefused() {
        Licenses licenses = world.connection().licenses();

        for (Duration none : List.of(Duration.ZERO, Duration.ofDays(-1))) {
            assertThatThrownBy(() -> licenses.refresh(none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("more than zero");
        }
    }

    @Test
    void aReportChangesNothing() {
        report();

        assertThat(world.writes()).isEmpty();
    }
}
