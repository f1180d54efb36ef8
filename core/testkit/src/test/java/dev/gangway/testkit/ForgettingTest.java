package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.Devices;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** For how long settled requests answer to their handles. */
class ForgettingTest {

    private final World world = new World(builder -> builder.maxWait(Duration.ZERO));

    @AfterEach
    void close() {
        world.close();
    }

    /** The answer is lost, and the provider is down directly afterwards. */
    private JobHandle unsettled(UserId leo) {
        AtomicBoolean down = new AtomicBoolean();
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> suspend(UserId user, Devices devices) {
                super.suspend(user, devices);
                down.set(true);
                throw new AnswerLostException("The answer was lost.", Optional.empty());
            }

            @Override
            public Optional<User> find(UserRef user) {
                if (down.get()) {
                    throw new ProviderUnavailableException("The provider is down.", Optional.empty());
                }
                return super.find(user);
            }
        }));
        return World.unsettled(users.suspend(UserRef.id(leo), Devices.KEEP)).handle();
    }

    private JobHandle settled(UserId leo) {
        JobHandle handle = unsettled(leo);
        assertThat(World.done(World.settled(world.users(), handle)).status()).isEqualTo(UserStatus.SUSPENDED);
        return handle;
    }

    @Test
    void aSettledRequestGivesTheSameAnswerForThirtyDays() {
        JobHandle handle = settled(world.joins("leo"));

        world.clock.advance(Duration.ofDays(29));
        assertThat(world.users().openRequests()).isEmpty();

        assertThat(World.done(World.settled(world.otherNode(), handle)).status())
                .isEqualTo(UserStatus.SUSPENDED);
    }

    @Test
    void itIsForgottenThenByWhoeverListsOpenRequests() {
        JobHandle handle = settled(world.joins("leo"));

        world.clock.advance(Duration.ofDays(31));
        assertThat(world.otherNode().openRequests()).isEmpty();

        assertThat(world.journal()).isEmpty();
        assertThatThrownBy(() -> world.users().settle(handle)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotSettledIsNeverForgotten() {
        unsettled(world.joins("leo"));

        world.clock.advance(Duration.ofDays(31));

        assertThat(world.users().openRequests()).hasSize(1);
        assertThat(world.users().openRequests()).hasSize(1);
    }
}
