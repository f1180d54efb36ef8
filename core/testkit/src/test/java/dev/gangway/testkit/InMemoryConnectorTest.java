package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.Gangway;
import dev.gangway.connection.Connection;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.http.Transport;
import dev.gangway.leakwatch.Mark;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Quota;
import dev.gangway.user.Receipt;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The whole way, as an application's own test would walk it. */
class InMemoryConnectorTest {

    @Test
    void theWatchForLeaksKnowsItsTokens() {
        InMemoryConnector team = new InMemoryConnector(new TestClock());

        assertThat(Mark.isIn(team.credential().token().reveal())).isTrue();
        assertThat(Mark.isIn(team.renewCredential().token().reveal())).isTrue();
    }

    @Test
    void somebodyIsSeenOffAndBroughtBack() {
        TestClock clock = new TestClock();
        InMemoryConnector team = new InMemoryConnector(clock);
        UserId leo = team.personJoins(NewUser.of("leo@example.com").named("Leo", "Lima"));
        team.jobsTake(3);
        try (Gangway gangway = Gangway.builder().connector(team).time(clock).build()) {
            Connection connection = gangway.connection(gangway.connections()
                    .connect(InMemoryConnector.ID, "Acme", team.credential())
                    .id());

            OffboardingPlan plan = connection
                    .users()
                    .planOffboarding(
                            UserRef.email("LEO@example.com"),
                            DataHandling.keepRecoverable().keepingDevices());
            Outcome<Receipt> gone = connection.users().execute(plan.confirmedBy("it@example.com"));

            Receipt receipt = gone.toOptional().orElseThrow();
            assertThat(team.user(leo).status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
            assertThat(receipt.undoUntil()).contains(receipt.steps().get(0).at().plus(Duration.ofDays(7)));
            assertThat(connection.users().undo(receipt).toOptional()).isPresent();
            assertThat(team.user(leo).status()).isEqualTo(UserStatus.ACTIVE);
            assertThat(team.writes())
                    .extracting(InMemoryConnector.Write::operation)
                    .containsExactly("suspend", "remove", "recover", "unsuspend");
        }
    }

    /** What the rules of the contract leave to each provider. */
    @Nested
    class OfItsOwn {
        private final TestClock clock = new TestClock();
        private final InMemoryConnector team = new InMemoryConnector(clock);
        private final UserLifecycle users = team.open(new ConnectorContext(
                        Transport.builder(clock, team.spec().hosts()).build(),
                        team.authorization(team.credential()),
                        clock))
                .users()
                .orElseThrow();

        private UserId leavesSuspended(String address) {
            UserId leo = team.personJoins(NewUser.of(address));
            team.personIsSuspended(leo);
            team.personLeaves(leo, true);
            return leo;
        }

        @Test
        void whoWasSuspendedWhenRemovedComesBackSuspended() {
            UserId leo = leavesSuspended("leo@example.com");

            users.recover(leo);

            assertThat(team.user(leo).status()).isEqualTo(UserStatus.SUSPENDED);
        }

        @Test
        void whoWasSuspendedWhenRemovedComesBackActiveIfSuspensionsDontLast() {
            team.suspensionsOutlastRemovals(false);
            UserId leo = leavesSuspended("leo@example.com");

            users.recover(leo);

            assertThat(team.user(leo).status()).isEqualTo(UserStatus.ACTIVE);
        }

        @Test
        void aBatchIsOneWriteThatNamesEverybody() {
            users.onboardAll(List.of(NewUser.of("ana@example.com"), NewUser.of("ben@example.com")));

            assertThat(team.writes()).singleElement().satisfies(it -> {
                assertThat(it.operation()).isEqualTo("onboard");
                assertThat(it.people()).containsExactly("ana@example.com", "ben@example.com");
            });
        }

        @Test
        void aBatchIsAsLargeAsATestWants() {
            team.onboardingBatch(2);

            assertThat(users.onboardingBatch()).isEqualTo(2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> users.onboardAll(List.of(
                            NewUser.of("ana@example.com"),
                            NewUser.of("ben@example.com"),
                            NewUser.of("cleo@example.com"))))
                    .withMessageContaining("1 to 2 people, not 3");
            assertThatIllegalArgumentException().isThrownBy(() -> team.onboardingBatch(0));
        }

        @Test
        void theSizeIsTheTruthUntilATestSaysOtherwise() {
            team.personIsInvited(NewUser.of("ana@example.com"));
            assertThat(users.size()).isEqualTo(Fact.of(2));

            team.sizeIsSaidToBe(Fact.of(7));
            assertThat(users.size()).isEqualTo(Fact.of(7));

            team.sizeIsSaidToBe(Fact.unknown("a test says so"));
            assertThat(users.size()).isEqualTo(Fact.unknown("a test says so"));
        }

        @Test
        void ofTwoLeaversWithOneAddressTheLastIsFound() {
            UserId first = team.personJoins(NewUser.of("leo@example.com"));
            team.personLeaves(first, true);
            clock.advance(Duration.ofHours(1));
            UserId second = leavesSuspended("leo@example.com");

            assertThat(users.findLeaver(new UserRef.Email("leo@example.com")))
                    .map(User::id)
                    .contains(second);
        }

        @Test
        void filesThatTheProviderDeletedItselfCanBeNeitherMovedNorDeleted() {
            UserId leo = leavesSuspended("leo@example.com");
            UserId mia = team.personJoins(NewUser.of("mia@example.com"));
            clock.advance(Duration.ofDays(8));

            Outcome<UserId> moved = users.transferFiles(leo, mia, team.admin().id());

            assertThat(World.reason(moved)).isEqualTo(Reason.DATA_NOT_TRANSFERABLE);
            assertThat(World.reason(users.deleteFiles(leo))).isEqualTo(Reason.DATA_NOT_TRANSFERABLE);
        }

        @Test
        void aKeptAccountKeepsItsAddress() {
            UserId leo = team.personJoins(NewUser.of("leo@example.com"));
            UserId mia = team.personJoins(NewUser.of("mia@example.com"));
            DataHandling personal = DataHandling.keepAsPersonalAccount(DataHandling.Shares.REMOVE);

            assertThat(users.objections(team.user(leo), personal, Optional.of(mia)))
                    .extracting(Refusal::reason)
                    .containsExactly(Reason.ADDRESS_NOT_FREE);
            users.remove(leo, personal);

            assertThat(World.reason(users.addAddress(mia, new UserRef.Email("leo@example.com"))))
                    .isEqualTo(Reason.ADDRESS_NOT_FREE);
            assertThat(team.furtherAddresses(mia)).isEmpty();
        }

        @Test
        void quotaAndGroupsEndWithTheMembership() {
            UserId leo = team.personJoins(NewUser.of("leo@example.com"));
            team.group("g1", "Design");
            team.personManages(leo, "g1");
            team.personHasQuota(leo, Quota.of(5));
            assertThat(users.inspect(leo).quota()).isEqualTo(Fact.of(Quota.of(5)));
            assertThat(users.inspect(leo).groups().toOptional().orElseThrow())
                    .containsExactly(new GroupMembership("g1", "Design", true));

            team.personLeaves(leo, true);
            users.recover(leo);

            assertThat(users.quota(leo)).isEqualTo(Fact.of(Quota.NONE));
            assertThat(team.user(leo).groupIds()).isEqualTo(Fact.of(List.of()));
        }
    }
}
