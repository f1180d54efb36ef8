package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.Holdings;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of somebody who left recoverably are moved or deleted. */
class FormerFilesTest {

    private static final AnswerLostException LOST = new AnswerLostException("lost on the way", Optional.empty());
    private static final UserRef MIA = UserRef.email("mia@example.com");

    private final World world =
            new World(builder -> builder.allowPermanentDeletion().protect(UserRef.email("ceo@example.com")));
    private final UserId leo = world.joins("leo");
    private final UserId mia = world.joins("mia");

    @BeforeEach
    void equip() {
        world.team.personHasFiles(leo, 7);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** What is done with the files. */
    record Kind(String operation, BiFunction<Users, UserRef, Outcome<User>> call) {
        @Override
        public String toString() {
            return operation;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("transfer-files", (users, leo) -> users.transferFiles(leo, MIA)),
                new Kind("delete-files", Users::deleteFiles));
    }

    private int sent(Kind kind) {
        return (int) world.writes().stream().filter(kind.operation()::equals).count();
    }

    private Outcome<User> ask(Kind kind) {
        return kind.call().apply(world.users(), UserRef.id(leo));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itIsDoneOnceAndForGood(Kind kind) {
        World.done(world.seeOff(leo));

        User after = World.done(ask(kind));

        assertThat(after.status()).isEqualTo(UserStatus.REMOVED);
        assertThat(world.team.files(leo)).isZero();
        assertThat(world.team.files(mia)).isEqualTo(kind.operation().equals("transfer-files") ? 7 : 0);
        assertThat(World.reason(ask(kind))).isEqualTo(Reason.DATA_ALREADY_GONE);
        assertThat(sent(kind)).isOne();
        assertThat(world.users().openRequests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aLostAnswerIsSettledByReadingWithinTheWindow(Kind kind) {
        World.done(world.seeOff(leo));
        world.team.loseNextAnswer();

        assertThat(World.done(ask(kind)).status()).isEqualTo(UserStatus.REMOVED);
        assertThat(sent(kind)).isOne();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aJobIsPolledToItsEnd(Kind kind) {
        World.done(world.seeOff(leo));
        world.team.jobsTake(3);

        assertThat(World.done(ask(kind)).status()).isEqualTo(UserStatus.REMOVED);
        assertThat(sent(kind)).isOne();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itIsNeverSentTwice(Kind kind) {
        World.done(world.seeOff(leo));
        world.team.failNextBefore(LOST);

        JobHandle handle = World.unsettled(ask(kind)).handle();
        assertThat(World.reason(ask(kind))).isEqualTo(Reason.TRANSFER_IN_PROGRESS);
        world.clock.advance(Duration.ofHours(12));
        World.unsettled(world.users().settle(handle));
        world.clock.advance(Duration.ofHours(13));

        assertThat(World.reason(world.otherNode().settle(handle))).isEqualTo(Reason.TRY_LATER);
        assertThat(sent(kind)).isOne();
        assertThat(world.team.files(leo)).isEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theEndOfTheWindowIsNotTakenForTheEffect(Kind kind) {
        World.done(world.seeOff(leo));
        world.clock.advance(Duration.ofDays(6).plusHours(23).plusMinutes(59).plusSeconds(50));
        world.team.failNextBefore(LOST);

        Outcome<User> outcome = ask(kind);
        world.clock.advance(Duration.ofDays(3));

        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.REMOVED);
        World.unsettled(world.users().settle(World.unsettled(outcome).handle()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void ofSomebodyWhomAnotherHandRemovedNobodyKnowsTheWindow(Kind kind) {
        world.team.personLeaves(leo, true);
        world.team.loseNextAnswer();

        Outcome.Unsettled<User> outcome = World.unsettled(ask(kind));

        assertThat(outcome.why()).contains("doesn't show what became of it");
        assertThat(sent(kind)).isOne();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whoIsOnTheTeamIsRefused(Kind kind) {
        assertThat(World.reason(ask(kind))).isEqualTo(Reason.WRONG_STATUS);
        assertThat(World.reason(kind.call().apply(world.users(), UserRef.email("nobody@example.com"))))
                .isEqualTo(Reason.USER_NOT_FOUND);
        assertThat(world.writes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aLegalHoldIsRefused(Kind kind) {
        world.team.personLeaves(leo, true);
        world.team.legalHold(leo, true);

        assertThat(World.reason(ask(kind))).isEqualTo(Reason.LEGAL_HOLD);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void nothingIsDeletedForGoodWhereLegalHoldsAreNotKnown() {
        world.team.personLeaves(leo, true);
        Users blind = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Holdings inspect(UserId user) {
                return Holdings.unknown("no permission");
            }
        }));

        assertThat(World.reason(blind.deleteFiles(UserRef.id(leo)))).isEqualTo(Reason.INCOMPLETE_READING);
        assertThat(world.writes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingIsDoneWhileAnOffboardingOfTheirsIsOpen(Kind kind) {
        world.team.holdJobs();
        World.unsettled(world.seeOff(leo));
        world.team.personLeaves(leo, true);

        assertThat(World.reason(ask(kind))).isEqualTo(Reason.ALREADY_RUNNING);
        assertThat(sent(kind)).isZero();
    }

    @Test
    void filesAreDeletedOnlyIfTheApplicationAllowsIt() {
        try (World careful = new World()) {
            UserId eva = careful.joins("eva");
            careful.team.personLeaves(eva, true);

            assertThat(World.reason(careful.users().deleteFiles(UserRef.id(eva))))
                    .isEqualTo(Reason.PERMANENT_DELETION_DISABLED);
            assertThat(careful.writes()).isEmpty();
        }
    }

    @Test
    void filesOfSomebodyProtectedAreNotDeleted() {
        UserId ceo = world.joins("ceo");
        world.team.personLeaves(ceo, true);

        assertThat(World.reason(world.users().deleteFiles(UserRef.id(ceo)))).isEqualTo(Reason.PROTECTED_USER);
    }

    @Test
    void theRecipientIsAnotherActiveMemberWhoStays() {
        world.team.personLeaves(leo, true);
        UserId sue = world.joins("sue");
        world.team.personIsSuspended(sue);
        UserId max = world.joins("max");
        world.team.holdJobs();
        World.unsettled(world.seeOff(max));

        assertThat(Stream.of(UserRef.id(leo), UserRef.id(sue), UserRef.email("nobody@example.com"))
                        .map(it -> World.reason(world.users().transferFiles(UserRef.id(leo), it))))
                .containsOnly(Reason.RECIPIENT_UNSUITABLE);
        assertThat(World.reason(world.users().transferFiles(UserRef.id(leo), UserRef.id(max))))
                .isIn(Reason.ALREADY_RUNNING, Reason.RECIPIENT_UNSUITABLE);
        assertThat(world.writes()).doesNotContain("transfer-files");
    }

    @Test
    void whoHearsOfErrorsIsAnActiveAdmin() {
        world.team.personLeaves(leo, true);
        UserId eva = world.joins("eva");

        Outcome<User> refused = world.users().transferFiles(UserRef.id(leo), MIA, UserRef.id(eva));
        world.team.personHasRoles(eva, InMemoryConnector.TEAM_ADMIN);
        Outcome<User> done = world.users().transferFiles(UserRef.id(leo), MIA, UserRef.id(eva));

        assertThat(World.reason(refused)).isEqualTo(Reason.TRANSFER_ADMIN_UNSUITABLE);
        assertThat(World.done(done).status()).isEqualTo(UserStatus.REMOVED);
    }

    @Test
    void aRecipientDoesNotGoBeforeTheFilesHaveCome() {
        World.done(world.seeOff(leo));
        world.team.holdJobs();
        World.unsettled(world.users().transferFiles(UserRef.id(leo), MIA));

        assertThat(World.reason(world.users().suspend(MIA, Devices.KEEP))).isEqualTo(Reason.TRANSFER_IN_PROGRESS);
        assertThat(world.users()
                        .planOffboarding(MIA, DataHandling.keepRecoverable().keepingDevices())
                        .refusals())
                .extracting(Refusal::reason)
                .contains(Reason.TRANSFER_IN_PROGRESS);
    }

    @Test
    void twoAtOnceAreNotSentBoth() {
        World.done(world.seeOff(leo));
        List<Outcome<User>> meanwhile = new ArrayList<>();
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> transferFiles(UserId former, UserId recipient, UserId errorsTo) {
                meanwhile.add(world.users().deleteFiles(UserRef.id(former)));
                return super.transferFiles(former, recipient, errorsTo);
            }
        }));

        World.done(users.transferFiles(UserRef.id(leo), MIA));

        assertThat(World.reason(meanwhile.get(0))).isEqualTo(Reason.TRANSFER_IN_PROGRESS);
        assertThat(world.writes()).containsExactly("suspend", "remove", "transfer-files");
    }

    @Test
    void whoIsNotFoundByTheAddressIsLookedForAmongThoseWhoLeft() {
        world.team.personLeaves(leo, true);
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Optional<User> find(UserRef user) {
                return super.find(user)
                        .filter(it -> it.status().isOnTeam() || user.asId().isPresent());
            }

            @Override
            public Optional<User> findLeaver(UserRef.Email address) {
                return world.team.people().isEmpty() ? Optional.empty() : Optional.of(world.team.user(leo));
            }
        }));

        assertThat(World.done(users.transferFiles(UserRef.email("leo@example.com"), MIA))
                        .id())
                .isEqualTo(leo);
    }

    @Test
    void whereNobodyIsShownAnyMoreTheAnswerSaysThatTheyHaveLeftForGood() {
        World.done(world.seeOff(leo));
        Users forgetful = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Optional<User> find(UserRef user) {
                return super.find(user).filter(it -> it.status() != UserStatus.REMOVED);
            }
        }));

        User after = World.done(forgetful.deleteFiles(UserRef.id(leo)));

        assertThat(after.id()).isEqualTo(leo);
        assertThat(after.status()).isEqualTo(UserStatus.REMOVED);
    }
}
