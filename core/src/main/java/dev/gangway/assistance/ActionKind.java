package dev.gangway.assistance;

import dev.gangway.result.Text;

/** The nine kinds of action that a customer can grant to a partner; there are no others. Immutable. */
public enum ActionKind {
    /** Add and remove members of the team. */
    MANAGE_MEMBERS("add and remove members", "ajouter et supprimer des membres"),
    /** Act as a user of the team. */
    ACT_AS_USERS("sign in as users", "ouvrir des sessions en tant qu'utilisateur"),
    /** Change who has which admin permissions. */
    CHANGE_ROLES("change admin permissions", "modifier les droits d'administration"),
    /** Read how the team uses its plan. */
    USE_ANALYTICS("use analytics", "consulter les statistiques"),
    /** Create team folders, rename and archive them. */
    CREATE_TEAM_FOLDERS("create team folders", "créer des dossiers d'équipe"),
    /** Change what may be shared, and with whom. */
    CHANGE_SHARING("change sharing permissions and controls", "modifier les autorisations et les contrôles de partage"),
    /** Change how people sign in, and end sessions, devices and apps. */
    CHANGE_SECURITY(
            "change authentication and security settings", "modifier les réglages d'authentification et de sécurité"),
    /** Read what is shared with whom. */
    MONITOR_SHARING("monitor sharing activity", "suivre l'activité de partage"),
    /** Write to the provider's support for the team. */
    CONTACT_SUPPORT("contact the provider's support", "contacter l'assistance du fournisseur");

    private final String en;
    private final String fr;

    ActionKind(String en, String fr) {
        this.en = en;
        this.fr = fr;
    }

    /**
     * What a partner who is granted it may do, for a list: "add and remove members".
     *
     * @return the words, without a capital letter and without a full stop
     */
    public Text words() {
        return new Text(en, fr);
    }
}
