package dev.gangway.assistance;

import static dev.gangway.assistance.ActionKind.ACT_AS_USERS;
import static dev.gangway.assistance.ActionKind.CHANGE_ROLES;
import static dev.gangway.assistance.ActionKind.CHANGE_SECURITY;
import static dev.gangway.assistance.ActionKind.CHANGE_SHARING;
import static dev.gangway.assistance.ActionKind.CONTACT_SUPPORT;
import static dev.gangway.assistance.ActionKind.CREATE_TEAM_FOLDERS;
import static dev.gangway.assistance.ActionKind.MANAGE_MEMBERS;
import static dev.gangway.assistance.ActionKind.MONITOR_SHARING;
import static dev.gangway.assistance.ActionKind.USE_ANALYTICS;

import dev.gangway.result.Text;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every single thing that the trail tells, with its sentence. Destructive is what takes something away from people, such as their access, their
 * files or a session: a grant has to name that by its own word. Immutable.
 */
@SuppressWarnings("ImmutableEnumChecker") // the words are records of texts
public enum Action {
    /** Somebody was invited to the team. */
    MEMBER_INVITED(
            MANAGE_MEMBERS,
            false,
            new English("invited", "invite", "", "a user"),
            new French("a invité", "inviter", "", "un utilisateur")),
    /** Somebody was removed from the team. */
    MEMBER_REMOVED(
            MANAGE_MEMBERS,
            true,
            new English("removed", "remove", "", "a user"),
            new French("a supprimé", "supprimer", "", "un utilisateur")),
    /** Somebody was suspended. */
    MEMBER_SUSPENDED(
            MANAGE_MEMBERS,
            false,
            new English("suspended", "suspend", "", "a user"),
            new French("a suspendu", "suspendre", "", "un utilisateur")),
    /** A suspension was ended. */
    MEMBER_RESUMED(
            MANAGE_MEMBERS,
            false,
            new English("ended", "end", "the suspension of", "a suspension"),
            new French("a levé", "lever", "la suspension de", "une suspension")),
    /** Somebody who had been removed was brought back. */
    MEMBER_RESTORED(
            MANAGE_MEMBERS,
            false,
            new English("restored", "restore", "", "a user"),
            new French("a rétabli", "rétablir", "", "un utilisateur")),
    /** Name, address or license of somebody was changed. */
    MEMBER_CHANGED(
            MANAGE_MEMBERS,
            false,
            new English("changed", "change", "the profile of", "a profile"),
            new French("a modifié", "modifier", "le profil de", "un profil")),
    /** Somebody got another e-mail address, which is a way into the account. */
    EMAIL_CHANGED(
            MANAGE_MEMBERS,
            true,
            new English("changed", "change", "the e-mail address of", "an e-mail address"),
            new French("a modifié", "modifier", "l'adresse e-mail de", "une adresse e-mail")),
    /** Files of somebody were given to somebody else. */
    FILES_TRANSFERRED(
            MANAGE_MEMBERS,
            true,
            new English("transferred", "transfer", "the files of", "files"),
            new French("a transféré", "transférer", "les fichiers de", "des fichiers")),
    /** Files of somebody were deleted for good. */
    FILES_DELETED(
            MANAGE_MEMBERS,
            true,
            new English("deleted", "delete", "the files of", "files"),
            new French("a effacé", "effacer", "les fichiers de", "des fichiers")),
    /** It was read who is on the team. */
    MEMBERS_READ(
            MANAGE_MEMBERS,
            false,
            new English("looked up", "look up", "", "members of the team"),
            new French("a consulté", "consulter", "la fiche de", "la liste des membres")),
    /** It was read what belongs to somebody who may be seen off: groups, devices, apps, legal holds, and what is under way. */
    HOLDINGS_READ(
            MANAGE_MEMBERS,
            false,
            new English("read", "read", "what belongs to", "what is under way for users"),
            new French("a consulté", "consulter", "ce qui appartient à", "ce qui est en cours pour des utilisateurs")),
    /** It was read which licenses the team has. */
    LICENSES_READ(
            MANAGE_MEMBERS,
            false,
            new English("read", "read", "the licenses of", "the licenses of the team"),
            new French("a consulté", "consulter", "les licences de", "les licences de l'équipe")),
    /** Somebody got or lost admin permissions. */
    ROLE_CHANGED(
            CHANGE_ROLES,
            false,
            new English("changed", "change", "the admin permissions of", "admin permissions"),
            new French("a modifié", "modifier", "les droits d'administration de", "des droits d'administration")),
    /** A partner began to act as a user. */
    SIGNED_IN_AS(
            ACT_AS_USERS,
            false,
            new English("signed in", "sign in", "as", "as a user"),
            new French("a ouvert", "ouvrir", "une session en tant que", "une session en tant qu'utilisateur")),
    /** It was read what a user sees. */
    USER_DATA_READ(
            ACT_AS_USERS,
            false,
            new English("read", "read", "what is visible to", "what is visible to a user"),
            new French("a consulté", "consulter", "ce que voit", "ce que voit un utilisateur")),
    /** A team folder was created. */
    TEAM_FOLDER_CREATED(
            CREATE_TEAM_FOLDERS,
            false,
            new English("created", "create", "the team folder", "a team folder"),
            new French("a créé", "créer", "le dossier d'équipe", "un dossier d'équipe")),
    /** A team folder got another name. */
    TEAM_FOLDER_RENAMED(
            CREATE_TEAM_FOLDERS,
            false,
            new English("renamed", "rename", "the team folder", "a team folder"),
            new French("a renommé", "renommer", "le dossier d'équipe", "un dossier d'équipe")),
    /** A team folder was archived: nobody sees it any more, until an admin brings it back in the provider's console. */
    TEAM_FOLDER_ARCHIVED(
            CREATE_TEAM_FOLDERS,
            true,
            new English("archived", "archive", "the team folder", "a team folder"),
            new French("a archivé", "archiver", "le dossier d'équipe", "un dossier d'équipe")),
    /** It was changed which devices a team folder is copied to. */
    TEAM_FOLDER_SYNC_CHANGED(
            CREATE_TEAM_FOLDERS,
            false,
            new English("changed", "change", "the sync settings of the team folder", "sync settings of a team folder"),
            new French(
                    "a modifié",
                    "modifier",
                    "les réglages de synchronisation du dossier d'équipe",
                    "les réglages de synchronisation d'un dossier d'équipe")),
    /** It was read which team folders there are. */
    TEAM_FOLDERS_READ(
            CREATE_TEAM_FOLDERS,
            false,
            new English("looked up", "look up", "the team folder", "team folders"),
            new French("a consulté", "consulter", "le dossier d'équipe", "les dossiers d'équipe")),
    /** It was read what may be shared, and with whom. */
    SHARING_POLICIES_READ(
            CHANGE_SHARING,
            false,
            new English("read", "read", "the sharing settings of", "the sharing settings of the team"),
            new French("a consulté", "consulter", "les réglages de partage de", "les réglages de partage de l'équipe")),
    /** It was changed what may be shared, or with whom. */
    SHARING_POLICY_CHANGED(
            CHANGE_SHARING,
            false,
            new English("changed", "change", "the sharing setting", "a sharing setting"),
            new French("a modifié", "modifier", "le réglage de partage", "un réglage de partage")),
    /** A domain or an address was put on the list of who may be shared with. */
    SHARING_ALLOWED(
            CHANGE_SHARING,
            false,
            new English("allowed", "allow", "sharing with", "sharing with somebody"),
            new French("a autorisé", "autoriser", "le partage avec", "le partage avec quelqu'un")),
    /** A domain or an address was taken off that list. */
    SHARING_DISALLOWED(
            CHANGE_SHARING,
            false,
            new English("disallowed", "disallow", "sharing with", "sharing with somebody"),
            new French("a interdit", "interdire", "le partage avec", "le partage avec quelqu'un")),
    /** It was read how people sign in, and which rules hold. */
    SECURITY_POLICIES_READ(
            CHANGE_SECURITY,
            false,
            new English("read", "read", "the security settings of", "the security settings of the team"),
            new French(
                    "a consulté", "consulter", "les réglages de sécurité de", "les réglages de sécurité de l'équipe")),
    /** It was read which sessions, devices and apps people have. */
    DEVICES_READ(
            CHANGE_SECURITY,
            false,
            new English("read", "read", "the sessions, devices and apps of", "sessions, devices and apps"),
            new French(
                    "a consulté",
                    "consulter",
                    "les sessions, appareils et applications de",
                    "les sessions, appareils et applications")),
    /** A device was unlinked; the subject is whose. */
    DEVICE_UNLINKED(
            CHANGE_SECURITY,
            true,
            new English("unlinked", "unlink", "a device of", "a device"),
            new French("a dissocié", "dissocier", "un appareil de", "un appareil")),
    /** A session was ended; the subject is whose. */
    SESSION_ENDED(
            CHANGE_SECURITY,
            true,
            new English("ended", "end", "a session of", "a session"),
            new French("a fermé", "fermer", "une session de", "une session")),
    /** An app that somebody had linked lost its access; the subject is whose. */
    APP_REVOKED(
            CHANGE_SECURITY,
            true,
            new English("revoked", "revoke", "an app of", "an app"),
            new French("a révoqué", "révoquer", "une application de", "une application")),
    /** It was read what is shared with whom. */
    SHARING_READ(
            MONITOR_SHARING,
            false,
            new English("read", "read", "the sharing activity of", "the sharing activity of the team"),
            new French("a consulté", "consulter", "l'activité de partage de", "l'activité de partage de l'équipe")),
    /** It was read how the team uses its plan. */
    ANALYTICS_READ(
            USE_ANALYTICS,
            false,
            new English("read", "read", "the analytics of", "the analytics of the team"),
            new French("a consulté", "consulter", "les statistiques de", "les statistiques de l'équipe")),
    /** A question to the provider's support was made ready for a person to send; the subject is the topic. */
    SUPPORT_ASKED(
            CONTACT_SUPPORT,
            false,
            new English(
                    "prepared",
                    "prepare",
                    "a question to the provider's support about",
                    "a question to the provider's support"),
            new French(
                    "a préparé",
                    "préparer",
                    "une question à l'assistance du fournisseur au sujet de",
                    "une question à l'assistance du fournisseur")),
    /** Something that none of the nine kinds names, so it is only ever refused; {@link TrailRecord#OPERATION} says what. */
    OTHER(
            null,
            false,
            new English("used", "use", "the operation", "an operation that no grant names"),
            new French("a utilisé", "utiliser", "l'opération", "une opération qu'aucune autorisation ne nomme")),
    /** Assistance was switched on for the connection. */
    ASSISTANCE_ENABLED(
            null,
            false,
            new English("switched on", "switch on", "delegated assistance for", "delegated assistance"),
            new French("a activé", "activer", "l'assistance déléguée pour", "l'assistance déléguée")),
    /** Assistance was switched off for the connection. */
    ASSISTANCE_DISABLED(
            null,
            false,
            new English("switched off", "switch off", "delegated assistance for", "delegated assistance"),
            new French("a désactivé", "désactiver", "l'assistance déléguée pour", "l'assistance déléguée")),
    /** Somebody said that the customer has signed a business associate agreement, which ends assistance. */
    BAA_SIGNED(
            null,
            false,
            new English(
                    "noted",
                    "note",
                    "the signed business associate agreement of",
                    "a signed business associate agreement"),
            new French("a consigné", "consigner", "l'accord BAA signé par", "un accord BAA signé")),
    /** Somebody said that the business associate agreement has ended. */
    BAA_ENDED(
            null,
            false,
            new English(
                    "noted",
                    "note",
                    "the end of the business associate agreement of",
                    "the end of the business associate agreement"),
            new French("a consigné", "consigner", "la fin de l'accord BAA de", "la fin de l'accord BAA")),
    /** A grant was given; the subject is the partner. */
    GRANT_GIVEN(
            null,
            false,
            new English("opened", "open", "the administration to", "the administration to a partner"),
            new French("a ouvert", "ouvrir", "l'administration à", "l'administration à un partenaire")),
    /** A grant was taken back before its end; the subject is the partner. */
    GRANT_REVOKED(
            null,
            false,
            new English("revoked", "revoke", "the access of", "the access of a partner"),
            new French("a révoqué", "révoquer", "l'accès de", "l'accès d'un partenaire")),
    /** A sign-in link was made; the subject is the partner. */
    LINK_MADE(
            null,
            false,
            new English("made", "make", "a sign-in link for", "a sign-in link"),
            new French("a créé", "créer", "un lien de connexion pour", "un lien de connexion")),
    /** A sign-in link was used, which uses it up; the subject is the team. */
    LINK_REDEEMED(
            null,
            false,
            new English("entered", "enter", "the administration of", "the administration"),
            new French("a accédé", "accéder", "à l'administration de", "à l'administration")),
    /** A notice was queued; the subject is the admin it goes to. */
    NOTICE_QUEUED(
            null,
            false,
            new English("queued", "queue", "a notice for", "a notice"),
            new French("a mis en attente", "mettre en attente", "un avis pour", "un avis")),
    /** A notice was handed to what delivers it; the subject is the admin it goes to. */
    NOTICE_SENT(
            null,
            false,
            new English("sent", "send", "a notice to", "a notice"),
            new French("a envoyé", "envoyer", "un avis à", "un avis"));

