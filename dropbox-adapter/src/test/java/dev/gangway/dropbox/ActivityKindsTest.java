package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.activity.ActivityKind;
import dev.gangway.activity.ActivityTopic;
import dev.gangway.dropbox.ActivityKinds.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivityKindsTest {

    /** As the simulator has it from the public specification. */
    private static Map<String, String> specified() throws IOException {
        Map<String, String> categories = new HashMap<>();
        String category = "";
        for (String line : Files.readAllLines(
                Path.of("simulator/src/main/resources/dev/gangway/dropbox/simulator/event-types.txt"))) {
            if (line.endsWith(":")) {
                category = line.substring(0, line.length() - 1);
            } else if (!line.startsWith("#")) {
                categories.put(line.strip(), category);
            }
        }
        return categories;
    }

    @Test
    void everyTypeIsInTheCategoryThatDropboxHasItIn() throws IOException {
        assertThat(specified()).containsAllEntriesOf(ActivityKinds.categories());
        assertThat(ActivityKinds.categories()).hasSizeGreaterThan(90);
    }

    @Test
    void everyEventAboutSharingIsTold() throws IOException {
        assertThat(specified())
                .allSatisfy((type, category) -> assertThat(
                                ActivityKinds.of(type, category).topic() == ActivityTopic.SHARING)
                        .as(type)
                        .isEqualTo(category.equals("sharing") || isAboutSharing(type)));
        assertThat(ActivityKinds.of("sharing_by_telepathy", "sharing")).isEqualTo(ActivityKind.OTHER_SHARING);
        assertThat(ActivityKinds.of("new_policy", "team_policies")).isEqualTo(ActivityKind.POLICY_CHANGED);
        assertThat(ActivityKinds.of("anything", "")).isEqualTo(ActivityKind.OTHER);
    }

    private static boolean isAboutSharing(String policy) {
        ActivityKind kind = ActivityKinds.of(policy, "team_policies");
        return kind == ActivityKind.SHARING_POLICY_CHANGED || kind == ActivityKind.ALLOW_LIST_CHANGED;
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsAskedForBySomething(ActivityKind kind) {
        assertThat(ActivityKinds.queries(Set.of(kind))).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void fewTypesAreAskedForOneByOneAndManyByTheirCategory() {
        assertThat(ActivityKinds.queries(Set.of(ActivityKind.LINK_VIEWED)))
                .containsExactly(
                        new Query("event_type", "send_and_track_link_viewed"),
                        new Query("event_type", "shared_link_view"));
        assertThat(ActivityKinds.queries(ActivityKind.of(ActivityTopic.SHARING)))
                .containsExactly(new Query("category", "sharing"), new Query("category", "team_policies"));
        assertThat(ActivityKinds.queries(ActivityKind.of(ActivityTopic.PARTNER)))
                .containsExactly(
                        new Query("event_type", "member_change_reseller_role"),
                        new Query("event_type", "reseller_support_change_policy"),
                        new Query("event_type", "reseller_support_session_end"),
                        new Query("event_type", "reseller_support_session_start"));
        assertThat(ActivityKinds.queries(Set.of(ActivityKind.OTHER, ActivityKind.LINK_VIEWED)))
                .containsExactly(new Query("", ""));
    }
}
