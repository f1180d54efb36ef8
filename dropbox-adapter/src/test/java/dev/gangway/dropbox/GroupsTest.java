package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private static final UserId ANA = new UserId("dbmid:ana");
    private static final GroupMembership AS_MEMBER = new GroupMembership("g:1", "Design", false);
    private static final GroupMembership AS_OWNER = new GroupMembership("g:1", "Design", true);
    private static final String CHANGED =
            "{\"group_info\":" + info("g:1", "Design", "company_managed", "") + ",\"async_job_id\":\" \"}";

    private final Script dropbox = new Script();

    private static String info(String id, String name, String management, String members) {
        return "{\"group_name\":\"" + name + "\",\"group_id\":\"" + id + "\",\"group_management_type\":{\".tag\":\""
                + management + "\"},\"created\":1" + members + "}";
    }

    private static String member(String id, String access) {
        return "{\"profile\":{\"team_member_id\":\"" + id + "\",\"email\":\"x@example.com\",\"email_verified\":true,"
                + "\"status\":{\".tag\":\"active\"},\"name\":{\"given_name\":\"\",\"surname\":\"\",\"familiar_name\":\"\","
                + "\"display_name\":\"\",\"abbreviated_name\":\"\"},\"membership_type\":{\".tag\":\"full\"}},"
                + "\"access_type\":{\".tag\":\"" + access + "\"}}";
    }

    private static String members(String cursor, boolean more, String... members) {
        return "{\"members\":[" + String.join(",", members) + "],\"cursor\":\"" + cursor + "\",\"has_more\":" + more
                + "}";
    }

    @Test
    void aPlainMemberIsAddedByOneRequest() {
        dropbox.answers(200, CHANGED);

        assertThat(dropbox.users().joinGroup(ANA, AS_MEMBER)).isEqualTo(Outcome.done(ANA));
        assertThat(dropbox.onlySent().body()).contains("\"access_type\":\"member\"", "\"return_members\":false");
    }

    @Test
    void somebodyWhoIsInTheGroupIsInItAlready() {
        dropbox.refuses("duplicate_user");

        assertThat(dropbox.users().joinGroup(ANA, AS_MEMBER)).isEqualTo(Outcome.alreadyDone(ANA));
    }

    @Test
    void somebodyWhoIsNotInTheGroupIsAddedAsItsManager() {
        dropbox.answers(200, members("c", false)).answers(200, CHANGED);

        assertThat(dropbox.users().joinGroup(ANA, AS_OWNER)).isEqualTo(Outcome.done(ANA));
        assertThat(dropbox.sent().get(1).body()).contains("\"access_type\":\"owner\"");
    }

    @Test
    void aPlainMemberFurtherDownTheListBecomesItsManager() {
        dropbox.answers(200, members("c1", true, member("dbmid:bob", "owner")))
                .answers(200, members("c2", false, member("dbmid:ana", "member")))
                .answers(200, "[]");

        assertThat(dropbox.users().joinGroup(ANA, AS_OWNER)).isEqualTo(Outcome.done(ANA));
        assertThat(dropbox.sent()).extracting(Script.Sent::route).endsWith("team/groups/members/set_access_type");
    }

    @Test
    void aManagerIsOneAlready() {
        dropbox.answers(200, members("c", false, member("dbmid:ana", "owner")));

        assertThat(dropbox.users().joinGroup(ANA, AS_OWNER)).isEqualTo(Outcome.alreadyDone(ANA));
    }

    @Test
    void aGroupThatDropboxManagesIsRefused() {
        dropbox.refuses("system_managed_group_disallowed");

        assertThat(dropbox.users().joinGroup(ANA, AS_MEMBER))
                .isEqualTo(Outcome.refusedByProvider(Reason.GROUP_UNUSABLE, "system_managed_group_disallowed"));
    }

    @Test
    void membersThatGoInCirclesAreNotReadForEver() {
        dropbox.answers(200, members("c1", true)).answers(200, members("c1", true));

        assertThatThrownBy(() -> dropbox.users().joinGroup(ANA, AS_OWNER))
                .isInstanceOf(ProviderProtocolException.class);
    }

    @Test
    void aPersonsGroupsAreNamedWithoutThoseThatDropboxManages() throws RouteError {
        String design = "{\".tag\":\"group_info\","
                + info("g:1", "Design", "user_managed", ",\"members\":[" + member("dbmid:ana", "owner") + "]")
                        .substring(1);
        String sales = "{\".tag\":\"group_info\","
                + info("g:2", "Sales", "company_managed", "").substring(1);
        String all = "{\".tag\":\"group_info\","
                + info("g:all", "Everyone", "system_managed", "").substring(1);
        dropbox.answers(200, "[" + String.join(",", design, sales, all) + "]")
                .answers(200, members("c", false, member("dbmid:ana", "member")));

        assertThat(new Groups(dropbox.calls()).memberships(ANA, List.of("g:1", "g:2", "g:all")))
                .containsExactly(
                        new GroupMembership("g:1", "Design", true), new GroupMembership("g:2", "Sales", false));
    }

    @Test
    void withoutGroupsNothingIsAsked() throws RouteError {
        assertThat(new Groups(dropbox.calls()).memberships(ANA, List.of())).isEmpty();
        assertThat(dropbox.sent()).isEmpty();
    }
}
