package dev.gangway.dropbox;

import dev.gangway.connector.Capability;
import dev.gangway.connector.ScopeSpec;
import java.util.List;
import java.util.Set;

/** The scopes that this connector asks for: one for each capability. Specified, per route. */
final class Scopes {

    private static final List<ScopeSpec> ALL = List.of(
            new ScopeSpec("team_info.read", Capability.READ_TEAM),
            new ScopeSpec("members.read", Capability.READ_USERS),
            new ScopeSpec("members.write", Capability.CHANGE_USERS),
            new ScopeSpec("members.delete", Capability.REMOVE_USERS),
            new ScopeSpec("groups.read", Capability.READ_GROUPS),
            new ScopeSpec("groups.write", Capability.CHANGE_GROUPS),
            new ScopeSpec("sessions.list", Capability.READ_DEVICES),
            new ScopeSpec("events.read", Capability.READ_SIGN_INS));

    private static final Set<Capability> WRITING =
            Set.of(Capability.CHANGE_USERS, Capability.REMOVE_USERS, Capability.CHANGE_GROUPS);

    /** All routes of legal holds need it, even those that read. Specified. */
    static final String LEGAL_HOLDS = "team_data.governance.write";

    private Scopes() {}

    static List<ScopeSpec> of(boolean readOnly) {
        return ALL.stream()
                .filter(scope -> !readOnly || !WRITING.contains(scope.capability()))
                .toList();
    }
}
