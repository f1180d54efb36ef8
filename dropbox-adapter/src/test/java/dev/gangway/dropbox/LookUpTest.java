package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.dropbox.simulator.TeamSetup;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many people looked up at once, and leavers by the address that they had. */
class LookUpTest {

    private static final String INFO = "team/members/get_info_v2";
    private static final String LIST = "team/members/list_v2";

    private static final String ANA = Bodies.member("dbmid:ana", "ana@example.com", "active");
    private static final String BEN = Bodies.member("dbmid:ben", "ben@example.com", "active");

    private static Optional<String> email(Optional<User> user) {
        return user.map(User::email);
    }

    @Test
    void everybodyIsLookedUpWithOneRequestAndComesInOrder() {
        try (DirectTeam team = DirectTeam.start(it -> it.findsRemovedMembers(false))) {
            UserId rob = team.users()
                    .findLeaver(new UserRef.Email("rob@example.com"))
                    .orElseThrow()
                    .id();
            int before = team.simulator().calls(INFO).size();
            int lists = team.simulator().calls(LIST).size();

            List<Optional<User>> found = team.users()
                    .findAll(List.of(
                            UserRef.email("sam@example.com"),
                            UserRef.email("ünal@example.com"),
                            UserRef.externalId("E-1042"),
                            UserRef.id(rob),
                            UserRef.email("nobody@example.com"),
                            UserRef.id(new UserId("dbmid:nobody")),
                            UserRef.email("SAM@example.com")));

            assertThat(found)
                    .extracting(LookUpTest::email)
                    .containsExactly(
                            Optional.of("sam@example.com"),
                            Optional.empty(),
                            Optional.of("ana@example.com"),
                            Optional.of("rob@example.com"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("sam@example.com"));
            assertThat(team.simulator().calls(INFO)).hasSize(before + 1);
            assertThat(team.simulator().calls(LIST)).hasSize(lists + 1);
        }
    }

    @Test
    void moreThanAHundredAreLookedUpInParts() {
        try (DirectTeam team = DirectTeam.start()) {
            List<UserRef> many = IntStream.range(0, 101)
                    .mapToObj(i -> UserRef.email("p" + i + "@example.com"))
                    .toList();

            assertThat(team.users().findAll(many)).hasSize(101).allMatch(Optional::isEmpty);
            assertThat(team.simulator().calls(INFO)).hasSize(2);
        }
    }

    @Test
    void nobodyIsAskedAboutNobody() {
        Script dropbox = new Script();

        assertThat(dropbox.users().findAll(List.of())).isEmpty();
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void peopleWhoComeInAnotherOrderAreNotMistakenForEachOther() {
        Script dropbox = new Script();
        dropbox.answers(
                200,
                "{\"members_info\":[{\".tag\":\"member_info\"," + BEN.substring(1) + ",{\".tag\":\"member_info\","
                        + ANA.substring(1) + "]}");

        assertThatThrownBy(() -> dropbox.users()
                        .findAll(List.of(UserRef.email("ana@example.com"), UserRef.email("ben@example.com"))))
                .isInstanceOf(ProviderProtocolException.class);
    }

    @Test
    void onlyWhoCanBeRecoveredIsALeaverToFind() {
        try (DirectTeam team = DirectTeam.start(it -> it.findsRemovedMembers(false))) {
            assertThat(team.users().findLeaver(new UserRef.Email("ROB@example.com")))
                    .map(User::email)
                    .contains("rob@example.com");
            assertThat(team.users().findLeaver(new UserRef.Email("ulf@example.com")))
                    .isEmpty();
            assertThat(team.users().findLeaver(new UserRef.Email("ana@example.com")))
                    .isEmpty();
        }
    }

    @Test
    void theTeamsSizeIsDropboxsOwnCount() {
        try (DirectTeam team = DirectTeam.start(it -> it.team(TeamSetup.small().showing(7, 5)))) {
            assertThat(team.users().size().toOptional()).contains(7);
        }
    }
}
