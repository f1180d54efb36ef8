package dev.gangway.dropbox;

import dev.gangway.connector.Capability;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.http.Effect;
import dev.gangway.http.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a connector asks for, and what it keeps to whatever the credential allows: one scope for each capability, and the routes that it
 * opens. Specified, per route. Immutable.
 *
 * @param leftOut the capabilities that it was registered without
 * @param readOnly whether it asks for what reads only, and sends nothing that writes
 * @param legalHolds whether it asks for legal holds, too
 */
record Scopes(Set<Capability> leftOut, boolean readOnly, boolean legalHolds) {

    /** Everything but legal holds. */
    static final Scopes ALL = new Scopes(Set.of(), false, false);

    /** All routes of legal holds need it, even those that read. Specified. */
    private static final String LEGAL_HOLDS = "team_data.governance.write";

    private record Scope(ScopeSpec spec, Set<String> routes) {
        static Scope of(String name, Capability capability, String... routes) {
            return new Scope(new ScopeSpec(name, capability), Set.of(routes));
        }
    }

    private static final List<Scope> SCOPES = List.of(
            Scope.of("team_info.read", Capability.READ_TEAM, "team/get_info", "team/token/get_authenticated_admin"),
            Scope.of(
                    "members.read",
                    Capability.READ_USERS,
                    "team/members/get_available_team_member_roles",
                    "team/members/get_info_v2",
                    "team/members/list_v2",
                    "team/members/list/continue_v2"),
            Scope.of(
                    "members.write",
                    Capability.CHANGE_USERS,
                    "team/members/add_v2",
                    "team/members/add/job_status/get_v2",
                    "team/members/set_admin_permissions_v2",
                    "team/members/suspend",
                    "team/members/unsuspend"),
            Scope.of(
                    "members.delete",
                    Capability.REMOVE_USERS,
                    "team/members/recover",
                    "team/members/remove",
                    "team/members/remove/job_status/get"),
            Scope.of(
                    "groups.read",
                    Capability.READ_GROUPS,
                    "team/groups/get_info",
                    "team/groups/list",
                    "team/groups/members/list",
                    "team/groups/members/list/continue"),
            Scope.of(
                    "groups.write",
                    Capability.CHANGE_GROUPS,
                    "team/groups/members/add",
                    "team/groups/members/set_access_type"),
            Scope.of(
                    "sessions.list",
                    Capability.READ_DEVICES,
                    "team/devices/list_member_devices",
                    "team/devices/list_members_devices",
                    "team/linked_apps/list_member_linked_apps"),
            Scope.of("events.read", Capability.READ_SIGN_INS, Routes.EVENTS, Routes.MORE_EVENTS));

    private static final Set<Capability> WRITING =
            Set.of(Capability.CHANGE_USERS, Capability.REMOVE_USERS, Capability.CHANGE_GROUPS);

    Scopes {
        leftOut = Set.copyOf(leftOut);
        if (leftOut.contains(Capability.READ_TEAM)) {
            throw new IllegalArgumentException(
                    "READ_TEAM can't be left out: without the scope team_info.read it can't even be told which team it is.");
        }
    }

    Scopes without(List<Capability> more) {
        Set<Capability> all = new HashSet<>(leftOut);
        all.addAll(more);
        return new Scopes(all, readOnly, legalHolds);
    }

    Scopes onlyReading() {
        return new Scopes(leftOut, true, legalHolds);
    }

    Scopes withLegalHolds() {
        return new Scopes(leftOut, readOnly, true);
    }

    /** All capabilities with the scope that each needs, asked for or not. */
    static List<ScopeSpec> all() {
        return SCOPES.stream().map(Scope::spec).toList();
    }

    /** What is asked for, and what each scope is for. */
    List<ScopeSpec> asked() {
        return all().stream().filter(it -> whyNot(it).isEmpty()).toList();
    }

    /** The names of all scopes that are asked for, legal holds included. */
    Set<String> names() {
        return Stream.concat(
                        asked().stream().map(ScopeSpec::name), legalHolds ? Stream.of(LEGAL_HOLDS) : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Why a scope is not asked for, and what to do; empty if it is. */
    Optional<String> whyNot(ScopeSpec scope) {
        if (leftOut.contains(scope.capability())) {
            return Optional.of(notAskedFor(scope, "without(" + scope.capability() + ")"));
        }
        return readOnly && WRITING.contains(scope.capability())
                ? Optional.of(notAskedFor(scope, "readOnly()"))
                : Optional.empty();
    }

    private static String notAskedFor(ScopeSpec scope, String choice) {
        return "The scope " + scope.name() + " was not asked for: the connector was registered with " + choice
                + ". Register it without that, and have an admin of the team connect again.";
    }

    /** Which scope a route needs; empty for a route of which that isn't known here. */
    static Optional<ScopeSpec> of(String route) {
        return SCOPES.stream()
                .filter(it -> it.routes().contains(route))
                .map(Scope::spec)
                .findFirst();
    }

    /** Keeps a request back that isn't covered, before it is sent. */
    void require(Request request) {
        if (readOnly && request.effect() == Effect.WRITES) {
            throw new UnsupportedCapabilityException(request.route()
                    + " was not sent: this connector was registered read-only. Register it without readOnly().");
        }
        Optional<ScopeSpec> scope = of(request.route()).filter(it -> leftOut.contains(it.capability()));
        if (scope.isPresent()) {
            throw new PermissionMissingException(
                    request.route() + " was not sent. " + whyNot(scope.get()).orElseThrow(),
                    Set.of(scope.get().name()),
                    Optional.empty());
        }
    }
}
