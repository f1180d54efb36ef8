package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Session;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.license.LastLogin;
import dev.gangway.license.LastReport;
import dev.gangway.license.LicenseReport;
import dev.gangway.license.LicenseType;
import dev.gangway.license.LicenseUse;
import dev.gangway.license.Licenses;
import dev.gangway.license.ReportRequest;
import dev.gangway.license.SignInHistory;
import dev.gangway.result.Fact;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** License reports of a connection. */
class LicensesTest {

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
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow()
                .lastLogin();
    }

    private static Optional<Instant> seen(LicenseReport report, UserId id) {
        return lastLogin(report, id)
                .match(seen -> Optional.of(seen.at()), none -> Optional.empty(), unknown -> Optional.empty());
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
                            new LicenseType("full", Fact.of(10), 5, 2, 1, 2, 0, Fact.of(5), List.of()),
                            new LicenseType("light", Fact.of(3), 1, 0, 0, 1, 0, Fact.of(1), List.of()));
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

            assertThat(report.people()).extracting(LicenseUse::id).contains(lia);
            assertThat(report.byType())
                    .containsExactly(new LicenseType("full", Fact.of(10), 1, 0, 0, 1, 0, Fact.of(1), List.of()));
        }
    }

    @Nested
    class LastLogins {

        @Test
        void theLatestSignInIsShown() {
            UserId leo = world.joins("leo");
            world.team.personSignsIn(leo);
            world.clock.advance(Duration.ofDays(1));
            world.team.personSignsIn(leo);

            assertThat(seen(report(), leo)).contains(world.clock.instant());
        }

        @Test
        void noneInWhatWasReadNamesStartAndEnd() {
            UserId leo = world.joins("leo");
            world.team.personSignsIn(leo);
            world.team.signInsArriveAfter(Duration.ofHours(6));
            world.clock.advance(Duration.ofDays(100));

            LicenseReport report = report();

            Instant until = world.clock.instant().minus(Duration.ofHours(6));
            Instant start = until.minus(Duration.ofDays(90));
            assertThat(lastLogin(report, leo)).isEqualTo(new LastLogin.NoneSince(start, until));
            assertThat(report.signIns()).isEqualTo(Fact.of(new SignInHistory(start, until, Optional.empty())));
        }

        @Test
        void whatArrivesLateIsFoundByTheNextRefresh() {
            world.team.signInsArriveAfter(Duration.ofHours(6));
            UserId leo = world.joins("leo");
            world.team.personSignsIn(leo);
            Instant at = world.clock.instant();
            assertThat(seen(report(), leo)).isEmpty();
            world.clock.advance(Duration.ofHours(6));

            assertThat(seen(report(), leo)).contains(at);
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
        void theyAreReadOverAllPages() {
            UserId leo = world.joins("leo");
            UserId mia = world.joins("mia");
            for (int i = 0; i < 7; i++) {
                world.team.personSignsIn(leo);
            }
            world.team.personSignsIn(mia);
            world.team.pageSize(2);

            assertThat(seen(report(), mia)).isPresent();
        }
    }

    @Nested
    class Connected {

        private final HookedStore hooked = new HookedStore(world.store);
        private final Gangway node = world.gangway(world.team, hooked);
        private final Connection connection = node.connection(world.id);

        private List<String> kept() {
            return world.store.list("licenses/" + world.id + "/");
        }

        @Test
        void allFacadesOfAConnectionHaveTheSameLastReport() {
            LicenseReport report = connection.licenses().refresh();

            assertThat(connection.licenses().last()).contains(new LastReport(report, Duration.ZERO, Optional.empty()));
            assertThat(world.connection().licenses().last()).isEmpty();
        }

        @Test
        void whatWasKeptIsErasedWhenTheConnectionIsEnded() {
            connection.licenses().refresh();
            assertThat(kept()).isNotEmpty();

            world.gangway(world.team, world.store).connections().disconnect(world.id);

            assertThat(kept()).isEmpty();
        }

        @Test
        void nothingIsKeptOnceAnotherNodeHasEndedTheConnection() {
            Gangway other = world.gangway(world.team, world.store);
            hooked.afterWriting("licenses/", () -> other.connections().disconnect(world.id));

            assertThatThrownBy(() -> connection.licenses().refresh())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("disconnected");

            assertThat(hooked.allHooksRan()).isTrue();
            assertThat(kept()).isEmpty();
        }

        @Test
        void aReconnectionByAnotherAdminBreaksNoReading() {
            Licenses licenses = connection.licenses();
            byAnotherAdmin().connections().replaceCredential(world.id, world.team.credential());

            assertThat(licenses.refresh().people()).isNotEmpty();
            assertThat(kept()).isNotEmpty();
        }

        private Gangway byAnotherAdmin() {
            Fact<UserId> leo = Fact.of(world.joins("leo"));
            return world.gangway(
                    new ForwardingConnector(world.team) {
                        @Override
                        public Session open(ConnectorContext context) {
                            return new ForwardingSession(super.open(context)) {
                                @Override
                                public Account account() {
                                    Account it = super.account();
                                    return new Account(
                                            it.teamId(), it.teamName(), leo, it.adminEmail(), it.adminRole());
                                }
                            };
                        }
                    },
                    world.store);
        }

        @Test
        void nothingIsReadAndNoReportIsGivenOnceTheConnectionIsClosed() {
            Licenses licenses = connection.licenses();
            licenses.refresh();

            node.close();

            assertThatThrownBy(licenses::refresh).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(licenses::last).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void closingEndsARefreshUnderWay() {
            Licenses licenses = connection.licenses();

            assertThatThrownBy(() -> licenses.refresh(ReportRequest.DEFAULT, progress -> node.close()))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void aRefreshIsCancelledFromItsProgress() {
            Licenses licenses = connection.licenses();

            assertThatThrownBy(() -> licenses.refresh(
                            ReportRequest.DEFAULT,
                            progress -> connection.licenses().cancelRefresh()))
                    .isInstanceOf(CallInterruptedException.class);
            assertThat(licenses.refresh().people()).isNotEmpty();
        }
    }

    @Test
    void aTeamThatMayNotBeReadIsTrouble() {
        world.team.missingScope(Capability.READ_USERS);

        assertThatThrownBy(this::report).isInstanceOf(PermissionMissingException.class);
    }

    @Test
    void aReportChangesNothing() {
        report();

        assertThat(world.writes()).isEmpty();
    }
}
