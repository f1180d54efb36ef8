package dev.gangway.assistance;

import dev.gangway.result.Text;

/**
 * That an admin of the customer has understood what delegated assistance means. Show {@link #WORDS}, and pass back what was agreed to.
 * Immutable.
 */
public final class Acknowledgement {

    /** What has to be agreed to, word by word, in one of the two languages. */
    public static final Text WORDS = new Text(
            "I understand that a partner to whom a grant is given has full administrative control of the team within what the grant names:"
                    + " add and remove members, sign in as users, change admin permissions, use analytics, create team folders, change"
                    + " sharing permissions and controls, change authentication and security settings, monitor sharing activity, and"
                    + " contact the provider's support.",
            "Je comprends qu'un partenaire à qui une autorisation est donnée a le contrôle administratif complet de l'équipe dans les"
                    + " limites de cette autorisation : ajouter et supprimer des membres, ouvrir des sessions en tant qu'utilisateur,"
                    + " modifier les droits d'administration, consulter les statistiques, créer des dossiers d'équipe, modifier les"
                    + " autorisations et les contrôles de partage, modifier les réglages d'authentification et de sécurité, suivre"
                    + " l'activité de partage et contacter l'assistance du fournisseur.");

    private final String who;

    private Acknowledgement(String who) {
        this.who = who;
    }

    /**
     * Somebody agreed.
     *
     * @param who the admin of the customer, as people call them; an e-mail address if there is one
     * @param words what they agreed to: {@link #WORDS} in one language
     * @return the acknowledgement
     * @throws IllegalArgumentException if the words are others, or the name is blank or too long
     */
    public static Acknowledgement of(String who, String words) {
        Subject.check("Who acknowledges", who, Subject.MAX_LENGTH);
        if (!words.equals(WORDS.en()) && !words.equals(WORDS.fr())) {
            throw new IllegalArgumentException(
                    "Show Acknowledgement.WORDS to an admin of the customer, and pass the words that they agreed to.");
        }
        return new Acknowledgement(who);
    }

    /**
     * Who agreed.
     *
     * @return the name
     */
    public String who() {
        return who;
    }

    @Override
    public String toString() {
        return "Acknowledgement[" + who + "]";
    }
}