    /** {@code past} and {@code base} are the verb; {@code before} stands before a subject, {@code alone} instead of one. */
    private record English(String past, String base, String before, String alone) {}

    /** The same in French; {@code base} is the infinitive. */
    private record French(String past, String base, String before, String alone) {}

    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+");

    private static final String VOWELS = "aàâäæeéèêëiîïoôöœuùûü";

    private final @Nullable ActionKind kind;
    private final boolean destructive;
    private final English english;
    private final French french;

    Action(@Nullable ActionKind kind, boolean destructive, English english, French french) {
        this.kind = kind;
        this.destructive = destructive;
        this.english = english;
        this.french = french;
    }

    /**
     * Which of the nine kinds it belongs to.
     *
     * @return the kind; empty for what happens to grants themselves, and for {@link #OTHER}
     */
    public Optional<ActionKind> kind() {
        return Optional.ofNullable(kind);
    }

    /**
     * Whether something of these kinds needs it: what is read to do one thing is needed for another, too.
     *
     * @param kinds what a partner may do
     * @return true if its own kind is among them, or another that can't do without it
     */
    boolean isOf(Set<ActionKind> kinds) {
        return kind().filter(kinds::contains).isPresent()
                || neededFor().stream().anyMatch(kinds::contains);
    }

    private Set<ActionKind> neededFor() {
        return switch (this) {
            case MEMBERS_READ -> Set.of(ACT_AS_USERS, CHANGE_ROLES, CHANGE_SECURITY, USE_ANALYTICS);
            case LICENSES_READ, DEVICES_READ -> Set.of(USE_ANALYTICS);
            case TEAM_FOLDERS_READ -> Set.of(CHANGE_SHARING, MONITOR_SHARING);
            case SHARING_POLICIES_READ -> Set.of(MONITOR_SHARING);
            default -> Set.of();
        };
    }

