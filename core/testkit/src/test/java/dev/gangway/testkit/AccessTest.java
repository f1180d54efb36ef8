package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Row;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.Devices;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserSession;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where somebody is signed in, and the apps that they let in. */
class AccessTest {

    private static final AnswerLostException LOST = new AnswerLostException("lost on the way", Optional.empty());

    private final World world = new World();
    private final UserId id = world.joins("leo");
    private final UserRef leo = UserRef.id(id);

    @BeforeEach
    void equip() {
        world.team.personHas(id, 1, 2, "Notes", "Mail");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<UserSession> sessions() {
        return world.users().sessions(leo).toOptional().orElseThrow();
    }

    @Test
    void oneSessionIsEndedAndTheOthersStay() {
        List<UserSession> before = sessions();

        Outcome<User> outcome = world.users().endSession(leo, before.get(1), Devices.KEEP);
        Outcome<User> again = world.users().endSession(leo, before.get(1), Devices.KEEP);

        assertThat(outcome).isEqualTo(Outcome.done(world.team.user(id)));
        assertThat(again).isEqualTo(Outcome.alreadyDone(world.team.user(id)));
        assertThat(sessions()).containsExactly(before.get(0), before.get(2));
        assertThat(world.team.devicesWiped(id)).isFalse();
    }

    @Test
    void allSessionsAreEndedWithARowForEach() {
        List<UserSession> before = sessions();

        Outcome<List<Row<UserSession, User>>> outcome = world.users().endAllSessions(leo, Devices.WIPE);

        assertThat(World.done(outcome)).extracting(Row::input).isEqualTo(before);
        assertThat(World.done(outcome))
                .extracting(Row::end)
                .containsOnly(new Row.Attempted<>(Outcome.done(world.team.user(id))));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Done.class, it -> assertThat(it.changed()).isTrue());
        assertThat(sessions()).isEmpty();
        assertThat(world.team.devicesWiped(id)).isTrue();
        assertThat(world.users().endAllSessions(leo, Devices.KEEP)).isEqualTo(Outcome.alreadyDone(List.of()));
    }

    @Test
    void whatWasNotTriedIsSaidSo() {
        world.clock.advance(Duration.ofSeconds(1));
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> endSession(UserId user, UserSession session, Devices devices) {
                if (!world.writes().isEmpty()) {
                    throw new RateLimitedException("Too many requests.", Duration.ofMinutes(1), Optional.empty());
                }
                return super.endSession(user, session, devices);
            }
        }));

        List<Row<UserSession, User>> rows = World.done(users.endAllSessions(leo, Devices.KEEP));

        assertThat(rows)
                .extracting(row -> row.end() instanceof Row.NotAttempted<User>)
                .containsExactly(false, true, true);
        assertThat(sessions()).hasSize(2);
        assertThat(world.users().openRequests()).isEmpty();
    }

    @Test
    void appsAreUnlinkedOneOrAll() {
        List<LinkedApp> apps = world.users().linkedApps(leo).toOptional().orElseThrow();

        World.done(world.users().unlinkApp(leo, apps.get(0)));
        List<Row<LinkedApp, User>> rows = World.done(world.users().unlinkAllApps(leo));

        assertThat(rows).extracting(Row::input).containsExactly(apps.get(1));
        assertThat(world.users().linkedApps(leo)).isEqualTo(Fact.of(List.of()));
        assertThat(world.writes()).containsExactly("unlink-app", "unlink-app");
    }

    @Test
    void aLostAnswerIsSettledByListing() {
        world.team.loseNextAnswer();
        World.done(world.users().endSession(leo, sessions().get(0), Devices.KEEP));
        world.team.loseNextAnswer();
        World.done(world.users()
                .unlinkApp(
                        leo,
                        world.users().linkedApps(leo).toOptional().orElseThrow().get(0)));

        assertThat(world.writes()).containsExactly("end-session", "unlink-app");
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void whatHadNoEffectIsSentOnceMore() {
        world.team.failNextBefore(LOST);
        World.done(world.users().endSession(leo, sessions().get(0), Devices.KEEP));
        world.team.failNextBefore(LOST);
        World.done(world.users()
                .unlinkApp(
                        leo,
                        world.users().linkedApps(leo).toOptional().orElseThrow().get(0)));

        assertThat(world.writes()).containsExactly("end-session", "end-session", "unlink-app", "unlink-app");
        assertThat(sessions()).hasSize(2);
    }

    @Test
    void sessionsThatCannotBeListedAreNotEnded() {
        UserSession session = sessions().get(0);
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Fact<List<UserSession>> sessions(UserId user) {
                return Fact.unknown("not readable");
            }
        }));
        world.team.loseNextAnswer();

        assertThat(World.reason(users.endAllSessions(leo, Devices.KEEP))).isEqualTo(Reason.INCOMPLETE_READING);
        Outcome<User> lost = users.endSession(leo, session, Devices.KEEP);

        World.unsettled(lost);
        assertThat(world.writes()).containsExactly("end-session");
        World.done(world.users().settle(World.unsettled(lost).handle()));
    }

    @Test
    void whoIsNotThereIsRefused() {
        UserSession session = sessions().get(0);
        world.team.personLeaves(id, true);

        assertThat(World.reason(world.users().endSession(leo, session, Devices.KEEP)))
                .isEqualTo(Reason.NOT_ON_TEAM);
        assertThat(World.reason(world.users().unlinkAllApps(UserRef.email("nobody@example.com"))))
                .isEqualTo(Reason.USER_NOT_FOUND);
        assertThat(world.users().sessions(UserRef.email("nobody@example.com"))).isInstanceOf(Fact.Unknown.class);
    }
}
