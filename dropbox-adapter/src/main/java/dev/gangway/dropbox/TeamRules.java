package dev.gangway.dropbox;

import static java.util.Map.entry;

import com.dropbox.core.v2.teampolicies.TeamMemberPolicies;
import com.dropbox.core.v2.teampolicies.TeamSharingPolicies;
import dev.gangway.result.Fact;
import dev.gangway.result.Instruction;
import dev.gangway.result.TeamPolicy;
import dev.gangway.result.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rules of a team as {@code team/get_info} tells them. No route sets any of them (specified). */
final class TeamRules {

    /** What each value means. Specified; in our own words. */
    private static final Map<String, Text> MEANINGS = Map.ofEntries(
            entry(
                    "shared_folder_member_policy/team",
                    new Text("People share with people of the team only.", "On ne partage qu'avec l'équipe.")),
            entry(
                    "shared_folder_member_policy/team_and_approved",
                    new Text(
                            "People share with the team and whoever is on the allow list.",
                            "On partage avec l'équipe et avec ceux qui figurent sur la liste d'autorisation.")),
            entry(
                    "shared_folder_member_policy/anyone",
                    new Text("People share with anybody.", "On partage avec n'importe qui.")),
            entry(
                    "shared_folder_join_policy/from_team_only",
                    new Text("People join folders of the team only.", "On ne rejoint que les dossiers de l'équipe.")),
            entry(
                    "shared_folder_join_policy/from_anyone",
                    new Text("People join anybody's folders.", "On rejoint les dossiers de n'importe qui.")),
            entry(
                    "shared_link_create_policy/default_public",
                    new Text(
                            "Links are for anybody, unless who makes one says otherwise.",
                            "Les liens sont ouverts à tous, sauf choix contraire de leur auteur.")),
            entry(
                    "shared_link_create_policy/default_team_only",
                    new Text(
                            "Links are for the team, unless who makes one says otherwise.",
                            "Les liens sont réservés à l'équipe, sauf choix contraire de leur auteur.")),
            entry(
                    "shared_link_create_policy/team_only",
                    new Text("Links are for the team only.", "Les liens sont réservés à l'équipe.")),
            entry(
                    "shared_link_create_policy/default_no_one",
                    new Text(
                            "Links open for nobody until who makes one says for whom.",
                            "Les liens ne s'ouvrent pour personne tant que leur auteur ne dit pas pour qui.")),
            entry(
                    "group_creation_policy/admins_and_members",
                    new Text("Everybody creates groups.", "Tout le monde crée des groupes.")),
            entry(
                    "group_creation_policy/admins_only",
                    new Text("Only admins create groups.", "Seuls les administrateurs créent des groupes.")),
            entry(
                    "shared_folder_link_restriction_policy/members",
                    new Text(
                            "Links to what is in a shared folder are for its members.",
                            "Les liens vers le contenu d'un dossier partagé sont réservés à ses membres.")),
            entry(
                    "shared_folder_link_restriction_policy/anyone",
                    new Text(
                            "Links to what is in a shared folder are for anybody.",
                            "Les liens vers le contenu d'un dossier partagé sont ouverts à tous.")),
            entry(
                    "enforce_link_password_policy/optional",
                    new Text("A link may do without a password.", "Un lien peut se passer de mot de passe.")),
            entry(
                    "enforce_link_password_policy/required",
                    new Text("A link needs a password.", "Un lien exige un mot de passe.")),
            entry(
                    "default_link_expiration_days_policy/none",
                    new Text("Links don't expire.", "Les liens n'expirent pas.")),
            entry("default_link_expiration_days_policy/day_1", expiry("1 day", "1 jour")),
            entry("default_link_expiration_days_policy/day_3", expiry("3 days", "3 jours")),
            entry("default_link_expiration_days_policy/day_7", expiry("7 days", "7 jours")),
            entry("default_link_expiration_days_policy/day_30", expiry("30 days", "30 jours")),
            entry("default_link_expiration_days_policy/day_90", expiry("90 days", "90 jours")),
            entry("default_link_expiration_days_policy/day_180", expiry("180 days", "180 jours")),
            entry("default_link_expiration_days_policy/year_1", expiry("1 year", "1 an")),
            entry(
                    "shared_link_default_permissions_policy/default",
                    new Text("Dropbox decides what links allow.", "Dropbox décide de ce que les liens permettent.")),
            entry(
                    "shared_link_default_permissions_policy/edit",
                    new Text(
                            "Links allow editing, unless said otherwise.",
                            "Les liens permettent de modifier, sauf choix contraire.")),
            entry(
                    "shared_link_default_permissions_policy/view",
                    new Text(
                            "Links allow viewing, unless said otherwise.",
                            "Les liens permettent de consulter, sauf choix contraire.")),
            entry(
                    "emm_state/disabled",
                    new Text(
                            "Phones need no device management.",
                            "Les téléphones n'ont pas besoin d'une gestion de parc.")),
            entry(
                    "emm_state/optional",
                    new Text("Device management of phones is optional.", "La gestion des téléphones est facultative.")),
            entry(
                    "emm_state/required",
                    new Text(
                            "Phones are let in through device management only.",
                            "Seuls les téléphones gérés sont admis.")),
            entry("office_addin/enabled", new Text("The Office add-in is on.", "Le complément Office est activé.")),
            entry(
                    "office_addin/disabled",
                    new Text("The Office add-in is off.", "Le complément Office est désactivé.")),
            entry(
                    "suggest_members_policy/enabled",
                    new Text("Members may suggest new ones.", "Les membres peuvent en proposer d'autres.")),
            entry(
                    "suggest_members_policy/disabled",
                    new Text("Members can't suggest new ones.", "Les membres ne peuvent pas en proposer d'autres.")),
            entry(
                    "top_level_content_policy/admin_only",
                    new Text(
                            "Only admins change the top level of the team's space.",
                            "Seuls les administrateurs modifient le premier niveau de l'espace d'équipe.")),
            entry(
                    "top_level_content_policy/everyone",
                    new Text(
                            "Everybody changes the top level of the team's space.",
                            "Tout le monde modifie le premier niveau de l'espace d'équipe.")));

