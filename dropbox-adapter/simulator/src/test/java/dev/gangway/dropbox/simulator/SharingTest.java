package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the tables of answers and refusals don't show of the allow list and of shared folders. */
class SharingTest {
    private static final String SELECT_ADMIN = "Dropbox-API-Select-Admin";
    private static final String SELECT_USER = "Dropbox-API-Select-User";
    private static final String METADATA = "sharing/get_folder_metadata";
    private static final String LIST = "team/sharing_allowlist/";

    private static Map<?, ?> ok(String answer) {
        assertThat(answer).startsWith("200 ");
        return (Map<?, ?>) Json.parse(answer.substring(4)).orElseThrow();
    }

    @Test
    void onlyAnAdminIsSelectedByTheHeaderForAdminsAndOnlyOneHeaderIsTaken() {
        try (LinkedTeam linked = new LinkedTeam(builder -> builder)) {
            String olga = linked.member("olga").id();
            String ana = linked.member("ana").id();
            String folder =
                    "{'shared_folder_id':'" + linked.simulator.people().shareFolder("ana@example.com", "Plans") + "'}";

            assertThat(linked.post(METADATA, folder)).startsWith("400 ").contains("single Dropbox account");
            assertThat(linked.post(METADATA, folder, SELECT_ADMIN, ana))
                    .startsWith("401 ")
                    .contains("invalid_select_admin");
            assertThat(linked.post(METADATA, folder, SELECT_ADMIN, "dbmid:nobody"))
                    .startsWith("401 ")
                    .contains("invalid_select_admin");
            assertThat(linked.post(METADATA, folder, SELECT_ADMIN, olga, SELECT_USER, ana))
                    .startsWith("400 ");
            assertThat(ok(linked.post(METADATA, folder, SELECT_ADMIN, olga)).get("is_team_folder"))
                    .isEqualTo(false);
            assertThat(ok(linked.post(METADATA, folder, SELECT_USER, ana)).get("name"))
                    .isEqualTo("Plans");
        }
    }

    @Test
    void theAllowListIsToldNewestFirstAndGoesOnWhereItWas() {
        try (LinkedTeam linked = new LinkedTeam(builder -> builder)) {
            for (String domain : new String[] {"one", "two", "three"}) {
                ok(linked.post(LIST + "add", "{'domains':['" + domain + ".example']}"));
            }

            Map<?, ?> first = ok(linked.post(LIST + "list", "{'limit':1}"));
            ok(linked.post(LIST + "add", "{'domains':['four.example']}"));
            ok(linked.post(LIST + "remove", "{'domains':['two.example']}"));
            Map<?, ?> second = ok(linked.post(LIST + "list/continue", "{'cursor':'" + first.get("cursor") + "'}"));

            assertThat(first.get("domains")).hasToString("[three.example]");
            assertThat(second.get("domains")).hasToString("[one.example]");
            assertThat(second.get("has_more")).isEqualTo(false);
            assertThat(second.get("cursor")).isEqualTo("");
        }
    }

    @Test
    void whatIsRefusedInPartIsRefusedAsAWhole() {
        try (LinkedTeam linked = new LinkedTeam(builder -> builder)) {
            ok(linked.post(LIST + "add", "{'domains':['one.example']}"));

            assertThat(linked.refusal(LIST + "add", "{'domains':['two.example'],'emails':['no address']}"))
                    .isEqualTo("malformed_entry");
            assertThat(linked.refusal(LIST + "remove", "{'domains':['one.example','two.example']}"))
                    .isEqualTo("entries_do_not_exist");

            assertThat(ok(linked.post(LIST + "list", "{}")).get("domains")).hasToString("[one.example]");
        }
    }
}
