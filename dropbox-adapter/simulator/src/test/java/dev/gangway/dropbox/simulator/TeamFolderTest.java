package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the tables of answers and refusals don't show of team folders. */
class TeamFolderTest {
    private static final String ARCHIVE = "team/team_folder/archive";

    private static LinkedTeam linked(UnaryOperator<TeamSetup> team) {
        return new LinkedTeam(builder -> builder.team(team.apply(TeamSetup.small()))
                .jobs(JobStyle.ALWAYS)
                .jobsTake(2, Duration.ZERO));
    }

    private static Map<?, ?> call(LinkedTeam linked, String route, String json) {
        String answer = linked.post(route, json);
        assertThat(answer).startsWith("200 ");
        return (Map<?, ?>) Json.parse(answer.substring(4)).orElseThrow();
    }

    private static Object make(LinkedTeam linked) {
        return call(linked, "team/team_folder/create", "{'name':'Marketing'}").get("team_folder_id");
    }

    private static Object archive(LinkedTeam linked, Object id) {
        return call(linked, ARCHIVE, "{'team_folder_id':'" + id + "'}").get("async_job_id");
    }

    private static Map<?, ?> check(LinkedTeam linked, Object job) {
        return call(linked, "team/team_folder/archive/check", "{'async_job_id':'" + job + "'}");
    }

    private static String status(LinkedTeam linked, Object id) {
        String answer = linked.post("team/team_folder/get_info", "{'team_folder_ids':['" + id + "']}");
        return answer.replaceFirst("(?s).*\"status\":\\{\".tag\":\"(\\w+)\".*", "$1");
    }

    @Test
    void aFolderIsOnItsWayToTheArchiveWhileTheJobRuns() {
        try (LinkedTeam linked = linked(team -> team)) {
            Object id = make(linked);

            Object job = archive(linked, id);

            assertThat(status(linked, id)).isEqualTo("archive_in_progress");
            assertThat(check(linked, job).get(".tag")).isEqualTo("in_progress");
            assertThat(check(linked, job).get(".tag")).isEqualTo("complete");
            assertThat(status(linked, id)).isEqualTo("archived");
        }
    }

    @Test
    void aJobThatFailsLeavesTheFolderInUse() {
        try (LinkedTeam linked = linked(team -> team)) {
            Object id = make(linked);
            linked.simulator.inject(Fault.at(ARCHIVE).failJob());

            Object job = archive(linked, id);
            check(linked, job);
            check(linked, job);

            assertThat(check(linked, job).get(".tag")).isEqualTo("failed");
            assertThat(status(linked, id)).isEqualTo("active");
        }
    }

    @Test
    void aTeamWithASharedRootHasNoOtherTeamFolders() {
        try (LinkedTeam linked = linked(team -> team.withFeature("has_team_shared_dropbox", true))) {
            assertThat(linked.refusal("team/team_folder/create", "{'name':'Marketing'}"))
                    .isEqualTo("other");
            assertThat(linked.refusal(ARCHIVE, "{'team_folder_id':'1'}")).isEqualTo("team_shared_dropbox_error");
        }
    }
}
