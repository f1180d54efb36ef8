package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.BulkOffboardings;
import dev.gangway.user.BulkPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Holdings;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.OffboardingResolver;
import dev.gangway.user.Progress;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people who are to leave at the same time have to do with each other. */
class BulkPlanningTest {

    private static final DataHandling KEEP = DataHandling.keepRecoverable().keepingDevices();
    private static final OffboardingResolver KEEPING = leaver -> OffboardingRequest.of(UserRef.id(leaver.id()), KEEP);

    private final World world = new World(builder -> builder.mailForwarder(new Post()));

    @AfterEach
    void close() {
        world.close();
    }

    private BulkOffboardings bulk() {
        return world.users().bulkOffboardings();
    }

    private UserId admin(String name) {
        UserId id = world.joins(name);
        world.team.personHasRoles(id, InMemoryConnector.TEAM_ADMIN);
        return id;
    }

    private static List<UserRef> refs(UserId... people) {
        return List.of(people).stream().<UserRef>map(UserRef::id).toList();
    }

    private static List<List<Reason>> reasons(BulkPlan plan) {
        return plan.entries().stream()
                .map(it -> it.plan().refusals().stream().map(Refusal::reason).toList())
                .toList();
    }

    @Test
    void anAdminWhoLeavesByTheSamePlanIsNotToldOfTransferErrors() {
        UserId eva = admin("eva");
        UserId leo = world.joins("leo");
        UserRef mia = UserRef.id(world.joins("mia"));
        DataHandling.Transfer toMia =
                (DataHandling.Transfer) DataHandling.transferTo(mia).keepingDevices();

        BulkPlan plan = bulk().plan(
                        refs(eva, leo),
                        leaver -> OffboardingRequest.of(
                                UserRef.id(leaver.id()),
                                leaver.id().equals(leo) ? toMia.reportingErrorsTo(UserRef.id(eva)) : KEEP));

        assertThat(reasons(plan)).containsExactly(List.of(), List.of(Reason.TRANSFER_ADMIN_UNSUITABLE));
    }

    @Test
    void whoLeavesByTheSamePlanGetsNoMail() {
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");

        BulkPlan plan = bulk().plan(
                        refs(leo, mia),
                        leaver -> leaver.id().equals(leo)
                                ? OffboardingRequest.of(UserRef.id(leo), KEEP).forwardingMailTo(UserRef.id(mia))
                                : KEEPING.resolve(leaver));

        assertThat(reasons(plan)).containsExactly(List.of(Reason.RECIPIENT_UNSUITABLE), List.of());
    }

    @Test
    void whoStaysAfterAllMayGetFilesAndMail() {
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");
        world.team.legalHold(mia, true);

        BulkPlan plan = bulk().plan(
                        refs(leo, mia),
                        leaver -> leaver.id().equals(leo)
                                ? OffboardingRequest.of(
                                                UserRef.id(leo),
                                                DataHandling.transferTo(UserRef.id(mia))
                                                        .keepingDevices())
                                        .forwardingMailTo(UserRef.id(mia))
                                : KEEPING.resolve(leaver));

        assertThat(reasons(plan)).containsExactly(List.of(), List.of(Reason.LEGAL_HOLD));
    }

    @Test
    void ofAdminsAndOthersOnlyTheAdminsStayIfNoneWouldBeLeft() {
        UserId kim = admin("kim");
        UserId leo = admin("leo");
        UserId mia = world.joins("mia");
        UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com").withRole(InMemoryConnector.TEAM_ADMIN));
        world.team.personHasRoles(world.team.admin().id());

        BulkPlan plan = bulk().plan(refs(kim, leo, mia, ana), KEEPING);

        assertThat(reasons(plan))
                .containsExactly(List.of(Reason.LAST_ADMIN), List.of(Reason.LAST_ADMIN), List.of(), List.of());
    }

