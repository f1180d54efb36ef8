package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.DbxException;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.Credentials;
import org.junit.jupiter.api.Test;

/** Every route answers, and every event is written, just as the specification has it: all fields that must be there, and no others. */
class AnswerTest {
    private static final Specification SPECIFICATION = Specification.read();
    private static final String BATCH = "'secondary_emails':['work@example.com','w@example.org','taken@example.com']}";
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAIAAAACACAYAAADDPmHLAAAAC0lEQVR4nGNgAAIAAAUAAXpeqz8AAAAASUVORK5CYII=";

    private final Set<String> answered = new TreeSet<>();
    private final Set<String> logged = new TreeSet<>();

    @Test
    void allThatIsAnsweredAndLoggedIsAsSpecified() throws DbxException {
        for (JobStyle style : List.of(JobStyle.NEVER, JobStyle.ALWAYS)) {
            try (LinkedTeam linked = linked(style)) {
                new Scenario(linked).play();
            }
        }
        logCompany();

        assertThat(answered).isEqualTo(new TreeSet<>(Routes.names()));
        assertThat(logged).isEqualTo(declared());
    }

    private static LinkedTeam linked(JobStyle style) {
        Person zoe = Person.active("zoe@example.com", "Zoe", "Adler")
                .withExternalId("E-7")
                .owning(12_000)
                .on(Device.computer(Device.Computer.MAC, "zoe-studio"))
                .on(Device.phone(Device.Phone.ANDROID, "Zoe's phone"))
                .on(Device.browser("Firefox", "Linux"))
                .withApp("Paper Boat")
                .withFolderApp("Scan Box");
        return new LinkedTeam(
                builder -> builder.team(TeamSetup.small().with(zoe)).jobs(style).jobsTake(1, Duration.ZERO));
    }

    /** The company's past has sign-ins that failed, and people who signed out. */
    private void logCompany() {
        try (LinkedTeam linked = new LinkedTeam(builder -> builder.team(TeamSetup.of250()))) {
            new Scenario(linked).log();
        }
    }

