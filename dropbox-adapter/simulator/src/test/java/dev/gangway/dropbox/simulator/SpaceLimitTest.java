package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.LinkedTeam.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dropbox.core.DbxException;
import com.dropbox.core.v2.team.CustomQuotaErrorException;
import com.dropbox.core.v2.team.CustomQuotaResult;
import com.dropbox.core.v2.team.ExcludedUsersListContinueErrorException;
import com.dropbox.core.v2.team.ExcludedUsersListResult;
import com.dropbox.core.v2.team.ExcludedUsersUpdateErrorException;
import com.dropbox.core.v2.team.RemoveCustomQuotaResult;
import com.dropbox.core.v2.team.SetCustomQuotaErrorException;
import com.dropbox.core.v2.team.UserCustomQuotaArg;
import com.dropbox.core.v2.teamcommon.MemberSpaceLimitType;
import com.dropbox.core.v2.users.SpaceUsage;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Space limits of members, as the official client sees them. */
class SpaceLimitTest {
    private final LinkedTeam linked = new LinkedTeam(JobStyle.NEVER);

    @AfterEach
    void stop() {
        linked.close();
    }

    @Test
    void aQuotaIsSetChangedAndRemoved() throws DbxException {
        set("ana", 4_000_000_000L);
        CustomQuotaResult changed = set("ana", 50);
        CustomQuotaResult read = linked.team
                .memberSpaceLimitsGetCustomQuota(List.of(user("ana")))
                .get(0);
        RemoveCustomQuotaResult removed = linked.team
                .memberSpaceLimitsRemoveCustomQuota(List.of(user("ana")))
                .get(0);

        assertThat(changed.getSuccessValue().getQuotaGb()).isEqualTo(50);
        assertThat(read).isEqualTo(changed);
        assertThat(removed.getSuccessValue()).isEqualTo(user("ana"));
        assertThat(linked.team
                        .memberSpaceLimitsGetCustomQuota(List.of(user("ana")))
                        .get(0)
                        .getSuccessValue()
                        .getQuotaGb())
                .isNull();
        assertThat(linked.events(3))
                .containsExactly(
                        "member_space_limits_add_custom_quota{'new_value':4294967296000000000}",
                        "member_space_limits_change_custom_quota{'previous_value':4294967296000000000,"
                                + "'new_value':53687091200}",
                        "member_space_limits_remove_custom_quota{}");
    }

    @Test
    void whoIsNotOnTheTeamIsToldPerUser() throws DbxException {
        assertThat(set("stranger", 5).getInvalidUserValue()).isEqualTo(user("stranger"));
        assertThat(set("rob", 5).isInvalidUser()).isTrue();
    }

    @Test
    void whoIsExcludedCanHaveNoQuota() throws DbxException {
        set("leo", 5);
        linked.team.memberSpaceLimitsExcludedUsersAdd(List.of(user("leo")));

        assertThatExceptionOfType(SetCustomQuotaErrorException.class)
                .isThrownBy(() -> linked.team.memberSpaceLimitsSetCustomQuota(
                        List.of(new UserCustomQuotaArg(user("ana"), 5), new UserCustomQuotaArg(user("leo"), 5))))
                .matches(e -> e.errorValue.name().equals("SOME_USERS_ARE_EXCLUDED"));
        assertThat(linked.member("ana").customQuota()).isEmpty();
        assertThat(linked.member("leo").customQuota()).isEmpty();
    }

    @Test
    void theExcludedAreListedPageByPage() throws DbxException {
        linked.team.memberSpaceLimitsExcludedUsersAdd(List.of(user("leo"), user("ana"), user("uma")));
        linked.team.memberSpaceLimitsExcludedUsersRemove(List.of(user("ana")));

        ExcludedUsersListResult first = linked.team.memberSpaceLimitsExcludedUsersList(1);
        ExcludedUsersListResult second = linked.team.memberSpaceLimitsExcludedUsersListContinue(first.getCursor());

        assertThat(first.getUsers()).extracting("email").containsExactly("uma@example.com");
        assertThat(first.getHasMore()).isTrue();
        assertThat(second.getUsers()).extracting("email").containsExactly("leo@example.com");
        assertThat(second.getHasMore()).isFalse();
        assertThat(linked.events(2))
                .containsExactly("member_space_limits_add_exception{}", "member_space_limits_remove_exception{}");
    }