    /**
     * Whether a grant has to name its destructive part, too.
     *
     * @return true for what takes something away from people
     */
    public boolean isDestructive() {
        return destructive;
    }

    /**
     * The sentence for people, such as "Northwind IT removed Leo Chen" and "Northwind IT a supprimé Leo Chen".
     *
     * @param stage how far it is
     * @param who who does it
     * @param subject on whom or what; without one the sentence says "a user", "a team folder" and so on
     * @return the sentence, on one line, without a full stop
     */
    Text sentence(Stage stage, String who, Optional<String> subject) {
        String actor = oneLine(who);
        Optional<String> name = subject.map(Action::oneLine);
        return new Text(english(stage, actor, name), french(stage, actor, name));
    }

    private String english(Stage stage, String who, Optional<String> subject) {
        String what = subject.map(it -> joined(english.before, it)).orElse(english.alone);
        String verb = english.base + " " + what;
        return who
                + switch (stage) {
                    case INTENT -> " is about to " + verb;
                    case DONE -> " " + english.past + " " + what;
                    case FAILED -> " tried to " + verb + ", and it failed";
                    case REFUSED -> " was not allowed to " + verb;
                    case UNKNOWN -> " tried to " + verb + ", and it is not known whether it happened";
                };
    }

    private String french(Stage stage, String who, Optional<String> subject) {
        String what = subject.map(it -> joined(french.before, it)).orElse(french.alone);
        String verb = french.base + " " + what;
        return who
                + switch (stage) {
                    case INTENT -> " s'apprête à " + verb;
                    case DONE -> " " + french.past + " " + what;
                    case FAILED -> joined(" a tenté de", verb) + ", sans succès";
                    case REFUSED -> joined(" n'a pas eu le droit de", verb);
                    case UNKNOWN -> joined(" a tenté de", verb) + ", sans que l'on sache si cela a eu lieu";
                };
    }

    /** With a space, or as French elides: "d'Ana", "qu'Ana". English has no words that end so. */
    private static String joined(String before, String after) {
        boolean elides = before.matches(".* (d|qu)e") && VOWELS.indexOf(Character.toLowerCase(after.charAt(0))) >= 0;
        if (elides) {
            return before.substring(0, before.length() - 1) + "'" + after;
        }
        return before.isEmpty() ? after : before + " " + after;
    }

    /** Names come from elsewhere; none of them breaks a line or turns its direction. */
    private static String oneLine(String name) {
        String line = UNPRINTABLE.matcher(name).replaceAll(" ").strip();
        return line.isEmpty() ? "?" : line;
    }
}
