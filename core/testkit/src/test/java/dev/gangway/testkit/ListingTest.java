package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.DataHandling;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListingTest {

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private Stream<String> listed(Function<Cursor, Page<User>> pages) {
        return world
                .through(ForwardingConnector.withUsers(world.team, users -> new ForwardingUsers(users) {
                    @Override
                    public Page<User> list(Cursor cursor) {
                        return pages.apply(cursor);
                    }
                }))
                .stream()
                .map(User::email);
    }

    @Test
    void everybodyIsStreamedOverAllPages() {
        List.of("leo", "mia", "ned", "ola", "pia").forEach(world::joins);
        world.team.pageSize(2);

        assertThat(world.users().stream().map(User::email))
                .containsExactly(
                        "admin@example.com",
                        "leo@example.com",
                        "mia@example.com",
                        "ned@example.com",
                        "ola@example.com",
                        "pia@example.com");
    }

    @Test
    void nextPagesAreFetchedAsTheStreamIsRead() {
        List.of("leo", "mia", "ned", "ola", "pia").forEach(world::joins);
        world.team.pageSize(2);
        int before = world.team.requests();

        assertThat(world.users().stream().limit(2)).hasSize(2);

        assertThat(world.team.requests() - before).isEqualTo(1);
    }

    @Test
    void nobodyComesTwice() {
        User admin = world.team.admin();

        assertThat(listed(cursor -> cursor.isStart()
                        ? new Page<>(List.of(admin, admin), Optional.of(new Cursor("2")))
                        : Page.last(List.of(admin))))
                .containsExactly(admin.email());
    }

    @Test
    void anEmptyPageIsNotTheLast() {
        User admin = world.team.admin();

        assertThat(listed(cursor -> cursor.isStart()
                        ? new Page<>(List.of(), Optional.of(new Cursor("2")))
                        : Page.last(List.of(admin))))
                .containsExactly(admin.email());
    }

    @Test
    void aListThatComesBackToItselfIsLoud() {
        Stream<String> listed = listed(cursor -> new Page<>(List.of(), Optional.of(new Cursor("again"))));

        assertThatThrownBy(listed::toList).isInstanceOf(ProviderProtocolException.class);
    }

    @Test
    void noAdminLeavesOnTheStrengthOfAListThatEndsTooEarly() {
        UserId kim = world.joins("kim");
        world.team.personHasRoles(kim, InMemoryConnector.TEAM_ADMIN);
        world.team.personHasRoles(world.team.admin().id());
        world.team.sizeIsSaidToBe(Fact.of(3));

        assertThat(world.users()
                        .planOffboarding(
                                UserRef.id(kim), DataHandling.keepRecoverable().keepingDevices())
                        .refusals())
                .extracting(Refusal::reason)
                .contains(Reason.INCOMPLETE_READING);
    }
}