    private static Set<String> declared() {
        Set<String> types = new TreeSet<>();
        for (var field : EventType.class.getDeclaredFields()) {
            if (field.getType() == EventType.class) {
                try {
                    types.add(((EventType) field.get(null)).name());
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return types;
    }

    /** What clients and people do with one team, until it is unlinked. */
    private final class Scenario {
        private final LinkedTeam linked;

        Scenario(LinkedTeam linked) {
            this.linked = linked;
        }

        void play() throws DbxException {
            learn();
            invite();
            change();
            group();
            equip();
            limit();
            hold();
            file();
            share();
            space();
            help();
            tellOfSharing();
            leave();
            unlink();
            log();
        }

        private void learn() {
            ok("team/get_info", "null");
            ok(
                    "team/features/get_values",
                    "{'features':['upload_api_rate_limit','has_team_shared_dropbox','has_team_file_events',"
                            + "'has_team_selective_sync','has_distinct_member_homes']}");
            ok("team/token/get_authenticated_admin", "null");
            ok("team/members/get_available_team_member_roles", "null");
            ok("check/user", "{'query':'x'}", "Dropbox-API-Select-User", id("ana"));
            ok("users/get_space_usage", "null", "Dropbox-API-Select-User", id("ana"));
            ok("users/get_current_account", "null", "Dropbox-API-Select-User", id("ana"));
            ok(
                    "check/app",
                    "{}",
                    "Authorization",
                    Credentials.basic(linked.simulator.appKey(), linked.simulator.appSecret()));
            for (String version : List.of("", "_v2")) {
                Map<?, ?> page = ok("team/members/list" + version, "{'limit':3,'include_removed':true}");
                ok("team/members/list/continue" + version, "{'cursor':'" + page.get("cursor") + "'}");
                ok(
                        "team/members/get_info" + version,
                        "{'members':[" + user("ana") + "," + user("rob") + "," + user("x") + "]}");
            }
        }

        private void invite() {
            for (String version : List.of("", "_v2")) {
                String role = version.isEmpty() ? "'role':'support_admin'" : "'role_ids':['" + Role.BILLING.id() + "']";
                String all = "{'new_members':[{'member_email':'new" + version
                        + "@example.com','member_given_name':'New'," + "'member_external_id':'N" + version + "'," + role
                        + "},{'member_email':'ana@example.com'}]";
                String job = job(ok("team/members/add" + version, all + ",'force_async':true}"));
                poll("team/members/add/job_status/get" + version, job);
                ok("team/members/add" + version, all + "}");
            }
            linked.simulator.people().accept("new@example.com");
            ok("team/members/send_welcome_email", user("ivy"));
        }

        private void change() {
            for (String version : List.of("", "_v2")) {
                String zoe = "{'user':" + user("zoe") + ",";
                ok(
                        "team/members/set_profile" + version,
                        zoe + "'new_surname':'A" + version + "','new_external_id':''}");
                ok(
                        "team/members/set_profile" + version,
                        zoe + "'new_external_id':'E-8','new_is_directory_restricted':true}");
                ok(
                        "team/members/set_profile" + version,
                        zoe + "'new_external_id':'E-9','new_is_directory_restricted':false}");
                ok(
                        "team/members/set_profile_photo" + version,
                        zoe + "'photo':{'.tag':'base64_data','base64_data':'" + PNG + "'}}");
                ok("team/members/delete_profile_photo" + version, "{'user':" + user("zoe") + "}");
            }
            ok("team/members/set_profile_v2", "{'user':" + user("ana") + ",'new_email':'taken@example.com'}");
            ok("team/members/set_admin_permissions", "{'user':" + user("leo") + ",'new_role':'team_admin'}");
            ok(
                    "team/members/set_admin_permissions_v2",
                    "{'user':" + user("leo") + ",'new_roles':['" + Role.SECURITY.id() + "']}");
            ok("team/members/set_admin_permissions_v2", "{'user':" + user("leo") + ",'new_roles':[]}");
            linked.simulator.console().verifyDomain("example.com");
            String leo = "{'user':" + user("leo") + ",";
            ok(
                    "team/members/secondary_emails/add",
                    "{'new_secondary_emails':[" + leo + BATCH + "," + "{'user':" + user("ivy") + "," + BATCH
                            + ",{'user':" + user("x") + "," + BATCH + "]}");
            ok(
                    "team/members/secondary_emails/resend_verification_emails",
                    "{'emails_to_resend':[" + leo + BATCH + "]}");
            linked.simulator.people().verify("w@example.org");
            ok(
                    "team/members/secondary_emails/delete",
                    "{'emails_to_delete':[" + leo + BATCH + ",{'user':" + user("x") + "," + BATCH + "]}");
        }

        private void group() {
            Object group = ok(
                            "team/groups/create",
                            "{'group_name':'Pilots','group_external_id':'P','add_creator_as_owner':true}")
                    .get("group_id");
            String selected = "'group':{'.tag':'group_id','group_id':'" + group + "'}";
            ok(
                    "team/groups/members/add",
                    "{" + selected + ",'members':[{'user':" + user("leo") + ",'access_type':'owner'},{'user':"
                            + user("ivy") + ",'access_type':'member'}]}");
            ok(
                    "team/groups/members/set_access_type",
                    "{" + selected + ",'user':" + user("leo") + ",'access_type':'member'}");
            Map<?, ?> page = ok("team/groups/members/list", "{" + selected + ",'limit':1}");
            ok("team/groups/members/list/continue", "{'cursor':'" + page.get("cursor") + "'}");
            ok("team/groups/members/remove", "{" + selected + ",'users':[" + user("ivy") + "],'return_members':false}");
            ok(
                    "team/groups/update",
                    "{" + selected
                            + ",'new_group_name':'Crew','new_group_external_id':'C','new_group_management_type':'company_managed'}");
            ok("team/groups/update", "{" + selected + ",'new_group_external_id':''}");
            ok("team/groups/update", "{" + selected + ",'new_group_external_id':'D'}");
            page = ok("team/groups/list", "{'limit':2}");
            ok("team/groups/list/continue", "{'cursor':'" + page.get("cursor") + "'}");
            ok("team/groups/get_info", "{'.tag':'group_ids','group_ids':['" + group + "','g:none']}");
            Map<?, ?> deleted = ok("team/groups/delete", "{'.tag':'group_external_id','group_external_id':'D'}");
            pollIfJob("team/groups/job_status/get", deleted);
        }

        private void equip() {
            People people = linked.simulator.people();
            people.linkDevice("leo@example.com", Device.computer(Device.Computer.LINUX, "leo-desk"));
            people.linkDevice("leo@example.com", Device.phone(Device.Phone.IPHONE, "Leo's phone"));
            people.signIn("leo@example.com");
            people.linkApp("leo@example.com", "Paper Boat");
            people.addFile("leo@example.com", "/Plan.pdf", 7);
            lookAround(people);
            Map<?, ?> devices = ok("team/devices/list_member_devices", "{'team_member_id':'" + id("zoe") + "'}");
            ok("team/devices/list_members_devices", "{}");
            ok("team/devices/list_team_devices", "{'include_web_sessions':false}");
            ok("team/devices/revoke_device_session", session("desktop_client", devices, "desktop_client_sessions"));
            String mobile = session("mobile_client", devices, "mobile_client_sessions");
            ok("team/devices/revoke_device_session_batch", "{'revoke_devices':[" + mobile + "," + mobile + "]}");
            Map<?, ?> apps = ok("team/linked_apps/list_member_linked_apps", "{'team_member_id':'" + id("zoe") + "'}");
            ok("team/linked_apps/list_members_linked_apps", "{}");
            ok("team/linked_apps/list_team_linked_apps", "{}");
            String app = "{'app_id':'" + ((Map<?, ?>) ((List<?>) apps.get("linked_api_apps")).get(0)).get("app_id")
                    + "','team_member_id':'" + id("zoe") + "'}";
            ok("team/linked_apps/revoke_linked_app", app);
            ok("team/linked_apps/revoke_linked_app_batch", "{'revoke_linked_app':[" + app + "]}");
        }

        private void lookAround(People people) {
            people.addFile("leo@example.com", "/Reports/May.txt", 12);
            people.shareLink("leo@example.com", "/Plan.pdf");
            people.shareLink("leo@example.com", "/Reports");
            people.openFolder("leo@example.com", "/Reports", "zoe@example.com");
            people.openFolder("leo@example.com", "/Reports");
            String[] asLeo = {"Dropbox-API-Select-User", id("leo")};
            Map<?, ?> page = ok(
                    "files/list_folder",
                    "{'path':'','limit':1,'recursive':true,'include_has_explicit_shared_members':true}",
                    asLeo);
            ok("files/list_folder/continue", "{'cursor':'" + page.get("cursor") + "'}", asLeo);
            page = ok("sharing/list_folders", "{'limit':1,'actions':['unshare']}", asLeo);
            ok("sharing/list_folders/continue", "{'cursor':'" + page.get("cursor") + "'}", asLeo);
            ok("sharing/list_folders", "{'actions':['unshare']}", "Dropbox-API-Select-User", id("zoe"));
            ok("sharing/list_shared_links", "{}", asLeo);
            ok("sharing/list_shared_links", "{'path':'/Reports/May.txt'}", asLeo);
        }

        private String session(String kind, Map<?, ?> devices, String list) {
            Object session = ((Map<?, ?>) ((List<?>) devices.get(list)).get(0)).get("session_id");
            return "{'.tag':'" + kind + "','session_id':'" + session + "','team_member_id':'" + id("zoe") + "'}";
        }

        private void limit() {
            String limits = "team/member_space_limits/";
            for (int quota : List.of(5, 6)) {
                ok(
                        limits + "set_custom_quota",
                        "{'users_and_quotas':[{'user':" + user("leo") + ",'quota_gb':" + quota + "},{'user':"
                                + user("x") + ",'quota_gb':5}]}");
            }
            String users = "{'users':[" + user("leo") + "]}";
            ok(limits + "get_custom_quota", "{'users':[" + user("leo") + "," + user("ivy") + "," + user("x") + "]}");
            ok(limits + "remove_custom_quota", "{'users':[" + user("leo") + "," + user("x") + "]}");
            ok(limits + "excluded_users/add", users);
            Map<?, ?> page = ok(limits + "excluded_users/list", "{}");
            ok(limits + "excluded_users/list/continue", "{'cursor':'" + page.get("cursor") + "'}");
            ok(limits + "excluded_users/remove", users);
        }

        private void hold() {
            String holds = "team/legal_holds/";
            Object id = ok(
                            holds + "create_policy",
                            "{'name':'Case 7','description':'x','members':['" + id("leo")
                                    + "'],'start_date':'2026-01-01T00:00:00Z','end_date':'2027-01-01T00:00:00Z'}")
                    .get("id");
            String hold = "{'id':'" + id + "'";
            ok(holds + "get_policy", hold + "}");
            ok("team/get_info", "null");
            ok(holds + "list_held_revisions", hold + "}");
            ok(holds + "list_held_revisions_continue", hold + "}");
            ok(holds + "update_policy", hold + ",'name':'Case 8','description':'y','members':['" + id("zoe") + "']}");
            ok(holds + "list_policies", "{'include_released':true}");
            ok("team/get_info", "null");
            ok(holds + "release_policy", hold + "}");
        }

        private void file() {
            String folders = "team/team_folder/";
            Object id = ok(folders + "create", "{'name':'Marketing','sync_setting':'not_synced'}")
                    .get("team_folder_id");
            String folder = "{'team_folder_id':'" + id + "'";
            ok(folders + "create", "{'name':'Sales'}");
            ok(folders + "rename", folder + ",'name':'Brand'}");
            ok(folders + "update_sync_settings", folder + ",'sync_setting':'default'}");
            Map<?, ?> page = ok(folders + "list", "{'limit':1}");
            ok(folders + "list/continue", "{'cursor':'" + page.get("cursor") + "'}");
            ok(folders + "get_info", "{'team_folder_ids':['" + id + "','1']}");
            pollIfJob(folders + "archive/check", ok(folders + "archive", folder + "}"));
        }

        private void share() {
            String list = "team/sharing_allowlist/";
            ok(list + "add", "{'domains':['partner.example'],'emails':['lee@other.example']}");
            Map<?, ?> page = ok(list + "list", "{'limit':1}");
            ok(list + "list/continue", "{'cursor':'" + page.get("cursor") + "'}");
            ok(list + "remove", "{'domains':['partner.example']}");
            Object id = ok("team/team_folder/create", "{'name':'Plans'}").get("team_folder_id");
            String folder = "{'shared_folder_id':'" + id + "','actions':['change_options']";
            ok("sharing/get_folder_metadata", folder + "}", "Dropbox-API-Select-Admin", id("olga"));
            ok(
                    "sharing/update_folder_policy",
                    folder + ",'member_policy':'team','acl_update_policy':'owner','shared_link_policy':'members',"
                            + "'viewer_info_policy':'disabled'}",
                    "Dropbox-API-Select-Admin",
                    id("olga"));
        }

        /** A team that has one root for everybody is another one. */
        private void space() {
            linked.simulator.world().locked(() -> {
                linked.simulator.world().team().feature("has_team_shared_dropbox", true);
                return "";
            });
            String[] asOlga = {
                "Dropbox-API-Select-Admin",
                id("olga"),
                "Dropbox-API-Path-Root",
                "{\".tag\":\"root\",\"root\":\"" + TeamSpace.ROOT + "\"}"
            };
            Map<?, ?> launched = ok("sharing/share_folder", "{'path':'/Marketing'}", asOlga);
            if (launched.get(".tag").equals("async_job_id")) {
                String poll = "{'async_job_id':'" + job(launched) + "'}";
                while (!"complete"
                        .equals(ok("sharing/check_share_job_status", poll, asOlga)
                                .get(".tag"))) {
                    ok("team/get_info", "null");
                }
            }
            ok("files/move_v2", "{'from_path':'/Marketing','to_path':'/Brand'}", asOlga);
            ok("files/list_folder", "{'path':''}", asOlga);
            Map<?, ?> page = ok("team/namespaces/list", "{}");
            ok("team/namespaces/list/continue", "{'cursor':'" + page.get("cursor") + "'}");
            linked.simulator.world().locked(() -> {
                linked.simulator.world().team().feature("has_team_shared_dropbox", false);
                return "";
            });
        }

        private void help() {
            try (ResellerSession session =
                    linked.simulator.people().startResellerSession("Cloud Partner", "help@example.net")) {
                session.rename("zoe@example.com", "Zoë", "Adler");
                session.makeAdmin("zoe@example.com", AdminRole.SUPPORT);
            }
            linked.simulator.console().resellerAdmin("zoe@example.com", true);
            linked.simulator.console().allowResellerSupport(false);
        }

        private void tellOfSharing() {
            Sharing sharing = linked.simulator.sharing();
            sharing.shareFolder("zoe@example.com", "Contracts");
            sharing.giveAccess("zoe@example.com", "Contracts", "olga@example.com", "bob@client.example");
            sharing.letEdit("zoe@example.com", "Contracts", "bob@client.example");
            sharing.invite("zoe@example.com", "Contracts", "new@client.example");
            sharing.createLink("zoe@example.com", "Contracts");
            sharing.openLink("zoe@example.com", "Contracts");
            sharing.unshare("zoe@example.com", "Contracts");
        }

        private void leave() {
            ok("team/members/suspend", "{'user':" + user("leo") + "}");
            ok("team/members/unsuspend", "{'user':" + user("leo") + "}");
            pollIfJob("team/members/remove/job_status/get", ok("team/members/remove", "{'user':" + user("leo") + "}"));
            ok("team/members/recover", "{'user':" + user("leo") + "}");
            pollIfJob(
                    "team/members/remove/job_status/get",
                    ok("team/members/remove", "{'user':" + user("leo") + ",'keep_account':true,'wipe_data':false}"));
            String transfer = ",'transfer_dest_id':" + user("zoe") + ",'transfer_admin_id':" + user("olga") + "}";
            pollIfJob(
                    "team/members/move_former_member_files/job_status/check",
                    ok("team/members/move_former_member_files", "{'user':" + user("rob") + transfer));
            ok("team/members/delete_former_member_files", "{'user':" + user("ulf") + "}");
        }

        private void log() {
            Map<?, ?> page = ok("team_log/get_events", "{}");
            while (true) {
                for (Object event : (List<?>) page.get("events")) {
                    logged.add((String) ((Map<?, ?>) ((Map<?, ?>) event).get("event_type")).get(".tag"));
                }
                if (page.get("has_more").equals(false)) {
                    break;
                }
                page = ok("team_log/get_events/continue", "{'cursor':'" + page.get("cursor") + "'}");
            }
            ok("team_log/get_events/continue", "{'cursor':'" + page.get("cursor") + "'}");
        }

        private void unlink() throws DbxException {
            linked.consent("pete");
            linked.simulator.people().withdrawConsent("pete@example.com");
            ok("auth/token/revoke", "null", "Authorization", "Bearer " + linked.consent("pete"));
        }

        private void pollIfJob(String route, Map<?, ?> launched) {
            if (launched.get(".tag").equals("async_job_id")) {
                poll(route, job(launched));
            }
        }

        private static String job(Map<?, ?> launched) {
            return (String) launched.get("async_job_id");
        }

        /** Until the job is through; both answers are looked at. */
        private void poll(String route, String job) {
            Set<Object> tags = new HashSet<>();
            while (!tags.contains("complete")) {
                tags.add(ok(route, "{'async_job_id':'" + job + "'}").get(".tag"));
            }
            assertThat(tags).contains("in_progress");
        }

        private String user(String name) {
            return "{'.tag':'email','email':'" + name + "@example.com'}";
        }

        private String id(String name) {
            return linked.member(name).id();
        }

        /** Calls a route that answers 200, and compares the answer with the specification; a list as the value of {@code items}. */
        private Map<?, ?> ok(String route, String json, String... headers) {
            String answer = linked.post(route, json, headers);
            assertThat(answer).startsWith("200 ");
            Object tree = Json.parse(answer.substring(4)).orElseThrow();
            String result = SPECIFICATION.routes().get(route).result();
            assertThat(Conformity.problems(SPECIFICATION, result, tree))
                    .as(route + " " + json)
                    .isEmpty();
            answered.add(route);
            return tree instanceof Map<?, ?> object ? object : Map.of("items", tree);
        }
    }
}
