package dev.gangway.connector;

/** What a connection can be good for. New ones may be added. */
public enum Capability {
    /** Read the team's name, its license totals and which admin connected it. */
    READ_TEAM("read the team and its license totals"),
    /** Find and list people. */
    READ_USERS("find and list people"),
    /** Invite, suspend, resume people and change their roles. */
    CHANGE_USERS("invite, suspend and resume people, change roles"),
    /** Remove people and recover them. */
    REMOVE_USERS("remove and recover people"),
    /** Read groups. */
    READ_GROUPS("read groups"),
    /** Put people into groups. */
    CHANGE_GROUPS("put people into groups"),
    /** Read devices, web sessions and linked apps. */
    READ_DEVICES("read devices, sessions and linked apps"),
    /** Read who signed in when. */
    READ_SIGN_INS("read who signed in when");

    private final String words;

    Capability(String words) {
        this.words = words;
    }

    /**
     * The capability in words.
     *
     * @return an English verb phrase
     */
    public String words() {
        return words;
    }
}
