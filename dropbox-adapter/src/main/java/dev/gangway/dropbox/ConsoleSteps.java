package dev.gangway.dropbox;

import dev.gangway.result.Instruction;
import dev.gangway.result.Text;
import dev.gangway.security.ConsoleTask;
import dev.gangway.security.SecurityTopic;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What people do in Dropbox's Admin console, where no route does it. The pages of the console are documented by the help page that each links
 * to, read in 2024 and 2025, unless an instruction says that they are assumed; the French names of pages are assumed.
 */
final class ConsoleSteps {

    private static final String HELP = "https://help.dropbox.com/";

    private static final Text SIGN_IN = new Text(
            "Sign in to dropbox.com as a team admin.",
            "Connectez-vous à dropbox.com en tant qu'administrateur de l'équipe.");

    private static final Text SETTINGS =
            new Text("Open the Admin console, then Settings.", "Ouvrez l'interface d'administration, puis Paramètres.");

    private static final Text MEMBERS = new Text(
            "Open the Admin console, then Members, and find the person.",
            "Ouvrez l'interface d'administration, puis Membres, et trouvez la personne.");

    static final Instruction SHARING = settings(
            "Change a sharing rule of the team",
            "Changer une règle de partage de l'équipe",
            "share/manage-team-sharing",
            new Text("Open Sharing.", "Ouvrez Partage."),
            new Text(
                    "Set the rule. It doesn't change what was shared before.",
                    "Réglez la règle. Elle ne change rien à ce qui a été partagé auparavant."));

    /** Where it is set is assumed. */
    static final Instruction DEVICE_MANAGEMENT = settings(
            "Change the device management of phones",
            "Changer la gestion des téléphones",
            "guide/admin/how-to-get-started/admin-console",
            new Text(
                    "Under Security, open Enterprise mobility management.",
                    "Sous Sécurité, ouvrez Gestion de la mobilité d'entreprise."),
            new Text("Set it to off, optional or required.", "Choisissez désactivé, facultatif ou obligatoire."));

    /** Where each is set is assumed. */
    static final Instruction OTHER_SETTINGS = settings(
            "Change another setting of the team",
            "Changer un autre réglage de l'équipe",
            "guide/admin/how-to-get-started/admin-console",
            new Text(
                    "Look for the setting, and switch it on or off.",
                    "Cherchez le réglage, et activez-le ou désactivez-le."));

