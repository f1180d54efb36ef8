package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileTest {

    private static final String SET = "team/members/set_profile_v2";

    @Test
    void whatIsNamedIsChangedAndTheRestStays() {
        try (DirectTeam team = DirectTeam.start()) {
            UserId ana = team.id("ana");

            assertThat(team.users().changeProfile(ana, ProfileChange.none().email("a.silva@example.com")))
                    .isEqualTo(Outcome.done(ana));
            assertThat(team.users().changeProfile(ana, ProfileChange.none().named("Anna", "")))
                    .isEqualTo(Outcome.done(ana));
            assertThat(team.users().changeProfile(ana, ProfileChange.none().externalId("")))
                    .isEqualTo(Outcome.done(ana));

            User now = team.users().find(UserRef.id(ana)).orElseThrow();
            assertThat(now.email()).isEqualTo("a.silva@example.com");
            assertThat(now.givenName()).isEqualTo("Anna");
            assertThat(now.surname()).isEmpty();
            assertThat(now.externalId()).isEmpty();
            assertThat(team.arguments(SET).get(1)).doesNotContain("new_email", "new_external_id");
        }
    }

    @Test
    void whatIsSoAlreadyIsNotSent() {
        try (DirectTeam team = DirectTeam.start()) {
            UserId ana = team.id("ana");
            ProfileChange same = ProfileChange.none()
                    .email("ANA@example.com")
                    .named("Ana", "Silva")
                    .externalId("E-1042");

            assertThat(team.users().changeProfile(ana, same)).isEqualTo(Outcome.alreadyDone(ana));
            assertThat(team.simulator().calls(SET)).isEmpty();
            assertThat(team.users().changeProfile(ana, same.named("Ana", "Souza")))
                    .isEqualTo(Outcome.done(ana));
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("ana", ProfileChange.none().email("leo@example.com"), Reason.EMAIL_IN_USE),
                Arguments.of("ana", ProfileChange.none().email("rob@example.com"), Reason.EMAIL_IN_USE),
                Arguments.of("leo", ProfileChange.none().externalId("E-1042"), Reason.EXTERNAL_ID_IN_USE),
                Arguments.of("rob", ProfileChange.none().named("Robert", "Hansen"), Reason.NOT_ON_TEAM),
                Arguments.of("ana", ProfileChange.none().email("ünal@example.com"), Reason.INVALID_INPUT),
                Arguments.of("ana", ProfileChange.none().named("a|b", "c"), Reason.INVALID_INPUT),
                Arguments.of("ana", ProfileChange.none().externalId("x".repeat(65)), Reason.INVALID_INPUT));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String who, ProfileChange change, Reason reason) {
        try (DirectTeam team = DirectTeam.start()) {
            assertThat(team.users().changeProfile(team.id(who), change).toString())
                    .startsWith("Refused")
                    .contains(reason.name());
        }
    }
}
