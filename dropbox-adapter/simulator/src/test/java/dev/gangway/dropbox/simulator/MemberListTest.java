package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.LinkedTeam.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dropbox.core.DbxException;
import com.dropbox.core.v2.team.AdminTier;
import com.dropbox.core.v2.team.MembersGetInfoItem;
import com.dropbox.core.v2.team.MembersGetInfoItemV2;
import com.dropbox.core.v2.team.MembersListContinueErrorException;
import com.dropbox.core.v2.team.MembersListResult;
import com.dropbox.core.v2.team.MembersListV2Result;
import com.dropbox.core.v2.team.TeamMemberInfoV2;
import com.dropbox.core.v2.team.UserSelectorArg;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listing and looking up, as the official client sees it. */
class MemberListTest {
    private LinkedTeam linked = new LinkedTeam(JobStyle.NEVER);

    @AfterEach
    void stop() {
        linked.close();
    }

    @Test
    void aListingShowsEverybodyOnTheTeamOnce() throws DbxException {
        List<String> names = list(3, false);

        assertThat(names).containsExactly("olga", "pete", "uma", "ana", "leo", "ivy", "sam", "lia");
    }

    @Test
    void aListingShowsFormerMembersIfAsked() throws DbxException {
        assertThat(list(2, true)).contains("rob", "ulf", "dan").hasSize(11).doesNotHaveDuplicates();
    }

    @Test
    void whoIsErasedIsNeverShown() throws DbxException {
        linked.change(() -> linked.member("ulf").erased(true));

        assertThat(list(1000, true)).doesNotContain("ulf");
    }

    @Test
    void theFirstVersionShowsTiers() throws DbxException {
        MembersListResult first = linked.team.membersListBuilder().withLimit(2L).start();
        MembersListResult second = linked.team.membersListContinue(first.getCursor());

        assertThat(first.getMembers()).extracting("role").containsOnly(AdminTier.TEAM_ADMIN);
        assertThat(second.getMembers())
                .extracting("role")
                .containsExactly(AdminTier.USER_MANAGEMENT_ADMIN, AdminTier.MEMBER_ONLY);
    }

    @Test
    void cursorsOfTheOtherVersionAreInvalid() throws DbxException {
        String cursor = linked.team.membersListBuilder().withLimit(2L).start().getCursor();

        assertThatExceptionOfType(MembersListContinueErrorException.class)
                .isThrownBy(() -> linked.team.membersListContinueV2(cursor))
                .matches(e -> e.errorValue.name().equals("INVALID_CURSOR"));
    }

    @Test
    void aListingCanMeetEmptyAndRepeatedPages() throws DbxException {
        linked.simulator.inject(Fault.at("team/members/list_v2").emptyPage());
        linked.simulator.inject(
                Fault.at("team/members/list/continue_v2").call(2).repeatPage());

        assertThat(list(3, false)).hasSize(11).containsOnlyOnce("sam").contains("olga", "pete", "uma");
    }

    @Test
    void lookingUpKeepsTheOrderAndNamesWhomItDoesNotKnow() throws DbxException {
        List<MembersGetInfoItemV2> items = linked.team
                .membersGetInfoV2(List.of(
                        UserSelectorArg.externalId("E-1042"),
                        user("stranger"),
                        UserSelectorArg.teamMemberId(linked.member("olga").id()),
                        user("OLGA")))
                .getMembersInfo();

        assertThat(items.get(0).getMemberInfoValue().getProfile().getEmail()).isEqualTo("ana@example.com");
        assertThat(items.get(1).getIdNotFoundValue()).isEqualTo("stranger@example.com");
        assertThat(items.get(2).getMemberInfoValue().getRoles())
                .extracting("roleId")
                .containsExactly(Role.TEAM.id());
        assertThat(items.get(3).getMemberInfoValue()).isEqualTo(items.get(2).getMemberInfoValue());
    }

    @Test
    void theFirstVersionLooksUpToo() throws DbxException {
        List<MembersGetInfoItem> items = linked.team.membersGetInfo(List.of(user("ana"), user("stranger")));

        assertThat(items.get(0).getMemberInfoValue().getRole()).isEqualTo(AdminTier.MEMBER_ONLY);
        assertThat(items.get(1).isIdNotFound()).isTrue();
    }

    @Test
    void lookingUpFindsFormerMembersUnlessToldNotTo() throws DbxException {
        assertThat(linked.status("rob")).isEqualTo("REMOVED");

        linked.close();
        linked = new LinkedTeam(builder -> builder.findsRemovedMembers(false));

        assertThat(linked.team
                        .membersGetInfoV2(List.of(user("rob")))
                        .getMembersInfo()
                        .get(0)
                        .isIdNotFound())
                .isTrue();
    }

    private List<String> list(long limit, boolean includeRemoved) throws DbxException {
        List<TeamMemberInfoV2> members = new ArrayList<>();
        MembersListV2Result page = linked.team
                .membersListV2Builder()
                .withLimit(limit)
                .withIncludeRemoved(includeRemoved)
                .start();
        members.addAll(page.getMembers());
        while (page.getHasMore()) {
            page = linked.team.membersListContinueV2(page.getCursor());
            assertThat(page.getMembers()).hasSizeLessThanOrEqualTo((int) limit);
            members.addAll(page.getMembers());
        }
        return members.stream()
                .map(member -> member.getProfile().getEmail().replace("@example.com", ""))
                .toList();
    }
}
