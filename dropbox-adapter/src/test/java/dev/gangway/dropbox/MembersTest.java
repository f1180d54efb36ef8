package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.v2.team.TeamMemberRole;
import dev.gangway.result.Fact;
import dev.gangway.user.Role;
import dev.gangway.user.Role.Power;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {

    private static final UserRef ANA = UserRef.id(new UserId("dbmid:ana"));

    private static User read(String member) {
        return new Script().answers(200, Bodies.info(member)).users().find(ANA).orElseThrow();
    }

    private static User withStatus(String status) {
        return read(Bodies.member("dbmid:ana", "ana@example.com", status));
    }

    @ParameterizedTest
    @CsvSource({
        "active, ACTIVE",
        "invited, INVITED",
        "suspended, SUSPENDED",
        "recoverable, REMOVED_RECOVERABLE",
        "gone, REMOVED"
    })
    void everyStatusHasItsWord(String told, UserStatus status) {
        assertThat(withStatus(told).status()).isEqualTo(status);
    }

    @Test
    void aMemberIsReadWhole() {
        User ana = withStatus("suspended");

        assertThat(ana.id()).isEqualTo(new UserId("dbmid:ana"));
        assertThat(ana.email()).isEqualTo("ana@example.com");
        assertThat(ana.displayName()).isEqualTo("Ana Silva");
        assertThat(ana.licenseType()).isEqualTo(Fact.of(Optional.of("full")));
        assertThat(ana.groupIds().toOptional().orElse(List.of())).containsExactlyInAnyOrder("g:everyone", "g:1");
        assertThat(ana.externalId()).isEmpty();
        assertThat(ana.joinedAt()).contains(Instant.parse("2025-01-02T03:04:05Z"));
        assertThat(ana.suspendedAt()).contains(Instant.parse("2026-01-03T03:04:05Z"));
    }

    @Test
    void aMemberWithoutTheRolesKeyIsAPlainMember() {
        assertThat(withStatus("invited").roles()).isEmpty();
    }

    @Test
    void aLimitedMemberTakesNoLicenseOfThatType() {
        User limited =
                read("{\"profile\":" + Bodies.profile("dbmid:ana", "ana@example.com", "active", "limited") + "}");

        assertThat(limited.licenseType()).isEqualTo(Fact.of(Optional.empty()));
    }

    @Test
    void somebodyWhoLeftTakesNoLicense() {
        assertThat(withStatus("recoverable").licenseType()).isEqualTo(Fact.of(Optional.empty()));
    }

    @Test
    void theTeamAdminIsKnownByTheIdThatAllTeamsShare() {
        User admin = read(Bodies.member("dbmid:ana", "ana@example.com", "active", Bodies.TEAM_ROLE));

        assertThat(admin.isTeamAdmin()).isTrue();
    }

    @Test
    void theTeamAdminIsKnownByNameAndDescriptionTogether() {
        assertThat(power("Team", "Manage everything and access all permissions"))
                .isEqualTo(Power.TEAM_ADMIN);
    }

    @Test
    void aRoleThatOnlyBearsTheTeamAdminsNameIsUnknown() {
        assertThat(power("Team", "Organises the summer party")).isEqualTo(Power.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"User management", "Support", "Billing", "Content", "Compliance", "Reporting", "Security"})
    void theOtherRolesOfDropboxAreLimited(String name) {
        assertThat(power(name, "whatever")).isEqualTo(Power.LIMITED_ADMIN);
    }

    @Test
    void aRoleOfTheTeamsOwnIsUnknown() {
        assertThat(power("Night shift", "whatever")).isEqualTo(Power.UNKNOWN);
    }

    private static Power power(String name, String description) {
        return Members.role(new TeamMemberRole("pid_dbtmr:other", name, description))
                .power();
    }

    @Test
    void aRoleKeepsItsIdAndName() {
        assertThat(Members.role(new TeamMemberRole("pid_dbtmr:x", "Support", "Help")))
                .isEqualTo(new Role("pid_dbtmr:x", "Support", Power.LIMITED_ADMIN));
    }
}
