package dev.gangway.dropbox.simulator;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The scopes an app can tick; asking for any team scope makes an authorization one of the whole team. */
final class Scopes {
    private static final Set<String> TEAM = Set.of(
            "team_info.read",
            "team_info.write",
            "members.read",
            "members.write",
            "members.delete",
            "groups.read",
            "groups.write",
            "sessions.list",
            "sessions.modify",
            "events.read",
            "team_data.member",
            "team_data.content.read",
            "team_data.content.write",
            "team_data.governance.write");
    private static final Set<String> USER =
            Set.of("account_info.read", "files.metadata.read", "files.content.write", "sharing.read", "sharing.write");

    private Scopes() {}

    static Set<String> all() {
        Set<String> all = new TreeSet<>(TEAM);
        all.addAll(USER);
        return all;
    }

    static boolean anyOfTeam(Set<String> scopes) {
        return scopes.stream().anyMatch(TEAM::contains);
    }

    /** The scopes of a space-separated list. */
    static Set<String> parse(String text) {
        return text.isBlank()
                ? Set.of()
                : new TreeSet<>(Arrays.asList(text.strip().split(" +", -1)));
    }
}
