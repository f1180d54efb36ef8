package dev.gangway.dropbox;

import dev.gangway.connector.Capability;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.connector.Text;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.http.Effect;
import dev.gangway.http.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    private record Scope(ScopeSpec spec, Set<String> routes) {
        static Scope of(String name, Capability capability, Text purpose, String... routes) {
            return new Scope(new ScopeSpec(name, capability, purpose), Set.of(routes));
        }
    }

    /** Dropbox lets it be set with the scope for reading (specified), odd as it is; here it is a change of users all the same. */
    private static final String LIMITS = "team/member_space_limits/set_custom_quota";

    private static final List<Scope> SCOPES = List.of(
            Scope.of(
                    "team_info.read",
                    Capability.READ_TEAM,
                    new Text(
                            "Read the team's name, its license totals, and which admin connected it. Nothing works without it.",
                            "Lire le nom de l'équipe, ses totaux de licences et quel administrateur l'a connectée. Rien ne fonctionne sans."),
                    "team/get_info",
                    "team/token/get_authenticated_admin"),
            Scope.of(
                    "members.read",
                    Capability.READ_USERS,
                    new Text(
                            "Find and list people with their roles, and limit their storage. Little works without it.",
                            "Rechercher et lister les personnes avec leurs rôles, et limiter leur stockage. Peu de choses fonctionnent sans."),
                    "team/member_space_limits/get_custom_quota",
                    LIMITS,
                    "team/members/get_available_team_member_roles",
                    "team/members/get_info_v2",
                    Routes.MEMBERS,
                    Routes.MORE_MEMBERS),
            Scope.of(
                    "members.write",
                    Capability.CHANGE_USERS,
                    new Text(
                            "Invite, suspend and resume people, change their roles and profiles, and move the files of those who left.",
                            "Inviter, suspendre et réactiver des personnes, changer leurs rôles et leurs profils, et déplacer les fichiers de celles qui sont parties."),
                    "team/member_space_limits/remove_custom_quota",
                    "team/members/add_v2",
                    "team/members/add/job_status/get_v2",
                    "team/members/delete_former_member_files",
                    "team/members/move_former_member_files",
                    "team/members/move_former_member_files/job_status/check",
                    "team/members/secondary_emails/add",
                    "team/members/set_admin_permissions_v2",
                    "team/members/set_profile_v2",
                    "team/members/suspend",
                    "team/members/unsuspend"),
            Scope.of(
                    "members.delete",
                    Capability.REMOVE_USERS,
                    new Text("Remove people, and bring them back.", "Supprimer des personnes, et les restaurer."),
                    "team/members/recover",
                    "team/members/remove",
                    "team/members/remove/job_status/get"),
            Scope.of(
                    "groups.read",
                    Capability.READ_GROUPS,
                    new Text(
                            "Show in an offboarding's plan which groups somebody is in.",
                            "Montrer dans le plan d'un départ à quels groupes la personne appartient."),
                    "team/groups/get_info",
                    "team/groups/list",
                    "team/groups/members/list",
                    "team/groups/members/list/continue"),
            Scope.of(
                    "groups.write",
                    Capability.CHANGE_GROUPS,
                    new Text(
                            "Put people into groups when they join or are brought back, and take them out.",
                            "Ajouter des personnes à des groupes à leur arrivée ou à leur retour, et les en retirer."),
                    "team/groups/job_status/get",
                    "team/groups/members/add",
                    "team/groups/members/remove",
                    "team/groups/members/set_access_type"),
            Scope.of(
                    "sessions.list",
                    Capability.READ_DEVICES,
                    new Text(
                            "Show in an offboarding's plan which devices and apps are linked, and whether the connecting account is somebody's own.",
                            "Montrer dans le plan d'un départ quels appareils et applications sont liés, et si le compte de connexion sert à une personne."),
                    "team/devices/list_member_devices",
                    Routes.MEMBERS_DEVICES,
                    "team/linked_apps/list_member_linked_apps",
                    Routes.MEMBERS_APPS),
            Scope.of(
                    "sessions.modify",
                    Capability.CHANGE_SESSIONS,
                    new Text(
                            "Sign somebody out in one place, and shut an app out of somebody's account.",
                            "Déconnecter une personne à un endroit, et retirer à une application l'accès à un compte."),
                    "team/devices/revoke_device_session",
                    "team/linked_apps/revoke_linked_app"),
            Scope.of(
                    "events.read",
                    Capability.READ_SIGN_INS,
                    new Text(
                            "Read the log for when people last signed in.",
                            "Lire dans le journal quand chacun s'est connecté pour la dernière fois."),
                    Routes.EVENTS,
                    Routes.MORE_EVENTS),
            // Dropbox demands it of all routes of legal holds, even those that read.
            Scope.of(
                    "team_data.governance.write",
                    Capability.READ_LEGAL_HOLDS,
                    new Text(
                            "Show in an offboarding's plan whether somebody is under legal hold. Dropbox demands this right even for reading.",
                            "Montrer dans le plan d'un départ si la personne est visée par une conservation légale. Dropbox exige ce droit même pour lire."),
                    "team/legal_holds/list_policies"));

    private static final Set<Capability> WRITING = Set.of(
            Capability.CHANGE_USERS, Capability.REMOVE_USERS, Capability.CHANGE_GROUPS, Capability.CHANGE_SESSIONS);

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

    /** All capabilities with the scope that each needs, asked for or not; legal holds only on demand. */
    List<ScopeSpec> all() {
        return SCOPES.stream()
                .map(Scope::spec)
                .filter(it -> legalHolds || it.capability() != Capability.READ_LEGAL_HOLDS)
                .toList();
    }

    /** What is asked for, and what each scope is for. */
    List<ScopeSpec> asked() {
        return all().stream().filter(it -> whyNot(it).isEmpty()).toList();
    }

    /** The names of all scopes that are asked for. */
    Set<String> names() {
        return asked().stream().map(ScopeSpec::name).collect(Collectors.toUnmodifiableSet());
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

    private Optional<ScopeSpec> leftOut(Capability capability) {
        return all().stream()
                .filter(it -> it.capability() == capability && leftOut.contains(capability))
                .findFirst();
    }

    /** Keeps a request back that isn't covered, before it is sent. */
    void require(Request request) {
        if (readOnly && request.effect() == Effect.WRITES) {
            throw new UnsupportedCapabilityException(request.route()
                    + " was not sent: this connector was registered read-only. Register it without readOnly().");
        }
        Optional<ScopeSpec> scope = of(request.route())
                .filter(it -> leftOut.contains(it.capability()))
                .or(() -> request.route().equals(LIMITS) ? leftOut(Capability.CHANGE_USERS) : Optional.empty());
        if (scope.isPresent()) {
            throw new PermissionMissingException(
                    request.route() + " was not sent. " + whyNot(scope.get()).orElseThrow(),
                    Set.of(scope.get().name()),
                    Optional.empty());
        }
    }
}