    static final List<ConsoleTask> SECURITY = List.of(
            task(
                    SecurityTopic.SINGLE_SIGN_ON,
                    settings(
                            "Set up single sign-on",
                            "Mettre en place l'authentification unique",
                            "security/sso-admin",
                            new Text(
                                    "At your identity provider, set Dropbox up, and note its sign-in address and its certificate.",
                                    "Chez votre fournisseur d'identité, configurez Dropbox, et notez son adresse de connexion et son certificat."),
                            new Text(
                                    "Under Authentication, open Single sign-on, and choose Off, Optional or Required. Required ends signing in by password for all but admins.",
                                    "Sous Authentification, ouvrez Authentification unique, et choisissez Désactivée, Facultative ou Obligatoire. Obligatoire met fin à la connexion par mot de passe, sauf pour les administrateurs."),
                            new Text(
                                    "Enter the sign-in address, upload the certificate, and apply the changes.",
                                    "Saisissez l'adresse de connexion, importez le certificat, et appliquez les modifications."),
                            new Text(
                                    "Tell your team. The plan has to be Advanced or Enterprise.",
                                    "Prévenez votre équipe. Il faut le forfait Advanced ou Enterprise."))),
            task(
                    SecurityTopic.TWO_STEP_VERIFICATION,
                    settings(
                            "Require a second step when signing in",
                            "Exiger une seconde étape à la connexion",
                            "security/two-step-verification",
                            new Text(
                                    "Under Authentication, open 2-factor authentication (called Two-step verification before).",
                                    "Sous Authentification, ouvrez Authentification à deux facteurs (auparavant Validation en deux étapes)."),
                            new Text(
                                    "Change it from Optional to Required, and save. People set it up when they next sign in; nobody is signed out.",
                                    "Passez de Facultative à Obligatoire, et enregistrez. Chacun la configure à sa prochaine connexion ; personne n'est déconnecté."))),
            task(
                    SecurityTopic.PASSWORD_STRENGTH,
                    settings(
                            "Require strong passwords",
                            "Exiger des mots de passe forts",
                            "security/password-control",
                            new Text(
                                    "Under Authentication, open Password control.",
                                    "Sous Authentification, ouvrez Contrôle des mots de passe."),
                            new Text(
                                    "Switch it on and choose the strength. Everybody is signed out of the web and has to choose a new password.",
                                    "Activez-le et choisissez la force. Tout le monde est déconnecté du web et doit choisir un nouveau mot de passe."))),
            task(
                    SecurityTopic.SESSION_LENGTH,
                    settings(
                            "Limit how long people stay signed in on the web",
                            "Limiter la durée de connexion sur le web",
                            "security/web-session-control",
                            new Text(
                                    "Under Security, go to Web session control.",
                                    "Sous Sécurité, allez à Contrôle des sessions web."),
                            new Text(
                                    "Set the fixed and the idle session length. A shorter fixed length signs everybody out.",
                                    "Réglez la durée fixe et la durée d'inactivité. Une durée fixe plus courte déconnecte tout le monde."))),
            task(
                    SecurityTopic.NETWORK_CONTROL,
                    settings(
                            "Control which accounts are used on your network",
                            "Contrôler les comptes utilisés sur votre réseau",
                            "security/network-control",
                            new Text(
                                    "If Network control isn't there, ask your account manager at Dropbox for it. The plan has to be Enterprise.",
                                    "Si Contrôle du réseau n'y figure pas, demandez-le à votre chargé de compte chez Dropbox. Il faut le forfait Enterprise."),
                            new Text(
                                    "Open Network control and switch it on.",
                                    "Ouvrez Contrôle du réseau et activez-le."),
                            new Text(
                                    "Have your proxy add Dropbox's header to the traffic.",
                                    "Faites ajouter par votre proxy l'en-tête de Dropbox au trafic."))),
            task(
                    SecurityTopic.DEVICE_APPROVALS,
                    settings(
                            "Limit people's devices",
                            "Limiter les appareils",
                            "account-access/device-approvals",
                            new Text(
                                    "Under Security, open Device approvals.",
                                    "Sous Sécurité, ouvrez Approbation des appareils."),
                            new Text(
                                    "Choose how many computers and mobile devices each person can link, and what happens to those above the limit.",
                                    "Choisissez combien d'ordinateurs et d'appareils mobiles chacun peut associer, et ce qu'il advient de ceux en trop."))),
            task(
                    SecurityTopic.PASSWORD_RESET,
                    members(
                            "Reset somebody's password",
                            "Réinitialiser le mot de passe de quelqu'un",
                            "guide/admin/how-to-get-started/admin-console",
                            new Text(
                                    "In the menu beside the name, choose to reset the password (the wording is assumed).",
                                    "Dans le menu à côté du nom, choisissez de réinitialiser le mot de passe (libellé supposé)."),
                            new Text(
                                    "With single sign-on, do it at your identity provider instead.",
                                    "Avec l'authentification unique, faites-le plutôt chez votre fournisseur d'identité."))),
            task(
                    SecurityTopic.TWO_STEP_RESET,
                    members(
                            "Let somebody in who has lost the second step",
                            "Laisser entrer quelqu'un qui a perdu la seconde étape",
                            "security/two-step-verification",
                            new Text(
                                    "Make sure by another way that it is that person who asks.",
                                    "Assurez-vous par un autre moyen que c'est bien cette personne qui demande."),
                            new Text(
                                    "In the menu beside the name, choose to reset or disable the second step (the wording is assumed).",
                                    "Dans le menu à côté du nom, choisissez de réinitialiser ou désactiver la seconde étape (libellé supposé)."))));

    private ConsoleSteps() {}

    private static ConsoleTask task(SecurityTopic topic, Instruction instruction) {
        return new ConsoleTask(topic, instruction);
    }

    private static Instruction settings(String en, String fr, String page, Text... steps) {
        return instruction(en, fr, page, SETTINGS, steps);
    }

    private static Instruction members(String en, String fr, String page, Text... steps) {
        return instruction(en, fr, page, MEMBERS, steps);
    }

    private static Instruction instruction(String en, String fr, String page, Text where, Text... steps) {
        return new Instruction(
                new Text(en, fr),
                Stream.concat(Stream.of(SIGN_IN, where), Stream.of(steps)).toList(),
                Optional.of(URI.create(HELP + page)));
    }
}