    @Test
    void excludingIsAllOrNobody() throws DbxException {
        assertThatExceptionOfType(ExcludedUsersUpdateErrorException.class)
                .isThrownBy(() -> linked.team.memberSpaceLimitsExcludedUsersAdd(List.of(user("leo"), user("stranger"))))
                .matches(e -> e.errorValue.name().equals("USERS_NOT_IN_TEAM"));

        assertThat(linked.team.memberSpaceLimitsExcludedUsersList().getUsers()).isEmpty();
    }

    @Test
    void excludingNobodyIsFine() throws DbxException {
        int before = linked.eventCount();

        assertThat(linked.team.memberSpaceLimitsExcludedUsersAdd().getStatus().name())
                .isEqualTo("SUCCESS");

        assertThat(linked.eventCount()).isEqualTo(before);
    }

    @Test
    void aThousandUsersAreTheMost() {
        assertThatExceptionOfType(CustomQuotaErrorException.class)
                .isThrownBy(() -> linked.team.memberSpaceLimitsGetCustomQuota(Collections.nCopies(1_001, user("ana"))))
                .matches(e -> e.errorValue.name().equals("TOO_MANY_USERS"));
        assertThatExceptionOfType(ExcludedUsersUpdateErrorException.class)
                .isThrownBy(
                        () -> linked.team.memberSpaceLimitsExcludedUsersAdd(Collections.nCopies(1_001, user("ana"))))
                .matches(e -> e.errorValue.name().equals("TOO_MANY_USERS"));
    }

    @Test
    void aForeignCursorIsInvalid() {
        assertThatExceptionOfType(ExcludedUsersListContinueErrorException.class)
                .isThrownBy(() -> linked.team.memberSpaceLimitsExcludedUsersListContinue("x"))
                .matches(e -> e.errorValue.name().equals("INVALID_CURSOR"));
    }

    @Test
    void aQuotaHasTwoGigabytesAtLeast() {
        assertThat(linked.post(
                        "team/member_space_limits/set_custom_quota",
                        "{'users_and_quotas':[{'user':{'.tag':'email','email':'ana@example.com'},'quota_gb':1}]}"))
                .startsWith("400 ")
                .contains("users_and_quotas[0].quota_gb");
    }

    private CustomQuotaResult set(String name, long gigabytes) throws DbxException {
        return linked.team
                .memberSpaceLimitsSetCustomQuota(List.of(new UserCustomQuotaArg(user(name), gigabytes)))
                .get(0);
    }

    @Test
    void howMuchAMemberStoresIsToldInTheMembersName() throws DbxException {
        linked.simulator.people().addFile("ana@example.com", "/Plan.pdf", 7);
        linked.simulator.people().addFile("leo@example.com", "/Leads.csv", 10);
        set("ana", 3);

        SpaceUsage ana = linked.asMember("ana").users().getSpaceUsage();

        assertThat(ana.getUsed()).isEqualTo(7);
        assertThat(ana.getAllocation().getTeamValue().getUsed()).isEqualTo(17);
        assertThat(ana.getAllocation().getTeamValue().getUserWithinTeamSpaceAllocated())
                .isEqualTo(3L << 30);
        assertThat(linked.asMember("leo")
                        .users()
                        .getSpaceUsage()
                        .getAllocation()
                        .getTeamValue()
                        .getUserWithinTeamSpaceLimitType())
                .isEqualTo(MemberSpaceLimitType.OFF);
    }

    @Test
    void withoutTheMembersNameItIsNotTold() {
        assertThat(linked.post("users/get_space_usage", "null")).contains("operates on a single Dropbox account");
        assertThat(linked.post("users/get_space_usage", "null", "Dropbox-API-Select-User", "dbmid:nobody"))
                .contains("invalid_select_user");
    }
}
