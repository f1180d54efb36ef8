package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What all routes but the members' refuse, by plain JSON; and that a refused call changes nothing. */
class RefusalsTest {
    static final String TABLE = "refusals.csv";

    private static final Pattern PLACEHOLDER =
            Pattern.compile("(\\d+)\\*([^\\]]+)|(?<!\\w)@(\\w+)|<=(\\w+)>|<([^>]+)>");

    /** The last answer to a step. */
    private String answer = "";

    /** The Select header and its value, if a step names one. */
    private String[] selected = {};

    @ParameterizedTest
    @CsvFileSource(resources = TABLE, delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '"')
    void areToldWithTheSpecifiedTag(String route, String argument, String before, String tag) throws Exception {
        try (LinkedTeam linked =
                new LinkedTeam(builder -> builder.jobs(JobStyle.NEVER).jobsTake(0, Duration.ZERO))) {
            for (String step : before == null ? new String[0] : before.split("; ")) {
                act(linked, step);
            }
            String json = filled(linked, argument);
            World world = linked.simulator.world();
            long changes = world.locked(world::changes);

            assertThat(linked.refusal(route, json, selected(linked, route))).isEqualTo(tag);
            assertThat(world.locked(world::changes)).isEqualTo(changes);
        }
    }

    /** A user's route is called in the name of the first admin, unless a step says otherwise. */
    private String[] selected(LinkedTeam linked, String route) {
        if (selected.length > 0 || route.startsWith("team")) {
            return selected;
        }
        boolean takesAdmins = Routes.find(route).orElseThrow().admins().isPresent();
        return takesAdmins
                ? new String[] {
                    "Dropbox-API-Select-Admin", linked.member("olga").id()
                }
                : new String[] {"Dropbox-API-Select-User", linked.member("ana").id()};
    }

    private static void fillAllowList(World world) {
        world.locked(() -> {
            IntStream.range(0, AllowList.MOST)
                    .forEach(it -> world.team().allowList().add("a" + it + ".example"));
            return world;
        });
    }

    private void act(LinkedTeam linked, String step) throws Exception {
        int space = step.indexOf(' ');
        String word = space < 0 ? step : step.substring(0, space);
        String rest = step.substring(space + 1);
        switch (word) {
            case "FAIL" -> linked.simulator.inject(Fault.at(rest).failJob());
            case "STUCK" -> linked.simulator.inject(Fault.at(rest).stuckJob());
            case "AGAIN" -> linked.team.getInfo();
            case "APP" -> linked.simulator.people().linkApp(rest + "@example.com", "Paper Boat");
            case "FILE" -> linked.simulator.people().addFile(rest + "@example.com", "/Notes.txt", 1);
            case "SHARE" ->
                answer = "{\"shared_folder_id\":\""
                        + linked.simulator.people().shareFolder(rest + "@example.com", "Plans") + "\"}";
            case "AS" ->
                selected = new String[] {
                    "Dropbox-API-Select-User", linked.member(rest).id()
                };
            case "INSIDE" -> linked.simulator.console().allowSharingOutside(false);
            case "MEMBERLINKS" -> linked.simulator.console().restrictFolderLinks(true);
            case "FULL" -> fillAllowList(linked.simulator.world());
            case "MONOGAMOUS" -> linked.simulator.console().allowSecondaryEmails(false);
            default -> {
                if (word.startsWith("team")) {
                    call(linked, word, rest);
                } else {
                    new Sentence(linked).act(step);
                }
            }
        }
    }

    /** The answer is kept if it has anything to fill in. */
    private void call(LinkedTeam linked, String route, String argument) {
        String got = linked.post(route, filled(linked, argument));
        assertThat(got).startsWith("200 ");
        answer = got.contains("_id\"") || got.contains("\"id\"") || got.contains("cursor") ? got : answer;
    }

    private String filled(LinkedTeam linked, String argument) {
        return PLACEHOLDER.matcher(argument).replaceAll(found -> Matcher.quoteReplacement(value(linked, found)));
    }

    private String value(LinkedTeam linked, MatchResult found) {
        if (found.group(1) != null) {
            String item = filled(linked, found.group(2));
            return (item + ",").repeat(Integer.parseInt(found.group(1)) - 1) + item;
        }
        if (found.group(3) != null) {
            return "{'.tag':'email','email':'" + found.group(3) + "@example.com'}";
        }
        if (found.group(4) != null) {
            return answer.replaceFirst("(?s).*\"" + found.group(4) + "\":\"([^\"]+)\".*", "$1");
        }
        String name = found.group(5);
        World world = linked.simulator.world();
        return world.locked(() -> world.team()
                .byEmail(name + "@example.com")
                .map(Member::id)
                .or(() -> world.team().groups().byName(name).map(Group::id))
                .orElseThrow());
    }
}
