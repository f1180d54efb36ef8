package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.v2.team.MemberAddV2Arg;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputsTest {

    private final Script dropbox = new Script();

    static Stream<Arguments> unacceptable() {
        NewUser ana = NewUser.of("ana@example.com");
        return Stream.of(
                Arguments.of(NewUser.of("zoë@example.com"), "e-mail address"),
                Arguments.of(NewUser.of("ana@münchen.example"), "e-mail address"),
                Arguments.of(NewUser.of("ana@example.c"), "e-mail address"),
                Arguments.of(NewUser.of("a\"b@example.com"), "e-mail address"),
                Arguments.of(ana.named("A".repeat(51), ""), "given name"),
                Arguments.of(ana.named("Ana/Bea", ""), "given name"),
                Arguments.of(ana.named("", "B".repeat(51)), "surname"),
                Arguments.of(ana.named("", "Silva|"), "surname"),
                Arguments.of(ana.withExternalId("E".repeat(65)), "external id"),
                Arguments.of(withRole(ana, "admin"), "role id"),
                Arguments.of(withRole(ana, "pid_dbtmr:" + "A".repeat(119)), "role id"));
    }

    private static NewUser withRole(NewUser user, String role) {
        return new NewUser(user.email(), "", "", Optional.empty(), Optional.of(role), List.of(), true, false);
    }

    @ParameterizedTest
    @MethodSource("unacceptable")
    void whatDropboxDoesNotTakeIsRefusedByNameAndNotSent(NewUser newUser, String field) {
        Outcome<UserId> outcome = dropbox.users().onboard(newUser);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, it -> {
            assertThat(it.refusal().reason()).isEqualTo(Reason.INVALID_INPUT);
            assertThat(it.refusal().explanation()).contains(field);
        });
        assertThat(dropbox.sent()).isEmpty();
    }

    /** The SDK checks the same by itself, and answers with an exception: what passes here must pass there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana@example.com",
                "o'neil#1&2%._+-@a.b-c.example",
                "A@-x.museumofmoderna",
                "a@b.co",
                "zoë@example.com",
                "ana@example.c",
                "ana@example.abcdefghijklmnop",
                "a b@example.com",
                "ana@exämple.com",
                "ana@example.com1"
            })
    void anAddressIsJudgedAsTheSdkJudgesIt(String address) {
        assertThat(isAccepted(address)).isEqualTo(sdkAccepts(address));
    }

    private static boolean isAccepted(String address) {
        try {
            return Inputs.problem(NewUser.of(address)).isEmpty();
        } catch (IllegalArgumentException coreRefuses) {
            return false;
        }
    }

    private static boolean sdkAccepts(String address) {
        try {
            MemberAddV2Arg.newBuilder(address);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    @Test
    void moreThanOneRoleIsRefusedAndNotSent() {
        Outcome<UserId> outcome =
                dropbox.users().assignRoles(new UserId("dbmid:ana"), List.of("pid_dbtmr:a", "pid_dbtmr:b"));

        assertThat(outcome.toString()).contains("INVALID_INPUT").contains("at most one role");
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void nobodyCanHaveAReferenceThatDropboxDoesNotTake() {
        assertThat(dropbox.users().find(UserRef.email("zoë@example.com"))).isEmpty();
        assertThat(dropbox.users().find(UserRef.externalId("E".repeat(65)))).isEmpty();
        assertThat(dropbox.sent()).isEmpty();
    }
}