    @Test
    void aPersonWhoCannotBeReadFailsThePlanAsAWhole() {
        List<UserRef> leavers = refs(world.joins("leo"), world.joins("mia"));
        BulkOffboardings broken = world.through(ForwardingConnector.withUsers(
                        world.team, inner -> new ForwardingUsers(inner) {
                            @Override
                            public Holdings inspect(UserId user) {
                                throw new ProviderUnavailableException("The provider is down.", Optional.empty());
                            }
                        }))
                .bulkOffboardings();

        assertThatThrownBy(() -> broken.plan(leavers, KEEPING)).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void aHundredPeopleAreLookedUpWithOneQuestionAndOneMoreWithTwo() {
        List<Integer> asked = new ArrayList<>();
        BulkOffboardings counted = world.through(ForwardingConnector.withUsers(
                        world.team, inner -> new ForwardingUsers(inner) {
                            @Override
                            public List<Optional<User>> findAll(List<UserRef> people) {
                                asked.add(people.size());
                                return super.findAll(people);
                            }
                        }))
                .bulkOffboardings();
        List<UserRef> nobody = IntStream.range(0, 101)
                .<UserRef>mapToObj(it -> UserRef.email("nobody" + it + "@example.com"))
                .toList();
        List<Progress> told = new ArrayList<>();

        counted.plan(nobody.subList(0, 100), KEEPING, it -> {
            synchronized (told) {
                told.add(it);
            }
        });
        BulkPlan plan = counted.plan(nobody, KEEPING);

        assertThat(asked).containsExactly(100, 100, 1);
        assertThat(plan.staying()).hasSize(101);
        assertThat(told)
                .hasSize(100)
                .extracting(Progress::message)
                .contains("1 of 100 people are planned for", "100 of 100 people are planned for");
    }

    /** The summary is what somebody reads before they confirm. */
    @Test
    void theSummarySaysWhetherDevicesAreWiped() {
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");
        UserId kim = world.joins("kim");
        world.team.personHas(leo, 2, 3, "Notes");
        world.team.personHas(mia, 1, 0, "Notes", "Charts");

        assertThat(bulk().plan(refs(leo, mia, kim), KEEPING).summary())
                .containsExactly(
                        "3 of 3 people leave.",
                        "3 people can no longer sign in, on the web or on any device.",
                        "3 licenses of type full become free.",
                        "The provider keeps the files of 3 people for 7 days.",
                        "Synced files stay on 3 linked devices of 2 people.",
                        "No device of 1 person is linked.",
                        "3 open web sessions of 1 person end.",
                        "Apps linked to the accounts of 2 people lose access: Charts, Notes.",
                        "It can be undone for 3 people for 7 days, if a license is free then.");
        assertThat(bulk().plan(
                                refs(leo, mia, kim),
                                with(DataHandling.keepRecoverable().wipingDevices()))
                        .summary())
                .contains(
                        "Synced files are erased from 3 linked devices of 2 people.",
                        "No device of 1 person is linked; synced files are erased from any that is by then.")
                .noneMatch(it -> it.startsWith("Synced files stay"));
        assertThat(bulk().plan(refs(kim), KEEPING).summary()).startsWith("1 person leaves.");
    }

    private static OffboardingResolver with(DataHandling handling) {
        return leaver -> OffboardingRequest.of(UserRef.id(leaver.id()), handling);
    }

    @Test
    void theSummaryNamesWhoGetsFilesAndMail() {
        UserRef ben =
                UserRef.id(world.team.personJoins(NewUser.of("ben@example.com").named("Ben", "Lee")));
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");
        DataHandling toBen = DataHandling.transferTo(ben).keepingDevices();

        assertThat(bulk().plan(
                                refs(leo, mia),
                                leaver -> OffboardingRequest.of(UserRef.id(leaver.id()), toBen)
                                        .forwardingMailTo(ben))
                        .summary())
                .contains(
                        "The files of 2 people move to Ben Lee <ben@example.com>; once they have, the accounts can't be recovered.",
                        "Future e-mail to 2 people is forwarded to Ben Lee <ben@example.com>.",
                        "It can't be undone for 2 people.");
        assertThat(bulk().plan(
                                refs(leo),
                                with(DataHandling.transferAfterwardsTo(ben).keepingDevices()))
                        .summary())
                .contains(
                        "The files of 1 person move to Ben Lee <ben@example.com> after the removal; once they have, the "
                                + "accounts can't be recovered.");
    }

    @Test
    void theSummaryCountsManyRecipientsGroupsAndApps() {
        List<UserId> leavers = new ArrayList<>();
        List<UserRef> recipients = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            world.team.group("g" + i, "Group " + i);
            UserId leaver = world.joins("leo" + i);
            World.done(world.users().joinGroup(UserRef.id(leaver), "g" + i, i == 0));
            world.team.personHas(leaver, 0, 0, "App " + i);
            leavers.add(leaver);
            recipients.add(UserRef.id(world.joins("mia" + i)));
        }

        assertThat(bulk().plan(
                                refs(leavers.toArray(new UserId[0])),
                                leaver -> OffboardingRequest.of(
                                        UserRef.id(leaver.id()),
                                        DataHandling.transferTo(recipients.get(leavers.indexOf(leaver.id())))
                                                .keepingDevices()))
                        .summary())
                .contains(
                        "The files of 11 people move to 11 people; once they have, the accounts can't be recovered.",
                        "Apps linked to the accounts of 11 people lose access: 11 different ones.",
                        "11 groups lose members, 1 a manager.");
    }

