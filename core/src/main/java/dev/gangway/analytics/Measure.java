package dev.gangway.analytics;

import dev.gangway.result.Text;

/** What a time series counts. New ones may be added. */
public enum Measure {
    /** Different people who signed in during the step. Who is told by an e-mail address only is a person, too. */
    ACTIVE_USERS("Active people", "Personnes actives", false),
    /** Sign-ins during the step. Those of one person in the same second from the same source count once. */
    SIGN_INS("Sign-ins", "Connexions", false),
    /** Shared links that were created during the step. */
    SHARED_LINKS_CREATED("New links", "Liens créés", false),
    /** Devices that were linked during the step. */
    DEVICES_LINKED("Linked", "Associés", false),
    /** Devices that were unlinked during the step, by whomever. */
    DEVICES_UNLINKED("Unlinked", "Dissociés", false),
    /** Computers, phones and tablets that are linked; browsers don't count. */
    DEVICES("Devices", "Appareils", true),
    /** Bytes that those who can sign in store together; providers don't tell it of others. */
    STORAGE("Bytes stored", "Octets stockés", true),
    /** People on the team who can sign in. */
    MEMBERS_ACTIVE("Members", "Membres", true),
    /** People who were invited and haven't joined. */
    MEMBERS_INVITED("Invited", "Invités", true),
    /** People on the team who can't sign in. */
    MEMBERS_SUSPENDED("Suspended", "Suspendus", true);

    private final String en;
    private final String fr;
    private final boolean state;

    Measure(String en, String fr, boolean state) {
        this.en = en;
        this.fr = fr;
        this.state = state;
    }

    /**
     * What it counts, in a word or two.
     *
     * @return the words
     */
    public Text words() {
        return new Text(en, fr);
    }

    /**
     * Whether only the present tells it. Such a series has a value for a step if it was read then, which {@link Analytics#read} keeps.
     *
     * @return true for a state at one moment, false for what happened during a step and the log tells
     */
    public boolean isState() {
        return state;
    }
}
