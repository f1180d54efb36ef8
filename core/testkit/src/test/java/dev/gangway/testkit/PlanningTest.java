package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.result.Fact;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.Consequence;
import dev.gangway.user.Consequence.Kind;
import dev.gangway.user.DataHandling;
import dev.gangway.user.DataHandling.Shares;
import dev.gangway.user.Devices;
import dev.gangway.user.Holdings;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanningTest {

    private static final DataHandling RECOVERABLE =
            DataHandling.keepRecoverable().keepingDevices();

    private final World world = new World(builder -> builder.protect(UserRef.email("ceo@example.com")));

    @AfterEach
    void close() {
        world.close();
    }

    private OffboardingPlan plan(UserId leaver, DataHandling handling) {
        return world.users().planOffboarding(UserRef.id(leaver), handling);
    }

    private static Map<Kind, String> texts(OffboardingPlan plan) {
        return plan.consequences().stream()
                .collect(Collectors.toMap(Consequence::kind, Consequence::text, (one, other) -> one + " | " + other));
    }

    @Nested
    class Consequences {

        @ParameterizedTest
        @CsvSource({
            "0,0 B",
            "999,999 B",
            "1000,1.0 kB",
            "1500000,1.5 MB",
            "2000000000,2.0 GB",
            "4000000000000000,4000.0 TB"
        })
        void aPlanSaysHowMuchIsStored(long bytes, String words) {
            UserId leo = world.joins("leo");
            Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
                @Override
                public Holdings inspect(UserId user) {
                    Holdings it = super.inspect(user);
                    return new Holdings(
                            it.devices(),
                            it.webSessions(),
                            it.linkedApps(),
                            it.groups(),
                            it.legalHold(),
                            Fact.of(bytes),
                            it.quota());
                }
            }));

            OffboardingPlan plan = users.planOffboarding(
                    UserRef.id(leo), DataHandling.deleteForGood().keepingDevices());

            assertThat(plan.consequences())
                    .extracting(Consequence::text)
                    .anyMatch(it -> it.contains("(" + words + ")"));
        }

        @Test
        void sayWhatHangsOnThePerson() {
            world.team.group("g1", "Design");
            UserId leo = world.team.personJoins(NewUser.of("leo@example.com")
                    .named("Leo", "Lima")
                    .withRole(InMemoryConnector.USER_ADMIN)
                    .inGroup("g1"));
            world.team.personHas(leo, 2, 1, "Notes");

            OffboardingPlan plan = plan(leo, RECOVERABLE);

            assertThat(plan.refusals()).isEmpty();
            assertThat(texts(plan))
                    .containsEntry(Kind.ACCESS_ENDS, "Leo Lima can no longer sign in, on the web or on any device.")
                    .containsEntry(Kind.LICENSE_FREED, "1 license of type full becomes free.")
                    .containsEntry(Kind.FILES_KEPT, "The provider keeps the files of Leo Lima for 7 days.")
                    .containsEntry(Kind.DEVICES, "Synced files stay on 2 linked devices; nothing is wiped.")
                    .containsEntry(
                            Kind.SESSIONS, "1 open web session ends. | Apps linked to the account lose access: Notes.")
                    .containsEntry(Kind.GROUPS, "These groups lose a member: Design.")
                    .containsEntry(Kind.ROLES, "The team loses somebody with the role User admin.")
                    .containsEntry(Kind.UNDO, "It can be undone for 7 days, if a license is free then.")
                    .doesNotContainKey(Kind.NOT_KNOWN);
        }

        @Test
        void nameTheRecipientOfATransfer() {
            UserId leo = world.joins("leo");
            world.team.personJoins(NewUser.of("mia@example.com").named("Mia", "Moe"));

            OffboardingPlan plan = plan(
                    leo,
                    DataHandling.transferTo(UserRef.email("MIA@example.com")).wipingDevices());

            assertThat(plan.refusals()).isEmpty();
            assertThat(texts(plan))
                    .containsEntry(
                            Kind.FILES_MOVE,
                            "All files of leo Doe (0 B) move to Mia Moe <mia@example.com>; once they have, the account can't be recovered.")
                    .containsEntry(Kind.UNDO, "It can't be undone.");
            assertThat(plan.recoveryWindow()).isEmpty();
        }

        @Test
        void sayWhatCouldNotBeRead() {
            UserId leo = world.joins("leo");
            world.team.missingScope(Capability.READ_DEVICES);

            OffboardingPlan plan = plan(leo, RECOVERABLE);

            assertThat(texts(plan).get(Kind.NOT_KNOWN))
                    .contains("Not known: linked devices", "Not known: open web sessions", "Not known: linked apps");
            assertThat(texts(plan))
                    .containsEntry(Kind.DEVICES, "Synced files stay on all linked devices; nothing is wiped.");
        }

        @Test
        void ofAWithdrawnInvitationNameNoFiles() {
            UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));

            OffboardingPlan plan = plan(ana, RECOVERABLE);

            assertThat(texts(plan))
                    .containsKeys(Kind.INVITATION_WITHDRAWN, Kind.LICENSE_FREED)
                    .doesNotContainKeys(Kind.FILES_KEPT, Kind.DEVICES)
                    .containsEntry(Kind.UNDO, "It can't be undone; the person can be invited again.");
        }

        @Test
        void ofAPersonalAccountSayWhatHappensToShares() {
            UserId leo = world.joins("leo");

            assertThat(texts(plan(leo, DataHandling.keepAsPersonalAccount(Shares.REMOVE)))
                            .get(Kind.ACCOUNT_LEAVES_TEAM))
                    .endsWith("without access to the team's shares.");
        }
    }

    @Nested
    class Refusals {

        private void assertRefused(OffboardingPlan plan, Reason reason) {
            assertThat(plan.refusals()).extracting(Refusal::reason).containsExactly(reason);
            assertThatThrownBy(() -> plan.confirmedBy(World.ACTOR)).isInstanceOf(IllegalStateException.class);
        }

        private UserId secondAdmin() {
            UserId eva = world.joins("eva");
            world.team.personHasRoles(eva, InMemoryConnector.TEAM_ADMIN);
            return eva;
        }

        private DataHandling transferTo(UserId recipient) {
            return DataHandling.transferTo(UserRef.id(recipient)).keepingDevices();
        }

        @Test
        void somebodyUnknown() {
            assertRefused(
                    world.users().planOffboarding(UserRef.email("nobody@example.com"), RECOVERABLE),
                    Reason.USER_NOT_FOUND);
        }

        @Test
        void somebodyWhoHasLeft() {
            UserId leo = world.joins("leo");
            world.team.personLeaves(leo, true);

            assertRefused(plan(leo, RECOVERABLE), Reason.NOT_ON_TEAM);
        }

        @Test
        void theConnectionsOwnAccount() {
            secondAdmin();

            assertRefused(plan(world.team.admin().id(), RECOVERABLE), Reason.OWN_ACCOUNT);
        }

        @Test
        void anAdminIfItIsNotKnownWhoseConnectionItIs() {
            UserId eva = secondAdmin();
            UserId leo = world.joins("leo");
            Users users = world.connected(session -> new ForwardingSession(session) {
                @Override
                public Account account() {
                    Account known = super.account();
                    return new Account(
                            known.teamId(),
                            known.teamName(),
                            Fact.unknown("the provider doesn't say"),
                            known.adminEmail(),
                            known.adminRole());
                }
            });

            assertRefused(users.planOffboarding(UserRef.id(eva), RECOVERABLE), Reason.OWN_ACCOUNT);
            assertThat(users.planOffboarding(UserRef.id(leo), RECOVERABLE).refusals())
                    .isEmpty();
        }

        @Test
        void nobodyForWithdrawingAnAdminsInvitation() {
            UserId eva =
                    world.team.personIsInvited(NewUser.of("eva@example.com").withRole(InMemoryConnector.TEAM_ADMIN));
            world.team.personHasRoles(world.team.admin().id());

            assertThat(plan(eva, RECOVERABLE).refusals()).isEmpty();
        }

        @Test
        void theLastActiveAdmin() {
            UserId eva = secondAdmin();
            world.team.personIsSuspended(world.team.admin().id());

            assertRefused(plan(eva, RECOVERABLE), Reason.LAST_ADMIN);
        }

        @Test
        void somebodyProtected() {
            assertRefused(plan(world.joins("ceo"), RECOVERABLE), Reason.PROTECTED_USER);
        }

        @Test
        void somebodyUnderLegalHold() {
            UserId leo = world.joins("leo");
            world.team.legalHold(leo, true);

            assertRefused(plan(leo, RECOVERABLE), Reason.LEGAL_HOLD);
        }

        @Test
        void deletingForGoodUnlessEnabled() {
            UserId leo = world.joins("leo");
            DataHandling forGood = DataHandling.deleteForGood().keepingDevices();

            assertRefused(plan(leo, forGood), Reason.PERMANENT_DELETION_DISABLED);
            try (World allowed = new World(builder -> builder.allowPermanentDeletion())) {
                UserId mia = allowed.joins("mia");
                assertThat(allowed.users()
                                .planOffboarding(UserRef.id(mia), forGood)
                                .refusals())
                        .isEmpty();
            }
        }

        @Test
        void aTransferToNobody() {
            assertRefused(
                    plan(
                            world.joins("leo"),
                            DataHandling.transferTo(UserRef.email("nobody@example.com"))
                                    .keepingDevices()),
                    Reason.RECIPIENT_UNSUITABLE);
        }

        @Test
        void aTransferToOneself() {
            UserId leo = world.joins("leo");

            assertRefused(plan(leo, transferTo(leo)), Reason.RECIPIENT_UNSUITABLE);
        }

        @Test
        void aTransferToSomebodyWhoIsNotActive() {
            UserId leo = world.joins("leo");
            UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));

            assertRefused(plan(leo, transferTo(ana)), Reason.RECIPIENT_UNSUITABLE);
        }

        @Test
        void errorsReportedToSomebodyWhoIsNoAdmin() {
            UserId leo = world.joins("leo");
            UserId mia = world.joins("mia");
            DataHandling.Transfer transfer = (DataHandling.Transfer) transferTo(mia);

            assertRefused(plan(leo, transfer.reportingErrorsTo(UserRef.id(mia))), Reason.TRANSFER_ADMIN_UNSUITABLE);
        }

        @Test
        void errorsReportedToTheLeaver() {
            UserId eva = secondAdmin();
            UserId mia = world.joins("mia");
            DataHandling.Transfer transfer = (DataHandling.Transfer) transferTo(mia);

            assertRefused(plan(eva, transfer.reportingErrorsTo(UserRef.id(eva))), Reason.TRANSFER_ADMIN_UNSUITABLE);
        }

        @Test
        void aTransferFromSomebodyInvited() {
            UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));

            assertRefused(plan(ana, transferTo(world.joins("mia"))), Reason.ONLY_INVITED);
        }

        @Test
        void somebodyWhoIsLeavingAlready() {
            UserId leo = world.joins("leo");
            world.team.holdJobs();
            World.unsettled(world.seeOff(leo));

            assertRefused(plan(leo, RECOVERABLE), Reason.ALREADY_RUNNING);
        }

        @Test
        void aTransferToSomebodyWhoIsLeaving() {
            UserId leo = world.joins("leo");
            UserId mia = world.joins("mia");
            world.team.holdJobs();
            World.unsettled(world.seeOff(mia));

            assertRefused(plan(leo, transferTo(mia)), Reason.ALREADY_RUNNING);
        }

        @Test
        void nameARecipientWhoIsLeavingByIdAllTheSame() {
            UserId leo = world.joins("leo");
            UserId mia = world.joins("mia");
            world.team.holdJobs();
            World.unsettled(world.seeOff(mia));

            OffboardingPlan plan = plan(
                    leo,
                    DataHandling.transferTo(UserRef.email("mia@example.com")).keepingDevices());

            assertRefused(plan, Reason.ALREADY_RUNNING);
            assertThat(((DataHandling.Moving) plan.handling()).recipient()).isEqualTo(UserRef.id(mia));
        }

        @Test
        void errorsReportedToNobody() {
            UserId leo = world.joins("leo");
            UserRef nobody = UserRef.email("nobody@example.com");
            DataHandling.Transfer transfer = (DataHandling.Transfer) transferTo(world.joins("mia"));

            OffboardingPlan plan = plan(leo, transfer.reportingErrorsTo(nobody));

            assertRefused(plan, Reason.TRANSFER_ADMIN_UNSUITABLE);
            assertThat(plan.refusals().get(0).explanation()).contains("nobody on the team is known as " + nobody);
            assertThat(((DataHandling.Moving) plan.handling()).errorsTo()).contains(nobody);
        }

        @Test
        void somebodyWhoIsBeingGivenFiles() {
            UserId leo = world.joins("leo");
            UserId mia = world.joins("mia");
            world.team.holdJobs();
            World.unsettled(world.seeOff(leo, transferTo(mia)));

            assertRefused(plan(mia, RECOVERABLE), Reason.TRANSFER_IN_PROGRESS);
        }

        @Test
        void aConnectionThatMayNotRemovePeople() {
            UserId leo = world.joins("leo");
            world.team.missingScope(Capability.REMOVE_USERS);

            OffboardingPlan plan = world.connected(session -> session).planOffboarding(UserRef.id(leo), RECOVERABLE);

            assertRefused(plan, Reason.PERMISSION_MISSING);
            assertThat(plan.refusals().get(0).explanation())
                    .contains("remove.users")
                    .contains("connect again");
            assertThat(world.writes()).isEmpty();
        }

        @Test
        void aBlankActor() {
            OffboardingPlan plan = plan(world.joins("leo"), RECOVERABLE);

            assertThatThrownBy(() -> plan.confirmedBy("  ")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Users judged(UnaryOperator<CapabilityCheck> judgement) {
        return world.connected(session -> new ForwardingSession(session) {
            @Override
            public List<CapabilityCheck> check(Fact<Set<String>> grantedScopes) {
                return super.check(grantedScopes).stream().map(judgement).toList();
            }
        });
    }

    @Test
    void whetherTheConnectionMayRemovePeopleIsSaidIfItIsNotKnown() {
        UserId leo = world.joins("leo");
        Users users = judged(check -> new CapabilityCheck(
                check.capability(), CapabilityCheck.Proof.UNKNOWN, check.scope(), "nobody listed the scopes"));

        OffboardingPlan plan = users.planOffboarding(UserRef.id(leo), RECOVERABLE);

        assertThat(plan.refusals()).isEmpty();
        assertThat(texts(plan).get(Kind.NOT_KNOWN))
                .isEqualTo("Not known: whether this connection may remove people (nobody listed the scopes).");
    }

    @Test
    void whetherTheConnectionMayRemovePeopleIsNotKnownIfTheConnectorSaysNothing() {
        UserId leo = world.joins("leo");
        Users users = judged(
                check -> new CapabilityCheck(Capability.READ_USERS, check.proof(), check.scope(), check.explanation()));

        assertThat(texts(users.planOffboarding(UserRef.id(leo), RECOVERABLE))).containsKey(Kind.NOT_KNOWN);
    }

    @Test
    void aPlanWritesNothingAnywhere() {
        UserId leo = world.joins("leo");
        Map<String, Object> before = world.stored();

        OffboardingPlan plan = plan(leo, RECOVERABLE);

        assertThat(plan.refusals()).isEmpty();
        assertThat(world.writes()).isEmpty();
        assertThat(world.stored()).isEqualTo(before);
    }

    @Test
    void aPlanNamesEverybodyById() {
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");

        OffboardingPlan plan = plan(
                leo, DataHandling.transferTo(UserRef.email("mia@example.com")).keepingDevices());

        assertThat(plan.handling())
                .isEqualTo(new DataHandling.Transfer(
                        UserRef.id(mia),
                        Optional.of(UserRef.id(world.team.admin().id())),
                        Devices.KEEP));
        assertThat(plan(leo, RECOVERABLE).recoveryWindow()).contains(Duration.ofDays(7));
    }

    @Test
    void whereLegalHoldsAreNotKnownOnlyDeletingForGoodIsRefused() {
        UserRef leo = UserRef.id(world.joins("leo"));
        Users blind = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Holdings inspect(UserId user) {
                return Holdings.unknown("no permission");
            }
        }));

        assertThat(blind.planOffboarding(leo, DataHandling.deleteForGood().keepingDevices())
                        .refusals())
                .extracting(Refusal::reason)
                .contains(Reason.INCOMPLETE_READING);
        assertThat(blind.planOffboarding(leo, DataHandling.keepRecoverable().keepingDevices())
                        .refusals())
                .isEmpty();
    }
}