    private TeamRules() {}

    private static Text expiry(String en, String fr) {
        return new Text(
                "Links expire after " + en + ", unless said otherwise.",
                "Les liens expirent après " + fr + ", sauf choix contraire.");
    }

    static List<TeamPolicy> ofSharing(TeamMemberPolicies all) {
        TeamSharingPolicies sharing = all.getSharing();
        return List.of(
                sharing(
                        "shared_folder_member_policy",
                        new Text("Sharing outside the team", "Partage hors de l'équipe"),
                        sharing.getSharedFolderMemberPolicy()),
                sharing(
                        "shared_folder_join_policy",
                        new Text("Joining folders of others", "Rejoindre les dossiers d'autrui"),
                        sharing.getSharedFolderJoinPolicy()),
                sharing(
                        "shared_link_create_policy",
                        new Text("Whom links are for", "Destinataires des liens"),
                        sharing.getSharedLinkCreatePolicy()),
                sharing(
                        "shared_folder_link_restriction_policy",
                        new Text("Links within shared folders", "Liens dans les dossiers partagés"),
                        sharing.getSharedFolderLinkRestrictionPolicy()),
                sharing(
                        "enforce_link_password_policy",
                        new Text("Passwords of links", "Mots de passe des liens"),
                        sharing.getEnforceLinkPasswordPolicy()),
                sharing(
                        "default_link_expiration_days_policy",
                        new Text("Expiry of links", "Expiration des liens"),
                        sharing.getDefaultLinkExpirationDaysPolicy()),
                sharing(
                        "shared_link_default_permissions_policy",
                        new Text("What links allow", "Droits donnés par les liens"),
                        sharing.getSharedLinkDefaultPermissionsPolicy()),
                sharing(
                        "group_creation_policy",
                        new Text("Who creates groups", "Création de groupes"),
                        sharing.getGroupCreationPolicy()),
                sharing(
                        "top_level_content_policy",
                        new Text("Top level of the team's space", "Premier niveau de l'espace d'équipe"),
                        all.getTopLevelContentPolicy()));
    }

    static List<TeamPolicy> ofSecurity(TeamMemberPolicies all) {
        return List.of(
                policy(
                        "emm_state",
                        new Text("Device management of phones", "Gestion des téléphones"),
                        all.getEmmState(),
                        ConsoleSteps.DEVICE_MANAGEMENT),
                policy(
                        "office_addin",
                        new Text("Office add-in", "Complément Office"),
                        all.getOfficeAddin(),
                        ConsoleSteps.OTHER_SETTINGS),
                policy(
                        "suggest_members_policy",
                        new Text("Suggesting members", "Proposer des membres"),
                        all.getSuggestMembersPolicy(),
                        ConsoleSteps.OTHER_SETTINGS));
    }

    private static TeamPolicy sharing(String id, Text name, Enum<?> said) {
        return policy(id, name, said, ConsoleSteps.SHARING);
    }

    private static TeamPolicy policy(String id, Text name, Enum<?> said, Instruction change) {
        String tag = said.name().toLowerCase(Locale.ROOT);
        Fact<String> value = tag.equals("other")
                ? Fact.unknown("Dropbox said something that this version doesn't know")
                : Fact.of(tag);
        return new TeamPolicy(id, name, value, Optional.ofNullable(MEANINGS.get(id + "/" + tag)), Optional.of(change));
    }
}