    @Test
    void theSummarySaysWhatElseEveryKindOfLeaverLoses() {
        world.team.group("g1", "Design");
        UserId kim = admin("kim");
        UserId leo = world.joins("leo");
        UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));
        World.done(world.users().joinGroup(UserRef.id(kim), "g1", true));
        World.done(world.users().joinGroup(UserRef.id(leo), "g1", false));
        world.team.missingScope(Capability.READ_DEVICES);

        assertThat(bulk().plan(
                                refs(kim, leo, ana),
                                leaver -> OffboardingRequest.of(
                                        UserRef.id(leaver.id()),
                                        leaver.id().equals(kim)
                                                ? DataHandling.keepAsPersonalAccount(DataHandling.Shares.REMOVE)
                                                : KEEP))
                        .summary())
                .contains(
                        "2 people can no longer sign in, on the web or on any device.",
                        "1 invitation is withdrawn.",
                        "The accounts and files of 1 person become personal ones, without access to the team's shares.",
                        "Synced files stay on all linked devices of 2 people; how many is not known.",
                        "These groups lose members: Design (2, 1 manager among them).",
                        "The team loses 1 person with the role " + InMemoryConnector.TEAM_ADMIN.name() + ".",
                        "It can't be undone for 1 person.",
                        "It can't be undone for 1 person, who can be invited again.")
                .anyMatch(it -> it.startsWith("3 people: Not known: linked devices"));
    }

    @Test
    void whoIsNamedTwiceIsNotSaidToStay() {
        UserId leo = world.joins("leo");

        assertThat(bulk().plan(refs(leo, leo), KEEPING).summary())
                .contains("leo@example.com is named twice in the list; the first entry counts.");
    }

    @Test
    void whoIsNamedTwiceIsNamedAsOneWhoLeavesToWhoeverWouldGiveThemFiles() {
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");
        DataHandling toMia = DataHandling.transferTo(UserRef.id(mia)).keepingDevices();

        BulkPlan plan = bulk().plan(
                        refs(mia, leo, mia),
                        leaver -> OffboardingRequest.of(
                                UserRef.id(leaver.id()), leaver.id().equals(leo) ? toMia : KEEP));

        assertThat(plan.entries().get(1).plan().refusals())
                .extracting(Refusal::explanation)
                .containsExactly(
                        "Whoever should get the files or mail (mia@example.com) is to leave by the same plan.");
    }

    @Test
    void aPlanForNobodyIsEmpty() {
        BulkPlan plan = bulk().plan(List.of(), KEEPING);

        assertThat(plan.entries()).isEmpty();
        assertThat(plan.brake()).isEmpty();
        assertThat(plan.summary()).containsExactly("Nobody leaves.");
        assertThatThrownBy(() -> plan.confirmedBy(World.ACTOR)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoStaysIsNamedByAddressAndSoIsWhoLeavesWithThem() {
        UserId leo = world.joins("leo");
        UserId mia = world.joins("mia");

        BulkPlan plan = bulk().plan(
                        refs(leo, mia),
                        leaver -> OffboardingRequest.of(
                                UserRef.id(leaver.id()),
                                leaver.id().equals(leo)
                                        ? DataHandling.transferTo(UserRef.id(mia))
                                                .keepingDevices()
                                        : KEEP));

        assertThat(plan.summary())
                .contains("1 of 2 people leaves.")
                .contains(
                        "leo@example.com stays: Whoever should get the files or mail (mia@example.com) is to leave by the "
                                + "same plan.");
    }

    /** The brake has nothing to say of a plan by which nobody leaves. */
    @Test
    void aPlanByWhichNobodyLeavesIsNotBraked() {
        for (int i = 0; i < 3; i++) {
            World.done(world.seeOff(world.joins("gone" + i)));
        }
        BulkPlan plan = bulk().plan(List.of(UserRef.email("nobody@example.com")), KEEPING);

        assertThat(plan.brake()).isEmpty();
    }
}
