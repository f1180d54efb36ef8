package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
