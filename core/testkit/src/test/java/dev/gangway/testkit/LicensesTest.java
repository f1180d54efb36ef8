package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.license.LastLogin;
import dev.gangway.license.LicenseData;
import dev.gangway.license.LicensePool;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseType;
import dev.gangway.license.LicenseUse;
import dev.gangway.license.Licenses;
import dev.gangway.license.SignIn;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.user.NewUser;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LicensesTest {

    private static final Duration SIXTY_DAYS = Duration.ofDays(60);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private LicenseReport report() {
        return world.connection().licenses().refresh();
    }

    private static LastLogin lastLogin(LicenseReport report, UserId id) {
        return report.people().stream()
                .filter(it -> it.user().id().equals(id))
                .findFirst()
                .orElseThrow()
                .lastLogin();
    }

    private static List<UserId> ids(List<LicenseUse> uses) {
        return uses.stream().map(it -> it.user().id()).toList();
    }

    @Nested
    class ByType {

        @Test
        void licensesAreCountedByWhoHoldsThem() {
            world.team.licenses("light", 3);
            world.joins("leo");
            world.team.personIsSuspended(world.joins("sol"));
            world.team.personIsInvited(NewUser.of("ana@example.com"));
            world.team.personJoins(NewUser.of("lou@example.com"), "light");
            world.team.personLeaves(world.joins("ned"), true);

            List<LicenseType> types = report().byType();

            assertThat(types)
                    .containsExactly(
                            new LicenseType("full", Fact.of(10), 4, 1, 1, 2, 0, Fact.of(4)),
                            new LicenseType("light", Fact.of(3), 1, 0, 0, 1, 0, Fact.of(1)));
            assertThat(types.get(0).unused()).isEqualTo(Fact.of(6));
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

            LicenseType type = type(full, LEO, User.of(new UserId("mia"), "mia@example.com", UserStatus.ACTIVE));

            assertThat(type).isEqualTo(new LicenseType("full", Fact.of(10), 1, 0, 0, 1, 1, Fact.of(2)));
            assertThat(type.unused()).hasToString("unknown (which license they take isn't known of so many people: 1)");
            assertThat(type.difference()).isInstanceOf(Fact.Unknown.class);
        }

        @Test
        void figuresThatTheProviderDoesNotTellStayUnknown() {
            LicenseType type = type(new LicensePool("full", Fact.unknown("no word"), Fact.unknown("no count")), LEO);

            assertThat(type.purchased()).hasToString("unknown (no word)");
            assertThat(type.unused()).hasToString("unknown (no word)");
            assertThat(type.providerAssigned()).hasToString("unknown (no count)");
            assertThat(type.difference()).hasToString("unknown (no count)");
        }

        @Test
        void aTypeThatTheProviderCountsTwiceIsLoud() {
            LicensePool full = new LicensePool("full", Fact.of(10), Fact.of(2));

            assertThatThrownBy(() -> byType(List.of(full, full)))
                    .isInstanceOf(ProviderProtocolException.class)
                    .hasMessageContaining("full");
        }

        private static final User LEO =
                User.of(new UserId("leo"), "leo@example.com", UserStatus.ACTIVE).withLicenseType("full");

        private LicenseType type(LicensePool pool, User... people) {
            return byType(List.of(pool), people).get(0);
        }

        private List<LicenseType> byType(List<LicensePool> pools, User... people) {
            return new Licenses(
                            data(pools, (since, cursor) -> Page.last(List.of())), () -> Stream.of(people), world.clock)
                    .refresh()
                    .byType();
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
            world.team.signIn(new SignIn(
                    Optional.of(UserRef.email("LEO@example.com")), latest.minus(Duration.ofHours(3)), "older, later"));

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
        void noneInWhatWasReadNamesItsStart() {
            UserId leo = world.joins("leo");
            world.team.personSignsIn(leo);
            world.clock.advance(Duration.ofDays(100));

            Instant start = world.clock.instant().minus(Duration.ofDays(90));
            assertThat(lastLogin(report(), leo)).isEqualTo(new LastLogin.NoneSince(start));
            assertThat(report().signInsSince()).isEqualTo(Fact.of(start));
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
            assertThat(report.signInsSince()).isInstanceOf(Fact.Unknown.class);
            assertThat(report.byType().get(0).used()).isEqualTo(2);
        }

        @Test
        void signInsOfNobodyOnTheTeamAreCounted() {
            UserId ned = world.joins("ned");
            world.team.personSignsIn(ned);
            world.team.personLeaves(ned, true);
            world.team.signIn(new SignIn(Optional.empty(), world.clock.instant(), "in-memory log"));

            assertThat(report().unattributedSignIns()).isEqualTo(2);
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

    @Nested
    class Idle {

        @Test
        void isWhoDidNotSignInForThatLong() {
            UserId leo = world.joins("leo");
            UserId mia = world.joins("mia");
            world.clock.advance(Duration.ofDays(80));
            world.team.personSignsIn(mia);
            world.clock.advance(Duration.ofDays(10));

            LicenseReport report = report();

            assertThat(ids(report.idle(SIXTY_DAYS))).contains(leo).doesNotContain(mia);
            assertThat(ids(report.idle(report.byType().get(0), SIXTY_DAYS))).contains(leo);
        }

        @Test
        void isWhoSignedInTooLongAgo() {
            UserId leo = world.joins("leo");
            world.clock.advance(Duration.ofDays(15));
            world.team.personSignsIn(leo);
            world.clock.advance(Duration.ofDays(61));

            assertThat(ids(report().idle(SIXTY_DAYS))).contains(leo);
        }

        @Test
        void isNobodyWhoseLoginsAreUnknown() {
            world.joins("leo");
            world.clock.advance(Duration.ofDays(90));
            world.team.missingScope(Capability.READ_SIGN_INS);

            assertThat(report().idle(SIXTY_DAYS)).isEmpty();
        }

        @Test
        void isNobodyWhoJoinedLately() {
            world.clock.advance(Duration.ofDays(90));
            UserId leo = world.joins("leo");
            world.clock.advance(Duration.ofDays(59));

            assertThat(ids(report().idle(SIXTY_DAYS))).doesNotContain(leo);
        }

        @Test
        void isNobodyIfTheLogWasNotReadForThatLong() {
            world.joins("leo");
            world.clock.advance(Duration.ofDays(90));

            LicenseReport report = world.connection().licenses().refresh(Duration.ofDays(30));

            assertThat(report.idle(SIXTY_DAYS)).isEmpty();
        }

        @Test
        void isNobodyInvitedOrSuspended() {
            UserId sol = world.joins("sol");
            UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));
            world.team.personIsSuspended(sol);
            world.clock.advance(Duration.ofDays(90));

            assertThat(ids(report().idle(SIXTY_DAYS))).doesNotContain(sol, ana);
        }

        @Test
        void isNobodyWhoseJoiningDateIsNotKnown() {
            User leo = User.of(new UserId("leo"), "leo@example.com", UserStatus.ACTIVE);
            Licenses licenses = new Licenses(
                    data(List.of(), (since, cursor) -> Page.last(List.of())), () -> Stream.of(leo), world.clock);

            assertThat(licenses.refresh().idle(SIXTY_DAYS)).isEmpty();
        }
    }

    private static LicenseData data(List<LicensePool> pools, BiFunction<Instant, Cursor, Page<SignIn>> signIns) {
        return new LicenseData() {
            @Override
            public List<LicensePool> pools() {
                return pools;
            }

            @Override
            public Page<SignIn> signIns(Instant since, Cursor cursor) {
                return signIns.apply(since, cursor);
            }
        };
    }

    @Test
    void aLogThatComesBackToItselfIsLoud() {
        Licenses licenses = new Licenses(
                data(List.of(), (since, cursor) -> new Page<>(List.of(), Optional.of(new Cursor("again")))),
                Stream::empty,
                world.clock);

        assertThatThrownBy(licenses::refresh).isInstanceOf(ProviderProtocolException.class);
    }

    @Test
    void anEmptyPageIsNotTheLast() {
        User leo = User.of(new UserId("leo"), "leo@example.com", UserStatus.ACTIVE);
        SignIn signIn = new SignIn(Optional.of(UserRef.id(leo.id())), world.clock.instant(), "log");
        Licenses licenses = new Licenses(
                data(
                        List.of(),
                        (since, cursor) -> cursor.isStart()
                                ? new Page<>(List.of(), Optional.of(new Cursor("2")))
                                : Page.last(List.of(signIn))),
                () -> Stream.of(leo),
                world.clock);

        assertThat(lastLogin(licenses.refresh(), leo.id())).isInstanceOf(LastLogin.SeenAt.class);
    }

    @Test
    void aTeamThatMayNotBeReadIsTrouble() {
        world.team.missingScope(Capability.READ_USERS);

        assertThatThrownBy(this::report).isInstanceOf(PermissionMissingException.class);
    }

    @Test
    void aHistoryOfNothingIsRefused() {
        Licenses licenses = world.connection().licenses();

        assertThatThrownBy(() -> licenses.refresh(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReportChangesNothing() {
        report();

        assertThat(world.writes()).isEmpty();
    }
}
