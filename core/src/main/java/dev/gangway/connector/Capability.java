package dev.gangway.connector;

import dev.gangway.result.Text;

/** What a connection can be good for. New ones may be added. */
public enum Capability {
    /** Read the team's name, its license totals and which admin connected it. */
    READ_TEAM("read the team and its license totals", "lire les informations de l'équipe et le nombre de licences"),
    /** Find and list people. */
    READ_USERS("find and list people", "rechercher et lister les personnes"),
    /** Invite, suspend and resume people, change their roles and profiles, and move or delete the files of those who left. */
    CHANGE_USERS(
            "invite, suspend and resume people, change roles",
            "inviter, suspendre et réactiver des personnes, changer leurs rôles"),
    /** Remove people and recover them. */
    REMOVE_USERS("remove and recover people", "supprimer et restaurer des personnes"),
    /** Read groups. */
    READ_GROUPS("read groups", "lire les groupes"),
    /** Put people into groups and take them out. */
    CHANGE_GROUPS("put people into groups and take them out", "ajouter des personnes à des groupes et les en retirer"),
    /** Read devices, web sessions and linked apps. */
    READ_DEVICES(
            "read devices, sessions and linked apps", "lire les appareils, les sessions et les applications liées"),
    /** End sessions and unlink apps. */
    CHANGE_SESSIONS("end sessions and unlink apps", "mettre fin à des sessions et délier des applications"),
    /** Read who signed in when. */
    READ_SIGN_INS("read who signed in when", "lire qui s'est connecté et quand"),
    /** Read who is under legal hold. */
    READ_LEGAL_HOLDS("read who is under legal hold", "lire qui est visé par une conservation légale"),
    /** Read how much people store. */
    READ_STORAGE("read how much people store", "lire combien chacun stocke"),
    /** Find and list team folders. */
    READ_TEAM_FOLDERS("find and list team folders", "rechercher et lister les dossiers d'équipe"),
    /** Create, rename and archive team folders, and change what of them is synced. */
    CHANGE_TEAM_FOLDERS("create, rename and archive team folders", "créer, renommer et archiver des dossiers d'équipe"),
    /** Read what people and admins did: sharing, policies, roles, the partner's sessions. */
    READ_ACTIVITY("read what people and admins did", "lire ce que les personnes et les administrateurs ont fait"),
    /** Read the sharing policies of shared folders. */
    READ_SHARING("read the sharing policies of folders", "lire les règles de partage des dossiers"),
    /** Change the allow list and the sharing policies of shared folders. */
    CHANGE_SHARING(
            "change the allow list and the sharing policies of folders",
            "modifier la liste d'autorisation et les règles de partage des dossiers"),
    /** Read what people have, in their name. */
    ACT_AS_USERS("read what people have, in their name", "lire ce que chacun possède, en son nom"),
    /** Create and rename the folders of a team space in which all members have one root. */
    CHANGE_TEAM_SPACE(
            "create and rename folders of a team space", "créer et renommer des dossiers d'un espace d'équipe");

    private final String en;
    private final String fr;

    Capability(String en, String fr) {
        this.en = en;
        this.fr = fr;
    }

    /**
     * The capability in words.
     *
     * @return a verb phrase, in both languages
     */
    public Text text() {
        return new Text(en, fr);
    }

    /**
     * The capability in English.
     *
     * @return an English verb phrase
     */
    public String words() {
        return en;
    }
}
