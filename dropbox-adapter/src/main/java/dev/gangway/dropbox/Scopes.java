package dev.gangway.dropbox;

import dev.gangway.connector.Capability;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.http.Effect;
import dev.gangway.http.Request;
import dev.gangway.result.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a connector asks for, and what it keeps to whatever the credential allows: the scopes of each capability, and the routes that they
 * open. Specified, per route. Immutable.
 *
 * @param leftOut the capabilities that it was registered without
 * @param readOnly whether it asks for what reads only, and sends nothing that writes
 * @param more the capabilities that it asks for besides, of those that are asked for on demand only
 */
record Scopes(Set<Capability> leftOut, boolean readOnly, Set<Capability> more) {

    /** Everything but what is asked for on demand only. */
    static final Scopes ALL = new Scopes(Set.of(), false, Set.of());

    private static final Set<Capability> ON_DEMAND = Set.of(
            Capability.READ_LEGAL_HOLDS,
            Capability.READ_STORAGE,
            Capability.READ_TEAM_FOLDERS,
            Capability.CHANGE_TEAM_FOLDERS,
            Capability.READ_SHARING,
            Capability.CHANGE_SHARING,
            Capability.ACT_AS_USERS,
            Capability.CHANGE_TEAM_SPACE);

    static final String ACT_AS_MEMBERS = "team_data.member";
    static final String READ_ACCOUNTS = "account_info.read";

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
                    "team/features/get_values",
                    "team/get_info",
                    "team/sharing_allowlist/list",
                    "team/sharing_allowlist/list/continue",
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
            Scope.of(
                    "events.read",
                    Capability.READ_ACTIVITY,
                    new Text(
                            "Read the log for what is shared, for changes of policies and roles, and for what the reseller did.",
                            "Lire dans le journal ce qui est partagé, les changements de règles et de rôles, et ce qu'a fait le revendeur."),
                    Routes.EVENTS,
                    Routes.MORE_EVENTS),
            // Dropbox demands it of all routes of legal holds, even those that read.
            Scope.of(
                    "team_data.governance.write",
                    Capability.READ_LEGAL_HOLDS,
                    new Text(
                            "Show in an offboarding's plan whether somebody is under legal hold. Dropbox demands this right even for reading.",
                            "Montrer dans le plan d'un départ si la personne est visée par une conservation légale. Dropbox exige ce droit même pour lire."),
                    "team/legal_holds/list_policies"),
            // A route of a single account, called by a team in a member's name, needs both.
            Scope.of(
                    ACT_AS_MEMBERS,
                    Capability.READ_STORAGE,
                    new Text(
                            "Ask Dropbox in a person's name how much they store. Dropbox has no other way to tell a team.",
                            "Demander à Dropbox au nom de chacun combien il stocke. Dropbox n'a pas d'autre moyen de le dire à une équipe."),
                    Routes.SPACE_USAGE),
            Scope.of(
                    READ_ACCOUNTS,
                    Capability.READ_STORAGE,
                    new Text(
                            "Show how much a person stores, in reports and in an offboarding's plan.",
                            "Montrer combien chacun stocke, dans les rapports et dans le plan d'un départ."),
                    Routes.SPACE_USAGE),
            Scope.of(
                    "team_data.content.read",
                    Capability.READ_TEAM_FOLDERS,
                    new Text("List the team's folders.", "Lister les dossiers d'équipe."),
                    "team/team_folder/get_info",
                    "team/team_folder/list",
                    "team/team_folder/list/continue"),
            // Dropbox demands it of the question how an archiving stands, too.
            Scope.of(
                    "team_data.content.write",
                    Capability.CHANGE_TEAM_FOLDERS,
                    new Text(
                            "Create, rename and archive team folders, and change what of them is synced.",
                            "Créer, renommer et archiver des dossiers d'équipe, et changer ce qui en est synchronisé."),
                    "team/team_folder/archive",
                    "team/team_folder/archive/check",
                    "team/team_folder/create",
                    "team/team_folder/rename",
                    "team/team_folder/update_sync_settings"),
            Scope.of(
                    "sharing.read",
                    Capability.READ_SHARING,
                    new Text(
                            "Show who can join the team's shared folders, and who manages them.",
                            "Montrer qui peut rejoindre les dossiers partagés de l'équipe, et qui les gère."),
                    Routes.FOLDER_METADATA),
            Scope.of(
                    ACT_AS_MEMBERS,
                    Capability.READ_SHARING,
                    new Text(
                            "Read the sharing policies of the team's folders in the name of the connecting admin.",
                            "Lire les règles de partage des dossiers de l'équipe au nom de l'administrateur qui l'a connectée."),
                    Routes.FOLDER_METADATA),
            Scope.of(
                    "sharing.write",
                    Capability.CHANGE_SHARING,
                    new Text(
                            "Change who can join the team's shared folders, and who manages them.",
                            "Changer qui peut rejoindre les dossiers partagés de l'équipe, et qui les gère."),
                    Routes.FOLDER_POLICY),
            Scope.of(
                    ACT_AS_MEMBERS,
                    Capability.CHANGE_SHARING,
                    new Text(
                            "Change the sharing policies of the team's folders in the name of the connecting admin.",
                            "Changer les règles de partage des dossiers de l'équipe au nom de l'administrateur qui l'a connectée."),
                    Routes.FOLDER_POLICY),
            Scope.of(
                    "team_info.write",
                    Capability.CHANGE_SHARING,
                    new Text(
                            "Change with whom outside the team its people may share.",
                            "Changer avec qui, hors de l'équipe, on peut partager."),
                    "team/sharing_allowlist/add",
                    "team/sharing_allowlist/remove"),
            Scope.of(
                    "files.metadata.read",
                    Capability.ACT_AS_USERS,
                    new Text(
                            "Show what a person has in which folder, in that person's name. No file's content is read.",
                            "Montrer ce qu'une personne a dans quel dossier, en son nom. Le contenu des fichiers n'est pas lu."),
                    "files/list_folder",
                    "files/list_folder/continue"),
            Scope.of(
                    "sharing.read",
                    Capability.ACT_AS_USERS,
                    new Text(
                            "Show what a person shares by link, and which shared folders they can get into, in that person's name.",
                            "Montrer ce qu'une personne partage par lien et les dossiers partagés auxquels elle accède, en son nom."),
                    "sharing/list_folders",
                    "sharing/list_folders/continue",
                    "sharing/list_shared_links"),
            Scope.of(
                    ACT_AS_MEMBERS,
                    Capability.ACT_AS_USERS,
                    new Text(
                            "Ask Dropbox in a person's name what they have and share.",
                            "Demander à Dropbox au nom d'une personne ce qu'elle a et partage."),
                    Routes.AS_A_PERSON.toArray(String[]::new)),
            Scope.of(
                    READ_ACCOUNTS,
                    Capability.ACT_AS_USERS,
                    new Text(
                            "Show who a person is to Dropbox, and how much they store.",
                            "Montrer qui est une personne pour Dropbox, et combien elle stocke."),
                    "users/get_current_account",
                    Routes.SPACE_USAGE),
            Scope.of(
                    "files.metadata.read",
                    Capability.CHANGE_TEAM_SPACE,
                    new Text(
                            "List the folders of a team space that has one root for everybody.",
                            "Lister les dossiers d'un espace d'équipe qui a une racine commune."),
                    "files/list_folder",
                    "files/list_folder/continue"),
            Scope.of(
                    ACT_AS_MEMBERS,
                    Capability.CHANGE_TEAM_SPACE,
                    new Text(
                            "Act in such a team space in the name of the connecting admin.",
                            "Agir dans un tel espace d'équipe au nom de l'administrateur qui l'a connectée."),
                    Routes.OF_A_TEAM_SPACE.toArray(String[]::new)),
            Scope.of(
                    "sharing.write",
                    Capability.CHANGE_TEAM_SPACE,
                    new Text(
                            "Create folders of a team space that has one root for everybody.",
                            "Créer des dossiers d'un espace d'équipe qui a une racine commune."),
                    "sharing/check_share_job_status",
                    "sharing/share_folder"),
            Scope.of(
                    "files.content.write",
                    Capability.CHANGE_TEAM_SPACE,
                    new Text(
                            "Rename folders of a team space that has one root for everybody. Nothing else is moved or written.",
                            "Renommer des dossiers d'un espace d'équipe qui a une racine commune. Rien d'autre n'est déplacé ni écrit."),
                    "files/move_v2"));

    private static final Set<Capability> WRITING = Set.of(
            Capability.CHANGE_USERS,
            Capability.REMOVE_USERS,
            Capability.CHANGE_GROUPS,
            Capability.CHANGE_SESSIONS,
            Capability.CHANGE_TEAM_FOLDERS,
            Capability.CHANGE_SHARING,
            Capability.CHANGE_TEAM_SPACE);

    Scopes {
        leftOut = Set.copyOf(leftOut);
        more = Set.copyOf(more);
        if (leftOut.contains(Capability.READ_TEAM)) {
            throw new IllegalArgumentException(
                    "READ_TEAM can't be left out: without the scope team_info.read it can't even be told which team it is.");
        }
    }

    Scopes without(List<Capability> capabilities) {
        return new Scopes(union(leftOut, capabilities), readOnly, more);
    }

    Scopes onlyReading() {
        return new Scopes(leftOut, true, more);
    }

    Scopes with(Capability onDemand) {
        return new Scopes(leftOut, readOnly, union(more, List.of(onDemand)));
    }

    private static Set<Capability> union(Set<Capability> some, List<Capability> others) {
        Set<Capability> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    /** Whether a capability is asked for with all its scopes. */
    boolean asks(Capability capability) {
        return asked().stream().anyMatch(it -> it.capability() == capability);
    }

    /** Whether something is asked for that is on demand only. */
    boolean wants(Capability onDemand) {
        return more.contains(onDemand);
    }

    /** All scopes with the capability that each is for, asked for or not; those on demand only on demand. */
    List<ScopeSpec> all() {
        return SCOPES.stream()
                .map(Scope::spec)
                .filter(it -> !ON_DEMAND.contains(it.capability()) || wants(it.capability()))
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

    /** Which scopes a route needs; none for a route of which that isn't known here. */
    static List<ScopeSpec> of(String route) {
        return SCOPES.stream()
                .filter(it -> it.routes().contains(route))
                .map(Scope::spec)
                .toList();
    }

    private Optional<ScopeSpec> leftOut(Capability capability) {
        return all().stream()
                .filter(it -> it.capability() == capability && leftOut.contains(capability))
                .findFirst();
    }

    /** Keeps back what is left out of a route that another capability needs, too. */
    void require(Capability capability, String route) {
        leftOut(capability).ifPresent(scope -> {
            throw notSent(route, scope);
        });
    }

    private PermissionMissingException notSent(String route, ScopeSpec scope) {
        return new PermissionMissingException(
                route + " was not sent. " + whyNot(scope).orElseThrow(), Set.of(scope.name()), Optional.empty());
    }

    /** A route is left out with all that it is for here. */
    private Optional<ScopeSpec> leftOut(List<ScopeSpec> needed) {
        boolean isForMore = needed.stream()
                .map(ScopeSpec::capability)
                .anyMatch(it -> !leftOut.contains(it) && (!ON_DEMAND.contains(it) || wants(it)));
        return isForMore
                ? Optional.empty()
                : needed.stream()
                        .filter(it -> leftOut.contains(it.capability()))
                        .findFirst();
    }

    /** Keeps a request back that isn't covered, before it is sent. */
    void require(Request request) {
        if (readOnly && request.effect() == Effect.WRITES) {
            throw new UnsupportedCapabilityException(request.route()
                    + " was not sent: this connector was registered read-only. Register it without readOnly().");
        }
        Optional<ScopeSpec> scope = leftOut(of(request.route()))
                .or(() -> request.route().equals(LIMITS) ? leftOut(Capability.CHANGE_USERS) : Optional.empty());
        if (scope.isPresent()) {
            throw notSent(request.route(), scope.get());
        }
    }
}
